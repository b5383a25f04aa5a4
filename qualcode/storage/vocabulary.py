"""The names a query may use, read without the texts."""

from __future__ import annotations

import sqlite3

from qualcode.model.codebook import Codebook
from qualcode.model.vocabulary import DocumentName, Vocabulary, Voice


def load(db: sqlite3.Connection, codebook: Codebook) -> Vocabulary:
    """All names of the project; the codebook is the caller's, who has it at hand."""
    named = {row[0]: DocumentName(*row) for row in db.execute("SELECT id, name, kind FROM documents")}
    # The order stands behind the text in each row: the index on it is read instead.
    order = [row[0] for row in db.execute("SELECT id FROM documents ORDER BY position, id")]
    voices = db.execute(
        """SELECT s.id, s.document_id, s.name, s.label, s.interviewer,
             (SELECT min(k.id) FROM case_speakers AS l JOIN cases AS k ON k.id = l.case_id
              WHERE l.speaker_id = s.id AND k.kind = 'person') FROM speakers AS s ORDER BY s.id"""
    )
    values: dict[str, set[str]] = {}
    for name, value in db.execute("SELECT name, value FROM attributes GROUP BY name, value ORDER BY min(id)"):
        values.setdefault(name, set()).add(value)
    return Vocabulary(
        codebook,
        {id_: named[id_] for id_ in order},
        {
            id_: Voice(id_, document, name, label, bool(interviewer), case)
            for id_, document, name, label, interviewer, case in voices
        },
        dict(db.execute("SELECT id, name FROM cases ORDER BY name")),
        dict(db.execute("SELECT id, name FROM coders ORDER BY id")),
        {name: frozenset(found) for name, found in values.items()},
        dict(db.execute("SELECT name, query FROM queries ORDER BY name")),
    )
