"""Codings in the file."""

from __future__ import annotations

import json
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
    known = known_coder(db, name)
    if known is not None:
        return known
    made = db.execute("INSERT INTO coders (uuid, name, created) VALUES (?, ?, ?)", (new_uuid(), name, now()))
    return int(made.lastrowid or 0)


def known_coder(db: sqlite3.Connection, name: str) -> int | None:
    """The id of the coder of exactly that name; None if there is none yet."""
    row = db.execute("SELECT id FROM coders WHERE name = ?", (name,)).fetchone()
    return int(row[0]) if row else None


def coders(db: sqlite3.Connection) -> list[Coder]:
    """All coders, oldest first."""
    return [Coder(*row) for row in db.execute("SELECT id, name FROM coders ORDER BY id")]


def insert_many(db: sqlite3.Connection, rows: Iterable[NewCoding]) -> int:
    """Keep codings; one that is there already (same place, code and coder) is left alone. How many were new."""
    stamp = now()
    made = db.executemany(
        """INSERT OR IGNORE INTO codings
             (uuid, document_id, code_id, coder_id, start, end, quote, weight, created)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        ((new_uuid(), r.document, r.code, r.coder, r.start, r.end, r.quote, r.weight, stamp) for r in rows),
    )
    # What triggers write on the way is not counted.
    return max(0, made.rowcount)


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
    spelled = json.dumps([id_ for id_ in ids if id_ <= sys.maxsize])
    rows = db.execute(f"SELECT {_COLUMNS} FROM codings WHERE id IN (SELECT value FROM json_each(?))", (spelled,))
    found = {row[0]: Coding(*row) for row in rows}
    return [found[id_] for id_ in ids if id_ in found]


def change(db: sqlite3.Connection, coding: int, row: NewCoding) -> None:
    """Give a coding the code and the place of a row, at which nothing stands yet."""
    db.execute(
        "UPDATE codings SET code_id = ?, start = ?, end = ?, quote = ? WHERE id = ?",
        (row.code, row.start, row.end, row.quote, coding),
    )


def weigh(db: sqlite3.Connection, coding: int, weight: int | None) -> None:
    """Give a coding a weight, or none."""
    db.execute("UPDATE codings SET weight = ? WHERE id = ?", (weight, coding))


def join(db: sqlite3.Connection, source: int, target: int) -> None:
    """Make one coding of two: the target takes the memos of the source, and its weight if it has none."""
    db.execute("UPDATE memos SET coding_id = ? WHERE coding_id = ?", (target, source))
    db.execute(
        "UPDATE codings SET weight = (SELECT weight FROM codings WHERE id = ?) WHERE id = ? AND weight IS NULL",
        (source, target),
    )
    db.execute("DELETE FROM codings WHERE id = ?", (source,))


def delete(db: sqlite3.Connection, ids: Sequence[int]) -> None:
    """Remove codings, with the memos on them."""
    db.executemany("DELETE FROM codings WHERE id = ?", [(id_,) for id_ in ids])


def places(
    db: sqlite3.Connection, documents: Sequence[int], coder: str, code: int | None = None
) -> dict[int, list[tuple[int, int, int]]]:
    """The codings of a coder in some documents as (start, end, code), by document, in the order of the text."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    which = "AND code_id = :code" if code is not None else ""
    rows = db.execute(
        f"""SELECT document_id, start, end, code_id FROM codings
            WHERE document_id IN (SELECT value FROM json_each(:documents)) {which}
              AND coder_id = (SELECT id FROM coders WHERE name = :coder) ORDER BY document_id, start, end""",
        {"documents": json.dumps(list(documents)), "coder": coder, "code": code},
    )
    for document, start, end, known in rows:
        found.setdefault(document, []).append((start, end, known))
    return found
