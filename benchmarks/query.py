"""Queries in process: two conditions, relations, shared text, units; in a project just opened, and in one held open.

An answer is kept while the file does not change, so every round asks for other codes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

from benchmarks.material import LARGE, Material
from benchmarks.measure import Figure, Floor, Skip, medians
from qualcode.project import Project, open_project

QUERY = 'code:"code 1" role:AS'
ROWS = 100
BARE = """SELECT c.id, d.name, c.start, c.end, c.quote, k.name FROM codings AS c JOIN documents AS d
ON d.id = c.document_id JOIN codes AS k ON k.id = c.code_id ORDER BY c.document_id, c.start LIMIT ?"""


def run(material: Material) -> Iterator[Figure]:
    """Against a bare SELECT of a hundred codings on the same file."""
    path = material.project(LARGE)
    with open_project(path) as project:
        if not hasattr(project, "query"):
            raise Skip("queries are not there yet")

    def ask() -> None:
        with open_project(path) as project:
            assert len(project.query(QUERY, limit=ROWS)) == ROWS

    def select() -> None:
        with closing(sqlite3.connect(path)) as db:
            assert len(db.execute(BARE, (ROWS,)).fetchall()) == ROWS

    taken = medians({"query": ask, "select": select}, runs=9)
    floor = Floor(f"bare SQL select of {ROWS} codings", taken["select"])
    yield Figure(f"query with two conditions, first {ROWS} of 100,000", taken["query"], (floor,), limit=0.1)
    yield from _relations(path)


#: By what it is called: the query about two codes, what is done with it, the seconds asked for.
QUESTIONS: dict[str, tuple[str, Callable[[Project, str], object], float | None]] = {
    "A NEAR/2 turns B": ('code:"code {a}" NEAR/2 turns code:"code {b}"', Project.count, 0.15),
    "A & B": ('code:"code {a}" & code:"code {b}"', Project.count_passages, None),
    "A B NOT C BY turn": ('code:"code {a}" code:"code {b}" NOT code:"code 9" BY turn', Project.count_units, None),
}


def _relations(path: Path) -> Iterator[Figure]:
    """In a project just opened, and in one where turns and codings have been read before."""
    codes = count(10)
    with open_project(path) as held:

        def asked(project: Project, name: str) -> None:
            text, ask, _limit = QUESTIONS[name]
            ask(project, text.format(a=next(codes), b=next(codes)))

        def anew(name: str) -> None:
            with open_project(path) as project:
                asked(project, name)

        works: dict[str, Callable[[], object]] = {}
        for name in QUESTIONS:
            works[f"{name}, project just opened"] = lambda name=name: anew(name)  # type: ignore[misc]  # a default binds the loop's value
            works[f"{name}, project open"] = lambda name=name: asked(held, name)  # type: ignore[misc]
        for name, seconds in medians(works, runs=7).items():
            question, _comma, _when = name.rpartition(", ")
            yield Figure(f"{name}, 100,000 codings", seconds, (), limit=QUESTIONS[question][2])
