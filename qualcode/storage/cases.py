"""Cases, and the attributes that sit on documents, speakers and cases."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Literal

from qualcode.model.document import Case
from qualcode.model.text import clean_line, clean_text
from qualcode.storage.clock import new_uuid, now

Owner = Literal["document", "speaker", "case"]


def every(db: sqlite3.Connection) -> list[Case]:
    """All cases by name, with their attributes."""
    attributes = attributes_of(db, "case")
    rows = db.execute("SELECT id, name, kind FROM cases ORDER BY name")
    return [Case(id_, name, kind, attributes.get(id_, {})) for id_, name, kind in rows]


def ensure(db: sqlite3.Connection, name: str, kind: str = "person") -> int:
    """The id of the case of that name, made if there is none."""
    name = clean_line(name)
    row = db.execute("SELECT id FROM cases WHERE name = ?", (name,)).fetchone()
    if row:
        return int(row[0])
    made = db.execute(
        "INSERT INTO cases (uuid, name, kind, created) VALUES (?, ?, ?, ?)", (new_uuid(), name, kind, now())
    )
    return int(made.lastrowid or 0)


def link(db: sqlite3.Connection, owner: Literal["document", "speaker"], owner_id: int, case_id: int) -> None:
    """Say that a document or a speaker belongs to a case."""
    db.execute(f"INSERT OR IGNORE INTO case_{owner}s (case_id, {owner}_id) VALUES (?, ?)", (case_id, owner_id))


def set_attributes(db: sqlite3.Connection, owner: Owner, owner_id: int, attributes: Mapping[str, str]) -> None:
    """Give these attributes beside those that are there; an empty value removes one."""
    cleaned = [(clean_line(name), clean_text(str(value))) for name, value in attributes.items()]
    for name, value in cleaned:
        if value == "":
            db.execute(f"DELETE FROM attributes WHERE {owner}_id = ? AND name = ?", (owner_id, name))
            continue
        db.execute(
            f"""INSERT INTO attributes ({owner}_id, name, value) VALUES (?, ?, ?)
                ON CONFLICT ({owner}_id, name) WHERE {owner}_id IS NOT NULL DO UPDATE SET value = excluded.value""",
            (owner_id, name, value),
        )


def attributes_of(db: sqlite3.Connection, owner: Owner) -> dict[int, dict[str, str]]:
    """The own attributes of all documents, speakers or cases, by id."""
    found: dict[int, dict[str, str]] = {}
    rows = db.execute(f"SELECT {owner}_id, name, value FROM attributes WHERE {owner}_id IS NOT NULL ORDER BY id")
    for owner_id, name, value in rows:
        found.setdefault(owner_id, {})[name] = value
    return found


def names_of(db: sqlite3.Connection, owner: Literal["document", "speaker"]) -> dict[int, list[str]]:
    """The names of the cases that documents or speakers belong to, by id."""
    found: dict[int, list[str]] = {}
    rows = db.execute(
        f"SELECT l.{owner}_id, c.name FROM case_{owner}s AS l JOIN cases AS c ON c.id = l.case_id ORDER BY c.id"
    )
    for owner_id, name in rows:
        found.setdefault(owner_id, []).append(name)
    return found
