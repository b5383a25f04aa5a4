"""Windows, measures, populations and tests in the map of pairs, as users tell it."""

from __future__ import annotations

from threading import Event

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from qualcode.analysis import permutation
from qualcode.model.network import MEASURES, Question
from qualcode.project import Project
from qualcode.tui.sheets.cooccurrence.measures import ChooseMeasure
from qualcode.tui.sheets.cooccurrence.sheet import CooccurrenceSheet
from qualcode.tui.widgets.plain import Plain

from .desk import DELMAS, screen, settled


@pytest.fixture
def study(project: Project) -> Project:
    """Codes of which some are together in turns."""
    text = project.text(DELMAS)
    for words, codes in (
        ("scanner des papiers", ("dirty work/mots de passe", "dirty work", "territoires")),
        ("récupérer des codes", ("dirty work/mots de passe", "dirty work")),
        ("je renvoie vers", ("dirty work/délégation", "non-recours/renoncement")),
        ("attendent debout", ("territoires",)),
    ):
        start = text.index(words)
        for code in codes:
            project.code(DELMAS, start, start + len(words), code, create=True)
    return project


async def opened(pilot: Pilot[None], *keys: str) -> CooccurrenceSheet:
    """The sheet, and what some keys make of it."""
    await pilot.press("O")
    await settled(pilot)
    for key in keys:
        await pilot.press(key)
        await settled(pilot)
    found = pilot.app.screen
    assert isinstance(found, CooccurrenceSheet)
    return found


async def choose(pilot: Pilot[None], measure: str) -> None:
    """Take a measure from the list."""
    await pilot.press("V")
    await pilot.pause()
    options = pilot.app.screen.query_one(OptionList)
    options.highlighted = options.get_option_index(measure)
    await pilot.press("enter")
    await settled(pilot)


def said(pilot: Pilot[None], part: str = "#pair") -> str:
    """What one of the lines says."""
    return str(pilot.app.screen.query_one(part, Plain).render())


def board(sheet: CooccurrenceSheet) -> str:
    """The map as it is painted."""
    return "\n".join(sheet.board.render_line(y).text.rstrip() for y in range(sheet.board.size.height))


async def test_windows_grow_and_shrink(study: Project) -> None:
    async with screen(study) as (pilot, _text):
        sheet = await opened(pilot, "t", "t", "w", "w")
        assert "within 3 turns" in said(pilot, "#sheet-title")
        assert sheet.table is not None
        expected = study.cooccurrence(unit="turn", window=3)
        assert (sheet.table.network.matrix == expected.matrix).all()
        await pilot.press("w", "w", "w")
        await pilot.pause()
        assert sheet.memory.question.window == 8
        await pilot.press("W", "W", "W", "W", "W")
        await pilot.pause()
        assert "in a turn ·" in said(pilot, "#sheet-title")


async def test_only_what_follows_one_another_has_windows(study: Project) -> None:
    async with screen(study) as (pilot, _text):
        sheet = await opened(pilot, "w")
        assert sheet.said.startswith("Windows are made of sentences, turns or paragraphs")
        assert sheet.memory.question == Question()
        await pilot.press("t", "w", "T")
        await pilot.pause()
        assert sheet.memory.question == Question()


async def test_speakers_are_a_unit(study: Project) -> None:
    async with screen(study) as (pilot, _text):
        sheet = await opened(pilot, "T")
        assert "by a speaker" in said(pilot, "#sheet-title")
        assert sheet.table is not None
        assert (sheet.table.network.matrix == study.cooccurrence(unit="speaker").matrix).all()


async def test_all_measures_are_offered_and_those_that_cannot_be_had_say_why(study: Project) -> None:
    async with screen(study) as (pilot, _text):
        sheet = await opened(pilot)
        await pilot.press("V")
        await pilot.pause()
        dialog = pilot.app.screen
        assert isinstance(dialog, ChooseMeasure)
        options = dialog.query_one(OptionList)
        offered = {option.id: option for option in options.options if option.id}
        assert tuple(offered) == MEASURES
        assert offered["lift"].disabled
        assert "✗ lift" in str(offered["lift"].prompt)
        assert "not overlaps" in str(offered["lift"].prompt)
        assert not offered["permutation_p"].disabled
        await pilot.press("escape", "t", "V")
        await pilot.pause()
        await pilot.press(*["down"] * 7, "enter")
        await settled(pilot)
        assert sheet.memory.question.measure == "npmi"


@pytest.mark.parametrize("measure", [name for name in MEASURES if not name.startswith("permutation")])
async def test_every_measure_is_drawn_and_told(study: Project, measure: str) -> None:
    async with screen(study, (80, 24)) as (pilot, _text):
        sheet = await opened(pilot, "t", "t", "z")
        await choose(pilot, measure)
        assert sheet.table is not None
        found = study.cooccurrence(unit="turn", measure=measure)
        assert (sheet.table.network.values == found.values).all()
        for key in ("z", "S", "S", ">", "<", "g", "escape", "a"):
            await pilot.press(key)
            await pilot.pause()
            width, height = sheet.board.size
            assert all(sheet.board.render_line(y).cell_length == width for y in range(height))


async def test_a_probability_is_told_as_it_is_with_its_q(study: Project) -> None:
    async with screen(study) as (pilot, _text):
        sheet = await opened(pilot, "t", "t")
        await choose(pilot, "fisher_p")
        found = study.cooccurrence(unit="turn", measure="fisher_p", measures=["fisher_q", "lift"])
        best = found.edges[0]
        assert sheet.table is not None
        row, column = sheet.table.strongest()
        assert {sheet.table.path(row), sheet.table.path(column)} == {best.source, best.target}
        p, q = (
            f"< {0.001:.3f}" if value < 0.001 else f"= {value:.3f}" for value in (best.value, best.measures["fisher_q"])
        )
        sheet.row, sheet.column = row, column
        sheet.show_board()
        assert f"Fisher’s p {p} · q {q} · lift {best.measures['lift']:.2f}" in said(pilot)
        assert "≤ 0.05" in said(pilot, "#threshold")
        assert ("***" if best.value < 0.001 else f"{best.value:.3f}"[1:]) in board(sheet)


async def test_conditional_probabilities_are_told_both_ways(study: Project) -> None:
    async with screen(study) as (pilot, _text):
        sheet = await opened(pilot, "t", "t")
        await choose(pilot, "p_target")
        assert sheet.table is not None
        names = [sheet.table.path(row) for row in range(len(sheet.table))]
        sheet.row, sheet.column = names.index("territoires"), names.index("dirty work")
        sheet.show_board()
        both = sheet.table.count(sheet.row, sheet.column)
        one, other = sheet.table.total(sheet.row), sheet.table.total(sheet.column)
        assert one != other
        assert f"P(column|row) {both / one:.3f} · P(row|column) {both / other:.3f}" in said(pilot)


async def test_the_population_is_chosen_where_it_matters(study: Project) -> None:
    async with screen(study) as (pilot, _text):
        sheet = await opened(pilot, "t", "p")
        assert sheet.said.startswith("This measure does not ask")
        await choose(pilot, "lift")
        assert "of all units" in said(pilot, "#sheet-title")
        await pilot.press("p")
        await settled(pilot)
        assert "of coded units" in said(pilot, "#sheet-title")
        assert sheet.table is not None
        assert (
            sheet.table.network.values == study.cooccurrence(unit="sentence", measure="lift", population="coded").values
        ).all()


async def test_a_measure_that_another_unit_does_not_allow_gives_way(study: Project) -> None:
    async with screen(study) as (pilot, _text):
        sheet = await opened(pilot, "t")
        await choose(pilot, "npmi")
        await pilot.press("T")
        await settled(pilot)
        assert sheet.memory.question == Question()
        assert sheet.table is not None


async def test_the_permutation_test_runs_beside_the_map(study: Project) -> None:
    async with screen(study) as (pilot, _text):
        sheet = await opened(pilot)
        await choose(pilot, "permutation_p")
        assert sheet.table is not None
        found = study.cooccurrence(measure="permutation_p")
        assert (sheet.table.network.values == found.values).all()
        assert "permutation p" in said(pilot)
        assert " · z " in said(pilot)
        # The quick measures need no rounds.
        await pilot.press("v")
        await pilot.pause()
        assert sheet.table.network.question == Question()


async def test_the_map_is_used_while_a_test_runs_and_stays_when_it_is_stopped(
    study: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = Event(), Event()
    real = permutation.permutation

    def slow(*args: object) -> object:
        begun.set()
        go_on.wait(20)
        return real(*args)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(permutation, "permutation", slow)
    async with screen(study) as (pilot, _text):
        sheet = await opened(pilot)
        await pilot.press("V")
        await pilot.pause()
        options = pilot.app.screen.query_one(OptionList)
        options.highlighted = options.get_option_index("permutation_q")
        await pilot.press("enter")
        await pilot.pause()
        assert begun.wait(20)
        assert "counting…" in said(pilot, "#sheet-title")
        before = said(pilot)
        await pilot.press("down")
        await pilot.pause()
        assert said(pilot) != before
        await pilot.press(">")
        await pilot.pause()
        assert "from 2 on" in said(pilot, "#threshold")
        await pilot.press("ctrl+k")
        go_on.set()
        await settled(pilot)
        await pilot.pause(0.5)
        assert sheet.counting is None
        assert sheet.memory.question == Question()
        assert "counting…" not in said(pilot, "#sheet-title")
        assert "· count ·" in said(pilot, "#sheet-title")
