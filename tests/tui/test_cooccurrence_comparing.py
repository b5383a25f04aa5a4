"""Two sub-corpora compared on the screen, as users tell it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input, Static

from qualcode.model.span import Span
from qualcode.project import Project
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.sheets.cooccurrence.comparison import ComparisonSheet
from qualcode.tui.sheets.cooccurrence.sheet import CooccurrenceSheet
from qualcode.tui.sheets.retrieval.sheet import RetrievalSheet
from qualcode.tui.widgets.plain import Plain

from .desk import DELMAS, question, screen, settled

WORDS = ("scanner des papiers", "récupérer des codes")
HOSTILE = "marges/[bold]\N{WAVING HAND SIGN} noms"


@pytest.fixture
def study(project: Project) -> Project:
    """Two codes, one with a name that looks like markup, meet twice in one document, and never in the other."""
    other = next(document.name for document in project.documents() if document.name != DELMAS)
    for words in WORDS:
        start = project.text(DELMAS).index(words)
        for code in ("territoires", HOSTILE):
            project.code(DELMAS, start, start + len(words), code, create=True)
    for start in (0, 20, 40):
        project.code(other, start, start + 10, "territoires")
    project.code(other, 0, 10, "dirty work")
    return project


async def compared(pilot: Pilot[None], query: str, *keys: str) -> ComparisonSheet:
    """The comparison of all with what a query finds, shown."""
    await pilot.press("O")
    await settled(pilot)
    await pilot.press(*keys, "equals_sign")
    await pilot.pause()
    sheet = pilot.app.screen
    assert isinstance(sheet, CooccurrenceSheet)
    sheet.line.line.value = query
    await pilot.press("enter")
    await settled(pilot)
    found = pilot.app.screen
    assert isinstance(found, ComparisonSheet)
    return found


def said(pilot: Pilot[None], part: str) -> str:
    """What one of the lines says."""
    return str(pilot.app.screen.query_one(part, Plain).render())


def listed(sheet: ComparisonSheet) -> list[str]:
    """The pairs as they are painted."""
    rows = sheet.rows
    return [rows.render_line(y).text.rstrip() for y in range(rows.count)]


async def test_a_second_query_is_compared_pair_by_pair(study: Project) -> None:
    async with screen(study) as (pilot, _text):
        sheet = await compared(pilot, f"doc:{DELMAS}")
        assert said(pilot, "#sides").splitlines()[0].startswith("a  everything  ")
        assert "1 document is on both sides" in said(pilot, "#sides")
        expected = study.compare("", f"doc:{DELMAS}")
        assert len(listed(sheet)) == len(expected.edges)
        place = next(at for at, edge in enumerate(expected.edges) if HOSTILE in (edge.source, edge.target))
        edge = expected.edges[place]
        line = listed(sheet)[place]
        assert "[bold]" in line
        assert f"{edge.count_a}     {edge.count_b}" in line
        await pilot.press(*["down"] * place)
        await pilot.pause()
        assert "[bold]\N{WAVING HAND SIGN} noms" in said(pilot, "#contrast")
        assert f"b: together {edge.count_b} times · Jaccard {edge.value_b:.3f}" in said(pilot, "#contrast")
        assert f"q = {edge.fisher_q:.3f}" in said(pilot, "#contrast")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_figures_stand_under_their_heads_at_every_size(study: Project, size: tuple[int, int]) -> None:
    async with screen(study, size) as (pilot, _text):
        sheet = await compared(pilot, f"doc:{DELMAS}")
        head = "".join(segment.text for segment in sheet.query_one("#columns", Static).render_line(0)).rstrip()
        assert head.split() == ["n", "a", "n", "b", "a", "−", "b", "p", "q"]
        # Both end with the last figure of q.
        assert {cell_len(line) for line in listed(sheet)} == {cell_len(head)}


async def test_the_surest_come_first_then_those_of_each_side(study: Project) -> None:
    async with screen(study) as (pilot, _text):
        sheet = await compared(pilot, f"doc:{DELMAS}")
        edges = study.compare("", f"doc:{DELMAS}").edges
        largest = max(edges, key=lambda edge: edge.difference)
        await pilot.press("S")
        await pilot.pause()
        assert largest.source.rpartition("/")[2] in listed(sheet)[0]
        assert "more in a first" in said(pilot, "#sheet-title")
        await pilot.press("S", "S")
        await pilot.pause()
        assert "surest first" in said(pilot, "#sheet-title")


async def test_passages_of_both_sides_and_back_to_the_map(study: Project) -> None:
    async with screen(study) as (pilot, text):
        sheet = await compared(pilot, f"doc:{DELMAS}")
        edges = study.compare("", f"doc:{DELMAS}").edges
        place = next(at for at, edge in enumerate(edges) if HOSTILE in (edge.source, edge.target))
        await pilot.press(*["down"] * place, "b")
        await settled(pilot)
        passages = pilot.app.screen
        assert isinstance(passages, RetrievalSheet)
        assert {hit.document for hit in passages.passages.hits} == {study.document(DELMAS).id}
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.screen is sheet
        await pilot.press("tab", "home", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CodingScreen)
        start = study.text(DELMAS).index(WORDS[0])
        assert text.selection == Span(start, start + len(WORDS[0]))
    async with screen(study) as (pilot, _text):
        await compared(pilot, f"doc:{DELMAS}")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CooccurrenceSheet)


async def test_a_pair_that_one_side_lacks_says_so(study: Project) -> None:
    async with screen(study) as (pilot, _text):
        sheet = await compared(pilot, f"NOT doc:{DELMAS}")
        edges = study.compare("", f"NOT doc:{DELMAS}").edges
        place = next(at for at, edge in enumerate(edges) if not edge.count_b)
        await pilot.press(*["down"] * place, "tab")
        await pilot.pause()
        assert sheet.said == "These two codes never go together on side b."


async def test_the_question_of_the_map_is_compared_and_the_answer_kept(study: Project) -> None:
    async with screen(study) as (pilot, _text):
        sheet = await compared(pilot, f"doc:{DELMAS}", "t", "w", "1")
        found = sheet.compared.comparison.question
        assert (found.unit, found.window, found.level, found.measure) == ("sentence", 2, 1, "jaccard")
        assert "within 2 sentences · Jaccard · level 1" in said(pilot, "#sheet-title")
        await pilot.press("escape", "equals_sign")
        await pilot.pause()
        shown = pilot.app.screen
        assert isinstance(shown, CooccurrenceSheet)
        assert shown.line.line.value == f"doc:{DELMAS}"
        await pilot.press("enter")
        await pilot.pause()
        again = pilot.app.screen
        assert isinstance(again, ComparisonSheet)
        assert again.compared.comparison is sheet.compared.comparison


async def test_a_query_that_cannot_be_asked_is_refused_in_the_line(study: Project) -> None:
    async with screen(study) as (pilot, _text):
        await pilot.press("O")
        await settled(pilot)
        await pilot.press("equals_sign")
        sheet = pilot.app.screen
        assert isinstance(sheet, CooccurrenceSheet)
        sheet.line.line.value = "code:nowhere"
        await pilot.press("enter")
        await pilot.pause()
        assert "There is no code" in str(sheet.line.query_one(Plain).render())
        await pilot.press("escape", "slash")
        sheet.line.line.value = "code:territoires"
        await pilot.press("enter")
        await settled(pilot)
        # The line is that of the map again.
        shown = pilot.app.screen
        assert isinstance(shown, CooccurrenceSheet)
        assert shown.memory.question.query == "code:territoires"


async def test_a_comparison_is_written_to_a_file(study: Project, tmp_path: Path) -> None:
    async with screen(study) as (pilot, _text):
        sheet = await compared(pilot, f"doc:{DELMAS}")
        target = tmp_path / "comparaison.json"
        for expected in (f"Wrote {target}.", "stands already. Replace it?"):
            await pilot.press("e")
            await pilot.pause()
            pilot.app.screen.query_one(Input).value = str(target)
            await pilot.press("enter")
            await settled(pilot)
            assert expected in (sheet.said if pilot.app.screen is sheet else question(pilot))
        assert json.loads(target.read_text("utf-8"))["b"]["query"] == f"doc:{DELMAS}"
