"""Sizes, looks, languages, names from outside."""

from __future__ import annotations

from textual.geometry import Region

from qualcode.i18n import set_language
from qualcode.project import Project

from ..quiet import quiet
from .desk import DELMAS, codings, put_caret, screen, shown_rows


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


async def test_a_line_that_is_too_long_says_so(project: Project) -> None:
    start = project.text(DELMAS).index("On fait")
    for n in range(4):
        project.code(DELMAS, start, start + 7, f"un code au nom assez long {n}", create=True)
    async with screen(project, (80, 24)) as (pilot, text):
        put_caret(text, project, "fait les")
        await quiet(pilot)
        [line] = pilot.app.screen.query_one("#glance").render_lines(Region(0, 0, 80, 1))
        assert "assez long 0" in line.text
        assert line.text.rstrip().endswith("…")
