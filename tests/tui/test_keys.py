"""Keys of one's own, help on the part one is in, the palette."""

from __future__ import annotations

from textual.widgets import Static

from qualcode.config import load_settings
from qualcode.project import Project
from qualcode.tui.commands import commands, remap
from qualcode.tui.commands.choice import holder
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.screens.help import KeySheet
from qualcode.tui.sheets.keys.sheet import KeysSheet
from qualcode.tui.themes import CONTRAST, LIGHT

from .desk import codings, put_caret, screen


async def test_a_command_gets_another_key_that_holds_in_the_text_and_next_time(project: Project) -> None:
    try:
        async with screen(project) as (pilot, _text):
            await pilot.press("f9")
            await pilot.pause()
            sheet = pilot.app.screen
            assert isinstance(sheet, KeysSheet)
            await pilot.press("slash", *"in-vivo", "enter")
            await pilot.pause()
            await pilot.press("x", "slash")
            sheet.query_one("#list-search").value = "the selected words as a code"  # type: ignore[attr-defined]  # an Input
            await pilot.pause()
            await pilot.press("enter", "enter", "y")
            await pilot.pause()
            # `y` copies: it is not given away, being the only… it has a second key, so it is asked for.
            assert "copy" in str(pilot.app.screen.query_one("#question").render())
            await pilot.press("y")
            await pilot.pause()
            await pilot.press("escape", "escape")
            await pilot.pause()
            await pilot.pause()
            assert isinstance(pilot.app.screen, CodingScreen)
            text = pilot.app.screen.transcript
            put_caret(text, project, "cheval" if "cheval" in project.text(1) else "association")
            await pilot.press("w", "y")
            await pilot.pause()
            assert any(path.endswith("/association") for path, _quote in codings(project))
        assert "y" in load_settings().keys.values()
    finally:
        remap({})


def test_a_key_is_looked_for_where_both_could_be_meant() -> None:
    every = commands()
    by_name = {command.name: command for command in every}
    undo = next(c for c in every if c.action == "undo" and c.where == "screen")
    assert holder("c", undo, every) == next(c for c in every if c.action == "code")
    assert holder("v", undo, every) == by_name["text.anchor"]
    assert holder("u", undo, every) is None
    memo = next(c for c in every if c.where == "memos")
    assert holder("v", memo, every) is not by_name["text.anchor"]


async def test_help_tells_of_the_part_that_has_the_focus(project: Project) -> None:
    async with screen(project) as (pilot, _text):
        await pilot.press("k", "f1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, KeySheet)
        assert "codebook" in str(pilot.app.screen.query_one(".dialog-title", Static).render()).lower()
        await pilot.press("escape", "escape", "question_mark")
        await pilot.pause()
        shown = pilot.app.export_screenshot()
        assert "undo" in shown
        assert "paragraph" in shown


async def test_themes_go_round_and_are_kept(project: Project) -> None:
    async with screen(project) as (pilot, _text):
        seen = []
        for _round in range(3):
            await pilot.press("f3")
            seen.append(pilot.app.theme)
        assert {LIGHT, CONTRAST} < set(seen)
        assert load_settings().theme == seen[-1]


async def test_the_palette_finds_a_speaker(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.press("colon")
        await pilot.pause()
        await pilot.press(*"speaker", "space", *"Mme")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert text.selection.start == project.text(1).index("Ben, on ouvre")
