"""Queries that the project keeps under a name, and what they said before: the journal remembers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qualcode.model.query_named import SavedQuery
from qualcode.storage.clock import new_uuid, now


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a row: what it did (`insert`, `update`, `delete`), when, by whom, and the row's values since."""

    action: int
    created: str
    coder: str
    operation: str
    changed: frozenset[str]
    values: Mapping[str, Any]


def every(db: sqlite3.Connection) -> list[SavedQuery]:
    """All kept queries by name; what they use, and whether they can be asked, is not known here."""
    rows = db.execute(
        """SELECT q.id, q.name, q.query, q.note, coalesce(w.name, ''), q.created
           FROM queries AS q LEFT JOIN coders AS w ON w.id = q.coder_id ORDER BY q.name"""
    )
    return [SavedQuery(*row) for row in rows]


def insert(db: sqlite3.Connection, name: str, query: str, note: str, coder: int) -> int:
    """Keep a query under a free name; the id of the new row."""
    row = db.execute(
        "INSERT INTO queries (uuid, name, query, note, coder_id, created) VALUES (?, ?, ?, ?, ?, ?)",
        (new_uuid(), name, query, note, coder, now()),
    )
    return int(row.lastrowid or 0)


def update(db: sqlite3.Connection, query_id: int, query: str, note: str) -> None:
    """Give a kept query another text and note."""
    db.execute("UPDATE queries SET query = ?, note = ? WHERE id = ?", (query, note, query_id))


def respell(db: sqlite3.Connection, query_id: int, query: str) -> None:
    """Give a kept query another text."""
    db.execute("UPDATE queries SET query = ? WHERE id = ?", (query, query_id))


def rename(db: sqlite3.Connection, query_id: int, name: str) -> None:
    """Give a kept query another name."""
    db.execute("UPDATE queries SET name = ? WHERE id = ?", (name, query_id))


def delete(db: sqlite3.Connection, query_id: int) -> None:
    """Forget a query; its versions stay in the journal."""
    db.execute("DELETE FROM queries WHERE id = ?", (query_id,))


def of_networks(db: sqlite3.Connection) -> list[tuple[int, str, str]]:
    """Id, name and query of the saved networks that are restricted by one."""
    return db.execute("SELECT id, name, query FROM networks WHERE query <> '' ORDER BY name").fetchall()


def respell_network(db: sqlite3.Connection, network_id: int, query: str) -> None:
    """Give a saved network another spelling of its query."""
    db.execute("UPDATE networks SET query = ? WHERE id = ?", (query, network_id))


def renamed(db: sqlite3.Connection, action: int) -> list[tuple[str, str, str]]:
    """What an action gave another name: the table, the old name, the new one. Labels of speakers are names too."""
    rows = db.execute(
        """SELECT table_name, old, new FROM changes WHERE action_id = ? AND operation = 'update'
             AND table_name IN ('documents', 'cases', 'speakers', 'attributes') ORDER BY id""",
        (action,),
    )
    names = []
    for table, old, new in rows:
        before, after = _values(old), _values(new)
        names += [(table, before[column], after[column]) for column in ("name", "label") if column in before]
    return names


def lives(db: sqlite3.Connection) -> list[list[Change]]:
    """The changes of every query that was ever kept, oldest first, those that were undone left out.

    The number of a row can be used again once the row is gone: a life begins where a row is made.
    """
    rows = db.execute(
        """SELECT c.row_id, a.id, a.created, coalesce(w.name, ''), c.operation, c.old, c.new
           FROM changes AS c JOIN actions AS a ON a.id = c.action_id LEFT JOIN coders AS w ON w.id = a.coder_id
           WHERE c.table_name = 'queries' AND a.state = 'done' ORDER BY c.id"""
    )
    found: list[list[Change]] = []
    alive: dict[int, list[Change]] = {}
    for row, action, created, coder, operation, old, new in rows:
        if operation == "insert" or row not in alive:
            alive[row] = []
            found.append(alive[row])
        life = alive[row]
        known = life[-1].values if life else {}
        changes = _values(old if operation == "delete" else new)
        life.append(Change(action, created, coder, operation, frozenset(changes), {**known, **changes}))
    return found


def _values(record: str | None) -> dict[str, Any]:
    try:
        values = json.loads(record) if record else {}
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}
