"""The coding screen as its users tell it; what is asserted stands in the project file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot
from textual.widgets import Input, OptionList, TextArea

from qualcode.i18n import set_language
from qualcode.model.span import Span
from qualcode.project import Project, open_project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.widgets.codebook import CodebookTree
from qualcode.tui.widgets.documents import DocumentList
from qualcode.tui.widgets.transcript.view import Transcript

from .conftest import interview

DELMAS = "entretien-01-delmas"


@asynccontextmanager
async def screen(project: Project, size: tuple[int, int] = (120, 40)) -> AsyncIterator[tuple[Pilot[None], Transcript]]:
    """The app on a project, shown."""
    app = QualcodeApp(project)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, CodingScreen)
        yield pilot, app.screen.transcript


def put_caret(text: Transcript, project: Project, words: str, document: str = DELMAS) -> int:
    """The caret before some words."""
    position = project.text(document).index(words)
    text.place_caret(position)
    return position


def codings(project: Project, document: str = DELMAS) -> list[tuple[str, str]]:
    """(path, quotation) of all codings, read from the file by another connection."""
    with open_project(project.path) as other:
        book = other.codebook()
        return [(book.path(coding.code), coding.quote) for coding in other.codings(document)]


def shown_rows(text: Transcript) -> str:
    """The text on the screen."""
    return "\n".join(text.render_line(y).text for y in range(text.size.height))


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
        await pilot.press("c", *"accueil", "/", *"refus", "up")
        await pilot.press("end")
        options = pilot.app.screen.query_one("#codes", OptionList)
        options.highlighted = options.option_count - 1
        await pilot.press("enter")
        await pilot.pause()
        assert "accueil/refus" in [path for path, _quote in codings(project)]
        assert project.codebook().find("accueil") is not None
        await pilot.press("u")
        await pilot.pause()
        assert project.codebook().find("accueil") is None


async def test_the_last_code_is_repeated_and_recent_ones_have_numbers(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "je renvoie")
        await pilot.press("c", *"deleg", "enter", ")")
        await pilot.press("full_stop")
        put_caret(text, project, "Comment ça")
        await pilot.press("2")
        await pilot.pause()
        found = codings(project)
        assert [path for path, _quote in found].count("dirty work/délégation") == 2
        assert len(found) == 6


async def test_undo_and_redo_name_what_they_did(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "je renvoie")
        await pilot.press("c", *"deleg", "enter")
        await pilot.pause()
        assert len(codings(project)) == 4
        await pilot.press("u")
        await pilot.pause()
        assert len(codings(project)) == 3
        assert any("délégation" in n.message for n in pilot.app._notifications)
        await pilot.press("r")
        await pilot.pause()
        assert len(codings(project)) == 4
        assert len(text.lanes.bars) == 4


async def test_the_codings_at_the_caret_are_listed_once_it_rests(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "les mots de passe")
        await pilot.pause(0.2)
        here = str(pilot.app.screen.query_one("#here").render())
        assert "mots de passe\n  dirty work\n" in here
        assert "Camille" in here


async def test_nothing_to_redo_is_said(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.press("r")
        await pilot.pause()
        assert any("nothing to redo" in n.message for n in pilot.app._notifications)


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


async def test_a_memo_on_a_coding_is_written_and_changed(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "pas mon métier")
        await pilot.press("m")
        await pilot.pause()
        await pilot.press(*"limite", "ctrl+s")
        await pilot.pause()
        [memo] = project.memos()
        assert (memo.text, memo.coding is not None) == ("limite", True)
        await pilot.press("m")
        await pilot.pause()
        await pilot.press("!", "ctrl+s")
        await pilot.pause()
        assert [memo.text for memo in project.memos()] == ["limite!"]


async def test_escape_asks_before_it_throws_a_memo_away(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "je renvoie")
        await pilot.press("m")
        await pilot.pause()
        await pilot.press("a", "escape")
        await pilot.pause()
        assert pilot.app.screen.query(TextArea)
        await pilot.press("escape")
        await pilot.pause()
        assert not pilot.app.screen.query(TextArea)
        assert project.memos() == []


async def test_a_memo_where_nothing_is_coded_is_on_the_passage(project: Project) -> None:
    async with screen(project) as (pilot, text):
        position = put_caret(text, project, "je renvoie")
        await pilot.press("m")
        await pilot.pause()
        await pilot.press(*"vers qui", "ctrl+s")
        await pilot.pause()
        [memo] = project.memos()
        assert memo.document is not None
        assert memo.start is not None
        assert memo.start <= position


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


async def test_undoing_the_import_of_the_open_document_opens_another(project: Project) -> None:
    project.add_drafts([interview("entretien-02")])
    async with screen(project) as (pilot, text):
        pilot.app.screen.open_document(project.document("entretien-02").id)
        await pilot.press("u")
        await pilot.pause()
        assert text.page is not None
        assert text.page.document.name == DELMAS
        for _step in range(12):
            await pilot.press("u")
        await pilot.pause()
        assert text.page is None
        assert pilot.app.screen.query_one("#empty").display


async def test_names_are_only_names(project: Project) -> None:
    project.rename_document(DELMAS, "[/bold]")
    hostile = project.resolve_code("[@click=app.quit]x[/]", create=True)
    project.code("[/bold]", 13, 20, project.codebook().path(hostile.id))
    async with screen(project) as (pilot, text):
        text.place_caret(15)
        await pilot.pause()
        await pilot.press("c", *"click", "enter")
        await pilot.press("f10")
        await pilot.pause()
        await pilot.press("escape", "colon", *"click")
        await pilot.pause()
        await pilot.press("escape", "u", "x", "question_mark", "escape")
        await pilot.pause()
        assert pilot.app.is_running
        assert pilot.app.return_code is None


async def test_eighty_columns_keep_the_text_and_open_panels_over_it(project: Project) -> None:
    async with screen(project, (80, 24)) as (pilot, text):
        assert text.size.width >= 76
        left = pilot.app.screen.query_one("#left")
        assert not left.display
        await pilot.press("d")
        await pilot.pause()
        assert left.display
        await pilot.press("escape")
        await pilot.pause()
        await pilot.pause()
        assert not left.display


async def test_the_caret_stays_in_view_when_the_screen_shrinks(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "association")
        await pilot.resize_terminal(60, 12)
        await pilot.pause()
        row = text.rows.row_at(text.caret)
        assert text.scroll_offset.y <= row < text.scroll_offset.y + text.size.height
        await pilot.resize_terminal(3, 3)
        await pilot.pause()
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert "association" in shown_rows(text)


async def test_in_french_every_word_of_the_key_sheet_is_looked_up_in_french(project: Project) -> None:
    set_language("fr")
    async with screen(project) as (pilot, text):
        await pilot.press("question_mark")
        await pilot.pause()
        await pilot.press("escape")
        put_caret(text, project, "je renvoie")
        await pilot.press("c", *"deleg", "enter")
        await pilot.pause()
        assert len(codings(project)) == 4


async def test_an_empty_project_says_how_to_import(tmp_path_factory: object, project: Project) -> None:
    for document in project.documents():
        project.delete_document(document.id)
    async with screen(project) as (pilot, text):
        empty = pilot.app.screen.query_one("#empty")
        assert empty.display
        assert "qualcode import" in str(empty.render())
        await pilot.press("c", "s", "x", "m", "slash", "n", "t", "down", "full_stop")
        assert pilot.app.is_running


async def test_light_or_dark_is_kept_for_the_next_session(project: Project) -> None:
    async with screen(project) as (pilot, _text):
        assert pilot.app.theme == "qualcode-dark"
        await pilot.press("f3")
        assert pilot.app.theme == "qualcode-light"
    async with screen(project) as (pilot, _text):
        assert pilot.app.theme == "qualcode-light"
