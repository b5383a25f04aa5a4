"""Memos, and the footnotes and comments that came with imported files."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from qualcode.model.coding import Memo
from qualcode.model.memo import Subject
from qualcode.model.text import clean_line, clean_text
from qualcode.storage.clock import new_uuid, now

_COLUMNS = "id, uuid, text, kind, coder_id, coding_id, code_id, document_id, case_id, start, end, created"

#: The table of the things of a kind.
_TABLES = {"coding": "codings", "passage": "documents", "document": "documents", "code": "codes", "case": "cases"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A memo with what a list says of it.

    `coder` is who wrote it, for a note from a file who wrote it there (empty: unknown). `document`, `start` and `end`
    are where it leads to, for one on a coding the place of the coding, whose words are `quote` and whose code is
    `code`.
    """

    memo: Memo
    coder: str = ""
    document: int | None = None
    start: int | None = None
    end: int | None = None
    quote: str = ""
    code: int | None = None
    case: str = ""


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


def find(db: sqlite3.Connection, memo_id: int) -> Memo | None:
    """The memo of that id."""
    row = db.execute(f"SELECT {_COLUMNS} FROM memos WHERE id = ?", (memo_id,)).fetchone()
    return Memo(*row) if row else None


def entries(db: sqlite3.Connection) -> list[Entry]:
    """All memos and notes with what a list says of them, oldest first."""
    columns = ", ".join(f"m.{name}" for name in _COLUMNS.split(", "))
    rows = db.execute(
        f"""SELECT {columns}, coalesce(w.name, m.author, ''), coalesce(m.document_id, c.document_id),
              coalesce(m.start, c.start), coalesce(m.end, c.end), coalesce(c.quote, ''),
              coalesce(m.code_id, c.code_id), coalesce(k.name, '')
            FROM memos AS m LEFT JOIN codings AS c ON c.id = m.coding_id LEFT JOIN coders AS w ON w.id = m.coder_id
              LEFT JOIN cases AS k ON k.id = m.case_id ORDER BY m.id"""
    )
    return [Entry(Memo(*row[:12]), *row[12:]) for row in rows]


def on(db: sqlite3.Connection, subject: Subject) -> list[Memo]:
    """The memos (not the notes) on exactly one thing, oldest first."""
    column = {"passage": "document_id", "project": ""}.get(subject.kind, f"{subject.kind}_id")
    if not column:
        where, values = "coalesce(coding_id, code_id, document_id, case_id) IS NULL", []
    else:
        where, values = f"{column} = ?", [subject.id]
    if subject.kind == "passage" and subject.span:
        where, values = f"{where} AND start = ? AND end = ?", [*values, subject.span.start, subject.span.end]
    elif subject.kind == "document":
        where += " AND start IS NULL"
    rows = db.execute(f"SELECT {_COLUMNS} FROM memos WHERE kind = 'memo' AND {where} ORDER BY id", values)
    return [Memo(*row) for row in rows]


def identity(db: sqlite3.Connection, subject: Subject) -> str | None:
    """The UUID of what a memo is about; None when it is no longer there."""
    if subject.kind == "project":
        row = db.execute("SELECT uuid FROM project").fetchone()
    else:
        row = db.execute(f"SELECT uuid FROM {_TABLES[subject.kind]} WHERE id = ?", (subject.id,)).fetchone()
    return str(row[0]) if row else None


def with_identity(db: sqlite3.Connection, kind: str, uuid: str) -> int | None:
    """The id of the thing of a kind with this UUID (0 for the project); None when it is no longer there."""
    if kind == "project":
        return 0
    row = db.execute(f"SELECT id FROM {_TABLES[kind]} WHERE uuid = ?", (uuid,)).fetchone()
    return int(row[0]) if row else None
