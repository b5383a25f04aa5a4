"""Actions and their reversal. Undo and redo are one operation: play the recorded changes of an action backwards.

While it plays, the triggers are at work and record the opposite changes, which replace the old ones; so an undone
action holds what redoing it needs, and the other way round. Nothing is ever erased from the history: an undone action
that a new one makes unreachable becomes `abandoned`.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from qualcode.errors import ProjectError
from qualcode.i18n import _
from qualcode.model.text import clean_line
from qualcode.storage.clock import now

#: A history longer than this is not read at once.
LOG_LIMIT = 1_000


@dataclass(frozen=True, slots=True)
class Action:
    """One step of the history. `state` is `done`, `undone` (can be redone) or `abandoned`."""

    id: int
    kind: str
    detail: str
    coder: str | None
    created: str
    state: str
    changes: int


@contextmanager
def action(db: sqlite3.Connection, kind: str, detail: str, coder_id: int | None) -> Iterator[int]:
    """One transaction and one undo step; an exception leaves nothing behind, an action without changes no trace."""
    db.execute("BEGIN IMMEDIATE")
    try:
        action_id = db.execute(
            "INSERT INTO actions (kind, detail, coder_id, created) VALUES (?, ?, ?, ?)",
            (kind, clean_line(detail), coder_id, now()),
        ).lastrowid
        assert action_id is not None
        _set_current(db, action_id)
        yield action_id
        _set_current(db, None)
        if db.execute("SELECT 1 FROM changes WHERE action_id = ? LIMIT 1", (action_id,)).fetchone():
            db.execute("UPDATE actions SET state = 'abandoned' WHERE state = 'undone'")
        else:
            db.execute("DELETE FROM actions WHERE id = ?", (action_id,))
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def describe(db: sqlite3.Connection, action_id: int, detail: str) -> None:
    """Say more of an action that is under way, once it is known."""
    db.execute("UPDATE actions SET detail = ? WHERE id = ?", (clean_line(detail), action_id))


def sign(db: sqlite3.Connection, action_id: int, coder_id: int) -> None:
    """Say who does an action that nobody has signed yet."""
    db.execute("UPDATE actions SET coder_id = ? WHERE id = ? AND coder_id IS NULL", (coder_id, action_id))


def undoable(db: sqlite3.Connection) -> Action | None:
    """The step that undo would take back."""
    return _first(db, "a.state = 'done' ORDER BY a.id DESC")


def redoable(db: sqlite3.Connection) -> Action | None:
    """The step that redo would do again."""
    return _first(db, "a.state = 'undone' ORDER BY a.id")


def reverse(db: sqlite3.Connection, step: Action) -> None:
    """Take a done action back, or do an undone one again, in one transaction.

    Raises ProjectError when another program has moved the history since `step` was read.
    """
    reverse_all(db, [step])


def reverse_all(db: sqlite3.Connection, steps: Sequence[Action], each: Callable[[int], None] = lambda _n: None) -> None:
    """Take actions back, or do them again, in this order and in one transaction; `each` hears how many are done.

    Raises ProjectError when another program has moved the history since the steps were read.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        db.execute("PRAGMA defer_foreign_keys = ON")
        for at, step in enumerate(steps, 1):
            if (undoable(db) if step.state == "done" else redoable(db)) != step:
                raise ProjectError(_("Another program has changed the project in the meantime. Try again."))
            _play_backwards(db, step)
            each(at)
        _set_current(db, None)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _play_backwards(db: sqlite3.Connection, step: Action) -> None:
    rows = db.execute(
        "SELECT id, table_name, row_id, operation, old FROM changes WHERE action_id = ? ORDER BY id DESC",
        (step.id,),
    ).fetchall()
    _set_current(db, step.id)
    db.execute("DELETE FROM changes WHERE action_id = ?", (step.id,))
    for _change, table, row_id, operation, old in rows:
        _apply_opposite(db, table, row_id, operation, json.loads(old) if old else {})
    state = "undone" if step.state == "done" else "done"
    db.execute("UPDATE actions SET state = ? WHERE id = ?", (state, step.id))


def latest_change(db: sqlite3.Connection, tables: Sequence[str]) -> int:
    """The id of the last change that any of these tables saw; it grows with every change, undone ones included."""
    marks = ", ".join("?" * len(tables))
    found = db.execute(f"SELECT max(id) FROM changes WHERE table_name IN ({marks})", tuple(tables)).fetchone()
    return int(found[0] or 0)


class Change(NamedTuple):
    """Which row of which table was changed."""

    id: int
    table: str
    row: int


def rows_since(db: sqlite3.Connection, change: int, limit: int) -> list[Change]:
    """The changes after one, oldest first, at most so many."""
    rows = db.execute("SELECT id, table_name, row_id FROM changes WHERE id > ? ORDER BY id LIMIT ?", (change, limit))
    return [Change(*row) for row in rows]


def last_change(db: sqlite3.Connection) -> int:
    """The number of the last change of the project; it grows with every change, undone ones included."""
    return int(db.execute("SELECT coalesce(max(id), 0) FROM changes").fetchone()[0])


def latest_since(db: sqlite3.Connection, change: int) -> list[tuple[int, str]]:
    """The last change (number, table) of each table after the change of that number, oldest first."""
    # By the index of tables SQLite would read all that ever happened.
    return db.execute(
        "SELECT max(id), table_name FROM changes NOT INDEXED WHERE id > ? GROUP BY table_name ORDER BY 1", (change,)
    ).fetchall()


def log(db: sqlite3.Connection, limit: int = LOG_LIMIT) -> list[Action]:
    """The last actions, newest first."""
    rows = db.execute(f"{SELECT_ACTION} WHERE 1 ORDER BY a.id DESC LIMIT ?", (min(limit, sys.maxsize),))
    return [Action(*row) for row in rows]


def _apply_opposite(db: sqlite3.Connection, table: str, row_id: int, operation: str, old: dict[str, Any]) -> None:
    # Table and column names come from the triggers' own literals; the values are bound.
    if operation == "insert":
        db.execute(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))
    elif operation == "delete":
        names = ", ".join(f'"{name}"' for name in old)
        marks = ", ".join("?" * len(old))
        db.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(old.values()))
    else:
        sets = ", ".join(f'"{name}" = ?' for name in old)
        db.execute(f'UPDATE "{table}" SET {sets} WHERE id = ?', (*old.values(), row_id))


#: The columns of `Action`, from the tables named `a` and `w`.
SELECT_ACTION = """SELECT a.id, a.kind, a.detail, w.name, a.created, a.state,
  (SELECT count(*) FROM changes WHERE action_id = a.id)
  FROM actions AS a LEFT JOIN coders AS w ON w.id = a.coder_id"""


def _first(db: sqlite3.Connection, where: str) -> Action | None:
    row = db.execute(f"{SELECT_ACTION} WHERE {where} LIMIT 1").fetchone()
    return Action(*row) if row else None


def _set_current(db: sqlite3.Connection, action_id: int | None) -> None:
    db.execute("UPDATE journal_state SET action_id = ?", (action_id,))
