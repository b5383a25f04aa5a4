"""Counts and lists that a screen shows beside the text: each one query, whatever the size of the project."""

from __future__ import annotations

import sqlite3

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
