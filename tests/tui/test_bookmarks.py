"""Bookmarks: set, found again after a restart, listed, taken away."""

from __future__ import annotations

import json

import pytest
from textual.widgets import OptionList

from qualcode.project import Project
from qualcode.tui.places import Places, Spot, load_places, places_file, save_places
from qualcode.tui.screens.bookmarks import Bookmarks
from qualcode.tui.screens.coding import CodingScreen

from .desk import DELMAS, open_document, put_caret, screen, status
from .test_moving import LONG, long, press

__all__ = ["long"]


async def test_bookmarks_are_found_again_after_a_restart_in_another_document(long: Project) -> None:
    async with screen(long) as (pilot, text):
        here = put_caret(text, long, "Réponse numéro 51", LONG)
        await press(pilot, "quotation_mark")
        assert "Bookmark" in status(pilot)
        await press(pilot, "a")
        assert "Bookmark a set here" in status(pilot)
        await press(pilot, "down")
        assert "Bookmark a" not in status(pilot)
        open_document(pilot, long, "notes")
        await pilot.pause()
    before = long.log()
    async with screen(long) as (pilot, text):
        assert text.page is not None
        assert text.page.document.name == "notes"
        await press(pilot, "apostrophe", "a")
        assert (text.page.document.name, text.caret) == (LONG, here)
        await press(pilot, "apostrophe", "apostrophe")
        assert text.page.document.name == "notes"
    assert long.log() == before


async def test_the_second_key_does_nothing_else_and_escape_lets_go(long: Project) -> None:
    async with screen(long) as (pilot, text):
        await press(pilot, "quotation_mark", "x", "quotation_mark", "u", "apostrophe", "escape")
        assert len(long.codings(LONG)) == 5
        assert set(load_places(long.uuid).bookmarks) == {"x", "u"}
        assert isinstance(pilot.app.screen, CodingScreen)
        caret = text.caret
        await press(pilot, "quotation_mark", "down")
        assert text.caret != caret
        await press(pilot, "c")
        assert not isinstance(pilot.app.screen, CodingScreen)
        assert set(load_places(long.uuid).bookmarks) == {"x", "u"}


async def test_an_unknown_letter_lists_them_with_their_words(long: Project) -> None:
    async with screen(long) as (pilot, text):
        there = put_caret(text, long, "Réponse numéro 51", LONG)
        await press(pilot, "quotation_mark", "b")
        put_caret(text, long, "Réponse numéro 9.", LONG)
        await press(pilot, "apostrophe", "z")
        assert isinstance(pilot.app.screen, Bookmarks)
        options = pilot.app.screen.query_one(OptionList)
        shown = [str(options.get_option_at_index(n).prompt) for n in range(options.option_count)]
        assert "b" in shown[0]
        assert "Réponse numéro 51" in shown[0]
        await press(pilot, "enter")
        assert text.caret == there
        await press(pilot, "apostrophe", "question_mark", "b")
        assert isinstance(pilot.app.screen, CodingScreen)
        await press(pilot, "apostrophe", "question_mark", "delete")
        if isinstance(pilot.app.screen, Bookmarks):
            await press(pilot, "escape")
        assert load_places(long.uuid).bookmarks == {}


async def test_without_bookmarks_one_is_told_how_to_set_one(long: Project) -> None:
    async with screen(long) as (pilot, _text):
        await press(pilot, "apostrophe", "a")
        assert "No bookmark yet" in status(pilot)


async def test_a_bookmark_of_a_document_that_is_gone_stays_listed(long: Project) -> None:
    save_places(long.uuid, Places(bookmarks={"q": Spot("gone", 12)}))
    async with screen(long) as (pilot, text):
        await press(pilot, "apostrophe", "q")
        assert "no longer there" in status(pilot)
        await press(pilot, "apostrophe", "question_mark")
        assert "gone" in str(pilot.app.screen.query_one(OptionList).get_option_at_index(0).prompt)
        await press(pilot, "enter")
        assert text.page is not None


@pytest.mark.parametrize(
    "bookmarks",
    [3, [], {"a": 3}, {"a": ["d"]}, {"a": ["d", -1]}, {"a": [4, 4]}, {"ab": ["d", 4]}, {"/": ["d", 4]}, {"": ["d", 4]}],
)
def test_damaged_bookmarks_are_none(bookmarks: object) -> None:
    places_file().parent.mkdir(parents=True, exist_ok=True)
    places_file().write_text(json.dumps({"U": {"document": "d", "bookmarks": bookmarks, "trail": bookmarks}}))
    assert load_places("U") == Places("d")


def test_places_come_back_as_they_were() -> None:
    places = Places("d", {"d": 4}, {"a": Spot("d", 4), "é": Spot("e", 0)}, [Spot("d", 9), Spot("e", 1)])
    save_places("U", places)
    assert load_places("U") == places
    assert isinstance(load_places("U").bookmarks["a"], Spot)


async def test_back_works_over_hostile_names(project: Project) -> None:
    project.rename_document(DELMAS, "[/bold]👩\u200d👧" + "x" * 300)
    async with screen(project, (80, 24)) as (pilot, text):
        await press(pilot, "quotation_mark", "a", "apostrophe", "question_mark")
        assert isinstance(pilot.app.screen, Bookmarks)
        await press(pilot, "enter")
        assert pilot.app.is_running
        assert text.has_focus
