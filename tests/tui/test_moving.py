"""Going far and coming back: codings, stretches without any, numbers, places left, bookmarks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from qualcode.model.document import Draft, Paragraph, Speaker, Timestamp, Turn
from qualcode.project import Project, new_project
from qualcode.tui.places import Spot, Trail
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.widgets.codebook import CodebookTree
from qualcode.tui.widgets.transcript.view import Transcript

from .conftest import notes
from .desk import open_document, put_caret, screen, status

LONG = "entretien-long"


def long_talk(turns: int = 120) -> Draft:
    """An interview of many pages; every tenth question has a timestamp, a minute apart."""
    text, made, stamps, paragraphs = "", [], [], []
    for n in range(turns):
        label = "Enquêtrice" if n % 2 == 0 else "Mme D."
        words = (
            f"Question numéro {n} sur le guichet ?" if n % 2 == 0 else f"Réponse numéro {n}. On attend devant la porte."
        )
        start = len(text)
        text += f"{label} : {words}"
        made.append(Turn(start, len(text), start + len(label) + 3, label))
        paragraphs.append(Paragraph(start, len(text)))
        if n % 10 == 0:
            stamps.append(Timestamp(start, start, n * 6_000))
        text += "\n\n"
    speakers = (Speaker("Enquêtrice", "Enquêtrice", interviewer=True), Speaker("Mme D.", "Mme D."))
    return Draft(LONG, "entretien", text.rstrip(), tuple(paragraphs), tuple(made), tuple(stamps), speakers=speakers)


@pytest.fixture
def long(tmp_path: Path) -> Iterator[Project]:
    """A long interview and notes; five codings of two codes in the interview."""
    with new_project(tmp_path / "long.qualcode") as made:
        made.add_drafts([long_talk(), notes("notes", "Le hall est vide.\nUne dame attend.")])
        for n, code in ((5, "file/attente"), (5, "file"), (31, "porte"), (61, "file/attente"), (101, "file/attente")):
            code_words(made, f"Réponse numéro {n}.", code)
        yield made


def code_words(project: Project, words: str, code: str) -> None:
    start = project.text(LONG).index(words)
    project.code(LONG, start, start + len(words), code, create=True)


def at_caret(text: Transcript, length: int = 20) -> str:
    assert text.page is not None
    return text.page.text[text.caret : text.caret + length]


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


# Codings


async def test_tab_goes_from_coding_to_coding_and_round(long: Project) -> None:
    async with screen(long) as (pilot, text):
        found = []
        for _ in range(5):
            await press(pilot, "tab")
            found.append(at_caret(text, 18).split(".")[0])
        assert found == [f"Réponse numéro {n}"[:18] for n in (5, 31, 61, 101, 5)]
        await press(pilot, "shift+tab")
        assert at_caret(text).startswith("Réponse numéro 101")


async def test_the_code_at_the_caret_is_followed_and_counted(long: Project) -> None:
    async with screen(long) as (pilot, text):
        put_caret(text, long, "Réponse numéro 61", LONG)
        await press(pilot, ">")
        assert at_caret(text).startswith("Réponse numéro 101")
        assert "file › attente: 3/3" in status(pilot) or "file/attente: 3/3" in status(pilot)
        await press(pilot, ">")
        # Two codings of one length begin here: it is still the same code that is followed.
        assert at_caret(text).startswith("Réponse numéro 5.")
        assert "1/3" in status(pilot)
        await press(pilot, ">")
        assert at_caret(text).startswith("Réponse numéro 61")
        await press(pilot, "<")
        assert at_caret(text).startswith("Réponse numéro 5.")


async def test_the_code_under_the_cursor_of_the_codebook_goes_first(long: Project) -> None:
    async with screen(long) as (pilot, text):
        put_caret(text, long, "Réponse numéro 61", LONG)
        await press(pilot, "k")
        tree = pilot.app.screen.query_one(CodebookTree)
        porte = long.resolve_code("porte").id
        tree.reveal(porte)
        text.show_active(porte)
        await press(pilot, ">")
        assert at_caret(text).startswith("Réponse numéro 31")
        assert tree.has_focus
        await press(pilot, "<")
        assert at_caret(text).startswith("Réponse numéro 31")
        assert "porte: 1/1" in status(pilot)


async def test_codings_are_followed_though_they_are_not_shown(long: Project) -> None:
    async with screen(long) as (pilot, text):
        text.show_marks([])
        await press(pilot, "tab", "g")
        assert text.selection.start == long.text(LONG).index("Réponse numéro 5.")
        assert len(text.selection) == len("Réponse numéro 5.")


async def test_where_no_code_is_one_is_told_how_to_choose_one(long: Project) -> None:
    async with screen(long) as (pilot, text):
        await press(pilot, ">")
        assert "No code here" in status(pilot)
        assert text.caret == text.rows.shown(0)


# What is not coded


async def test_stretches_without_coding_are_visited_with_their_words(long: Project) -> None:
    async with screen(long) as (pilot, text):
        await press(pilot, "semicolon")
        assert at_caret(text).startswith("Réponse numéro 1.")
        assert "16 words not coded" in status(pilot)
        await press(pilot, "semicolon")
        assert at_caret(text).startswith("On attend devant")
        assert text.caret > long.text(LONG).index("Réponse numéro 5.")
        assert not len(text.selection)
        await press(pilot, "comma")
        assert at_caret(text).startswith("Réponse numéro 1.")
        await press(pilot, "comma")
        assert "from the end" in status(pilot)
        await press(pilot, "down")
        assert "not coded" not in status(pilot)


async def test_when_all_is_coded_one_is_told(project: Project) -> None:
    length = len(project.text("notes-hall"))
    project.code("notes-hall", 0, length, "territoires")
    async with screen(project) as (pilot, _text):
        open_document(pilot, project, "notes-hall")
        await press(pilot, "semicolon")
        assert "All of this document is coded" in status(pilot)


# A place by its number


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("42", "Réponse numéro 41."),
        ("t2", "Réponse numéro 1."),
        ("p3", "Question numéro 2"),
        ("¶3", "Question numéro 2"),
        ("2:00", "Question numéro 20"),
        ("0%", "Question numéro 0"),
    ],
)
async def test_a_number_leads_to_its_turn(long: Project, typed: str, words: str) -> None:
    async with screen(long) as (pilot, text):
        put_caret(text, long, "Réponse numéro 99", LONG)
        await press(pilot, "j", *typed, "enter")
        assert at_caret(text, len(words)) == words
        assert text.has_focus
        assert not pilot.app.screen.query_one("#jump").display


async def test_while_one_types_the_words_there_are_shown_and_what_is_wrong_is_said(long: Project) -> None:
    async with screen(long) as (pilot, text):
        before = text.caret
        await press(pilot, "j", "4", "2")
        assert "Réponse numéro 41." in status(pilot)
        assert text.caret == before
        await press(pilot, "4", "enter")
        assert "120 turns" in status(pilot)
        assert pilot.app.screen.query_one("#jump", Input).has_focus
        await press(pilot, "escape")
        assert text.has_focus
        assert not pilot.app.screen.query_one("#jump").display
        assert text.caret == before
        assert "120 turns" not in status(pilot)


async def test_a_hand_that_is_faster_than_the_line_loses_no_key(long: Project) -> None:
    async with screen(long) as (pilot, text):
        for key in ("j", "4", "2"):
            pilot.app.post_message(events.Key(key, key))
        pilot.app.post_message(events.Key("enter", "\r"))
        await pilot.pause()
        await pilot.pause()
        assert at_caret(text).startswith("Réponse numéro 41.")
        assert len(long.codings(LONG)) == 5
        for key in ("apostrophe", "apostrophe"):
            pilot.app.post_message(events.Key(key, "'"))
        await pilot.pause()
        await pilot.pause()
        assert text.caret == text.rows.shown(0)
        for key in ("slash", "p", "o", "r"):
            pilot.app.post_message(events.Key(key, "/" if key == "slash" else key))
        await pilot.pause()
        await pilot.pause()
        assert pilot.app.screen.query_one("#search", Input).value == "por"


async def test_in_notes_a_number_is_a_paragraph(long: Project) -> None:
    async with screen(long) as (pilot, text):
        open_document(pilot, long, "notes")
        await press(pilot, "j", "2", "enter")
        assert at_caret(text) == "Une dame attend."
        await press(pilot, "j", *"1:00", "enter")
        assert "no timestamps" in status(pilot)


# Back


async def test_back_and_forth_after_a_jump(long: Project) -> None:
    async with screen(long) as (pilot, text):
        here = put_caret(text, long, "Question numéro 2 ", LONG)
        await press(pilot, "j", *"100", "enter")
        there = text.caret
        await press(pilot, "apostrophe", "apostrophe")
        assert text.caret == here
        await press(pilot, "apostrophe", "apostrophe")
        assert text.caret == there
        await press(pilot, "apostrophe", "apostrophe")
        assert text.caret == here


async def test_small_steps_are_no_jumps_and_a_page_is_one_only_when_it_is_left_far_behind(long: Project) -> None:
    async with screen(long) as (pilot, text):
        await press(pilot, "down", "down", "ctrl+right", "]", "pagedown", "pagedown")
        assert text.trail.spots == []
        before = text.caret
        await press(pilot, "ctrl+end", "apostrophe", "apostrophe")
        assert text.caret == before


async def test_a_walk_from_hit_to_hit_is_one_jump(long: Project) -> None:
    async with screen(long) as (pilot, text):
        here = put_caret(text, long, "Réponse numéro 3.", LONG)
        await press(pilot, "slash", *"Réponse numéro 7", "enter", "n", "n", "n")
        there = text.selection
        await press(pilot, "apostrophe", "apostrophe")
        assert text.caret == here
        await press(pilot, "apostrophe", "apostrophe")
        assert text.caret == there.end


async def test_back_in_the_document_one_came_from(long: Project) -> None:
    async with screen(long) as (pilot, text):
        here = put_caret(text, long, "Réponse numéro 51", LONG)
        open_document(pilot, long, "notes")
        await pilot.pause()
        await press(pilot, "down", "apostrophe", "apostrophe")
        assert text.page is not None
        assert (text.page.document.name, text.caret) == (LONG, here)
        row = text.rows.row_at(text.caret)
        assert text.scroll_offset.y <= row < text.scroll_offset.y + text.size.height
        await press(pilot, "apostrophe", "apostrophe")
        assert (text.page.document.name, at_caret(text)) == ("notes", "Une dame attend.")


async def test_a_sheet_that_sends_one_to_a_place_is_a_jump(long: Project) -> None:
    from qualcode.model.span import Span
    from qualcode.tui.sheets.sheet import Place

    async with screen(long) as (pilot, text):
        desk = pilot.app.screen
        assert isinstance(desk, CodingScreen)
        here = put_caret(text, long, "Réponse numéro 51", LONG)
        for place in (Place(long.document(LONG).id, Span(60, 70)), Place(long.document("notes").id, Span(3, 7))):
            desk.visit(place)
            await pilot.pause()
            assert text.selection == place.span
            await press(pilot, "apostrophe", "apostrophe")
            assert text.page is not None
            assert (text.page.document.name, text.caret) == (LONG, here)


async def test_there_is_no_way_back_from_the_beginning(long: Project) -> None:
    async with screen(long) as (pilot, _text):
        await press(pilot, "apostrophe", "apostrophe")
        assert "no place to go back to" in status(pilot)


async def test_a_document_that_is_gone_is_no_way_back(long: Project) -> None:
    async with screen(long) as (pilot, text):
        open_document(pilot, long, "notes")
        await pilot.pause()
        long.delete_document(LONG)
        await press(pilot, "apostrophe", "apostrophe")
        assert "no place to go back to" in status(pilot)
        assert text.page is not None


def test_the_trail_swaps_the_last_two_and_keeps_the_others() -> None:
    trail = Trail([])
    spots = [Spot("d", n) for n in range(30)]
    for one, other in zip(spots, spots[1:], strict=False):
        trail.leave(one, other)
    assert len(trail.spots) == 20
    assert trail.back(spots[29], {"d"}) == spots[28]
    assert trail.back(spots[28], {"d"}) == spots[29]
    assert trail.back(spots[29], {"d"}) == spots[28]
    assert spots[27] in trail.spots
    assert trail.back(spots[28], {"e"}) is None


async def test_a_jump_leaves_room_to_read_on(project: Project) -> None:
    project.add_drafts([notes("carnet", "\n".join(f"Il attend au guichet {n}." for n in range(200)))])
    async with screen(project) as (pilot, text):
        open_document(pilot, project, "carnet")
        await pilot.pause()
        await pilot.press("j", *"50 %", "enter")
        await pilot.pause()
        below = text.scroll_offset.y + text.size.height - text.rows.row_at(text.caret)
        assert below > text.size.height // 2
        # A step within the page does not move the page.
        top = text.scroll_offset.y
        await pilot.press("down", "down")
        assert text.scroll_offset.y == top
