"""What is told of the units and passages that a question finds: who says them, in which words, and who coded there."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from qualcode.storage.compile import among
from qualcode.storage.segments import SPELLED

#: A document and a range in it.
Place = tuple[int, int, int]


class Made(NamedTuple):
    """The ids of a code and of who put it there."""

    code: int
    coder: int


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
