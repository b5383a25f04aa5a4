"""What questions about units need beside the codings: who and what there is, and what is said at a place."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from qualcode.model.arrays import Belonging
from qualcode.storage.compile import among
from qualcode.storage.segments import SPELLED

#: A document and a range in it.
Place = tuple[int, int, int]


class Made(NamedTuple):
    """The ids of a code and of who put it there."""

    code: int
    coder: int


def cases(db: sqlite3.Connection) -> dict[int, set[int]]:
    """The cases that have a document or a speaker, with their documents and those of their speakers."""
    found: dict[int, set[int]] = {}
    for case, document in db.execute(
        """SELECT case_id, document_id FROM case_documents UNION
           SELECT l.case_id, s.document_id FROM case_speakers AS l JOIN speakers AS s ON s.id = l.speaker_id"""
    ):
        found.setdefault(case, set()).add(document)
    return found


def speakers(db: sqlite3.Connection) -> Belonging:
    """Who says most of each coding, by the id of the voice; codings that nobody says are left out."""
    import numpy as np

    rows = db.execute("SELECT coding_id, speaker_id FROM coding_speakers WHERE speaker_id IS NOT NULL").fetchall()
    columns = np.array(rows, np.int64).reshape(-1, 2).T
    return Belonging(columns[0], columns[1])


def made(db: sqlite3.Connection, codings: Collection[int]) -> dict[int, Made]:
    """The code and the coder of some codings, by id."""
    chosen = among("id", codings, SPELLED)
    rows = db.execute(f"SELECT id, code_id, coder_id FROM codings WHERE {chosen.sql}", chosen.params)
    return {id_: Made(code, coder) for id_, code, coder in rows}


def said_by(db: sqlite3.Connection, places: Sequence[Place]) -> list[int | None]:
    """Who says most of each of some ranges, as for a coding; None where nobody speaks."""
    # With the migrations come libraries that an open project does not need.
    from qualcode.storage.migrations import SPEAKER_OF_CODING

    rows = db.execute(
        f"""SELECT {SPEAKER_OF_CODING} FROM (
              SELECT key, value ->> 0 AS document_id, value ->> 1 AS start, value ->> 2 AS end FROM json_each(?)) AS c
            ORDER BY c.key""",
        (json.dumps(places),),
    )
    return [row[0] for row in rows]


def quotes(db: sqlite3.Connection, places: Sequence[Place]) -> list[str]:
    """What stands at each of some ranges; one text is held at a time."""
    wanted: dict[int, list[int]] = {}
    for at, (document, _start, _end) in enumerate(places):
        wanted.setdefault(document, []).append(at)
    said = [""] * len(places)
    for document, text in _texts(db, wanted):
        for at in wanted[document]:
            said[at] = text[places[at][1] : places[at][2]]
    return said


def _texts(db: sqlite3.Connection, documents: Collection[int]) -> Iterable[tuple[int, str]]:
    chosen = among("id", documents, SPELLED)
    return db.execute(f"SELECT id, text FROM documents WHERE {chosen.sql}", chosen.params)
