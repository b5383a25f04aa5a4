"""Co-occurrence from the file, in process, for every unit: the project is opened anew each time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.generate import Size
from benchmarks.material import LARGE, SMALL, Material
from benchmarks.measure import Figure, Floor, medians
from qualcode.model.arrays import CodingArrays
from qualcode.model.network import UNITS
from qualcode.project import open_project
from qualcode.storage import arrays

SELF_JOIN = """
SELECT min(a.code_id, b.code_id), max(a.code_id, b.code_id), count(*)
FROM codings AS a JOIN codings AS b ON b.document_id = a.document_id AND b.start >= a.start AND b.start < a.end
  AND (b.start > a.start OR b.id > a.id)
WHERE a.code_id <> b.code_id GROUP BY 1, 2"""


def run(material: Material) -> Iterator[Figure]:
    """Against the overlap matrix by a bare SQL self-join on the same file, and by numpy with all codings in memory."""
    for size, limit in ((LARGE, 0.6), (SMALL, 0.15)):
        yield from _figures(material.project(size), size, limit)


def _figures(path: Path, size: Size, limit: float) -> Iterator[Figure]:
    with closing(sqlite3.connect(path)) as db:
        held = arrays.codings(db)
        works = {unit: partial(_count, path, unit) for unit in UNITS}
        taken = medians(
            {
                **works,
                "join": lambda: db.execute(SELF_JOIN).fetchall(),
                "sweep": lambda: sweep(held, size.codes),
            }
        )
    floors = (Floor("bare SQL self-join", taken["join"]), Floor("bare numpy sweep, in memory", taken["sweep"]))
    for unit in UNITS:
        yield Figure(f"co-occurrence by {unit}, {size.codings:,} codings", taken[unit], floors, limit=limit)


def _count(path: Path, unit: str) -> None:
    with open_project(path) as project:
        assert project.cooccurrence(unit=unit).edges


def sweep(held: CodingArrays, codes: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Overlapping pairs by code of codings sorted by document and start; nothing else is worked out."""
    line = held.document * (int(held.end.max()) + 1)
    start, end = line + held.start, line + held.end
    partners = np.searchsorted(start, end) - np.arange(len(start)) - 1
    left = np.repeat(np.arange(len(start)), partners)
    right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(partners) - partners, partners)
    size = codes + 1
    return np.bincount(held.code[left] * size + held.code[right], minlength=size * size).reshape(size, size)
