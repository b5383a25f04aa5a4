"""Co-occurrence from the file, in process, for every unit: the project is opened anew each time.

Beside it what is promised of the rest: codings that are in memory already, the permutation test, a million codings in a
process of their own, and the command as a whole process.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.generate import Size
from benchmarks.material import HUNDRED, LARGE, MILLION, SMALL, Material
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

#: A process that counts the overlaps of a project, and says how long that took and how much memory it had at most.
ALONE = r"""
import re, sys, time
from pathlib import Path
start = time.perf_counter()
from qualcode.project import open_project
with open_project(sys.argv[1]) as project:
    assert project.cooccurrence().edges
kilobytes = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]
print(time.perf_counter() - start, int(kilobytes) / 1024)
"""

#: The permutation test that is promised.
ROUNDS, CODES = 1_000, 50


def run(material: Material) -> Iterator[Figure]:
    """Against the overlap matrix by a bare SQL self-join on the same file, and by numpy with all codings in memory."""
    for size, overlap, other in ((LARGE, 0.4, 0.6), (SMALL, 0.15, 0.15)):
        yield from _figures(material.project(size), size, overlap, other)
    yield from _in_memory(material.project(LARGE))
    yield from _permutation(material.project(LARGE))
    yield from _whole_process(material.project(HUNDRED))
    yield from _million(material.project(MILLION))


def _figures(path: Path, size: Size, overlap: float, other: float) -> Iterator[Figure]:
    with closing(sqlite3.connect(path)) as db:
        held = arrays.codings(db)
        works = {unit: partial(_count, path, unit) for unit in UNITS}
        works["window of 3 turns"] = partial(_count, path, "turn", 3)
        taken = medians(
            {
                **works,
                "join": lambda: db.execute(SELF_JOIN).fetchall(),
                "sweep": lambda: sweep(held, size.codes),
            }
        )
    floors = (Floor("bare SQL self-join", taken["join"]), Floor("bare numpy sweep, in memory", taken["sweep"]))
    for unit in works:
        limit = overlap if unit == "overlap" else other
        yield Figure(f"co-occurrence by {unit}, {size.codings:,} codings", taken[unit], floors, limit=limit)


def _in_memory(path: Path) -> Iterator[Figure]:
    with open_project(path) as project:
        held = project.coding_arrays()
        taken = medians(
            {
                "count": lambda: project.cooccurrence(),
                "jaccard": lambda: project.cooccurrence(measure="jaccard"),
                "sweep": lambda: sweep(held, LARGE.codes),
            },
            runs=9,
        )
    floor = Floor("bare numpy sweep, in memory", taken["sweep"])
    for measure in ("count", "jaccard"):
        name = f"overlap matrix ({measure}), codings in memory, {LARGE.codings:,} codings"
        yield Figure(name, taken[measure], (floor,), limit=0.05)


def _permutation(path: Path) -> Iterator[Figure]:
    with open_project(path) as project:
        held = project.coding_arrays()
        works = {unit: partial(_test, path, unit) for unit in ("overlap", "sentence", "turn")}
        taken = medians({**works, "sweep": lambda: [sweep(held, LARGE.codes) for _round in range(ROUNDS)]}, runs=1)
    floor = Floor(f"{ROUNDS:,} bare numpy sweeps, nothing turned", taken["sweep"])
    for unit in works:
        name = f"permutation test by {unit}, {ROUNDS:,} rounds, {CODES} codes of {LARGE.codings:,} codings"
        yield Figure(name, taken[unit], (floor,), limit=10.0)


def _whole_process(path: Path) -> Iterator[Figure]:
    def process(*words: str) -> None:
        subprocess.run([sys.executable, *words], check=True, capture_output=True)

    taken = medians(
        {
            "matrix": lambda: process("-m", "qualcode", "cooccurrence", str(path), "--format", "csv", "--matrix"),
            "numpy": lambda: process("-c", "import click, numpy, sqlite3"),
        }
    )
    floor = Floor('python -c "import click, numpy, sqlite3"', taken["numpy"])
    name = f"{HUNDRED.codes}-code matrix of {HUNDRED.codings:,} codings, whole process"
    yield Figure(name, taken["matrix"], (floor,), limit=1.0)


def _million(path: Path) -> Iterator[Figure]:
    with closing(sqlite3.connect(path)) as db:
        join = medians({"join": lambda: db.execute(SELF_JOIN).fetchall()}, runs=1)["join"]
    said = [
        subprocess.run([sys.executable, "-c", ALONE, str(path)], check=True, capture_output=True) for _run in range(3)
    ]
    seconds, megabytes = (
        sorted(column)[1] for column in zip(*(map(float, run.stdout.split()) for run in said), strict=True)
    )
    name = f"overlap matrix, {MILLION.codings:,} codings in {MILLION.documents:,} documents"
    yield Figure(name, seconds, (Floor("bare SQL self-join", join),), limit=5.0)
    columns = MILLION.codings * 5 * 8 / 2**20
    yield Figure(
        "memory of that, whole process",
        megabytes,
        (Floor("the columns of the codings alone", columns),),
        "MB",
        limit=700,
    )


def _count(path: Path, unit: str, window: int = 1) -> None:
    with open_project(path) as project:
        assert project.cooccurrence(unit=unit, window=window).edges


def _test(path: Path, unit: str) -> None:
    with open_project(path) as project:
        assert project.cooccurrence(unit=unit, measure="permutation_p", codes=CODES, rounds=ROUNDS).edges


def sweep(held: CodingArrays, codes: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Overlapping pairs by code of codings sorted by document and start; nothing else is worked out."""
    line = held.document * (int(held.end.max()) + 1)
    start, end = line + held.start, line + held.end
    partners = np.searchsorted(start, end) - np.arange(len(start)) - 1
    left = np.repeat(np.arange(len(start)), partners)
    right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(partners) - partners, partners)
    size = codes + 1
    return np.bincount(held.code[left] * size + held.code[right], minlength=size * size).reshape(size, size)
