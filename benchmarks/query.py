"""The first hundred segments of a query with two conditions, in process, in a project just opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from benchmarks.material import LARGE, Material
from benchmarks.measure import Figure, Floor, Skip, medians
from qualcode.project import open_project

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
