"""The history as it is looked at: which actions there are, what each changed, where in the texts that was.

An action that was undone holds the opposite of what it did (see `journal`); here its changes read as it did them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from qualcode.model.span import Span
from qualcode.storage.journal import SELECT_ACTION, Action

_OPPOSITE = {"insert": "delete", "delete": "insert", "update": "update"}
#: The tables whose rows stand at a place in a text.
_PLACED = ("codings", "memos", "turns")
#: As many as SQLite takes in one statement, on any build.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Change:
    """What an action did to a row: `insert`, `update` or `delete`, with the values before and after that are known."""

    table: str
    row: int
    operation: str
    old: dict[str, Any] = field(default_factory=dict)
    new: dict[str, Any] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, Any]:
        """All that is known of the row, the later value where there are two."""
        return {**self.old, **self.new}


def ids(db: sqlite3.Connection, kind: str = "", coder: str = "") -> list[int]:
    """The actions of a kind and of a coder (empty: of any), newest first."""
    where, values = ["1"], []
    if kind:
        where.append("kind = ?")
        values.append(kind)
    if coder:
        where.append("coder_id = (SELECT id FROM coders WHERE name = ?)")
        values.append(coder)
    rows = db.execute(f"SELECT id FROM actions WHERE {' AND '.join(where)} ORDER BY id DESC", values)
    return [row[0] for row in rows]


def by_ids(db: sqlite3.Connection, wanted: Sequence[int]) -> list[Action]:
    """The actions with these ids that there still are, in the order asked for."""
    found: dict[int, Action] = {}
    for at in range(0, len(wanted), _AT_ONCE):
        some = wanted[at : at + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        found.update((row[0], Action(*row)) for row in db.execute(f"{SELECT_ACTION} WHERE a.id IN ({marks})", some))
    return [found[action] for action in wanted if action in found]


def between(db: sqlite3.Connection, action: int) -> list[Action]:
    """The done actions from the newest down to this one, or the undone ones from the oldest up to it, as it is."""
    row = db.execute("SELECT state FROM actions WHERE id = ?", (action,)).fetchone()
    if row is None or row[0] == "abandoned":
        return []
    where = "a.state = 'done' AND a.id >= ? ORDER BY a.id DESC"
    if row[0] == "undone":
        where = "a.state = 'undone' AND a.id <= ? ORDER BY a.id"
    return [Action(*found) for found in db.execute(f"{SELECT_ACTION} WHERE {where}", (action,))]


def words(db: sqlite3.Connection, after: int = 0) -> list[tuple[int, str, str]]:
    """Id, kind and detail of the actions with greater ids, oldest first: what a search looks at."""
    return db.execute("SELECT id, kind, detail FROM actions WHERE id > ? ORDER BY id", (after,)).fetchall()


def kinds(db: sqlite3.Connection) -> dict[str, int]:
    """How many actions there are of each kind, the most frequent first."""
    return dict(db.execute("SELECT kind, count(*) FROM actions GROUP BY kind ORDER BY count(*) DESC, kind"))


def coders(db: sqlite3.Connection) -> dict[str, int]:
    """How many actions each coder did, by name; those that nobody signed are left out."""
    return dict(
        db.execute("SELECT w.name, count(*) FROM actions AS a JOIN coders AS w ON w.id = a.coder_id GROUP BY w.name")
    )


def sizes(db: sqlite3.Connection, wanted: Sequence[int]) -> dict[int, dict[str, int]]:
    """How many rows of each table some actions changed, by the id of the action."""
    found: dict[int, dict[str, int]] = {}
    marks = ", ".join("?" * len(wanted))
    rows = db.execute(
        f"""SELECT action_id, table_name, count(DISTINCT row_id) FROM changes WHERE action_id IN ({marks})
            GROUP BY action_id, table_name""",
        tuple(wanted),
    )
    for action, table, count in rows:
        found.setdefault(action, {})[table] = count
    return found


def changes(db: sqlite3.Connection, step: Action, limit: int = -1) -> list[Change]:
    """What an action did, in the order in which it did it; `limit` of -1 gives all."""
    undone = step.state != "done"
    rows = db.execute(
        f"""SELECT table_name, row_id, operation, old, new FROM changes WHERE action_id = ?
            ORDER BY id {"DESC" if undone else ""} LIMIT ?""",
        (step.id, limit),
    )
    found = []
    for table, row, operation, old, new in rows:
        before, after = _values(old), _values(new)
        if undone:
            operation, before, after = _OPPOSITE[operation], after, before
        found.append(Change(table, row, operation, before, after))
    return found


def last_values(db: sqlite3.Connection, table: str, row: int) -> dict[str, Any]:
    """What is known of a row that is gone: what it held when it was deleted last, or what it was made with."""
    for operation, column in (("delete", "old"), ("insert", "new")):
        found = db.execute(
            f"""SELECT {column} FROM changes WHERE table_name = ? AND row_id = ? AND operation = ?
                ORDER BY id DESC LIMIT 1""",
            (table, row, operation),
        ).fetchone()
        if found:
            return _values(found[0])
    return {}


def places(db: sqlite3.Connection, found: Sequence[Change]) -> Iterator[tuple[int, Span]]:
    """Where in the texts some changes were: document and passage, each once."""
    seen: set[tuple[int, Span]] = set()
    for change in found:
        place = place_of(db, change)
        if place is not None and place not in seen:
            seen.add(place)
            yield place


def place_of(db: sqlite3.Connection, change: Change) -> tuple[int, Span] | None:
    """Where in a text a change was: where the row stands now, else where it last stood."""
    if change.table not in _PLACED:
        return None
    place = _standing(db, change.table, change.row)
    if place is not None:
        return place
    values = change.values
    if "document_id" not in values:
        values = last_values(db, change.table, change.row)
    coding = values.get("coding_id")
    if isinstance(coding, int):
        return _standing(db, "codings", coding) or _span(last_values(db, "codings", coding))
    return _span(values)


def _standing(db: sqlite3.Connection, table: str, row: int) -> tuple[int, Span] | None:
    if table == "memos":
        found = db.execute(
            """SELECT coalesce(m.document_id, c.document_id), coalesce(m.start, c.start), coalesce(m.end, c.end)
               FROM memos AS m LEFT JOIN codings AS c ON c.id = m.coding_id WHERE m.id = ?""",
            (row,),
        ).fetchone()
    else:
        found = db.execute(f"SELECT document_id, start, end FROM {table} WHERE id = ?", (row,)).fetchone()
    return _span({"document_id": found[0], "start": found[1], "end": found[2]}) if found else None


def _span(values: dict[str, Any]) -> tuple[int, Span] | None:
    document, start, end = (values.get(name) for name in ("document_id", "start", "end"))
    if not (isinstance(document, int) and isinstance(start, int) and isinstance(end, int)):
        return None
    return (document, Span(start, end)) if 0 <= start <= end else None


def _values(record: str | None) -> dict[str, Any]:
    try:
        values = json.loads(record) if record else {}
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}


def coding_values(db: sqlite3.Connection, coding: int) -> dict[str, Any]:
    """What a coding holds now, by the names of its columns; nothing for one that is gone."""
    names = ("document_id", "code_id", "coder_id", "start", "end", "quote", "weight")
    row = db.execute(f"SELECT {', '.join(names)} FROM codings WHERE id = ?", (coding,)).fetchone()
    return dict(zip(names, row, strict=True)) if row else {}
