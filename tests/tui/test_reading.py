"""Reading: which codings are shown, numbers, the length of a line, the map. What is shown never changes the file."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from qualcode.config import keep_setting, load_settings
from qualcode.project import Project
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.screens.lane_filter import LaneFilter
from qualcode.tui.widgets.codebook import CodebookTree

from .desk import codings, open_document, put_caret, screen, shown_rows
from .reading_desk import LONG, add_long, bars, column, notice


async def test_codings_of_all_of_the_active_code_and_of_none_are_shown_in_turn(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "pas mon métier")
        assert notice(pilot) == ""
        await pilot.press("l")
        await pilot.pause()
        assert bars(text) == ["territoires"]
        assert "Codings 1/3: ■ territoires" in notice(pilot)
        await pilot.press("l")
        await pilot.pause()
        assert bars(text) == []
        assert "Codings hidden: 3" in notice(pilot)
        assert load_settings().marks == "none"
        await pilot.press("l")
        await pilot.pause()
        assert len(bars(text)) == 3
        assert notice(pilot) == ""
        assert len(codings(project)) == 3


async def test_what_is_hidden_is_hidden_in_the_text_too(project: Project) -> None:
    keep_setting(marks="none")
    async with screen(project) as (pilot, text):
        assert bars(text) == []
        lined = [segment for y in range(text.size.height) for segment in text.render_line(y) if segment.style]
        assert not any(segment.style.underline for segment in lined if segment.style)
        assert "Codings hidden" in notice(pilot)


async def test_the_active_code_follows_the_cursor_of_the_codebook_with_what_lies_below(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.press("k")
        await pilot.pause()
        tree = pilot.app.screen.query_one(CodebookTree)
        tree.reveal(project.resolve_code("non-recours").id)
        await pilot.press("l")
        await pilot.press("home")
        await pilot.pause()
        assert tree.cursor_node is not None
        assert tree.cursor_node.data == project.resolve_code("dirty work").id
        assert sorted(bars(text)) == ["dirty work", "mots de passe"]
        await pilot.press("escape")
        await pilot.pause()
        assert sorted(bars(text)) == ["dirty work", "mots de passe"]
        assert "dirty work and below" in notice(pilot)


async def test_a_coding_made_while_it_is_hidden_is_told(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "pas mon métier")
        await pilot.press("l", "l")
        put_caret(text, project, "je renvoie")
        assert isinstance(pilot.app.screen, CodingScreen)
        pilot.app.screen.apply("non-recours")
        await pilot.pause()
        assert len(codings(project)) == 4
        assert bars(text) == []
        assert "1 coding that is not shown was added or removed" in notice(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert "1 coding that is not shown" in notice(pilot)
        assert "Codings hidden: 3" in notice(pilot)


async def test_typing_a_code_and_enter_shows_it_with_what_lies_below(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.press("L")
        await pilot.pause()
        await pilot.press(*"dirty", "enter")
        await pilot.pause()
        assert sorted(bars(text)) == ["dirty work", "mots de passe"]
        assert "Codings 2/3: ■ dirty work and below" in notice(pilot)
        await pilot.press("L")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert len(bars(text)) == 3
        assert notice(pilot) == ""


async def test_several_codes_are_ticked_by_themselves_or_with_codes_below(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.press("L")
        await pilot.pause()
        await pilot.press(*"dirty", "space", "space")
        dialog = pilot.app.screen
        assert isinstance(dialog, LaneFilter)
        assert dialog.query_one(Input).value == "dirty"
        assert dialog._chosen.alone == {project.resolve_code("dirty work").id}
        await pilot.press("ctrl+u", *"terr", "space", "enter")
        await pilot.pause()
        assert sorted(bars(text)) == ["dirty work", "territoires"]
        await pilot.press("L")
        await pilot.pause()
        await pilot.press("ctrl+x", "escape")
        await pilot.pause()
        assert len(bars(text)) == 2


async def test_codings_are_chosen_by_coder(project: Project) -> None:
    start = project.text("entretien-01-delmas").index("Jamais")
    before = project.coder
    project.coder = "Bastien"
    project.code("entretien-01-delmas", start, start + 6, "territoires")
    project.coder = before
    async with screen(project) as (pilot, text):
        assert len(bars(text)) == 4
        await pilot.press("L")
        await pilot.pause()
        await pilot.press(*"bast", "enter")
        await pilot.pause()
        assert [bar.mark.start for bar in text.lanes.bars] == [start]
        assert "Bastien" in notice(pilot)


async def test_a_filter_outlives_the_code_it_names(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.press("L")
        await pilot.pause()
        await pilot.press(*"terr", "enter")
        await pilot.pause()
        assert bars(text) == ["territoires"]
        await pilot.press("L")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert bars(text) == ["territoires"]


# Numbers


async def test_turns_have_numbers_below_their_speaker_and_a_key_hides_them(project: Project) -> None:
    async with screen(project) as (pilot, text):
        rows = shown_rows(text).splitlines()
        at = next(at for at, row in enumerate(rows) if "Mme D.  Ben" in row)
        assert rows[at + 1].split()[0] == "2"
        await pilot.press("number_sign")
        await pilot.pause()
        rows = shown_rows(text).splitlines()
        assert rows[at + 1].split()[0] != "2"
        assert load_settings().numbers is False


async def test_field_notes_have_numbers_of_paragraphs(project: Project) -> None:
    async with screen(project) as (pilot, text):
        open_document(pilot, project, "notes-hall")
        await pilot.pause()
        rows = [row.split() for row in shown_rows(text).splitlines() if row.strip()]
        assert rows[0][:2] == ["1", "9"]
        assert rows[1][:2] == ["2", "Une"]


async def test_times_that_the_words_do_not_say_stand_beside_the_number(project: Project) -> None:
    add_long(project)
    async with screen(project, (200, 60)) as (pilot, text):
        open_document(pilot, project, LONG)
        await pilot.pause()
        assert "3 · 2:02" in shown_rows(text)
        await pilot.press("number_sign")
        await pilot.pause()
        assert "2:02" not in shown_rows(text)


# Lines


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_lines_get_longer_and_shorter_and_the_caret_stays_on_its_row(
    project: Project, size: tuple[int, int]
) -> None:
    add_long(project)
    async with screen(project, size) as (pilot, text):
        open_document(pilot, project, LONG)
        await pilot.pause()
        text.place_caret(project.text(LONG).index("Tour 200 "))
        await pilot.press("up", "up", "up")
        caret, away = text.caret, text.rows.row_at(text.caret) - text.scroll_offset.y
        lengths = [text.geometry.body]
        for _step in range(6):
            await pilot.press("z")
            await pilot.pause()
            lengths.append(text.geometry.body)
            assert text.caret == caret
            assert text.rows.row_at(text.caret) - text.scroll_offset.y == away
        assert lengths == sorted(lengths)
        for _step in range(8):
            await pilot.press("Z")
            await pilot.pause()
        assert text.geometry.body < lengths[-1]
        assert text.rows.row_at(text.caret) - text.scroll_offset.y == away
        assert load_settings().measure == text.measure
        assert "shorter" in str(pilot.app.screen_stack[1].query_one("#status").render())


async def test_a_row_at_the_top_stays_there_while_the_caret_is_out_of_view(project: Project) -> None:
    add_long(project)
    async with screen(project) as (pilot, text):
        open_document(pilot, project, LONG)
        await pilot.pause()
        start = project.text(LONG).index("Tour 300 ")
        text.scroll_to(y=text.rows.row_at(start), animate=False, force=True)
        await pilot.press("z")
        await pilot.pause()
        assert text.scroll_offset.y == text.rows.row_at(start)
        assert text.caret == text.rows.shown(0)


async def test_settings_are_read_at_the_start(project: Project) -> None:
    keep_setting(measure=54, numbers=False)
    async with screen(project, (200, 60)) as (_pilot, text):
        assert text.geometry.body == 54
        assert not text.numbers


async def test_a_length_nobody_offers_is_as_if_it_were_not_said(project: Project) -> None:
    keep_setting(measure=-3, marks="[/bold]")
    async with screen(project, (200, 60)) as (_pilot, text):
        assert text.measure == 78
        assert len(text.lanes.bars) == 3


# The map


async def test_names_are_never_markup(project: Project) -> None:
    name = "[\\/bold] " + "très long " * 15
    text = project.text("entretien-01-delmas")
    start = text.index("Jamais")
    project.resolve_code(name, create=True)
    project.code("entretien-01-delmas", start, start + 20, name)
    async with screen(project, (200, 60)) as (pilot, view):
        assert "[/bold]" in shown_rows(view)
        await pilot.press("L")
        await pilot.pause()
        await pilot.press(*"[/bold", "enter")
        await pilot.pause()
        assert "[/bold]" in notice(pilot)


async def test_without_a_coding_at_the_caret_the_code_used_last_is_the_active_one(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "je renvoie")
        assert isinstance(pilot.app.screen, CodingScreen)
        pilot.app.screen.apply("territoires")
        put_caret(text, project, "Comment")
        await pilot.press("l")
        await pilot.pause()
        assert bars(text) == ["territoires", "territoires"]


@pytest.mark.parametrize("size", [(20, 6), (40, 12), (80, 24), (300, 80)])
async def test_every_size_is_borne(project: Project, size: tuple[int, int]) -> None:
    async with screen(project, size) as (pilot, text):
        for key in ("l", "z", "Z", "number_sign", "f4", "L"):
            await pilot.press(key)
            await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert "Ben," in shown_rows(text) or size[1] < 24


async def test_a_code_made_below_one_that_is_shown_is_shown_too(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.press("L")
        await pilot.pause()
        await pilot.press(*"dirty", "enter")
        await pilot.pause()
        put_caret(text, project, "Jamais")
        project.resolve_code("dirty work/refus", create=True)
        assert isinstance(pilot.app.screen, CodingScreen)
        pilot.app.screen.apply("dirty work/refus")
        await pilot.pause()
        assert sorted(bars(text)) == ["dirty work", "mots de passe", "refus"]
        assert "3/4" in notice(pilot)
        assert column(pilot).overview.codes(column(pilot).overview.half(text.rows.row_at(text.caret)))
