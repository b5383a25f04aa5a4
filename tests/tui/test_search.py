"""Searching."""

from __future__ import annotations

from textual.widgets import Input

from qualcode.project import Project

from .desk import DELMAS, screen, status


async def test_search_highlights_without_regard_to_accents(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.press("slash", *"METIER", "enter")
        await pilot.pause()
        assert len(text.hits) == 1
        assert project.text(DELMAS)[text.selection.start : text.selection.end] == "métier"
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert text.hits == []


async def test_n_goes_round_the_hits(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.press("slash", *"monde", "enter")
        await pilot.pause()
        first = text.selection
        await pilot.press("n")
        assert text.selection != first
        await pilot.press("n")
        assert text.selection == first
        await pilot.press("N")
        assert text.selection == text.hits[-1]


async def test_escape_leaves_the_search_line(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.press("slash", "m", "escape")
        await pilot.pause()
        assert text.has_focus
        assert text.hits == []
        assert pilot.app.screen.query_one("#search", Input).display is False


async def test_what_is_not_here_is_said_to_be_elsewhere(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.press("slash", *"TROTTOIR", "enter")
        await pilot.pause(0.2)
        assert status(pilot).startswith("“TROTTOIR” is not here, but in 1 other document: notes-hall")
        await pilot.press("escape", "slash", *"zinzin", "enter")
        await pilot.pause(0.2)
        assert "“zinzin” is in no document." in status(pilot)


async def test_the_sentence_around_a_hit_is_behind_one_with_all_its_hits(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.press("slash", "e", "enter", "s")
        sentence = text.selection
        assert sum(hit.start in range(sentence.start, sentence.end) for hit in text.hits) > 1
        await pilot.press("n")
        assert text.selection.start >= sentence.end
        await pilot.press("s", "N")
        assert text.selection.end <= sentence.end


async def test_a_search_made_longer_stays_at_its_place(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.press("slash", *"mond", "enter", "n")
        place = text.selection.start
        await pilot.press("slash", "end", "e", "enter")
        assert text.selection.start == place


async def test_hits_in_the_names_of_speakers_hold_nobody_up(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.press("slash", "e", "enter")
        for key in ("n", "N"):
            passed = set()
            for _hit in text.hits:
                await pilot.press(key)
                passed.add(text.selection)
            assert passed >= {hit for hit in text.hits if text.rows.shown(hit.start) == hit.start}
