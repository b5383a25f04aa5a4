"""Codings and units read in bulk, as columns of integers: hundreds of thousands of rows in some tens of milliseconds.

Codings come from the index that keeps them unique, in its order, so their quotations are never touched. Sentences and
paragraphs stand as JSON in the rows of the documents; only their digits are read, all documents at once.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable
from itertools import chain
from typing import TYPE_CHECKING

from qualcode.model.arrays import Belonging, CodingArrays, Pieces, distinct
from qualcode.storage import progress
from qualcode.storage.compile import Where, among

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

_STRINGS = re.compile(rb',\s*"[^"]*"')


def codings(db: sqlite3.Connection, where: Where | None = None) -> CodingArrays:
    """The codings that meet a condition (all without one) by document, start and end."""
    chosen = where or Where("1")
    rows = db.execute(
        f"""SELECT c.id, c.document_id, c.start, c.end, c.code_id FROM codings AS c WHERE {chosen.sql}
            ORDER BY c.document_id, c.start, c.end, c.code_id, c.coder_id""",
        chosen.params,
    )
    return CodingArrays(*_columns(rows, 5))


def coding_ids(db: sqlite3.Connection, where: Where) -> Ints:
    """The codings that meet a condition, in no order: for most conditions an index is all that is read."""
    (ids,) = _columns(db.execute(f"SELECT c.id FROM codings AS c WHERE {where.sql}", where.params), 1)
    return ids


def coding_count(db: sqlite3.Connection) -> int:
    """How many codings there are."""
    return int(db.execute("SELECT count(*) FROM codings").fetchone()[0])


def texts(db: sqlite3.Connection, documents: Collection[int]) -> Iterable[tuple[int, str]]:
    """The texts of some documents, with their ids, in the order of the ids."""
    chosen = among("id", documents)
    return db.execute(f"SELECT id, text FROM documents WHERE {chosen.sql} ORDER BY id", chosen.params)


def quotes(db: sqlite3.Connection) -> Iterable[tuple[int, str]]:
    """What every coding stands on, with its id."""
    return db.execute("SELECT id, quote FROM codings")


def sentences(db: sqlite3.Connection) -> Pieces:
    """The sentences of all documents."""
    return _pieces(db.execute("SELECT id, sentences FROM documents WHERE sentences <> '[]' ORDER BY id"))


def paragraphs(db: sqlite3.Connection) -> Pieces:
    """The paragraphs of all documents, without the empty ones."""
    return _pieces(db.execute("SELECT id, paragraphs FROM documents WHERE paragraphs <> '[]' ORDER BY id"))


def turns(db: sqlite3.Connection) -> Pieces:
    """The turns of all documents, each with its speaker's label; the paragraphs of the documents without turns."""
    import numpy as np

    # One text is fetched in half the time of as many rows.
    (listed,) = db.execute("SELECT group_concat(document_id || ',' || start || ',' || end) FROM turns").fetchone()
    numbers = np.fromstring(listed, np.int64, sep=",") if listed else np.zeros(0, np.int64)
    spoken = Pieces(*numbers.reshape(-1, 3).T)
    # The documents without turns are found first: paragraphs stand behind the text in their rows.
    silent = _pieces(
        db.execute(
            """SELECT id, paragraphs FROM documents WHERE paragraphs <> '[]' AND id IN (
                 SELECT d.id FROM documents AS d WHERE NOT EXISTS (SELECT 1 FROM turns WHERE document_id = d.id))"""
        )
    )
    pairs = ((spoken.document, silent.document), (spoken.start, silent.start), (spoken.end, silent.end))
    document, start, end = (np.concatenate(pair) for pair in pairs)
    # Sorting here is twice as quick as ORDER BY, which reads the rows in the order of the index.
    order = np.lexsort((start, document))
    return Pieces(document[order], start[order], end[order])


def cases(db: sqlite3.Connection) -> Belonging:
    """The cases that each coding belongs to, through its document or through the speaker of the segment."""
    import numpy as np

    coding, case = _columns(
        db.execute(
            """SELECT c.id, l.case_id FROM case_documents AS l JOIN codings AS c ON c.document_id = l.document_id
               UNION ALL
               SELECT s.coding_id, l.case_id FROM case_speakers AS l JOIN coding_speakers AS s USING (speaker_id)"""
        ),
        2,
    )
    # Sorting here is four times as quick as ORDER BY and UNION.
    span = int(case.max(initial=0)) + 1
    return Belonging(*np.divmod(distinct(coding * span + case), span))


def told(db: sqlite3.Connection) -> Pieces:
    """The text there is to code: the same ranges as `progress.stretches`, of all documents."""
    import numpy as np

    (listed,) = db.execute(
        "SELECT group_concat(document_id || ',' || body || ',' || end || ',' || coalesce(speaker_id, 0)) FROM turns"
    ).fetchone()
    turns = np.fromstring(listed or "", np.int64, sep=",").reshape(-1, 4)
    asking = [id_ for (id_,) in db.execute("SELECT id FROM speakers WHERE interviewer")]
    asked = np.isin(turns[:, 3], asking)
    alone = ~np.isin(turns[:, 0], turns[~asked, 0])
    ranges = [turns[~asked | alone, :3]]
    silent = progress.written(db)
    ranges += [np.array([(document, *place) for document in silent for place in silent[document]], np.int64)]
    document, start, end = np.concatenate([found.reshape(-1, 3) for found in ranges]).T
    order = np.lexsort((start, document))
    order = order[(end > start)[order]]
    return Pieces(document[order], start[order], end[order])


def said_by(db: sqlite3.Connection) -> Belonging:
    """The speaker of each coding that has one: who says most of it (unit: the id of the speaker)."""
    rows = db.execute("SELECT coding_id, speaker_id FROM coding_speakers WHERE speaker_id IS NOT NULL")
    return Belonging(*_columns(rows, 2))


def case_documents(db: sqlite3.Connection) -> list[tuple[int, int]]:
    """Every case with the documents it is in, as a whole or through one who speaks there: (document, case)."""
    return db.execute(
        """SELECT document_id, case_id FROM case_documents
           UNION SELECT s.document_id, l.case_id FROM case_speakers AS l JOIN speakers AS s ON s.id = l.speaker_id"""
    ).fetchall()


def _columns(rows: Iterable[Iterable[int]], width: int) -> list[Ints]:
    import numpy as np

    flat = np.fromiter(chain.from_iterable(rows), np.int64)
    return [np.ascontiguousarray(column) for column in flat.reshape(-1, width).T]


def _pieces(rows: Iterable[tuple[int, str]]) -> Pieces:
    """The first two numbers of each entry of lists such as `[[0,12],[12,40]]` or `[[0,12,"body"],[13,40,"table"]]`."""
    import numpy as np

    documents, lists = [], []
    for document, text in rows:
        found = _pairs(text)
        documents.append(np.full(len(found), document))
        lists.append(found)
    if not lists:
        none = np.zeros(0, np.int64)
        return Pieces(none, none, none)
    ids, (start, end) = np.concatenate(documents), np.concatenate(lists).T
    filled = end > start
    return Pieces(ids[filled], start[filled], end[filled])


def _pairs(text: str) -> Ints:
    """The pairs of one list; without its strings and brackets it is a line of numbers, which numpy reads by itself."""
    import numpy as np

    if "\\" in text:
        return np.array([entry[:2] for entry in json.loads(text)], np.int64).reshape(-1, 2)
    digits = _STRINGS.sub(b"", text.encode()).translate(None, b"[]")
    return np.fromstring(digits.decode(), np.int64, sep=",").reshape(-1, 2)
