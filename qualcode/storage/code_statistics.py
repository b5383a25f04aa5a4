"""How often codes were used, where and by whom; and where that has changed since, told from the journal."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator

#: Tables besides `codings` that decide who says a coding.
_SPOKEN = ("turns", "speakers")

Use = tuple[int, int, int | None, int]

_ROWS = """SELECT c.code_id, c.document_id, s.speaker_id
  FROM codings AS c LEFT JOIN coding_speakers AS s ON s.coding_id = c.id"""


def uses(db: sqlite3.Connection) -> Iterator[Use]:
    """(code, document, speaker, codings) for all codings."""
    # Counted here: GROUP BY would sort all rows first.
    for (code, document, speaker), count in Counter(db.execute(_ROWS)).items():
        yield code, document, speaker, count


def uses_at(db: sqlite3.Connection, places: Collection[tuple[int, int]]) -> Iterator[Use]:
    """The same for some places only, each (code, document)."""
    for place in places:
        rows = db.execute(f"{_ROWS} WHERE c.code_id = ? AND c.document_id = ?", place)
        for (code, document, speaker), count in Counter(rows).items():
            yield code, document, speaker, count


def latest(db: sqlite3.Connection) -> int:
    """The id of the last change of anything; it grows with every change, undone ones included."""
    return int(db.execute("SELECT max(id) FROM changes").fetchone()[0] or 0)


def places_since(db: sqlite3.Connection, change: int, limit: int) -> set[tuple[int, int]] | None:
    """The places (code, document) where codings came, went or changed after a change of the journal.

    None when there are more than `limit` changes, or when turns or speakers have changed: then all is to be counted.
    """
    rows = db.execute(
        "SELECT table_name, row_id, old, new FROM changes WHERE id > ? ORDER BY id LIMIT ?", (change, limit + 1)
    ).fetchall()
    if len(rows) > limit or any(row[0] in _SPOKEN for row in rows):
        return None
    seen: dict[int, tuple[set[int], set[int]]] = {}
    for table, coding, old, new in rows:
        if table != "codings":
            continue
        codes, documents = seen.setdefault(coding, (set(), set()))
        for image in (old, new):
            values = json.loads(image) if image else {}
            codes.update(values[name] for name in ("code_id",) if name in values)
            documents.update(values[name] for name in ("document_id",) if name in values)
    for coding, (codes, documents) in seen.items():
        # A record of an update holds only what changed; the rest is what still stands, or stood in a later record.
        row = db.execute("SELECT code_id, document_id FROM codings WHERE id = ?", (coding,)).fetchone()
        if row:
            codes.add(row[0])
            documents.add(row[1])
    return {(code, document) for codes, documents in seen.values() for code in codes for document in documents}


def author(db: sqlite3.Connection, code: int) -> str:
    """The name of the coder who made a code; empty where nobody signed it."""
    row = db.execute("SELECT w.name FROM codes AS k JOIN coders AS w ON w.id = k.coder_id WHERE k.id = ?", (code,))
    found = row.fetchone()
    return str(found[0]) if found else ""


def shared(db: sqlite3.Connection, sources: Collection[int], target: int) -> int:
    """How many codings of some codes would fall together if all went to the target: same place, same coder."""
    marks = ", ".join("?" * (len(sources) + 1))
    row = db.execute(
        f"""SELECT count(*) - (SELECT count(*) FROM (SELECT DISTINCT document_id, start, end, coder_id FROM codings
              WHERE code_id IN ({marks}))) FROM codings WHERE code_id IN ({marks})""",
        (*sources, target, *sources, target),
    ).fetchone()
    return int(row[0])


def memos_on_codings(db: sqlite3.Connection, code: int) -> int:
    """How many memos are on the codings of one code."""
    found = "SELECT count(*) FROM memos WHERE coding_id IN (SELECT id FROM codings WHERE code_id = ?)"
    return int(db.execute(found, (code,)).fetchone()[0])
