"""The coding screen as its users tell it; what is asserted stands in the project file."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from qualcode.model.span import Span
from qualcode.project import Project
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.widgets.codebook import CodebookTree
from qualcode.tui.widgets.documents import DocumentList

from .desk import DELMAS, codings, keys, put_caret, screen, shown_rows, status


async def test_the_first_document_opens_with_its_codings(project: Project) -> None:
    async with screen(project) as (pilot, text):
        assert text.page is not None
        assert text.page.document.name == DELMAS
        assert len(text.lanes.bars) == 3
        assert "Mme D.  Ben, on ouvre" in shown_rows(text)
        assert "Mme D. : Ben" not in shown_rows(text)


async def test_a_selection_made_with_the_keyboard_is_coded(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "je renvoie")
        await pilot.press("v", "ctrl+right", "ctrl+right", "ctrl+right", "ctrl+right")
        await pilot.press("c", *"deleg", "enter")
        await pilot.pause()
        assert ("dirty work/délégation", "je renvoie vers l") in codings(project)


async def test_without_a_selection_the_sentence_is_coded_and_the_screen_says_so(project: Project) -> None:
    async with screen(project) as (pilot, text):
        position = put_caret(text, project, "trois ans")
        sentence = text.units("sentence")
        expected = next(s for s in sentence if s.start <= position < s.end)
        await pilot.press("c")
        await pilot.pause()
        assert "sentence" in str(pilot.app.screen.query_one(".dialog-title").render())
        await pilot.press(*"renonc", "enter")
        await pilot.pause()
        quote = project.text(DELMAS)[expected.start : expected.end]
        assert ("non-recours/renoncement", quote) in codings(project)


async def test_a_code_that_is_missing_is_made_with_its_parents(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Jamais")
        await pilot.press("c", *"accueil", "/", *"refus")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "accueil/refus" in [path for path, _quote in codings(project)]
        assert project.codebook().find("accueil") is not None
        await pilot.press("u")
        await pilot.pause()
        assert project.codebook().find("accueil") is None


async def test_the_last_code_is_repeated(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "je renvoie")
        await pilot.press("c", *"deleg", "enter", ")")
        await pilot.press("full_stop")
        await pilot.pause()
        assert [path for path, _quote in codings(project)].count("dirty work/délégation") == 2


async def test_the_codings_at_the_caret_are_listed_once_it_rests(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "les mots de passe")
        await pilot.pause(0.2)
        here = str(pilot.app.screen.query_one("#here").render())
        assert "mots de passe\n  dirty work\n" in here
        assert "Camille" in here


async def test_removing_the_only_coding_at_the_caret(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "pas mon métier")
        await pilot.press("x")
        await pilot.pause()
        assert "territoires" not in [path for path, _quote in codings(project)]


async def test_of_several_codings_one_is_chosen_to_be_removed(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "On fait les mots")
        await pilot.press("x")
        await pilot.pause()
        assert len(codings(project)) == 3
        await pilot.press("down", "enter")
        await pilot.pause()
        assert sorted(path for path, _quote in codings(project)) == ["dirty work", "territoires"]


async def test_sentence_turn_and_paragraph_grow(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Il y a déjà")
        await pilot.press("t")
        assert project.text(DELMAS)[text.selection.start : text.selection.end].startswith("Ben, on ouvre")
        await pilot.press("t")
        assert project.text(DELMAS)[text.selection.start : text.selection.end].endswith("du temps ?")
        await pilot.press("escape")
        assert text.selection == Span(text.caret, text.caret)


async def test_a_drag_selects_and_is_clamped_outside(project: Project) -> None:
    async with screen(project) as (pilot, text):
        row, column = text.rows.place(put_caret(text, project, "on ouvre"))
        left = text.geometry.gutter + column + text.styles.padding.left
        await pilot.mouse_down(text, offset=(left, row))
        await pilot.hover(text, offset=(left + 8, row))
        await pilot.mouse_up(text, offset=(left + 8, row))
        assert project.text(DELMAS)[text.selection.start : text.selection.end] == "on ouvre"
        await pilot.mouse_down(text, offset=(left, row))
        await pilot.hover("#keys", offset=(110, 0))
        await pilot.mouse_up("#keys", offset=(110, 0))
        assert text.selection.end <= len(project.text(DELMAS))
        assert len(text.selection) > 8


async def test_two_clicks_take_a_word_three_a_sentence(project: Project) -> None:
    async with screen(project) as (pilot, text):
        row, column = text.rows.place(put_caret(text, project, "accompagner"))
        place = (text.geometry.gutter + column + text.styles.padding.left + 2, row)
        await pilot.click(text, offset=place, times=2)
        assert project.text(DELMAS)[text.selection.start : text.selection.end] == "accompagner"
        await pilot.click(text, offset=place, times=3)
        assert text.selection in text.units("sentence")


async def test_documents_are_opened_from_the_list(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.press("d")
        await pilot.pause()
        assert pilot.app.screen.query_one(DocumentList).has_focus
        await pilot.press("down", "enter")
        await pilot.pause()
        assert text.page is not None
        assert text.page.document.name == "notes-hall"
        assert text.has_focus


async def test_enter_in_the_codebook_codes(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "je renvoie")
        await pilot.press("k")
        await pilot.pause()
        tree = pilot.app.screen.query_one(CodebookTree)
        assert tree.has_focus
        tree.reveal(project.resolve_code("non-recours").id)
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "non-recours" in [path for path, _quote in codings(project)]


async def test_coding_ends_the_selecting_that_v_began(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Jamais")
        await pilot.press("v", "ctrl+right", "c", *"renonc", "enter")
        await pilot.pause()
        assert len(text.selection) == len("Jamais")
        await pilot.press("down")
        assert not len(text.selection)


async def test_a_code_that_is_new_is_said_to_be(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Jamais")
        await pilot.press("c", *"zèle", "enter")
        await pilot.pause()
        assert "Coded with a new code: zèle" in status(pilot)
        await pilot.press("u", "c", *"renonc", "enter")
        await pilot.pause()
        assert "Coded: non-recours/renoncement" in status(pilot)


async def test_a_long_message_is_cut_with_a_sign(project: Project) -> None:
    async with screen(project) as (pilot, _text):
        desk = pilot.app.screen
        assert isinstance(desk, CodingScreen)
        desk.say("mot " * 60)
        await pilot.pause()
        assert status(pilot).rstrip().endswith("…")


async def test_the_key_bar_in_a_line_says_how_to_leave_it(project: Project) -> None:
    async with screen(project) as (pilot, _text):
        await pilot.press("slash")
        await pilot.pause()
        assert keys(pilot).split() == ["Enter", "accept", "Esc", "leave"]
        await pilot.press("escape")
        await pilot.pause()
        assert "c code" in keys(pilot)


async def test_what_was_coded_is_named_by_its_end_where_the_path_has_no_room(project: Project) -> None:
    project.add_code("territoires professionnels/division du travail/circulation des usagers/orientation", parents=True)
    project.add_code("territoires professionnels/division du travail/circulation des usagers/renvoi vers un tiers")
    async with screen(project, (80, 24)) as (pilot, text):
        put_caret(text, project, "je renvoie")
        await pilot.press("s", "c", *"orientation", "enter")
        await pilot.pause()
        assert "Coded: …/circulation des usagers/orientation (" in status(pilot)
        await pilot.press("c", *"orientation", "ctrl+t", *"tiers", "ctrl+t", "enter")
        await pilot.pause()
        assert "renvoi vers un tiers (" in status(pilot)


async def test_the_picker_says_which_words_it_is_about(project: Project) -> None:
    async with screen(project) as (pilot, text):
        start = put_caret(text, project, "On me demande de scanner")
        text.select(Span(start, start + len("On me demande de scanner")))
        await pilot.press("c")
        await pilot.pause()
        title = str(pilot.app.screen.query_one(".dialog-title", Static).render())
        assert "« On me demande de scanner »" in title


async def test_one_q_too_many_after_a_sheet_stays_in_the_text(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.press("K")
        await pilot.pause()
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("q")
        await pilot.pause()
        assert pilot.app.is_running
        assert pilot.app.return_code is None
        assert pilot.app.focused is text
        assert "once more quits" in status(pilot)
        await pilot.press("q")
        await pilot.pause()
        assert pilot.app.return_code == 0


@pytest.mark.parametrize(("width", "beside"), [(120, False), (132, True)])
async def test_documents_stand_beside_the_text_only_where_it_keeps_its_room(
    project: Project, width: int, beside: bool
) -> None:
    async with screen(project, (width, 40)) as (pilot, text):
        panel = pilot.app.screen.query_one("#left")
        assert panel.display is beside
        assert text.size.width >= 70
        await pilot.press("d")
        await pilot.pause()
        assert panel.display
        await pilot.press("escape")
        await pilot.pause()
        assert panel.display is beside


async def test_on_a_narrow_screen_the_bar_still_tells_of_undo(project: Project) -> None:
    project.add_code("reconnaissance du métier/médiation sociale numérique", parents=True)
    async with screen(project, (80, 24)) as (pilot, text):
        put_caret(text, project, "je renvoie")
        await pilot.press("c", *"sociale", "enter")
        await pilot.pause()
        assert " u undo: " in keys(pilot)
