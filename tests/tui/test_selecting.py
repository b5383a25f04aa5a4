"""Selecting by keyboard and by mouse, as its users tell it."""

from __future__ import annotations

from textual import events
from textual.pilot import Pilot

from qualcode.model.span import Span
from qualcode.project import Project
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.widgets.transcript.view import Transcript

from .desk import DELMAS, codings, put_caret, screen
from .test_moving import LONG, long, press

__all__ = ["long"]


def selected(text: Transcript) -> str:
    assert text.page is not None
    return text.page.text[text.selection.start : text.selection.end]


def cell(text: Transcript, project: Project, words: str, document: str = DELMAS) -> tuple[int, int]:
    """Where the first letter of some words stands in the widget."""
    row, column = text.rows.place(project.text(document).index(words))
    return text.styles.padding.left + text.geometry.gutter + column, row - text.scroll_offset.y


# By keyboard


async def test_words_are_selected_one_by_one(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "usager·ère·s")
        await press(pilot, "w")
        assert selected(text) == "usager·ère·s"
        await press(pilot, "w")
        assert selected(text) == "usager·ère·s attendent"
        await press(pilot, "minus")
        assert selected(text) == "usager·ère·s"


async def test_a_selection_grows_by_units_and_shrinks_the_same_way(project: Project) -> None:
    async with screen(project) as (pilot, text):
        caret = put_caret(text, project, "du monde. On")
        steps = []
        for _ in range(5):
            await press(pilot, "plus")
            steps.append(selected(text))
        assert steps[0] == "du"
        assert steps[1] == "Il y a déjà du monde."
        assert steps[2].startswith("Ben, on ouvre")
        assert steps[2].endswith("surtout.")
        assert steps[3].startswith("Comment ça")
        assert steps[4] == steps[3]
        back = []
        for _ in range(4):
            await press(pilot, "minus")
            back.append(selected(text))
        assert back == [steps[2], steps[1], steps[0], ""]
        assert text.caret == caret


async def test_any_selection_grows_to_what_is_around_it(project: Project) -> None:
    async with screen(project) as (pilot, text):
        start = put_caret(text, project, "à neuf heures. Il y a")
        text.select(Span(start, start + 20))
        await press(pilot, "plus")
        assert selected(text).startswith("Ben, on ouvre")
        await press(pilot, "minus")
        assert text.selection == Span(start, start + 20)
        await press(pilot, "minus")
        assert selected(text) == "à"


async def test_a_turn_shrinks_to_the_sentence_one_was_in(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "du monde. On")
        await press(pilot, "t", "minus")
        assert selected(text) == "Il y a déjà du monde."
        await press(pilot, "minus")
        assert selected(text) == "du"
        await press(pilot, "plus", "plus", "right", "minus")
        assert selected(text) == ""


async def test_extending_by_units_ends_with_the_unit(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Il y a déjà")
        await press(pilot, "v", ")")
        assert selected(text) == "Il y a déjà du monde."
        await press(pilot, ")")
        assert selected(text) == "Il y a déjà du monde. On fait les mots de passe, surtout."
        # Over the label of the next turn, to the end of what is said in it.
        await press(pilot, "]")
        assert selected(text).endswith("Et ça vous prend du temps ?")
        await press(pilot, "[")
        assert selected(text).endswith("surtout.")
        await press(pilot, "(")
        assert selected(text) == "Il y a déjà du monde."
        await press(pilot, "(")
        assert selected(text) == ""
        await press(pilot, "(")
        assert selected(text) == "Ben, on ouvre à neuf heures. "
        assert text.caret < text.origin()
        await press(pilot, ")")
        assert selected(text) == ""
        await press(pilot, "}")
        assert selected(text).endswith("surtout.")


async def test_shift_and_words_take_no_blank_with_them(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "je renvoie")
        await press(pilot, *["ctrl+shift+right"] * 3)
        assert selected(text) == "je renvoie vers"
        await press(pilot, "ctrl+shift+left")
        assert selected(text) == "je renvoie"
        await press(pilot, *["ctrl+shift+left"] * 3)
        assert selected(text) == "Mais "


async def test_the_other_end_moves(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Il y a déjà")
        await press(pilot, "s", "o", "(")
        assert selected(text) == "Ben, on ouvre à neuf heures. Il y a déjà du monde."
        await press(pilot, "o", ")")
        assert selected(text).endswith("surtout.")
        await press(pilot, "escape")
        put_caret(text, project, "Il y a déjà")
        await press(pilot, "s", "o", ")")
        assert selected(text) == ""
        await press(pilot, "escape", "o")
        assert selected(text) == ""


async def test_the_selection_is_there_when_a_dialog_or_a_sheet_is_closed(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Il y a déjà")
        await press(pilot, "v", ")")
        for opening in ("c", "question_mark", "colon", "slash", "j", "d", "k"):
            await press(pilot, opening)
            await press(pilot, "escape")
            if not isinstance(pilot.app.screen, CodingScreen):
                await press(pilot, "escape")
            assert isinstance(pilot.app.screen, CodingScreen)
            assert selected(text) == "Il y a déjà du monde.", opening
        await press(pilot, ")")
        assert selected(text).endswith("surtout.")
        await press(pilot, "c", *"deleg", "enter")
        assert ("dirty work/délégation", "Il y a déjà du monde. On fait les mots de passe, surtout.") in codings(
            project
        )


async def test_the_passage_of_a_coding_then_of_the_larger_one(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "mots de passe")
        await press(pilot, "g")
        assert selected(text) == "On fait les mots de passe"
        await press(pilot, "g")
        assert selected(text) == "On fait les mots de passe, surtout."
        await press(pilot, "g")
        assert selected(text) == "On fait les mots de passe, surtout."


# By mouse


async def test_a_drag_goes_over_rows_and_turns(project: Project) -> None:
    async with screen(project, (80, 24)) as (pilot, text):
        start, end = cell(text, project, "neuf heures"), cell(text, project, "prend du temps")
        await pilot.mouse_down(text, offset=start)
        await pilot.hover(text, offset=end)
        await pilot.mouse_up(text, offset=end)
        assert selected(text).startswith("neuf heures")
        assert selected(text).endswith("Et ça vous ")
        await press(pilot, "shift+right")
        assert selected(text).endswith("Et ça vous p")


async def test_a_drag_back_over_its_start_turns_round(project: Project) -> None:
    async with screen(project) as (pilot, text):
        start = cell(text, project, "On fait")
        await pilot.mouse_down(text, offset=start)
        await pilot.hover(text, offset=cell(text, project, "passe, surtout"))
        await pilot.hover(text, offset=cell(text, project, "Il y a"))
        await pilot.mouse_up(text, offset=cell(text, project, "Il y a"))
        assert selected(text) == "Il y a déjà du monde. "
        assert text.caret == text.selection.start


async def test_shift_and_a_click_extend(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.click(text, offset=cell(text, project, "Il y a"))
        assert selected(text) == ""
        await pilot.click(text, offset=cell(text, project, "On fait"), shift=True)
        assert selected(text) == "Il y a déjà du monde. "
        await pilot.click(text, offset=cell(text, project, "les mots"), shift=True)
        assert selected(text) == "Il y a déjà du monde. On fait "
        await pilot.click(text, offset=cell(text, project, "Ben"), shift=True)
        assert selected(text) == "Ben, on ouvre à neuf heures. "


async def test_four_clicks_take_the_turn(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.click(text, offset=cell(text, project, "déjà"), times=4)
        assert selected(text).startswith("Ben, on ouvre")
        assert selected(text).endswith("surtout.")


async def test_clicks_in_the_last_row_do_not_scroll_under_the_pointer(long: Project) -> None:
    async with screen(long, (100, 20)) as (pilot, text):
        x, height = text.geometry.gutter + 3, text.scrollable_content_region.height
        y = next(n for n in range(height - 1, 0, -1) if text.rows.rows[n].end > text.rows.rows[n].start)
        row = text.rows.rows[y]
        await pilot.click(text, offset=(x, y), times=4)
        assert text.scroll_offset.y == 0
        assert row.first <= text.selection.start <= row.last


async def test_the_wheel_leaves_the_caret_where_it_is(long: Project) -> None:
    async with screen(long, (100, 20)) as (pilot, text):
        before = text.caret
        for _ in range(10):
            text.post_message(events.MouseScrollDown(text, 20, 5, 0, 0, 0, False, False, False, 40, 5))
        await pilot.pause()
        assert text.scroll_offset.y > 0
        assert text.caret == before
        await press(pilot, "right")
        assert text.scroll_offset.y == 0


async def hold(pilot: Pilot[None], until: object) -> None:
    """Let the text go by until something has come about."""
    assert callable(until)
    for _ in range(200):
        if until():
            return
        await pilot.pause(0.02)
    raise AssertionError("the text did not go by")


async def test_the_text_goes_by_while_the_pointer_rests_below(long: Project) -> None:
    async with screen(long, (100, 20)) as (pilot, text):
        start = cell(text, long, "Réponse numéro 1.", LONG)
        await pilot.mouse_down(text, offset=start)
        await pilot.hover("#keys", offset=(30, 0))
        await hold(pilot, lambda: text.scroll_offset.y > 30)
        assert text.selection.start == long.text(LONG).index("Réponse numéro 1.")
        row = text.rows.row_at(text.caret)
        assert text.scroll_offset.y <= row <= text.scroll_offset.y + text.size.height
        await pilot.mouse_up("#keys", offset=(30, 0))
        stopped, end = text.scroll_offset.y, text.selection
        await pilot.pause(0.2)
        assert (text.scroll_offset.y, text.selection) == (stopped, end)


async def test_the_text_goes_by_upwards_at_the_first_row_of_the_terminal(long: Project) -> None:
    async with screen(long, (100, 20)) as (pilot, text):
        await press(pilot, "ctrl+end")
        await pilot.mouse_down(text, offset=(40, 10))
        await pilot.hover(text, offset=(40, 5))
        before = text.scroll_offset.y
        await pilot.hover(text, offset=(40, 0))
        await hold(pilot, lambda: text.scroll_offset.y < before - 20)
        await pilot.hover(text, offset=(40, 4))
        await pilot.pause()
        stopped = text.scroll_offset.y
        await pilot.pause(0.2)
        assert text.scroll_offset.y == stopped
        await pilot.mouse_up(text, offset=(40, 4))
        assert text.caret < text.origin()


async def test_a_drag_that_ends_on_a_bar_keeps_what_was_dragged_over(project: Project) -> None:
    async with screen(project) as (pilot, text):
        start = cell(text, project, "Il y a")
        row = start[1]
        lane = text.styles.padding.left + text.geometry.gutter + text.geometry.body + 2
        await pilot.mouse_down(text, offset=start)
        await pilot.hover(text, offset=(lane, row))
        await pilot.mouse_up(text, offset=(lane, row))
        assert selected(text).startswith("Il y a")
