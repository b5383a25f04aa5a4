"""Documents in the file: a row with the text and how it is divided, turns and speakers in tables of their own.

Paragraphs, sentences and timestamps follow from the text, which never changes; they stand as JSON lists in the
document's row, so that a document comes and goes as one row with its turns.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualcode.model.document import Document, Draft, Layout, Paragraph, Source, Speaker, Timestamp, Turn
from qualcode.model.text import clean_line, count_words
from qualcode.storage import cases, memos
from qualcode.storage.clock import new_uuid, now


@dataclass(frozen=True, slots=True)
class Ready:
    """A draft with all that takes time done, so that keeping it holds up nobody who wants to write too."""

    draft: Draft
    measures: tuple[str, int, int]
    division: tuple[str, str, str]


def make_ready(draft: Draft, sentences: Sequence[tuple[int, int]]) -> Ready:
    """Measure a draft and write down its division; needs no file."""
    return Ready(
        draft,
        (text_hash(draft.text), len(draft.text), count_words(draft.text)),
        (
            _compact([(p.start, p.end, p.style) for p in draft.paragraphs]),
            _compact(sentences),
            _compact([(t.start, t.end, t.time) for t in draft.timestamps]),
        ),
    )


def insert(db: sqlite3.Connection, draft: Draft, sentences: Sequence[tuple[int, int]]) -> int:
    """Keep a draft with its speakers, turns, notes, attributes and cases; the id of the new document."""
    return insert_ready(db, make_ready(draft, sentences))


def insert_ready(db: sqlite3.Connection, ready: Ready) -> int:
    """Keep a draft that was made ready; the id of the new document."""
    draft = ready.draft
    source = draft.source or Source("", "", "", "")
    row = db.execute(
        """INSERT INTO documents (uuid, name, kind, text, sha256, length, words, paragraphs, sentences, timestamps,
             position, source_name, source_format, source_encoding, source_sha256, source_size, created)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM documents),
             ?, ?, ?, ?, ?, ?)""",
        (
            *(new_uuid(), draft.name, draft.kind, draft.text, *ready.measures, *ready.division),
            *(clean_line(source.name), source.format, source.encoding, source.sha256, source.size, now()),
        ),
    )
    document_id = _id(row)
    _insert_speakers_and_turns(db, document_id, draft)
    cases.set_attributes(db, "document", document_id, draft.attributes)
    for name in draft.cases:
        cases.link(db, "document", document_id, cases.ensure(db, name))
    for note in draft.notes:
        memos.insert(
            db, note.text, kind=note.kind, document=document_id, start=note.start, end=note.end, author=note.author
        )
    return document_id


def text_hash(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def delete(db: sqlite3.Connection, document_id: int) -> None:
    """Remove a document with all that hangs on it (turns, codings, memos)."""
    db.execute("DELETE FROM documents WHERE id = ?", (document_id,))


def rename(db: sqlite3.Connection, document_id: int, name: str) -> None:
    """Give a document another name."""
    db.execute("UPDATE documents SET name = ? WHERE id = ?", (clean_line(name), document_id))


def every(db: sqlite3.Connection) -> list[Document]:
    """All documents in the order of the project, without their texts: from an index that holds all the rest."""
    speakers: dict[int, list[str]] = {}
    for document_id, name in db.execute("SELECT document_id, name FROM speakers ORDER BY document_id, id"):
        names = speakers.setdefault(document_id, [])
        if name not in names:
            names.append(name)
    attributes = cases.attributes_of(db, "document")
    linked = cases.names_of(db, "document")
    turns = dict(db.execute("SELECT document_id, count(*) FROM turns GROUP BY document_id"))
    return [
        Document(
            *(id_, uuid, name, kind, length, words, turns.get(id_, 0)),
            *(tuple(speakers.get(id_, ())), attributes.get(id_, {}), tuple(linked.get(id_, ()))),
            Source(*source),
            created,
        )
        for id_, uuid, name, kind, length, words, created, *source in db.execute(
            """SELECT id, uuid, name, kind, length, words, created,
                 source_name, source_format, source_encoding, source_sha256, source_size
               FROM documents ORDER BY position, id"""
        )
    ]


def names(db: sqlite3.Connection) -> dict[str, int]:
    """The id of every document by its name, in the order of the project."""
    return dict(db.execute("SELECT name, id FROM documents ORDER BY position, id"))


def name_by_source(db: sqlite3.Connection, sha256: str) -> str | None:
    """The name of a document that was made from a file with these bytes."""
    row = db.execute("SELECT name FROM documents WHERE source_sha256 = ? LIMIT 1", (sha256,)).fetchone()
    return row[0] if row else None


def text(db: sqlite3.Connection, document_id: int) -> str:
    """The text of a document."""
    row = db.execute("SELECT text FROM documents WHERE id = ?", (document_id,)).fetchone()
    return str(row[0]) if row else ""


def texts(db: sqlite3.Connection) -> Iterable[tuple[int, str]]:
    """Every document's id and text, one at a time."""
    yield from db.execute("SELECT id, text FROM documents ORDER BY position, id")


def layout(db: sqlite3.Connection, document_id: int) -> Layout:
    """How a document is divided."""
    row = db.execute("SELECT paragraphs, sentences, timestamps FROM documents WHERE id = ?", (document_id,)).fetchone()
    try:
        paragraphs, sentences, timestamps = (json.loads(part) for part in row)
        return Layout(
            tuple(Paragraph(*part) for part in paragraphs),
            tuple((start, end) for start, end in sentences),
            tuple(turns(db, document_id)),
            tuple(Timestamp(*part) for part in timestamps),
        )
    except (TypeError, ValueError) as error:
        raise sqlite3.DatabaseError(f"malformed layout of document {document_id}") from error


def turns(db: sqlite3.Connection, document_id: int) -> list[Turn]:
    """The turns of a document in order, with their speakers' labels and ids."""
    rows = db.execute(
        """SELECT t.start, t.end, t.body, s.label, t.time, t.speaker_id
           FROM turns AS t LEFT JOIN speakers AS s ON s.id = t.speaker_id WHERE t.document_id = ? ORDER BY t.start""",
        (document_id,),
    )
    return [Turn(*row) for row in rows]


def speakers(db: sqlite3.Connection, document_id: int) -> list[Speaker]:
    """Who speaks in a document, in order of appearance, with their own attributes."""
    attributes = cases.attributes_of(db, "speaker")
    rows = db.execute(
        """SELECT s.id, s.label, s.name, s.interviewer, (SELECT c.name FROM case_speakers AS l
             JOIN cases AS c ON c.id = l.case_id WHERE l.speaker_id = s.id ORDER BY c.id LIMIT 1)
           FROM speakers AS s WHERE s.document_id = ? ORDER BY s.id""",
        (document_id,),
    )
    return [
        Speaker(label, name, bool(interviewer), case, attributes.get(id_, {}), id_)
        for id_, label, name, interviewer, case in rows
    ]


def _insert_speakers_and_turns(db: sqlite3.Connection, document_id: int, draft: Draft) -> None:
    ids: dict[str, int] = {}
    for speaker in draft.speakers:
        row = db.execute(
            "INSERT INTO speakers (document_id, label, name, interviewer) VALUES (?, ?, ?, ?)",
            (document_id, speaker.label, clean_line(speaker.name), int(speaker.interviewer)),
        )
        speaker_id = ids[speaker.label] = _id(row)
        cases.set_attributes(db, "speaker", speaker_id, speaker.attributes)
        if speaker.case:
            cases.link(db, "speaker", speaker_id, cases.ensure(db, speaker.case))
    db.executemany(
        "INSERT INTO turns (document_id, start, end, body, speaker_id, time) VALUES (?, ?, ?, ?, ?, ?)",
        [(document_id, t.start, t.end, t.body, ids.get(t.label or ""), t.time) for t in draft.turns],
    )


def _compact(rows: Sequence[Sequence[object]]) -> str:
    return json.dumps(rows, separators=(",", ":"), ensure_ascii=False)


def _id(cursor: sqlite3.Cursor) -> int:
    assert cursor.lastrowid is not None
    return cursor.lastrowid
