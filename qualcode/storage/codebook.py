"""Codes in the file. What an operation does to codings is decided by the project; here are its single steps."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from qualcode.model.codebook import Code, Codebook
from qualcode.storage.clock import new_uuid, now


def load(db: sqlite3.Connection) -> Codebook:
    """The whole codebook."""
    rows = db.execute(
        """SELECT id, name, parent_id AS parent, definition, include, exclude, example, reference, color, cues,
             position, uuid, created FROM codes"""
    )
    names = [column[0] for column in rows.description]
    found = (dict(zip(names, row, strict=True)) for row in rows)
    return Codebook(Code(**{**fields, "cues": tuple(json.loads(fields["cues"]))}) for fields in found)


def insert(
    db: sqlite3.Connection, name: str, parent: int | None, coder: int | None, fields: Mapping[str, Any] | None = None
) -> int:
    """A new code, last among its siblings; `fields` are those of CODE_FIELDS."""
    row = db.execute(
        """INSERT INTO codes (uuid, parent_id, name, position, coder_id, created) VALUES (?, ?, ?,
             (SELECT coalesce(max(position), 0) + 1 FROM codes WHERE parent_id IS ?), ?, ?)""",
        (new_uuid(), parent, name, parent, coder, now()),
    )
    code_id = int(row.lastrowid or 0)
    if fields:
        update(db, code_id, fields)
    return code_id


def update(db: sqlite3.Connection, code_id: int, fields: Mapping[str, Any]) -> None:
    """Set columns of a code; `cues` is a sequence of words."""
    values = {k: json.dumps(list(v), ensure_ascii=False) if k == "cues" else v for k, v in fields.items()}
    sets = ", ".join(f'"{name}" = ?' for name in values)
    db.execute(f"UPDATE codes SET {sets} WHERE id = ?", (*values.values(), code_id))


def delete(db: sqlite3.Connection, code_id: int) -> None:
    """Remove one code; it must hold no codings and no codes by the end of the transaction."""
    db.execute("DELETE FROM codes WHERE id = ?", (code_id,))


def counts(db: sqlite3.Connection) -> dict[int, int]:
    """How many codings each code holds by itself."""
    return dict(db.execute("SELECT code_id, count(*) FROM codings GROUP BY code_id"))


def move_codings(db: sqlite3.Connection, source: int, target: int) -> None:
    """Give the codings and memos of one code to another.

    A coding that stands already at the target (same place, same coder) keeps its row there; the memos of the twin
    move to it before the twin goes, so that no remark is lost.
    """
    db.execute(
        """UPDATE memos SET coding_id = (
             SELECT there.id FROM codings AS here JOIN codings AS there
               ON there.document_id = here.document_id AND there.start = here.start AND there.end = here.end
               AND there.coder_id = here.coder_id AND there.code_id = :target
             WHERE here.id = memos.coding_id)
           WHERE coding_id IN (
             SELECT here.id FROM codings AS here JOIN codings AS there
               ON there.document_id = here.document_id AND there.start = here.start AND there.end = here.end
               AND there.coder_id = here.coder_id AND there.code_id = :target
             WHERE here.code_id = :source)""",
        {"source": source, "target": target},
    )
    db.execute("UPDATE OR IGNORE codings SET code_id = ? WHERE code_id = ?", (target, source))
    db.execute("DELETE FROM codings WHERE code_id = ?", (source,))
    db.execute("UPDATE memos SET code_id = ? WHERE code_id = ?", (target, source))
