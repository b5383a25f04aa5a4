"""What docs/query-language.md says in pictures and tables of shared text and of units holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.model.document import Draft, Speaker, Turn
from qualcode.project import Project, new_project

PAGE = (Path(__file__).parents[2] / "docs" / "query-language.md").read_text("utf-8")
TEXT = "E : un deux\nR : trois quatre\n"
#: A row of the table of questions: the query, and a sign for each case.
ROW = re.compile(r"^\| `([^`]+ BY case|BY case)` \| (.) \| (.) \| (.) \|", re.MULTILINE)
ROWS = ROW.findall(PAGE)


@pytest.fixture
def cases(tmp_path: Path) -> Iterator[Project]:
    """The three cases of the picture, a document each."""
    turns = (Turn(0, 11, 4, "E"), Turn(12, 28, 16, "R"))
    with new_project(tmp_path / "p.qualcode") as project:
        for name, codes in (
            ("Delmas", {"a": (4, 6), "b": (16, 21)}),
            ("Sow", {"a": (16, 18), "b": (18, 21), "c": (22, 28)}),
            ("Roux", {}),
        ):
            speakers = (Speaker("E", "E", True), Speaker("R", "R", attributes={"role": "AS"}))
            project.add_drafts([Draft(name, "entretien", TEXT, turns=turns, speakers=speakers, cases=(name,))])
            for code, (start, end) in codes.items():
                project.code(name, start, end, code, create=True)
        yield project


@pytest.mark.parametrize(("query", "delmas", "sow", "roux"), ROWS, ids=[row[0] for row in ROWS])
def test_the_table_of_questions(cases: Project, query: str, delmas: str, sow: str, roux: str) -> None:
    found = {unit.name for unit in cases.units(query)}
    assert {name: "✓" if name in found else "–" for name in ("Delmas", "Sow", "Roux")} == {
        **{"Delmas": delmas, "Sow": sow, "Roux": roux}
    }


def test_all_rows_of_the_table_are_read() -> None:
    assert len(ROWS) == PAGE.count("BY case` | ✓") + PAGE.count("BY case` | –") == 11


def pictures() -> list[tuple[dict[str, list[tuple[int, int]]], str, list[tuple[int, int]]]]:
    """The codings of each picture of `&`, the query under them, and the ranges drawn beside it."""
    part = PAGE.partition("## Shared text")[2].partition("```")[2].partition("```")[0]
    found = []
    for picture in part.strip("\n").split("\n\n"):
        codings: dict[str, list[tuple[int, int]]] = {}
        query, wanted = "", []
        for line in picture.splitlines():
            name, drawn = line[:17].strip(), [match.span() for match in re.finditer(r"\[-*\)", line)]
            if name.startswith("code:"):
                codings[name.removeprefix("code:")] = drawn
            elif "&" in name:
                query, wanted = name, drawn
        found.append((codings, query or "a & b", wanted))
    return found


@pytest.mark.parametrize(("codings", "query", "wanted"), pictures())
def test_the_pictures_of_shared_text(
    tmp_path: Path, codings: dict[str, list[tuple[int, int]]], query: str, wanted: list[tuple[int, int]]
) -> None:
    """A picture's `)` stands on the character after the last: `[--)` is three characters."""
    with new_project(tmp_path / "p.qualcode") as project:
        project.add_drafts([Draft("d", "notes", "x" * 80)])
        for code, ranges in codings.items():
            for start, end in ranges:
                project.code("d", start, end - 1, code, create=True)
        asked = " & ".join(f"code:{name}" for name in query.split(" & "))
        assert [(one.start, one.end) for one in project.passages(asked)] == [(start, end - 1) for start, end in wanted]


def test_every_picture_is_read() -> None:
    assert [(query, len(wanted)) for _codings, query, wanted in pictures()] == [
        *(("a & b", 1), ("a & b", 1), ("a & b", 0), ("a & b", 2), ("a & b & c", 1)),
    ]
