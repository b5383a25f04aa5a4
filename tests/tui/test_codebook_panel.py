"""The codebook beside the text, as its users tell it."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from qualcode.config import load_settings
from qualcode.project import Project, open_project
from qualcode.tui import counting
from qualcode.tui.sheets.codebook import CodebookSheet
from qualcode.tui.widgets.codebook import CodebookTree

from .desk import codings, put_caret, screen, status


def tree(pilot: Pilot[None]) -> CodebookTree:
    """The panel."""
    return pilot.app.screen_stack[1].query_one(CodebookTree)


def rows(pilot: Pilot[None]) -> list[str]:
    """What it shows."""
    shown = tree(pilot)
    return [line for y in range(shown.size.height) if (line := shown.render_line(y).text.rstrip())]


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Keys, and what follows from them."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await pilot.pause()
    await pilot.pause()


async def test_counts_and_the_sign_of_a_single_speaker_follow_the_coding(project: Project) -> None:
    async with screen(project) as (pilot, text):
        assert [line.split()[-1] for line in rows(pilot) if "territoires" in line] == ["1"]
        assert any("territoires¹" in line for line in rows(pilot))
        put_caret(text, project, "Et ça vous prend")
        await press(pilot, "c", *"territ", "enter")
        line = next(line for line in rows(pilot) if "territoires" in line)
        assert line.split()[-1] == "2"
        assert "¹" in line
        with open_project(project.path) as other:
            start = other.text("notes-hall").index("Une dame")
            other.code("notes-hall", start, start + 8, "territoires")
        put_caret(text, project, "Jamais")
        await press(pilot, "full_stop")
        assert next(line for line in rows(pilot) if "territoires" in line).split()[-1] == "4"


async def test_a_code_made_elsewhere_leaves_open_what_was_open(project: Project) -> None:
    project.add_code("dirty work/délégation/au collègue")
    async with screen(project) as (pilot, _text):
        await press(pilot, "k", "down", "right", "right")
        assert any("au collègue" in line for line in rows(pilot))
        with open_project(project.path) as other:
            other.add_code("accueil")
        pilot.app.screen.look_around()  # type: ignore[attr-defined]  # it is the coding screen
        await press(pilot)
        assert any("accueil" in line for line in rows(pilot))
        assert any("au collègue" in line for line in rows(pilot))
        await press(pilot, "left", "left")
        assert not any("au collègue" in line for line in rows(pilot))


async def test_it_is_sorted_and_keeps_its_order_while_one_codes(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await press(pilot, "k", "S", "S")
        assert load_settings().sorting == "count"
        assert "by number of codings" in status(pilot)
        before = [code for code, _node in tree(pilot)._by_code.items()]
        await press(pilot, "escape")
        put_caret(text, project, "Jamais")
        await press(pilot, "c", *"renonc", "enter")
        put_caret(text, project, "je renvoie")
        await press(pilot, "full_stop")
        assert [code for code, _node in tree(pilot)._by_code.items()] == before
        assert before[:2] == [project.resolve_code(path).id for path in ("dirty work", "dirty work/mots de passe")]


async def test_the_sheet_opens_at_the_code_under_the_cursor_and_what_is_done_there_shows(project: Project) -> None:
    async with screen(project) as (pilot, _text):
        await press(pilot, "k", "down", "down", "e")
        sheet = pilot.app.screen
        assert isinstance(sheet, CodebookSheet)
        code = sheet.table.code or 0
        assert project.codebook().path(code) == "dirty work/délégation"
        await press(pilot, "c", "right", "enter", "escape")
        assert not isinstance(pilot.app.screen, CodebookSheet)
        assert tree(pilot)._book[code].color == project.codebook()[code].color


async def test_many_codings_are_counted_beside_the_screen(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "_QUICK", 0)
    async with screen(project) as (pilot, _text):
        await pilot.app.workers.wait_for_complete()
        await press(pilot)
        assert project.codes_are_counted
        assert any("territoires¹" in line for line in rows(pilot))
        assert next(line for line in rows(pilot) if "dirty work" in line).split()[-1] == "2"


async def test_a_code_is_found_by_typing_and_coded_with(project: Project) -> None:
    project.add_code("dirty work/délégation/au collègue")
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Jamais")
        await press(pilot, "k", "slash", *"colle", "enter")
        node = tree(pilot).cursor_node
        assert node is not None
        assert project.codebook().path(node.data or 0) == "dirty work/délégation/au collègue"
        assert any("au collègue" in line for line in rows(pilot))
        await press(pilot, "enter")
        assert ("dirty work/délégation/au collègue", "Jamais.") in codings(project)


async def test_from_the_codebook_to_what_is_not_coded_one_is_in_the_text(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await press(pilot, "k", "down", "1")
        before = len(codings(project))
        await press(pilot, "semicolon", "1")
        assert text.has_focus
        assert len(codings(project)) == before + 1
