"""The study as a whole: what it is called, who speaks in it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker of one document; `case` is the person behind, shared by documents, or None."""

    document: int
    name: str
    interviewer: bool
    case: str | None


def name(db: sqlite3.Connection) -> str:
    """What the project is called."""
    row = db.execute("SELECT name FROM project").fetchone()
    return str(row[0]) if row else ""


def people(db: sqlite3.Connection) -> list[Person]:
    """All speakers in the order of the documents and of appearance."""
    rows = db.execute(
        """SELECT s.document_id, s.name, s.interviewer, (SELECT c.name FROM case_speakers AS l
             JOIN cases AS c ON c.id = l.case_id AND c.kind = 'person' WHERE l.speaker_id = s.id ORDER BY c.id LIMIT 1)
           FROM speakers AS s JOIN documents AS d ON d.id = s.document_id ORDER BY d.position, d.id, s.id"""
    )
    return [Person(document, label, bool(interviewer), case) for document, label, interviewer, case in rows]
