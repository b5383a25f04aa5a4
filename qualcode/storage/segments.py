"""Segments read in bulk: first the ids that a condition chooses, in the order of the documents and of the text, then
what surrounds them, a few statements for any number of rows.
"""

from __future__ import annotations

import sqlite3
import sys
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Literal, NamedTuple

from qualcode.model.coding import Segment
from qualcode.model.counts import Group
from qualcode.model.vocabulary import Vocabulary
from qualcode.storage.compile import Where, among

Owner = Literal["document", "speaker"]
Key = Literal["code", "coder"]

#: How many ids a statement of this module spells out.
SPELLED = 1_000

#: The order is taken from the index on it: in the rows of documents it stands behind the text.
IN_ORDER = """WITH places (document_id, place) AS MATERIALIZED
  (SELECT id, row_number() OVER (ORDER BY position, id) FROM documents)
SELECT c.id FROM codings AS c JOIN places ON places.document_id = c.document_id
WHERE {where} ORDER BY places.place, c.start, c.end, c.id LIMIT ? OFFSET ?"""


def ids(db: sqlite3.Connection, where: Where, limit: int | None = None, offset: int = 0) -> list[int]:
    """The codings that meet a condition, in the order of the documents and of the text."""
    window = (-1 if limit is None else min(limit, sys.maxsize), min(offset, sys.maxsize))
    rows = db.execute(IN_ORDER.format(where=where.sql), (*where.params, *window))
    return [row[0] for row in rows]


def statement(where: Where) -> str:
    """The plainest statement with a condition, for a person who asks the file by other means."""
    return f"SELECT c.id FROM codings AS c WHERE {where.sql}"


def count(db: sqlite3.Connection, where: Where) -> int:
    """How many codings meet a condition."""
    return int(db.execute(f"SELECT count(*) FROM codings AS c WHERE {where.sql}", where.params).fetchone()[0])


def groups(db: sqlite3.Connection, where: Where, key: Key | None = None) -> list[Group]:
    """The codings that meet a condition, counted by document, speaker and, if asked for, code or coder."""
    rows = db.execute(
        f"""SELECT c.document_id, s.speaker_id, {f"c.{key}_id" if key else "0"}
            FROM codings AS c LEFT JOIN coding_speakers AS s ON s.coding_id = c.id WHERE {where.sql}""",
        where.params,
    )
    # Counted here: GROUP BY would sort all rows first.
    return [Group(document, speaker, key, count) for (document, speaker, key), count in Counter(rows).items()]


def fetch(db: sqlite3.Connection, ids: Sequence[int], vocabulary: Vocabulary) -> list[Segment]:
    """The segments of these codings, in the order of the ids; ids that do not exist are left out."""
    chosen = among("c.id", ids, SPELLED)
    rows = {
        row[0]: _Row(*row)
        for row in db.execute(
            f"""SELECT c.id, c.document_id, c.code_id, c.coder_id, s.speaker_id, c.start, c.end, c.quote, c.created,
                  c.weight
                FROM codings AS c LEFT JOIN coding_speakers AS s ON s.coding_id = c.id WHERE {chosen.sql}""",
            chosen.params,
        )
    }
    memos = _memos(db, ids)
    around = Surroundings(
        db,
        vocabulary,
        {row.document for row in rows.values()},
        {row.speaker for row in rows.values() if row.speaker is not None},
    )
    return [_segment(rows[id_], memos.get(id_, ""), around) for id_ in ids if id_ in rows]


class Surroundings:
    """The attributes and cases around segments of some documents and speakers, read at once."""

    def __init__(
        self,
        db: sqlite3.Connection,
        vocabulary: Vocabulary,
        documents: Collection[int],
        speakers: Collection[int],
    ) -> None:
        self.vocabulary = vocabulary
        self._attributes: dict[Owner, dict[int, dict[str, str]]] = {
            "document": _attributes(db, "document", documents, vocabulary),
            "speaker": _attributes(db, "speaker", speakers, vocabulary),
        }
        self._cases: dict[Owner, dict[int, list[str]]] = {
            "document": _cases(db, "document", documents),
            "speaker": _cases(db, "speaker", speakers),
        }
        self._joined: dict[tuple[int, int | None], tuple[str, ...]] = {}

    def attributes(self, document: int, speaker: int | None) -> Mapping[str, str]:
        """What holds for a segment: the speaker's attributes, else the document's."""
        if speaker is None:
            return self._attributes["document"].get(document, {})
        return self._attributes["speaker"].get(speaker, {})

    def cases(self, document: int, speaker: int | None) -> tuple[str, ...]:
        """The cases of a segment: the speaker's first, then the document's."""
        key = (document, speaker)
        if key not in self._joined:
            own = self._cases["speaker"].get(speaker, []) if speaker is not None else []
            self._joined[key] = tuple(dict.fromkeys((*own, *self._cases["document"].get(document, []))))
        return self._joined[key]


class _Row(NamedTuple):
    id: int
    document: int
    code: int
    coder: int
    speaker: int | None
    start: int
    end: int
    quote: str
    created: str
    weight: int | None


def _segment(row: _Row, memo: str, around: Surroundings) -> Segment:
    known = around.vocabulary
    document = known.documents[row.document]
    voice = known.voices.get(row.speaker) if row.speaker is not None else None
    return Segment(
        id=row.id,
        document=document.name,
        kind=document.kind,
        start=row.start,
        end=row.end,
        quote=row.quote,
        code=known.codebook.path(row.code),
        coder=known.coders[row.coder],
        speaker=voice.name if voice else None,
        memo=memo,
        created=row.created,
        attributes=around.attributes(row.document, row.speaker),
        cases=around.cases(row.document, row.speaker),
        document_id=row.document,
        code_id=row.code,
        label=voice.label if voice else None,
        speaker_id=row.speaker,
        weight=row.weight,
    )


def _memos(db: sqlite3.Connection, codings: Collection[int]) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    chosen = among("coding_id", codings, SPELLED)
    for coding, text in db.execute(f"SELECT coding_id, text FROM memos WHERE {chosen.sql} ORDER BY id", chosen.params):
        found.setdefault(coding, []).append(text)
    return {coding: "\n".join(texts) for coding, texts in found.items()}


def _attributes(
    db: sqlite3.Connection, owner: Owner, owners: Collection[int], vocabulary: Vocabulary
) -> dict[int, dict[str, str]]:
    rows: dict[int, dict[str, str]] = {}
    chosen = among(f"{owner}_id", owners, SPELLED)
    for owner_id, name, value in db.execute(
        f"SELECT {owner}_id, name, value FROM v_{owner}_attributes WHERE {chosen.sql}", chosen.params
    ):
        rows.setdefault(owner_id, {})[name] = value
    return {
        owner_id: {name: found[name] for name in vocabulary.attributes if name in found}
        for owner_id, found in rows.items()
    }


def _cases(db: sqlite3.Connection, owner: Owner, owners: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    chosen = among(f"l.{owner}_id", owners, SPELLED)
    for owner_id, name in db.execute(
        f"""SELECT l.{owner}_id, k.name FROM case_{owner}s AS l JOIN cases AS k ON k.id = l.case_id
            WHERE {chosen.sql} ORDER BY k.id""",
        chosen.params,
    ):
        found.setdefault(owner_id, []).append(name)
    return found
