"""What the share of coded text is reckoned from: the stretches there are to code, the ranges of the codings.

Both are read for all documents or for a few, from indexes where there are some; texts and quotations are never touched.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

#: By document, half-open ranges in the order of their starts.
Ranges = dict[int, list[tuple[int, int]]]

#: The paragraphs of a document without turns that are there to be coded: no headings, no header block, no page breaks.
_CODED_STYLES = ("body", "table", "list")


def codings(db: sqlite3.Connection, documents: Collection[int] | None = None) -> Ranges:
    """The ranges of the codings, of some documents or of all."""
    where, ids = _among("document_id", documents)
    found: Ranges = {}
    rows = db.execute(f"SELECT document_id, start, end FROM codings {where} ORDER BY document_id, start", ids)
    for document, start, end in rows:
        if document in found:
            found[document].append((start, end))
        else:
            found[document] = [(start, end)]
    return found


def stretches(db: sqlite3.Connection, documents: Collection[int] | None = None) -> Ranges:
    """The text there is to code, of some documents or of all.

    Where a document has turns these are the words of those who answer (of all, where only interviewers speak), without
    labels; where it has none, its paragraphs.
    """
    where, ids = _among("t.document_id", documents)
    answered: Ranges = {}
    asked: Ranges = {}
    rows = db.execute(
        f"""SELECT t.document_id, t.body, t.end, coalesce(s.interviewer, 0)
            FROM turns AS t LEFT JOIN speakers AS s ON s.id = t.speaker_id {where}
            ORDER BY t.document_id, t.start""",
        ids,
    )
    for document, start, end, interviewer in rows:
        (asked if interviewer else answered).setdefault(document, []).append((start, end))
    return written(db, documents) | asked | answered


def written(db: sqlite3.Connection, documents: Collection[int] | None = None) -> Ranges:
    """The paragraphs there are to code of documents without turns."""
    where, ids = _among("id", documents, "AND")
    silent = db.execute(
        f"""SELECT id, paragraphs FROM documents WHERE paragraphs <> '[]'
              AND NOT EXISTS (SELECT 1 FROM turns WHERE document_id = documents.id) {where}""",
        ids,
    )
    return {
        document: [(start, end) for start, end, style in json.loads(text) if style in _CODED_STYLES]
        for document, text in silent
    }


def touched(db: sqlite3.Connection, since: int) -> set[int]:
    """The documents whose codings, turns, speakers or text changed after the change of that number; undone or not."""
    # The last changes are few; by the index of tables SQLite would read all that ever happened to codings.
    rows = db.execute(
        """SELECT DISTINCT CASE table_name
             WHEN 'documents' THEN row_id
             WHEN 'codings' THEN coalesce(new ->> 'document_id', old ->> 'document_id',
               (SELECT document_id FROM codings WHERE id = row_id))
             WHEN 'turns' THEN coalesce(new ->> 'document_id', old ->> 'document_id',
               (SELECT document_id FROM turns WHERE id = row_id))
             ELSE coalesce(new ->> 'document_id', old ->> 'document_id',
               (SELECT document_id FROM speakers WHERE id = row_id)) END
           FROM changes NOT INDEXED WHERE id > ? AND table_name IN ('documents', 'codings', 'turns', 'speakers')""",
        (since,),
    )
    return {int(document) for (document,) in rows if document is not None}


def _among(column: str, documents: Collection[int] | None, word: str = "WHERE") -> tuple[str, tuple[int, ...]]:
    if documents is None:
        return "", ()
    return f"{word} {column} IN ({', '.join('?' * len(documents))})", tuple(documents)
