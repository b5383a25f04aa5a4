"""Every number of docs/questions.md a second time: from rows of the file, by loops."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from scipy import stats

from qualcode.project import Project
from tests.questions import page
from tests.questions.plain import Passage, Study, branch, pairs

TALK = ("entretien", "focus-group")
REGISTERS = "inclusion numérique/discours et normes"


def test_the_page_shows_what_the_commands_print(folder: Path) -> None:
    text = page.PAGE.read_text(encoding="utf-8")
    assert text.count("```console") == 12
    assert page.shown(text) == text, "run: python -m tests.questions.page"


def talk(study: Study) -> list[Passage]:
    return [passage for passage in study.passages if study.kinds[passage.document] in TALK]


def about_autonomy(passage: Passage) -> bool:
    return any("autonomie" in name for name in passage.path.split("/"))


def test_1_dirty_work_close_to_autonomy(project: Project, study: Study) -> None:
    near = [passage for passage in study.passages if about_autonomy(passage)]
    found = Counter(
        study.voices[study.speaker(one) or 0].name
        for one in study.under("dirty work")
        if study.attribute(one, "role") in ("AS", "directrice")
        and study.attribute(one, "site") != "MDS"
        and any(one.id != other.id and study.apart(one, other) in (0, 1, 2) for other in near)
    )
    counts = project.count_by(
        'code:"dirty work" NEAR/2 turns code:*autonomie* role:AS|directrice NOT site:MDS', "speaker"
    )
    assert {count.value: count.segments for count in counts} == found
    assert sum(found.values()) == 13


def test_2_words_that_two_passages_share(project: Project, study: Study) -> None:
    requests = study.under("non-recours/besoin derrière la demande/demande non explicite")
    diagnoses = study.under("territoires professionnels/juridiction/diagnostic")
    found = {
        (study.documents[one.document], study.texts[one.document][max(one.start, two.start) : min(one.end, two.end)])
        for one in requests
        for two in diagnoses
        if one.shares(two)
    }
    shared = project.passages('code:"demande non explicite" & code:diagnostic')
    assert {(passage.document, passage.quote) for passage in shared} == found
    assert len(found) == len(shared)


def themes_by_person(study: Study) -> dict[object, set[str]]:
    """The roots that each person who is no interviewer speaks of; people without a coding, too."""
    found: dict[object, set[str]] = {study.person(voice.id): set() for voice in study.voices.values()}
    for passage in study.passages:
        found[study.person(study.speaker(passage))].add(branch(passage.path, 1))
    found.pop(None, None)
    return found


def test_3_people_and_what_they_never_speak_of(project: Project, study: Study) -> None:
    wanted = [
        person
        for person, said in themes_by_person(study).items()
        if {"dirty work", "non-recours"} <= said and "inclusion numérique" not in said
    ]
    units = project.units('code:"dirty work" code:"non-recours" NOT code:"inclusion numérique" BY speaker')
    assert len(units) == len(wanted) > 0


def test_4_the_grid_with_its_empty_cells(project: Project, study: Study) -> None:
    found = Counter((branch(passage.path, 1), study.attribute(passage, "role")) for passage in talk(study))
    grid = project.grid("kind:entretien|focus-group", "code", "role", level=1)
    for row, cells in zip(grid.row_values, grid.cells, strict=True):
        for column, cell in zip(grid.column_values, cells, strict=True):
            assert cell == found[(row or "", column)]
    assert sum(map(sum, grid.cells)) == len(talk(study)) == grid.total  # type: ignore[arg-type]  # nothing is hidden
    assert any(cell == 0 for cells in grid.cells for cell in cells)


def registers(study: Study) -> Counter[tuple[str | None, str]]:
    passages = [passage for passage in study.under(REGISTERS) if study.attribute(passage, "site") is not None]
    return Counter((study.attribute(passage, "site"), branch(passage.path, 3)) for passage in passages)


def test_5_registers_by_site_and_their_test(project: Project, study: Study) -> None:
    found = registers(study)
    table = project.crosstab(f'code:"{REGISTERS}" site:*', "site", "code", level=3)
    rows, columns = table.segments.row_values, table.segments.column_values
    cells = [[found[(row, column or "")] for column in columns] for row in rows]
    assert [list(line) for line in table.segments.cells] == cells
    second = stats.chi2_contingency(cells, correction=False)
    assert table.test is not None
    assert (table.test.statistic, table.test.df) == (pytest.approx(second.statistic), second.dof)
    assert table.test.p == pytest.approx(second.pvalue)
    people = {
        (study.attribute(p, "site"), branch(p.path, 3), study.person(study.speaker(p))) for p in study.under(REGISTERS)
    }
    heard = Counter((site, code) for site, code, person in people if person and site)
    assert [list(line) for line in table.respondents.cells] == [
        [heard[(row, column or "")] for column in columns] for row in rows
    ]


def test_6_nothing_that_is_shown_tells_of_fewer_than_three_people(project: Project, study: Study) -> None:
    table = project.crosstab(f'code:"{REGISTERS}" site:*', "site", "code", level=3, min_cell=3)
    full = project.crosstab(f'code:"{REGISTERS}" site:*', "site", "code", level=3)
    for shown, people in zip(table.segments.cells, full.respondents.cells, strict=True):
        for cell, stand_behind in zip(shown, people, strict=True):
            assert cell is None or not cell or (stand_behind or 0) >= 3
    hidden = sum(cell is None for line in table.segments.cells for cell in line)
    assert hidden > 0
    assert table.test is None


def test_7_codes_of_one_single_person(project: Project, study: Study) -> None:
    people: dict[str, set[object]] = {}
    segments: Counter[str] = Counter()
    for passage in study.under("dirty work/délégation"):
        segments[passage.path] += 1
        people.setdefault(passage.path, set()).add(study.person(study.speaker(passage)))
    counts = project.count_by('code:"dirty work/délégation"', "code")
    assert {count.value: (count.segments, count.speakers) for count in counts} == {
        path: (segments[path], len(people[path] - {None})) for path in people
    }
    assert "dirty work/délégation/aux associations" in {count.value for count in counts if count.speakers == 1}


def turns(study: Study, passages: list[Passage], level: int) -> dict[tuple[int, int], set[str]]:
    """The branches that stand in each turn."""
    wanted = {passage.id for passage in passages}
    found = {
        at: {branch(passage.path, level) for passage in inside if passage.id in wanted}
        for at, inside in study.by_turn.items()
    }
    return {at: names for at, names in found.items() if names}


def together(units: dict[tuple[int, int], set[str]]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """In how many units each name stands, and each two."""
    alone: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for names in units.values():
        alone.update(names)
        both.update(pairs(names))
    return alone, both


def test_8_themes_that_go_together_more_than_by_chance(project: Project, study: Study) -> None:
    units = turns(study, talk(study), 2)
    alone, both = together(units)
    everywhere = sum(len(study.to_code(document)) for document in {document for document, _at in units})
    chance = {
        (a, b): stats.fisher_exact(
            [[n, alone[a] - n], [alone[b] - n, everywhere - alone[a] - alone[b] + n]], "two-sided"
        ).pvalue
        for a, b in pairs(alone)
        for n in [both[(a, b)]]
    }
    network = project.cooccurrence(
        "kind:entretien|focus-group", unit="turn", level=2, measure="fisher_p", measures=("jaccard",)
    )
    assert network.edges
    for edge in network.edges:
        pair = tuple(sorted((edge.source, edge.target)))
        n = both[pair]  # type: ignore[index]  # two names
        assert edge.count == n
        assert edge.measures["jaccard"] == pytest.approx(n / (alone[pair[0]] + alone[pair[1]] - n))
        assert edge.value == pytest.approx(chance[pair], rel=1e-6)  # type: ignore[index]


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [("role:AS", 'role:"médiateur numérique"', 2), ("date:..2023-05", "date:2023-06..", 1)],
    ids=["9 for whom", "10 when"],
)
def test_9_and_10_the_same_pairs_here_and_there(
    project: Project, study: Study, one: str, other: str, level: int
) -> None:
    comparison = project.compare(one, other, unit="turn", level=level)
    sides = []
    for query in (one, other):
        name, _colon, value = query.partition(":")
        passages = [p for p in study.passages if fits(study.attribute(p, name), value.strip('"'))]
        sides.append(together(turns(study, passages, level))[1])
    assert comparison.edges
    for edge in comparison.edges:
        pair = tuple(sorted((edge.source, edge.target)))
        assert (edge.count_a, edge.count_b) == (sides[0][pair], sides[1][pair])  # type: ignore[index]


def fits(value: str | None, wanted: str) -> bool:
    first, dots, last = wanted.partition("..")
    if value is None or not dots:
        return value == wanted
    return (not first or value >= first) and (not last or value[: len(last)] <= last)


def test_11_the_place_of_themes_in_the_network(project: Project, study: Study) -> None:
    _alone, both = together(turns(study, talk(study), 2))
    kept = {pair for pair, count in both.items() if count >= 3}
    degree = Counter(name for pair in kept for name in pair)
    found = project.cooccurrence("kind:entretien|focus-group", unit="turn", level=2, measure="jaccard")
    project.save_network("place", found.at_least(3))
    network = project.analyse_network("place")
    assert {node.path: node.measures["degree"] for node in network.nodes if node.measures.get("degree")} == degree
    groups = {node.path: node.measures["community"] for node in network.nodes if node.path in degree}
    assert len(set(groups.values())) > 1


def test_12_each_person_in_one_type(project: Project, study: Study) -> None:
    people: dict[object, set[str]] = {study.person(voice.id): set() for voice in study.voices.values()}
    for path in ("dirty work/délégation", "dirty work/échelle de la tâche"):
        for passage in study.under(path):
            people[study.person(study.speaker(passage))].add(path)
    people.pop(None)
    types = Counter(frozenset(said) for said in people.values())
    delegates, does = "dirty work/délégation", "dirty work/échelle de la tâche"
    asked = {
        frozenset({delegates, does}): "@passe @agit",
        frozenset({delegates}): "@passe NOT @agit",
        frozenset({does}): "@agit NOT @passe",
        frozenset(): "NOT @passe NOT @agit",
    }
    project.save_query("passe", f'code:"{delegates}"')
    project.save_query("agit", f'code:"{does}"')
    counted = {kind: len(project.units(f"{query} BY speaker")) for kind, query in asked.items()}
    assert counted == {kind: types[kind] for kind in asked}
    assert sum(counted.values()) == len(people)
