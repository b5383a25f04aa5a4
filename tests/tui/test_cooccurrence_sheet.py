"""The co-occurrence sheet as its users tell it."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from qualcode.model.network import Question
from qualcode.model.span import Span
from qualcode.project import Project, open_project
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.sheets.cooccurrence import sheet as module
from qualcode.tui.sheets.cooccurrence.sheet import CooccurrenceSheet
from qualcode.tui.sheets.retrieval.sheet import RetrievalSheet
from qualcode.tui.sheets.sheet import About
from qualcode.tui.widgets.plain import Plain

from .desk import DELMAS, question, screen


@pytest.fixture
def study(project: Project) -> Project:
    """Codes that overlap: passwords with dirty work three times, with territories once; one code stands alone."""
    text = project.text(DELMAS)
    for words, codes in (
        ("scanner des papiers", ("dirty work/mots de passe", "dirty work")),
        ("récupérer des codes", ("dirty work/mots de passe", "dirty work", "territoires")),
        ("je renvoie vers", ("dirty work/délégation", "non-recours/renoncement")),
        ("attendent debout", ("dirty work/délégation [/b]",)),
    ):
        start = text.index(words)
        for code in codes:
            project.code(DELMAS, start, start + len(words), code.replace("[/b]", "[\\/b]"), create=True)
    return project


async def opened(pilot: Pilot[None], code: int = 0) -> CooccurrenceSheet:
    """The sheet, shown."""
    assert isinstance(pilot.app.screen, CodingScreen)
    pilot.app.screen.open_sheet("cooccurrence", About(code))
    await pilot.pause()
    await pilot.pause()
    return shown(pilot)


def shown(pilot: Pilot[None]) -> CooccurrenceSheet:
    """The sheet that is shown."""
    found = pilot.app.screen
    assert isinstance(found, CooccurrenceSheet)
    return found


def board(pilot: Pilot[None]) -> str:
    """The map or the picture as it is painted."""
    painted = shown(pilot).board
    return "\n".join(painted.render_line(y).text.rstrip() for y in range(painted.size.height))


def said(pilot: Pilot[None], part: str = "#pair") -> str:
    """What one of the lines says."""
    return str(pilot.app.screen.query_one(part, Plain).render())


async def test_the_map_opens_on_the_strongest_pair(study: Project) -> None:
    async with screen(study) as (pilot, _text):
        await pilot.press("O")
        await pilot.pause()
        await pilot.pause()
        sheet = shown(pilot)
        assert "dirty work  ×  dirty work/mots de passe" in said(pilot)
        assert "together 3 times · n = 3 × 3" in said(pilot)
        assert sheet.table is not None
        assert len(sheet.table) == 5
        assert "▸1 dirty work" in board(pilot)
        assert "overlapping · count · all levels · 5 codes" in said(pilot, "#sheet-title")


async def test_enter_shows_the_passages_and_leads_into_the_text(study: Project) -> None:
    async with screen(study) as (pilot, text):
        await opened(pilot)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        passages = pilot.app.screen
        assert isinstance(passages, RetrievalSheet)
        book = study.codebook()
        assert len(passages.passages.hits) == 6
        assert {book.path(hit.code) for hit in passages.passages.hits} == {"dirty work", "dirty work/mots de passe"}
        await pilot.press("end", "enter")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, CodingScreen)
        start = study.text(DELMAS).index("récupérer des codes")
        assert text.selection == Span(start, start + len("récupérer des codes"))


async def test_escape_from_the_passages_comes_back_to_the_map(study: Project) -> None:
    async with screen(study) as (pilot, _text):
        await opened(pilot)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("down", "x")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        await pilot.pause()
        assert "together 2 times" in said(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert "together 3 times" in said(pilot)


async def test_level_unit_and_measure_are_a_key_each(study: Project) -> None:
    async with screen(study) as (pilot, _text):
        sheet = await opened(pilot)
        await pilot.press("1")
        await pilot.pause()
        assert sheet.table is not None
        assert set(sheet.table.network.codes) == {"dirty work", "non-recours", "territoires"}
        assert "level 1" in said(pilot, "#sheet-title")
        await pilot.press("t")
        await pilot.pause()
        assert sheet.memory.question == Question("sentence", "count", 1)
        await pilot.press("v")
        await pilot.pause()
        assert "Jaccard" in said(pilot)
        assert sheet.table.network.question == Question("sentence", "jaccard", 1)
        await pilot.press("minus", "plus", "T", "0")
        await pilot.pause()
        assert sheet.memory.question == Question("overlap", "jaccard", None)


async def test_the_threshold_hides_weaker_pairs(study: Project) -> None:
    async with screen(study) as (pilot, _text):
        sheet = await opened(pilot)
        assert "all pairs" in said(pilot, "#threshold")
        await pilot.press(">")
        await pilot.pause()
        assert "from 2 on" in said(pilot, "#threshold")
        assert sheet.table is not None
        assert len(sheet.table) == 2
        assert sheet.table.pairs() == (1, 4)
        await pilot.press("a")
        await pilot.pause()
        assert len(sheet.table) == 6
        await pilot.press("a", "<", "<")
        await pilot.pause()
        assert len(sheet.table) == 5


async def test_a_query_restricts_what_is_counted(study: Project) -> None:
    async with screen(study) as (pilot, _text):
        sheet = await opened(pilot)
        await pilot.press("slash")
        sheet.line.line.value = "code:territoires|nowhere"
        await pilot.press("enter")
        await pilot.pause()
        assert "There is no code" in str(sheet.line.query_one(Plain).render())
        sheet.line.line.value = "NOT code:territoires"
        await pilot.press("enter")
        await pilot.pause()
        assert "NOT code:territoires" in said(pilot, "#sheet-title")
        assert sheet.table is not None
        assert "territoires" not in sheet.table.network.codes


async def test_the_neighbours_of_a_code_are_drawn_and_walked_through(study: Project) -> None:
    async with screen(study, (80, 24)) as (pilot, _text):
        sheet = await opened(pilot, study.resolve_code("territoires").id)
        await pilot.press("g")
        await pilot.pause()
        drawn = board(pilot)
        assert "│ territoires │" in drawn
        assert "1 dirty work" in drawn
        assert "mots de passe" in drawn
        assert "═" in drawn
        first = said(pilot)
        await pilot.press("left")
        await pilot.pause()
        assert said(pilot) != first
        chosen = sheet.memory.chosen
        await pilot.press("g")
        await pilot.pause()
        assert sheet.memory.centre == chosen
        assert sheet.memory.chosen == "territoires"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, RetrievalSheet)
        await pilot.press("escape")
        await pilot.pause()
        assert shown(pilot).memory.centre == chosen
        await pilot.press("escape")
        await pilot.pause()
        assert shown(pilot).memory.centre == ""
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CodingScreen)


async def test_networks_are_saved_listed_and_marked_when_stale(study: Project) -> None:
    async with screen(study) as (pilot, _text):
        sheet = await opened(pilot)
        await pilot.press("N")
        assert "No network is saved yet" in sheet.said
        await pilot.press("2", "greater_than_sign", "s")
        await pilot.pause()
        await pilot.press(*"Carte", "enter")
        await pilot.pause()
        with open_project(study.path) as other:
            kept = other.network("Carte")
            assert kept.question == Question("overlap", "count", 2, "", 2)
            assert not kept.stale
            other.uncode([other.hits("code:=territoires")[-1].id])
        sheet.look_around()
        await pilot.press("0", "t")
        await pilot.press("N")
        await pilot.pause()
        listed = pilot.app.screen.query_one(OptionList)
        assert "⚠" in str(listed.get_option_at_index(0).prompt)
        await pilot.press("enter")
        await pilot.pause()
        assert "saved: Carte (⚠ codings have changed since)" in said(pilot, "#sheet-title")
        assert sheet.table is not None
        assert sheet.table.network.question.unit == "overlap"
        assert sheet.table.pairs() == (1, 1)
        await pilot.press("t")
        await pilot.pause()
        assert "saved" not in said(pilot, "#sheet-title")
        await pilot.press("N")
        await pilot.pause()
        await pilot.press("x")
        await pilot.pause()
        assert "Delete the network “Carte”?" in question(pilot)
        await pilot.press("y")
        await pilot.pause()
    with open_project(study.path) as other:
        assert other.networks() == []


async def test_a_name_that_is_taken_is_replaced_after_a_question(study: Project) -> None:
    study.save_network("Carte", study.cooccurrence(level=1))
    async with screen(study) as (pilot, _text):
        await opened(pilot)
        await pilot.press("s", *"Carte", "enter")
        await pilot.pause()
        assert "Replace it?" in question(pilot)
        await pilot.press("y")
        await pilot.pause()
    with open_project(study.path) as other:
        assert other.network("Carte").question.level is None


async def test_counting_a_large_project_goes_on_beside_the_screen(
    study: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGE", 0)
    async with screen(study) as (pilot, _text):
        sheet = await opened(pilot)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert sheet.table is not None
        assert len(sheet.table) == 5
        await pilot.press("1", "t", "v")
        for _turn in range(5):
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
        assert sheet.table.network.question == Question("sentence", "jaccard", 1)


async def test_cells_and_neighbours_are_clicked(study: Project) -> None:
    async with screen(study) as (pilot, _text):
        sheet = await opened(pilot)
        assert sheet.frame is not None
        await pilot.click(sheet.board, offset=(sheet.frame.label + 1, sheet.frame.head + 1))
        await pilot.pause()
        assert (sheet.row, sheet.column) == (1, 0)
        await pilot.press("g")
        await pilot.pause()
        last = sheet.spots[-1]
        await pilot.click(sheet.board, offset=(last.start + 2, last.row))
        await pilot.pause()
        assert sheet.chosen == len(sheet.spots) - 1
        await pilot.click(sheet.board, offset=(last.start + 2, last.row), times=2)
        await pilot.pause()
        assert isinstance(pilot.app.screen, RetrievalSheet)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_orders_looks_and_keys_at_every_size(study: Project, size: tuple[int, int]) -> None:
    async with screen(study, size) as (pilot, _text):
        sheet = await opened(pilot)
        for key in ("S", "S", "S", "z", "a", "tab", "shift+tab", "end", "home", "ctrl+end", "pageup", "down", "right"):
            await pilot.press(key)
            await pilot.pause()
            width, height = sheet.board.size
            assert all(sheet.board.render_line(y).cell_length == width for y in range(height))
        assert "[/b]" in board(pilot)


async def test_a_project_without_codings_says_so(project: Project) -> None:
    project.uncode([hit.id for hit in project.hits()])
    async with screen(project) as (pilot, _text):
        await opened(pilot)
        for key in ("down", "enter", "g", "s", "S", "v", "t", "a", ">", "tab", "1"):
            await pilot.press(key)
            await pilot.pause()
        assert "No two codes go together here." in said(pilot)


async def test_a_stale_network_is_refreshed(study: Project) -> None:
    study.save_network("Carte", study.cooccurrence())
    study.uncode([study.hits("code:=territoires")[-1].id])
    before = study.network("Carte")
    assert before.stale
    async with screen(study) as (pilot, _text):
        sheet = await opened(pilot)
        await pilot.press("N")
        await pilot.pause()
        assert "codings have changed since" in str(pilot.app.screen.query_one(OptionList).get_option_at_index(0).prompt)
        await pilot.press("r")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert sheet.said.startswith("Refreshed: network “Carte”. Codes: 1")
    with open_project(study.path) as other:
        assert not other.network("Carte").stale
        other.undo()
        assert other.network("Carte") == before


async def test_a_network_by_a_test_is_shown_by_it(study: Project) -> None:
    kept = study.save_network("p", study.cooccurrence(unit="turn", window=2, measure="fisher_p", population="coded"))
    async with screen(study) as (pilot, _text):
        sheet = await opened(pilot)
        await pilot.press("N", "enter")
        await pilot.pause()
        assert "saved: p" in said(pilot, "#sheet-title")
        assert "within 2 turns" in said(pilot, "#sheet-title")
        assert sheet.table is not None
        assert sheet.table.network.question.measure == "fisher_p"
        assert {(edge.source, edge.target): edge.value for edge in sheet.table.network.edges} == {
            (edge.source, edge.target): edge.value for edge in kept.edges
        }
        # Asked again it is the same question, windows and all.
        for key in "10":
            await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
        assert sheet.table.network.question.window == 2
        assert sheet.table.network.matrix.sum() == 2 * sum(edge.count for edge in kept.edges)
