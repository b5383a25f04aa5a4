"""How much is coded, and when new codes stop coming: the invented study, reckoned a second way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.project import Project, new_project
from tests.storage.reckoned import coded, said


@pytest.fixture(scope="module")
def guichets(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The invented study, to read."""
    with new_project(tmp_path_factory.mktemp("study") / "g.qualcode", coder="Camille") as project:
        project.import_study(corpus / "etude.yaml")
        yield project


@pytest.mark.parametrize("query", ["", "coder:Bastien", 'code:"dirty work"'])
def test_coverage_character_by_character(guichets: Project, query: str) -> None:
    talk, places = said(guichets), coded(guichets, query)
    found = guichets.coverage(query, "document", within="kind:entretien")
    assert len(found.lines) == 8
    for line in found.lines:
        name = str(line.value)
        assert (line.covered, line.whole) == (len(talk[name] & places[name]), len(talk[name]))
    assert found.total.covered == sum(line.covered for line in found.lines)
    assert found.total.whole == sum(line.whole for line in found.lines)
    assert found.total.segments == guichets.count(f"({query}) kind:entretien" if query else "kind:entretien")


def test_coverage_is_the_progress_of_the_coding(guichets: Project) -> None:
    """The same number that the list of documents shows."""
    found = guichets.coverage()
    shares = guichets.progress().values()
    assert (found.total.covered, found.total.whole) == (sum(s.covered for s in shares), sum(s.whole for s in shares))
    assert found.lines == ()


def test_coverage_of_a_speaker(guichets: Project) -> None:
    found = {line.value: line for line in guichets.coverage("", "speaker").lines}
    talk, places = said(guichets, "P3"), coded(guichets, "")
    name = "focus-group-professionnels"
    assert (found["P3"].covered, found["P3"].whole) == (len(talk[name] & places[name]), len(talk[name]))
    assert found["P3"].segments == guichets.count("speaker:P3")
    assert "Claire Ansel" not in found
    assert sum(line.whole for line in found.values()) == guichets.coverage().total.whole
    assert sum(line.segments for line in found.values()) == guichets.count()


def test_codes_cover_by_themselves_or_rolled_up(guichets: Project) -> None:
    """Rolled up, a passage with two codes of one branch counts once."""
    roots = {line.value: line for line in guichets.coverage("", "code", level=1).lines}
    alone = {line.value: line for line in guichets.coverage("", "code").lines}
    for root, line in roots.items():
        below = [one.covered for path, one in alone.items() if str(path).split("/")[0] == root]
        assert max(below) <= line.covered < sum(below)
        assert line.covered == guichets.coverage(f'code:"{root}"').total.covered
    assert "dirty work" not in alone or alone["dirty work"].segments == guichets.count('code:="dirty work"')


@pytest.mark.parametrize(("order", "level"), [("document", None), ("date", 2), ("coding", None)])
def test_saturation_counted_again(guichets: Project, order: str, level: int | None) -> None:
    query = "kind:entretien|focus-group"
    found = guichets.saturation(query, order=order, level=level)
    codes: dict[str, set[str]] = defaultdict(set)
    first: dict[str, str] = {}
    for segment in guichets.query(query):
        codes[segment.document].add("/".join(segment.code.split("/")[:level]))
        first[segment.document] = min(first.get(segment.document, segment.created), segment.created)
    dates = {document.name: document.attributes["date"] for document in guichets.documents() if document.name in codes}
    names = [document.name for document in guichets.documents() if document.name in codes]
    if order != "document":
        names.sort(key=lambda name: dates[name] if order == "date" else first[name])
    assert [step.document for step in found.steps] == names
    seen: set[str] = set()
    for step in found.steps:
        fresh = codes[step.document] - seen
        seen |= fresh
        assert set(step.new) == fresh
        assert (step.codes, step.cumulative) == (len(codes[step.document]), len(seen))
        assert step.segments == guichets.count(f"document:{step.document}")
        assert step.low <= step.mean <= step.high
    assert found.codes == len(seen)
    assert found.steps[-1].mean == pytest.approx(len(seen))
    last = max(at for at, step in enumerate(found.steps) if step.new)
    assert found.since_new == len(found.steps) - 1 - last


def test_documents_without_a_date_stand_last_and_are_counted(talks: Project) -> None:
    talks.set_attributes("d3", {"jour": "2019-05"})
    talks.set_attributes("d2", {"jour": "12/03/2019"})
    found = talks.saturation("", order="jour")
    assert [(step.document, step.placed_by, step.new) for step in found.steps] == [
        ("d2", "12/03/2019", ("dirty work", "dirty work/délégation")),
        ("d3", "2019-05", ()),
        ("d1", "", ()),
    ]
    assert (found.unplaced, found.since_new, found.codes) == (1, 2, 2)
    assert len(found.notes()) == 2


def test_documents_in_which_nothing_is_found_can_take_part(talks: Project) -> None:
    query = "code:délégation"
    assert [step.document for step in talks.saturation(query).steps] == ["d2"]
    found = talks.saturation(query, within="*")
    assert [(step.document, step.cumulative) for step in found.steps] == [("d1", 0), ("d2", 1), ("d3", 1)]
    assert [step.mean for step in found.steps] == pytest.approx([1 / 3, 2 / 3, 1])


def test_the_same_seed_gives_the_same_band(guichets: Project) -> None:
    one, same, other = (guichets.saturation("", rounds=50, seed=seed).steps for seed in (1, 1, 2))
    assert one == same
    assert [step.mean for step in one] == [step.mean for step in other]
    assert one != other
