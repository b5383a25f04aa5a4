"""What counts are made from, read in bulk: codings without their words, and who says how much."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from qualcode.storage.compile import Where


class Bundle(NamedTuple):
    """Codings that share a document, a speaker (None where nobody speaks), a code and a coder; all are ids."""

    document: int
    speaker: int | None
    code: int
    coder: int


class Place(NamedTuple):
    """Where a coding stands, `[start, end)` in code points, and when it was made."""

    bundle: Bundle
    start: int
    end: int
    created: str


def bundles(db: sqlite3.Connection, where: Where) -> dict[Bundle, int]:
    """How many codings that meet a condition share document, speaker, code and coder."""
    rows = db.execute(
        f"""SELECT c.document_id, s.speaker_id, c.code_id, c.coder_id
            FROM codings AS c LEFT JOIN coding_speakers AS s ON s.coding_id = c.id WHERE {where.sql}""",
        where.params,
    )
    # Counted here: GROUP BY would sort all rows first.
    return {Bundle._make(row): count for row, count in Counter(rows).items()}


def places(db: sqlite3.Connection, where: Where) -> list[Place]:
    """The codings that meet a condition with their places, by document and start."""
    rows = db.execute(
        f"""SELECT c.document_id, s.speaker_id, c.code_id, c.coder_id, c.start, c.end, c.created
            FROM codings AS c LEFT JOIN coding_speakers AS s ON s.coding_id = c.id WHERE {where.sql}
            ORDER BY c.document_id, c.start, c.end, c.id""",
        where.params,
    )
    return [Place(Bundle._make(row[:4]), *row[4:]) for row in rows]


def cases_of_kind(db: sqlite3.Connection, kind: str) -> set[str]:
    """The names of the cases of a kind."""
    return {name for (name,) in db.execute("SELECT name FROM cases WHERE kind = ?", (kind,))}


def speeches(db: sqlite3.Connection) -> Iterable[tuple[int, int, int, int]]:
    """The words of each turn of those who answer, without labels: speaker, document, start, end; in their order."""
    return db.execute(
        """SELECT t.speaker_id, t.document_id, t.body, t.end FROM turns AS t
           JOIN speakers AS s ON s.id = t.speaker_id WHERE NOT s.interviewer ORDER BY t.document_id, t.start"""
    )


def first_coded(db: sqlite3.Connection) -> dict[int, str]:
    """When the first coding of each document was made, whatever its code."""
    return dict(db.execute("SELECT document_id, min(created) FROM codings GROUP BY document_id").fetchall())
