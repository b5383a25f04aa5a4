"""Counts by two things on real files: the invented study against raw SQL, small projects against literals."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.errors import QueryError, UnknownName
from qualcode.model.crosstab import Crosstab
from qualcode.model.document import Draft, Paragraph, Speaker, Turn
from qualcode.project import Project, new_project
from tests.storage.reckoned import PERSON, ROOTS, attribute, counted


@pytest.fixture(scope="module")
def guichets(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The invented study, to read."""
    with new_project(tmp_path_factory.mktemp("study") / "g.qualcode", coder="Camille") as project:
        project.import_study(corpus / "etude.yaml")
        yield project


def cells(found: Crosstab) -> dict[tuple[str, str], tuple[int | None, int | None]]:
    return {
        (row or "", column or ""): (found.segments.cells[i][j], found.respondents.cells[i][j])
        for i, row in enumerate(found.segments.row_values)
        for j, column in enumerate(found.segments.column_values)
        if found.segments.cells[i][j] != 0
    }


def test_a_crosstab_counts_as_sql_does(guichets: Project) -> None:
    found = guichets.crosstab("", "code", "role", level=1)
    assert cells(found) == counted(guichets, "tree.root", attribute("role"))
    assert found.segments.row_values == (
        "non-recours",
        "dirty work",
        "territoires professionnels",
        "inclusion numérique",
    )
    assert found.segments.column_values[-1] is None
    assert found.segments.total == guichets.count() == sum(value or 0 for value in found.segments.row_totals)
    assert found.respondents.total == guichets.total().speakers
    rows = guichets.conn.execute(
        f"{ROOTS} SELECT root, count(DISTINCT {PERSON}) FROM codings AS c JOIN tree ON tree.id = c.code_id GROUP BY 1"
    )
    assert dict(zip(found.segments.row_values, found.respondents.row_totals, strict=True)) == dict(rows.fetchall())


def test_totals_are_those_of_counting_by_one(guichets: Project) -> None:
    """Each margin a second way; the order is that of the codebook and of the values."""
    found = guichets.crosstab("kind:entretien", "code", "role")
    by_role = {count.value: (count.segments, count.speakers) for count in guichets.count_by("kind:entretien", "role")}
    pairs = zip(found.segments.column_totals, found.respondents.column_totals, strict=True)
    assert dict(zip(found.segments.column_values, pairs, strict=True)) == by_role
    by_code = {count.value: count.segments for count in guichets.count_by("kind:entretien", "code")}
    assert dict(zip(found.segments.row_values, found.segments.row_totals, strict=True)) == by_code
    paths = list(guichets.codebook().paths.values())
    assert list(found.segments.row_values) == [path for path in paths if path in by_code]


def test_segments_of_several_cases_count_in_each(guichets: Project) -> None:
    found = guichets.grid("kind:entretien", "kind", "case")
    assert found.several == ("case",)
    assert dict(zip(found.column_values, found.cells[0], strict=True)) == {
        count.value: count.segments for count in guichets.count_by("kind:entretien", "case")
    }
    assert sum(value or 0 for value in found.cells[0]) > (found.row_totals[0] or 0) == guichets.count("kind:entretien")
    assert guichets.crosstab("kind:entretien", "kind", "case").untested
    sites = guichets.grid("kind:entretien", "kind", "case:site")
    assert sites.several == ()
    named = guichets.conn.execute("SELECT name FROM cases WHERE kind = 'site'")
    assert {name for name in sites.column_values if name} < {name for (name,) in named}
    assert sum(value or 0 for value in sites.cells[0]) == sites.total


def test_empty_cells_and_codes_never_used_are_shown(guichets: Project) -> None:
    used = guichets.grid("kind:observation", "code", "document")
    every = guichets.grid("kind:observation", "code", "document", every=True)
    assert 0 in used.cells[0]
    assert len(used.column_values) == 2
    assert every.row_values == tuple(guichets.codebook().paths.values())
    assert every.column_values == tuple(document.name for document in guichets.documents())
    assert every.total == used.total
    assert sum(sum(value or 0 for value in row) for row in every.cells) == used.total


def test_characters_are_counted_once(guichets: Project) -> None:
    """Against sets of characters."""
    found = guichets.grid("kind:entretien", "code", "document", measure="characters", level=1)
    held: dict[tuple[str, str], set[int]] = {}
    for segment in guichets.query("kind:entretien"):
        held.setdefault((segment.code.split("/")[0], segment.document), set()).update(range(segment.start, segment.end))
    for row, name in enumerate(found.row_values):
        for column, document in enumerate(found.column_values):
            assert found.cells[row][column] == len(held.get((str(name), str(document)), ()))
    whole: dict[str, set[int]] = {}
    for (_name, document), places in held.items():
        whole.setdefault(document, set()).update(places)
    assert list(found.column_totals) == [len(whole[str(document)]) for document in found.column_values]
    assert found.total == sum(map(len, whole.values()))


def test_one_talkative_role_is_no_evidence(guichets: Project) -> None:
    """The eight interviews: by segments significant, by persons nothing; p is that of the docs."""
    found = guichets.crosstab("kind:entretien", "code", "role", level=1)
    assert found.test is not None
    assert found.permutation is not None
    assert found.test.p < 0.001
    assert found.permutation.p == pytest.approx(0.3, abs=0.05)
    assert (found.permutation.dimension, found.permutation.persons) == ("role", 8)
    assert found.permutation.statistic == pytest.approx(found.test.statistic)
    assert (found.repeated, found.persons) == (8, 8)
    assert found.person_test is found.as_dict()["person_test"] is None
    assert "several cells" in found.notes()[-1]


def test_small_cells_are_kept_back_with_what_would_give_them_away(guichets: Project) -> None:
    whole, found = (guichets.crosstab("", "code", "genre", level=1, min_cell=n) for n in (0, 3))
    for segments, people, hidden in zip(
        whole.segments.cells, whole.respondents.cells, found.segments.cells, strict=True
    ):
        for value, persons, shown in zip(segments, people, hidden, strict=True):
            assert shown in (value, None)
            assert shown is None or not 0 < (persons or 0) < 3
    assert [[value is None for value in row] for row in found.segments.cells] == [
        [value is None for value in row] for row in found.respondents.cells
    ]
    assert found.test is found.person_test is found.permutation is None
    assert "kept back" in " ".join(found.notes())
    assert found.segments.as_dict()["cells"][0].count(None) >= 2
    # A row is hidden in two places at least, or its total is.
    for row, total in zip(found.segments.cells, found.segments.row_totals, strict=True):
        assert row.count(None) + (total is None) != 1


def test_one_dimension_keeps_back_as_well(guichets: Project) -> None:
    found = guichets.tally("", "role", min_cell=3)
    plain = {count.value: count for count in guichets.count_by("", "role")}
    for line in found.lines:
        assert line.segments in (plain[line.value].segments, None)
        assert (line.segments is None) is (0 < plain[line.value].speakers < 3)
    assert found.total.segments == guichets.count()
    assert [line.value for line in guichets.tally("", "role").lines] == list(plain)


def test_one_small_value_takes_another_with_it(tmp_path: Path) -> None:
    """AS 3 persons, directrice 1: alone it would be the total less the others."""
    with survey(tmp_path, {("x", "AS"): 3, ("x", "usager"): 4, ("x", "directrice"): 1}) as project:
        found = project.tally("", "aide", min_cell=3)
        assert {line.value: line.segments for line in found.lines} == {"usager": 4, "AS": None, "directrice": None}
        assert found.total.segments == 8


def survey(folder: Path, counts: dict[tuple[str, str], int]) -> Project:
    """A survey: one document, one respondent, one coding for each."""
    project = new_project(folder / "s.qualcode")
    drafts = []
    for (service, help_), count in counts.items():
        for _n in range(count):
            name = f"r{len(drafts) + 1:03}"
            drafts.append(
                Draft(
                    name,
                    "questionnaire",
                    "J'aide.",
                    (Paragraph(0, 7),),
                    (Turn(0, 7, 0, name),),
                    speakers=(Speaker(name, name, attributes={"services": service, "aide": help_}),),
                )
            )
    project.add_drafts(drafts)
    for draft in drafts:
        project.code(draft.name, 0, 7, "aide", create=True)
    return project


def test_a_published_table_in_french(tmp_path: Path, french: None) -> None:
    """178 mediators: a France Services space near (no, yes) by help with online procedures (no, yes)."""
    counts = {("non", "non"): 2, ("non", "oui"): 46, ("oui", "non"): 21, ("oui", "oui"): 109}
    with survey(tmp_path, counts) as project:
        found = project.crosstab("", "services", "aide")
    first, people = found.page("total")
    assert [[str(cell).replace("\u00a0", " ") for cell in row[1:]] for row in first.rows] == [
        ["2 (1,1 %)", "46 (25,8 %)", "48 (27,0 %)"],
        ["21 (11,8 %)", "109 (61,2 %)", "130 (73,0 %)"],
        ["23 (12,9 %)", "155 (87,1 %)", "178 (100,0 %)"],
    ]
    assert list(people.rows) == list(first.rows)
    assert [row[0] for row in first.rows][:2] == ["non", "oui"]
    # Each person stands in one cell: the test on persons holds, and is the one on segments.
    assert found.repeated == 0
    assert found.person_test == found.test
    hidden = project_hidden(tmp_path / "s.qualcode")
    assert hidden == ((None, None), (None, None))


def project_hidden(path: Path) -> tuple[tuple[int | None, ...], ...]:
    from qualcode.project import open_project

    with open_project(path) as project:
        return project.crosstab("", "services", "aide", min_cell=3).segments.cells


def test_two_people_of_one_name_in_one_document(talks: Project) -> None:
    """A focus group with two Mme D., each with a case of her own: told apart by what the text calls them."""
    text = "P1 : Oui.\nP2 : Non.\n"
    turns, lines = (Turn(0, 9, 5, "P1"), Turn(10, 19, 15, "P2")), (Paragraph(0, 9), Paragraph(10, 19))
    people = (Speaker("P1", "Mme D.", case="Durand"), Speaker("P2", "Mme D.", case="Dupont"))
    talks.add_drafts([Draft("groupe", "focus-group", text, lines, turns, speakers=people)])
    for start, end in ((5, 9), (15, 19)):
        talks.code("groupe", start, end, "dirty work")
    names = {count.value for count in talks.count_by("document:groupe", "speaker")}
    assert names == {"Mme D. (groupe, P1)", "Mme D. (groupe, P2)"}
    assert set(talks.grid("document:groupe", "speaker", "kind").row_values) == names


def test_values_are_sorted_by_what_they_say(talks: Project) -> None:
    for name, date in (("d1", "2019-10"), ("d2", "2019-9"), ("d3", "12/03/2019")):
        talks.set_attributes(name, {"jour": date})
    assert talks.grid("", "code", "jour").column_values == ("12/03/2019", "2019-9", "2019-10")


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda p: p.grid("", "code", "rol"), "There is no attribute “rol”."),
        (lambda p: p.grid("", "code", "code"), "Rows and columns are both “code”."),
        (lambda p: p.grid("", "code", "role", measure="segmens"), "There is no measure “segmens”."),
        (lambda p: p.crosstab("", "code", "role", level=0), "A level is 1 (the roots of the codebook) or more, not 0."),
        (lambda p: p.count_names(["role", "site", "kind"]), "One counts by one thing, or by two."),
        (lambda p: p.coverage("", "kind"), "Coverage is counted by code, document or speaker, not by “kind”."),
        (lambda p: p.saturation("", order="dat"), "There is no attribute “dat”."),
    ],
)
def test_what_cannot_be_counted_is_said(talks: Project, ask: object, message: str) -> None:
    with pytest.raises((UnknownName, QueryError)) as caught:
        ask(talks)  # type: ignore[operator]  # each is a function of a project
    assert caught.value.message == message


def test_a_project_without_codings_gives_empty_tables(project: Project) -> None:
    assert project.grid("", "code", "document").total == 0
    assert project.crosstab("", "code", "document").test is None
    assert project.tally("", "code").lines == ()
    assert project.saturation("").steps == ()
    assert project.coverage("", "code").lines == ()
