"""What the share of coded text is reckoned from: the stretches there are to code, the ranges of the codings.

Both are read as columns of integers, for all documents or for a few; texts and quotations are never touched.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

#: The paragraphs of a document without turns that are there to be coded: no headings, no header block, no page breaks.
_CODED_STYLES = ("body", "table", "list")


def codings(db: sqlite3.Connection, documents: Collection[int] | None = None) -> Ints:
    """Rows (document, start, end) of the codings, by document and start; of some documents or of all."""
    where, ids = _among("document_id", documents)
    return _rows(db.execute(f"SELECT document_id, start, end FROM codings {where} ORDER BY document_id, start", ids))


def stretches(db: sqlite3.Connection, documents: Collection[int] | None = None) -> Ints:
    """Rows (document, start, end) of the text there is to code, by document and start.

    Where a document has turns these are the words of those who answer (of all, where only interviewers speak), without
    labels; where it has none, its paragraphs.
    """
    import numpy as np

    where, ids = _among("t.document_id", documents)
    spoken = _rows(
        db.execute(
            f"""SELECT t.document_id, t.body, t.end, coalesce(s.interviewer, 0)
                FROM turns AS t LEFT JOIN speakers AS s ON s.id = t.speaker_id {where}
                ORDER BY t.document_id, t.start""",
            ids,
        ),
        4,
    )
    answered = np.unique(spoken[spoken[:, 3] == 0, 0])
    asked = (spoken[:, 3] == 1) & np.isin(spoken[:, 0], answered)
    where, ids = _among("id", documents, "AND")
    silent = db.execute(
        f"""SELECT id, paragraphs FROM documents WHERE paragraphs <> '[]'
              AND NOT EXISTS (SELECT 1 FROM turns WHERE document_id = documents.id) {where} ORDER BY id""",
        ids,
    )
    written = [
        (document, start, end)
        for document, text in silent
        for start, end, style in json.loads(text)
        if style in _CODED_STYLES
    ]
    found = np.concatenate((spoken[~asked, :3], np.array(written, np.int64).reshape(-1, 3)))
    return found[np.lexsort((found[:, 1], found[:, 0]))]


def last_change(db: sqlite3.Connection) -> int:
    """The number of the last change of the project; it only grows."""
    return int(db.execute("SELECT coalesce(max(id), 0) FROM changes").fetchone()[0])


def touched(db: sqlite3.Connection, since: int) -> set[int]:
    """The documents whose codings, turns, speakers or text changed after the change of that number; undone or not."""
    rows = db.execute(
        """SELECT DISTINCT CASE table_name
             WHEN 'documents' THEN row_id
             WHEN 'codings' THEN coalesce(new ->> 'document_id', old ->> 'document_id',
               (SELECT document_id FROM codings WHERE id = row_id))
             WHEN 'turns' THEN coalesce(new ->> 'document_id', old ->> 'document_id',
               (SELECT document_id FROM turns WHERE id = row_id))
             ELSE coalesce(new ->> 'document_id', old ->> 'document_id',
               (SELECT document_id FROM speakers WHERE id = row_id)) END
           FROM changes WHERE id > ? AND table_name IN ('documents', 'codings', 'turns', 'speakers')""",
        (since,),
    )
    return {int(document) for (document,) in rows if document is not None}


def _among(column: str, documents: Collection[int] | None, word: str = "WHERE") -> tuple[str, tuple[int, ...]]:
    if documents is None:
        return "", ()
    return f"{word} {column} IN ({', '.join('?' * len(documents))})", tuple(documents)


def _rows(rows: Iterable[Iterable[int]], width: int = 3) -> Ints:
    import numpy as np

    return np.fromiter(chain.from_iterable(rows), np.int64).reshape(-1, width)
