"""Memos, and the footnotes and comments that came with imported files."""

from __future__ import annotations

import sqlite3

from qualcode.model.coding import Memo
from qualcode.model.text import clean_line, clean_text
from qualcode.storage.clock import new_uuid, now

_COLUMNS = "id, uuid, text, kind, coder_id, coding_id, code_id, document_id, case_id, start, end, created"


def insert(
    db: sqlite3.Connection,
    text: str,
    *,
    kind: str = "memo",
    coder: int | None = None,
    coding: int | None = None,
    code: int | None = None,
    document: int | None = None,
    case: int | None = None,
    start: int | None = None,
    end: int | None = None,
    author: str = "",
) -> int:
    """Keep a memo on at most one thing; on nothing at all, it is a memo of the project."""
    row = db.execute(
        """INSERT INTO memos (uuid, text, kind, coder_id, coding_id, code_id, document_id, case_id, start, end,
             author, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            new_uuid(),
            clean_text(text),
            kind,
            coder,
            coding,
            code,
            document,
            case,
            start,
            end,
            clean_line(author),
            now(),
        ),
    )
    return int(row.lastrowid or 0)


def update(db: sqlite3.Connection, memo_id: int, text: str) -> None:
    """Give a memo another text; an empty one removes it."""
    if text.strip():
        db.execute("UPDATE memos SET text = ? WHERE id = ?", (clean_text(text), memo_id))
    else:
        db.execute("DELETE FROM memos WHERE id = ?", (memo_id,))


def every(db: sqlite3.Connection) -> list[Memo]:
    """All memos and notes, oldest first."""
    return [Memo(*row) for row in db.execute(f"SELECT {_COLUMNS} FROM memos ORDER BY id")]


def of_codings(db: sqlite3.Connection, document_id: int) -> dict[int, list[Memo]]:
    """The memos on the codings of a document, by coding."""
    found: dict[int, list[Memo]] = {}
    rows = db.execute(
        f"""SELECT {_COLUMNS} FROM memos
            WHERE coding_id IN (SELECT id FROM codings WHERE document_id = ?) ORDER BY id""",
        (document_id,),
    )
    for memo in (Memo(*row) for row in rows):
        found.setdefault(memo.coding or 0, []).append(memo)
    return found
