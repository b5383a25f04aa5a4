"""The map beside the text: where codings, bookmarks, hits and the caret are."""

from __future__ import annotations

import pytest

from qualcode.project import Project

from .desk import open_document, screen
from .reading_desk import LONG, add_long, column, map_rows


async def test_the_map_shows_where_one_is_and_what_is_coded(project: Project) -> None:
    add_long(project)
    start = project.text(LONG).index("Tour 200 ")
    project.code(LONG, start, start + 400, "territoires")
    async with screen(project) as (pilot, text):
        open_document(pilot, project, LONG)
        await pilot.pause()
        rows = map_rows(pilot)
        assert rows[0].startswith("►")
        coded = [y for y, row in enumerate(rows) if row[1:].strip()]
        assert coded
        assert abs(coded[0] - len(rows) // 2) <= 1
        text.place_caret(start)
        await pilot.pause()
        assert map_rows(pilot)[coded[0]].startswith("►")
        await pilot.press("x")
        await pilot.pause()
        assert not any(row[1:].strip() for row in map_rows(pilot))


async def test_the_active_code_is_told_from_others_by_its_sign(project: Project) -> None:
    add_long(project)
    words = project.text(LONG)
    for at, code in ((100, "territoires"), (200, "non-recours")):
        project.code(LONG, words.index(f"Tour {at} "), words.index(f"Tour {at + 20} "), code)
    async with screen(project) as (pilot, text):
        open_document(pilot, project, LONG)
        await pilot.pause()
        text.show_active(project.resolve_code("territoires").id)
        await pilot.pause()
        signs = "".join(row[1] for row in map_rows(pilot)).split()
        assert len(signs) == 2
        assert set(signs[0]) <= set("▀▄█")
        assert set(signs[1]) == {"▏"}


async def test_bookmarks_and_hits_stand_on_the_map(project: Project) -> None:
    add_long(project)
    async with screen(project) as (pilot, text):
        open_document(pilot, project, LONG)
        await pilot.pause()
        text.place_caret(project.text(LONG).index("Tour 300 "))
        await pilot.press("quotation_mark", "a")
        text.place_caret(project.text(LONG).index("Tour 310 "))
        await pilot.press("quotation_mark", "b")
        text.place_caret(0)
        await pilot.press("slash", *"tour 150", "enter")
        await pilot.pause()
        text.place_caret(0)
        await pilot.pause()
        signs = "".join(row[0] for row in map_rows(pilot))
        assert signs.startswith("►")
        assert signs.index("•") < signs.index("a")


async def test_a_click_on_the_map_goes_there_and_back(project: Project) -> None:
    add_long(project)
    async with screen(project) as (pilot, text):
        open_document(pilot, project, LONG)
        await pilot.pause()
        height = column(pilot).size.height
        await pilot.click(column(pilot), offset=(0, height // 2))
        await pilot.pause()
        row = text.rows.row_at(text.caret)
        assert abs(row - len(text.rows) // 2) < len(text.rows) // height + 2
        assert text.scroll_offset.y < row < text.scroll_offset.y + text.size.height
        assert text.has_focus


@pytest.mark.parametrize(("width", "cells"), [(80, 0), (100, 2), (150, 3), (200, 4)])
async def test_the_map_has_as_many_cells_as_there_is_room_for(project: Project, width: int, cells: int) -> None:
    async with screen(project, (width, 40)) as (pilot, text):
        shown = column(pilot)
        assert (shown.size.width if shown.display else 0) == cells
        assert text.scrollbar_size_vertical == (0 if cells else 1)
        await pilot.press("f4")
        await pilot.pause()
        assert bool(column(pilot).display) == (not cells)


async def test_a_bookmark_shows_on_the_map_at_once(project: Project) -> None:
    add_long(project)
    async with screen(project) as (pilot, text):
        open_document(pilot, project, LONG)
        await pilot.pause()
        text.place_caret(project.text(LONG).index("Tour 300 "))
        await pilot.press("quotation_mark", "k")
        await pilot.press("ctrl+home")
        await pilot.pause()
        assert "k" in "".join(row[0] for row in map_rows(pilot))


async def test_someone_who_does_not_want_the_map_is_not_shown_it_again(project: Project) -> None:
    async with screen(project) as (pilot, _text):
        await pilot.press("f4")
        await pilot.pause()
        assert not column(pilot).display
    async with screen(project) as (pilot, _text):
        assert not column(pilot).display
