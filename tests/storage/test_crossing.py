"""Two dimensions at once on generated projects, where everything is there in several ways, against a naive count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pytest

from qualcode.model.coding import Segment
from qualcode.model.text import fold
from qualcode.project import Project, open_project
from tests.storage.query_project import build

NAMES = ("code", "document", "kind", "coder", "case", "case:person", "role", "Tranche d'âge")


@pytest.fixture(scope="module", params=[1, 2])
def study(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A generated project, to read."""
    path = tmp_path_factory.mktemp("study") / "s.qualcode"
    build(path, request.param)
    with open_project(path) as project:
        yield project


def values(project: Project, segment: Segment, by: str) -> set[str | None]:
    """What a segment has of a dimension, folded where spellings are one; None where it has nothing."""
    if by.startswith("case"):
        kind = by.partition(":")[2]
        kinds = dict(project.conn.execute("SELECT name, kind FROM cases").fetchall())
        found = {name for name in segment.cases if not kind or kinds[name] == kind}
        return set(found) or {None}
    if by == "kind":
        return {fold(segment.kind)}
    if by in ("code", "document", "coder"):
        return {getattr(segment, by)}
    spellings = [name for name in project.vocabulary().attributes if fold(name) == fold(by)]
    held = [segment.attributes[name] for name in spellings if name in segment.attributes]
    return {fold(held[0])} if held else {None}


def person(project: Project, segment: Segment) -> object:
    row = project.conn.execute(
        """SELECT s.document_id, s.name, (SELECT min(k.id) FROM case_speakers AS l JOIN cases AS k ON k.id = l.case_id
             WHERE l.speaker_id = s.id AND k.kind = 'person')
           FROM speakers AS s WHERE s.id = ? AND NOT s.interviewer""",
        (segment.speaker_id,),
    ).fetchone()
    return (row[2] or row[:2]) if row else None


@pytest.mark.parametrize(("rows", "columns"), combinations(NAMES, 2))
def test_cells_and_totals_are_those_of_the_segments(study: Project, rows: str, columns: str) -> None:
    every = study.cached("every", lambda: study.query("NOT coder:bastien"))
    people = study.cached("people", lambda: {segment.id: person(study, segment) for segment in every})
    held: dict[tuple[object, object], list[Segment]] = defaultdict(list)
    for segment in every:
        across, down = values(study, segment, rows), values(study, segment, columns)
        for row in (*across, "all of them"):
            for column in (*down, "all of them"):
                held[row, column].append(segment)
    found = study.crosstab("NOT coder:bastien", rows, columns, tests=False)

    def key(value: str | None, by: str) -> str | None:
        return value if value is None or by in ("code", "document", "coder", "case", "case:person") else fold(value)

    down = [*(key(value, rows) for value in found.segments.row_values), "all of them"]
    across = [*(key(value, columns) for value in found.segments.column_values), "all of them"]
    assert {(row, column) for row, column in held} <= {(row, column) for row in down for column in across}
    assert len(set(down)) == len(down)
    assert len(set(across)) == len(across)
    for grid, count in (
        (found.segments, len),
        (found.respondents, lambda met: len({people[segment.id] for segment in met} - {None})),
    ):
        lines = [[*cells, total] for cells, total in zip(grid.cells, grid.row_totals, strict=True)]
        for row, line in zip(down, [*lines, [*grid.column_totals, grid.total]], strict=True):
            assert line == [count(held.get((row, column), [])) for column in across]


def test_a_path_of_codes_is_rolled_up(study: Project) -> None:
    found = study.grid("", "code", "coder", level=2)
    held: dict[tuple[str, str], int] = defaultdict(int)
    for segment in study.query():
        held["/".join(segment.code.split("/")[:2]), segment.coder] += 1
    for row, cells in zip(found.row_values, found.cells, strict=True):
        assert list(cells) == [held.get((str(row), str(column)), 0) for column in found.column_values]
    assert sum(held.values()) == found.total


def test_small_cells_of_any_two_are_never_shown(study: Project) -> None:
    """Whatever is counted by whatever: no number with one or two respondents behind it is in the object."""
    for rows, columns in combinations(NAMES, 2):
        whole, kept = (study.crosstab("", rows, columns, min_cell=n, tests=False) for n in (0, 3))
        pairs = [
            (people, shown)
            for line, other in zip(
                [[*c, t] for c, t in zip(whole.respondents.cells, whole.respondents.row_totals, strict=True)],
                [[*c, t] for c, t in zip(kept.segments.cells, kept.segments.row_totals, strict=True)],
                strict=True,
            )
            for people, shown in zip(line, other, strict=True)
        ]
        assert all(shown is None for people, shown in pairs if 0 < (people or 0) < 3)
