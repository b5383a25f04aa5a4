"""Codings in the file."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualcode.model.coding import Coder, Coding
from qualcode.model.text import clean_line
from qualcode.storage.clock import new_uuid, now

_COLUMNS = "id, uuid, document_id, code_id, coder_id, start, end, quote, weight, created"


@dataclass(frozen=True, slots=True)
class NewCoding:
    """A coding to keep; `quote` must be what stands at `[start, end)` of the document."""

    document: int
    code: int
    coder: int
    start: int
    end: int
    quote: str
    weight: int | None = None


def ensure_coder(db: sqlite3.Connection, name: str) -> int:
    """The id of the coder of that name, made if there is none."""
    name = clean_line(name)
    row = db.execute("SELECT id FROM coders WHERE name = ?", (name,)).fetchone()
    if row:
        return int(row[0])
    made = db.execute("INSERT INTO coders (uuid, name, created) VALUES (?, ?, ?)", (new_uuid(), name, now()))
    return int(made.lastrowid or 0)


def coders(db: sqlite3.Connection) -> list[Coder]:
    """All coders, oldest first."""
    return [Coder(*row) for row in db.execute("SELECT id, name FROM coders ORDER BY id")]


def insert_many(db: sqlite3.Connection, rows: Iterable[NewCoding]) -> int:
    """Keep codings; one that is there already (same place, code and coder) is left alone. How many were new."""
    stamp = now()
    before = db.total_changes
    count = _count(db)
    db.executemany(
        """INSERT OR IGNORE INTO codings
             (uuid, document_id, code_id, coder_id, start, end, quote, weight, created)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        ((new_uuid(), r.document, r.code, r.coder, r.start, r.end, r.quote, r.weight, stamp) for r in rows),
    )
    return _count(db) - count if db.total_changes != before else 0


def find(db: sqlite3.Connection, row: NewCoding) -> int | None:
    """The id of the coding at the same place with the same code and coder."""
    found = db.execute(
        "SELECT id FROM codings WHERE document_id = ? AND start = ? AND end = ? AND code_id = ? AND coder_id = ?",
        (row.document, row.start, row.end, row.code, row.coder),
    ).fetchone()
    return int(found[0]) if found else None


def every(db: sqlite3.Connection) -> list[Coding]:
    """All codings in the order of the documents and of the text."""
    rows = db.execute(
        """SELECT c.id, c.uuid, c.document_id, c.code_id, c.coder_id, c.start, c.end, c.quote, c.weight, c.created
           FROM codings AS c JOIN documents AS d ON d.id = c.document_id
           ORDER BY d.position, d.id, c.start, c.end, c.id"""
    )
    return [Coding(*row) for row in rows]


def of_document(db: sqlite3.Connection, document_id: int) -> list[Coding]:
    """The codings of a document in the order of the text."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM codings WHERE document_id = ? ORDER BY start, end, id", (document_id,))
    return [Coding(*row) for row in rows]


def by_ids(db: sqlite3.Connection, ids: Sequence[int]) -> list[Coding]:
    """The codings with these ids that exist, in the order asked for."""
    found = {}
    for id_ in ids:
        if id_ > sys.maxsize:
            continue
        row = db.execute(f"SELECT {_COLUMNS} FROM codings WHERE id = ?", (id_,)).fetchone()
        if row:
            found[id_] = Coding(*row)
    return [found[id_] for id_ in ids if id_ in found]


def delete(db: sqlite3.Connection, ids: Sequence[int]) -> None:
    """Remove codings, with the memos on them."""
    db.executemany("DELETE FROM codings WHERE id = ?", [(id_,) for id_ in ids])


def _count(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM codings").fetchone()[0])
