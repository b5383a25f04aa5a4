"""Memos on codings and passages."""

from __future__ import annotations

from textual.widgets import TextArea

from qualcode.project import Project

from .desk import put_caret, screen


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
        warning = pilot.app.screen.query_one("#memo-warning")
        assert warning.display
        assert warning.region.y < pilot.app.screen.query_one(TextArea).region.y
        await pilot.press("b")
        await pilot.pause()
        assert not warning.display
        await pilot.press("escape", "escape")
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
