"""Places of codings read in great number, without their words; and which codes stand beside them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from qualcode.model.retrieval import Hit
from qualcode.storage.compile import Where, among
from qualcode.storage.segments import SPELLED

#: The order is taken from the index on it: in the rows of documents it stands behind the text.
_HITS = """WITH places (document_id, place) AS MATERIALIZED
  (SELECT id, row_number() OVER (ORDER BY position, id) FROM documents)
SELECT c.id, c.document_id, c.code_id, s.speaker_id, c.start, c.end
FROM codings AS c JOIN places ON places.document_id = c.document_id
  LEFT JOIN coding_speakers AS s ON s.coding_id = c.id
WHERE {where} ORDER BY places.place, c.start, c.end, c.id"""


def hits(db: sqlite3.Connection, where: Where) -> list[Hit]:
    """The codings that meet a condition, in the order of the documents and of the text."""
    return list(map(Hit._make, db.execute(_HITS.format(where=where.sql), where.params)))


def of_ids(db: sqlite3.Connection, ids: Collection[int]) -> list[Hit]:
    """The codings with these ids that exist, in the same order."""
    return hits(db, among("c.id", ids))


def beside(db: sqlite3.Connection, ids: Collection[int]) -> dict[int, set[int]]:
    """For each of some codings, the other codes of the codings that share a character with it."""
    chosen = among("c.id", ids, SPELLED)
    found: dict[int, set[int]] = {}
    for coding, code in db.execute(
        f"""SELECT c.id, o.code_id FROM codings AS c JOIN codings AS o
              ON o.document_id = c.document_id AND o.start < c.end AND o.end > c.start AND o.code_id <> c.code_id
            WHERE {chosen.sql}""",
        chosen.params,
    ):
        found.setdefault(coding, set()).add(code)
    return found


def makers(db: sqlite3.Connection, ids: Collection[int]) -> dict[str, int]:
    """How many of some codings each coder made, the busiest first."""
    chosen = among("c.id", ids, SPELLED)
    rows = db.execute(
        f"""SELECT coders.name, count(*) FROM codings AS c JOIN coders ON coders.id = c.coder_id
            WHERE {chosen.sql} GROUP BY coders.id ORDER BY count(*) DESC, coders.name""",
        chosen.params,
    )
    return dict(rows.fetchall())
