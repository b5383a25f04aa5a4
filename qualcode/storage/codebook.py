"""Codes in the file. What an operation does to codings is decided by the project; here are its single steps."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from qualcode.errors import ProjectError
from qualcode.i18n import _
from qualcode.model.codebook import Code, Codebook
from qualcode.storage.clock import new_uuid, now


def load(db: sqlite3.Connection) -> Codebook:
    """The whole codebook; raises ProjectError when the rows do not make a tree."""
    rows = db.execute(
        """SELECT id, name, parent_id AS parent, definition, include, exclude, example, reference, color, cues,
             position, uuid, created FROM codes"""
    )
    names = [column[0] for column in rows.description]
    found = (dict(zip(names, row, strict=True)) for row in rows)
    try:
        return Codebook(Code(**{**fields, "cues": tuple(json.loads(fields["cues"]))}) for fields in found)
    except (ValueError, TypeError) as error:
        said = _("The codebook of this project is damaged: {error}.").format(error=error)
        raise ProjectError(said, _("“qualcode verify” names all that is wrong.")) from error


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


def counts_by_document(db: sqlite3.Connection) -> dict[int, dict[int, int]]:
    """How many codings each code holds by itself in each document, by the ids of code and document."""
    found: dict[int, dict[int, int]] = {}
    rows = db.execute("SELECT code_id, document_id, count(*) FROM codings GROUP BY code_id, document_id")
    for code_id, document_id, count in rows:
        found.setdefault(code_id, {})[document_id] = count
    return found


def memo_counts(db: sqlite3.Connection) -> dict[int, int]:
    """How many memos are on each code itself (not on its codings)."""
    return dict(db.execute("SELECT code_id, count(*) FROM memos WHERE code_id IS NOT NULL GROUP BY code_id"))


def coding_ids(db: sqlite3.Connection, code_id: int) -> list[int]:
    """The ids of the codings of one code, oldest first."""
    return [row[0] for row in db.execute("SELECT id FROM codings WHERE code_id = ? ORDER BY id", (code_id,))]


def move_under(db: sqlite3.Connection, code_id: int, parent: int | None) -> None:
    """Put a code under another, or at the top, last among its new siblings."""
    db.execute(
        """UPDATE codes SET parent_id = :parent, position =
             (SELECT coalesce(max(position), 0) + 1 FROM codes WHERE parent_id IS :parent AND id <> :code)
           WHERE id = :code""",
        {"parent": parent, "code": code_id},
    )


def order(db: sqlite3.Connection, ids: Sequence[int]) -> None:
    """Give siblings the positions 1, 2, 3… in this order."""
    db.executemany("UPDATE codes SET position = ? WHERE id = ?", list(enumerate(ids, start=1)))


def recode(db: sqlite3.Connection, ids: Sequence[int], target: int) -> None:
    """Give single codings to another code, on which nothing stands in their places yet."""
    db.executemany("UPDATE codings SET code_id = ? WHERE id = ?", [(target, id_) for id_ in ids])


def twins(db: sqlite3.Connection, source: int, target: int) -> int:
    """How many codings of one code stand on the other too: same place, same coder."""
    row = db.execute(f"SELECT count(*) FROM {_TWINS}", {"source": source, "target": target}).fetchone()
    return int(row[0])


def move_codings(db: sqlite3.Connection, source: int, target: int) -> None:
    """Give the codings and memos of one code to another.

    A coding that stands already at the target (same place, same coder) keeps its row there, and takes the weight of
    its twin if it has none; the memos of the twin move to it before the twin goes, so that no remark is lost.
    """
    both = {"source": source, "target": target}
    db.execute(
        f"""UPDATE memos SET coding_id = (SELECT there.id FROM {_TWINS} AND here.id = memos.coding_id)
            WHERE coding_id IN (SELECT here.id FROM {_TWINS})""",
        both,
    )
    db.execute(
        f"""UPDATE codings SET weight = (SELECT here.weight FROM {_TWINS} AND there.id = codings.id)
            WHERE weight IS NULL AND id IN (SELECT there.id FROM {_TWINS} AND here.weight IS NOT NULL)""",
        both,
    )
    db.execute(f"DELETE FROM codings WHERE id IN (SELECT here.id FROM {_TWINS})", both)
    db.execute("UPDATE codings SET code_id = :target WHERE code_id = :source", both)
    db.execute("UPDATE memos SET code_id = :target WHERE code_id = :source", both)


_TWINS = """codings AS here JOIN codings AS there
  ON there.document_id = here.document_id AND there.start = here.start AND there.end = here.end
  AND there.coder_id = here.coder_id AND there.code_id = :target WHERE here.code_id = :source"""
