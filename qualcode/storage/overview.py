"""Counts and lists that a screen shows beside the text: each one query, whatever the size of the project."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from qualcode.model.coding import Memo


def codings_by_document(db: sqlite3.Connection) -> dict[int, int]:
    """How many codings each document holds; documents without any are left out."""
    return dict(db.execute("SELECT document_id, count(*) FROM codings GROUP BY document_id"))


def recent_codes(db: sqlite3.Connection, coder: str, limit: int) -> list[int]:
    """The codes that a coder used last, latest first, among their last two hundred codings."""
    rows = db.execute(
        """SELECT code_id FROM (SELECT id, code_id FROM codings
             WHERE coder_id = (SELECT id FROM coders WHERE name = ?) ORDER BY id DESC LIMIT 200)
           GROUP BY code_id ORDER BY max(id) DESC LIMIT ?""",
        (coder, limit),
    )
    return [row[0] for row in rows]


def memos_of_document(db: sqlite3.Connection, document_id: int) -> list[Memo]:
    """The memos and notes on a document and its passages (not those on its codings), in the order of the text."""
    rows = db.execute(
        """SELECT id, uuid, text, kind, coder_id, coding_id, code_id, document_id, case_id, start, end, created
           FROM memos WHERE document_id = ? ORDER BY start, id""",
        (document_id,),
    )
    return [Memo(*row) for row in rows]


def project_name(db: sqlite3.Connection) -> str:
    """What the project is called."""
    return str(db.execute("SELECT name FROM project").fetchone()[0])


def project_uuid(db: sqlite3.Connection) -> str:
    """The identity of the project, the same in every copy of it."""
    row = db.execute("SELECT uuid FROM project").fetchone()
    return str(row[0]) if row else ""


def data_version(db: sqlite3.Connection) -> int:
    """A number that changes when another connection has written to the file; it costs no reading."""
    return int(db.execute("PRAGMA data_version").fetchone()[0])


def rows_changed(db: sqlite3.Connection, action: int, table: str, operation: str) -> int:
    """How many rows of a table an action inserted, updated or deleted."""
    found = db.execute(
        "SELECT count(*) FROM changes WHERE action_id = ? AND table_name = ? AND operation = ?",
        (action, table, operation),
    ).fetchone()
    return int(found[0])


def coders_made(db: sqlite3.Connection, action: int) -> list[str]:
    """The names of the coders whom an action brought into the project: an action precedes its own author then."""
    rows = db.execute(
        """SELECT w.name FROM changes AS c JOIN coders AS w ON w.id = c.row_id
           WHERE c.action_id = ? AND c.table_name = 'coders' AND c.operation = 'insert'""",
        (action,),
    )
    return [str(row[0]) for row in rows]


def texts(db: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """The id and the text of each document, one at a time."""
    for (document,) in db.execute("SELECT id FROM documents ORDER BY id").fetchall():
        row = db.execute("SELECT text FROM documents WHERE id = ?", (document,)).fetchone()
        if row:
            yield document, str(row[0])
