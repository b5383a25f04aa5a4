"""The tables that people keep about their material: speakers and cases as rows, attributes as columns, links to cases.

Each read is one query whatever the size of the project.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator

from qualcode.model.text import clean_line
from qualcode.model.things import Losses, Owner, Thing, join_names
from qualcode.storage import cases


def speakers(db: sqlite3.Connection) -> list[Thing]:
    """All speakers in the order of the documents and of appearance."""
    attributes = cases.attributes_of(db, "speaker")
    linked = cases.names_of(db, "speaker")
    rows = db.execute(
        """SELECT s.id, s.name, s.label, s.interviewer, d.id, d.name FROM speakers AS s
           JOIN documents AS d ON d.id = s.document_id ORDER BY d.position, d.id, s.id"""
    )
    return [
        Thing(
            id_,
            name,
            {
                "document": document,
                "label": label,
                "interviewer": "1" if interviewer else "",
                "cases": join_names(linked.get(id_, ())),
            },
            attributes.get(id_, {}),
            document_id,
        )
        for id_, name, label, interviewer, document_id, document in rows
    ]


def all_cases(db: sqlite3.Connection) -> list[Thing]:
    """All cases by name, with the documents and the number of the speakers that belong to them."""
    documents: dict[int, list[str]] = {}
    rows = db.execute(
        """SELECT l.case_id, d.name FROM case_documents AS l JOIN documents AS d ON d.id = l.document_id
           ORDER BY d.position, d.id"""
    )
    for case, name in rows:
        documents.setdefault(case, []).append(name)
    speakers = dict(db.execute("SELECT case_id, count(*) FROM case_speakers GROUP BY case_id"))
    return [
        Thing(
            case.id,
            case.name,
            {
                "kind": case.kind,
                "documents": join_names(documents.get(case.id, ())),
                "speakers": str(speakers[case.id]) if case.id in speakers else "",
            },
            case.attributes,
        )
        for case in cases.every(db)
    ]


def count(db: sqlite3.Connection, owner: Owner) -> int:
    """How many documents, speakers or cases there are."""
    return int(db.execute(f"SELECT count(*) FROM {owner}s").fetchone()[0])


def names(db: sqlite3.Connection, owner: Owner) -> list[str]:
    """The attributes that documents, speakers or cases have, in the order in which they were first given."""
    rows = db.execute(f"SELECT name FROM attributes WHERE {owner}_id IS NOT NULL GROUP BY name ORDER BY min(id)")
    return [str(name) for (name,) in rows]


def rename(db: sqlite3.Connection, owner: Owner, old: str, new: str) -> int:
    """Give an attribute of all documents, speakers or cases another name; how many had it."""
    changed = db.execute(
        f"UPDATE attributes SET name = ? WHERE name = ? AND {owner}_id IS NOT NULL", (clean_line(new), old)
    )
    return changed.rowcount


def delete(db: sqlite3.Connection, owner: Owner, name: str) -> int:
    """Take an attribute from all documents, speakers or cases; how many had it."""
    return db.execute(f"DELETE FROM attributes WHERE name = ? AND {owner}_id IS NOT NULL", (name,)).rowcount


def having_both(db: sqlite3.Connection, owner: Owner, one: str, two: str) -> int:
    """How many documents, speakers or cases have two attributes at once."""
    found = db.execute(
        f"""SELECT count(*) FROM attributes AS a JOIN attributes AS b ON b.{owner}_id = a.{owner}_id
            WHERE a.name = ? AND b.name = ?""",
        (one, two),
    ).fetchone()
    return int(found[0])


def set_kind(db: sqlite3.Connection, owner: Owner, owner_id: int, kind: str) -> None:
    """Say what kind of document or case something is."""
    db.execute(f"UPDATE {owner}s SET kind = ? WHERE id = ?", (kind, owner_id))


def set_name(db: sqlite3.Connection, owner: Owner, owner_id: int, name: str) -> None:
    """Call a document, a speaker or a case otherwise."""
    db.execute(f"UPDATE {owner}s SET name = ? WHERE id = ?", (clean_line(name), owner_id))


def set_interviewer(db: sqlite3.Connection, speaker: int, interviewer: bool) -> None:
    """Say whether a speaker asks the questions."""
    db.execute("UPDATE speakers SET interviewer = ? WHERE id = ?", (int(interviewer), speaker))


def set_cases(db: sqlite3.Connection, owner: Owner, owner_id: int, wanted: Collection[int]) -> None:
    """Say which cases a document or a speaker belongs to, and to no other."""
    table, column = f"case_{owner}s", f"{owner}_id"
    held = {int(case) for (case,) in db.execute(f"SELECT case_id FROM {table} WHERE {column} = ?", (owner_id,))}
    for case in held.difference(wanted):
        db.execute(f"DELETE FROM {table} WHERE {column} = ? AND case_id = ?", (owner_id, case))
    for case in wanted:
        if case not in held:
            db.execute(f"INSERT INTO {table} (case_id, {column}) VALUES (?, ?)", (case, owner_id))


def delete_case(db: sqlite3.Connection, case: int) -> None:
    """Remove a case with its attributes, links and memos."""
    db.execute("DELETE FROM cases WHERE id = ?", (case,))


def document_losses(db: sqlite3.Connection, document: int, coder: str) -> Losses:
    """What goes with a document; `coder` is the one whose codings are not those of others."""
    codings = "SELECT id FROM codings WHERE document_id = :id"
    return _losses(
        db,
        {"id": document, "coder": coder},
        f"SELECT count(*) FROM ({codings})",
        """SELECT count(*) FROM codings AS c JOIN coders AS w ON w.id = c.coder_id
           WHERE c.document_id = :id AND w.name <> :coder""",
        f"SELECT count(*) FROM memos WHERE document_id = :id OR coding_id IN ({codings})",
        """SELECT (SELECT count(*) FROM case_documents WHERE document_id = :id)
             + (SELECT count(*) FROM case_speakers AS l JOIN speakers AS s ON s.id = l.speaker_id
                WHERE s.document_id = :id)""",
    )


def case_losses(db: sqlite3.Connection, case: int) -> Losses:
    """What goes with a case: no coding, its memos, the links of its documents and speakers."""
    return _losses(
        db,
        {"id": case},
        *("SELECT 0", "SELECT 0", "SELECT count(*) FROM memos WHERE case_id = :id"),
        """SELECT (SELECT count(*) FROM case_documents WHERE case_id = :id)
             + (SELECT count(*) FROM case_speakers WHERE case_id = :id)""",
    )


def inherited(db: sqlite3.Connection) -> Iterator[tuple[int, str, str]]:
    """The attributes of each document (id, name, value): its own, else those of its cases."""
    yield from db.execute("SELECT document_id, name, value FROM v_document_attributes")


def linked(db: sqlite3.Connection) -> Iterator[tuple[int, str, str]]:
    """The cases of each document (id, name and kind of the case): its own, and those of who speaks in it."""
    yield from db.execute(
        """SELECT l.document_id, c.name, c.kind FROM case_documents AS l JOIN cases AS c ON c.id = l.case_id
           UNION SELECT s.document_id, c.name, c.kind FROM case_speakers AS l JOIN cases AS c ON c.id = l.case_id
             JOIN speakers AS s ON s.id = l.speaker_id
           ORDER BY 1, 2"""
    )


def _losses(db: sqlite3.Connection, params: dict[str, object], *counts: str) -> Losses:
    return Losses(*(int(db.execute(count, params).fetchone()[0]) for count in counts))
