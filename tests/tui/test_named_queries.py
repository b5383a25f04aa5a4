"""Named queries in the sheet of segments; what is asserted stands in the project file."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from qualcode.project import Project, open_project
from qualcode.tui.screens.ask import AskLine
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.sheets.retrieval.named import KeepQuery, NamedQueries
from qualcode.tui.sheets.retrieval.sheet import RetrievalSheet
from qualcode.tui.sheets.sheet import About
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.statusline import StatusLine

from .desk import screen


def kept(project: Project) -> dict[str, tuple[str, str]]:
    """Query and note by name, read through another connection."""
    with open_project(project.path) as other:
        return {
            name: (query, note) for name, query, note in other.conn.execute("SELECT name, query, note FROM queries")
        }


async def opened(pilot: Pilot[None], query: str) -> RetrievalSheet:
    """The sheet, opened on a query."""
    assert isinstance(pilot.app.screen, CodingScreen)
    pilot.app.screen.open_sheet("retrieval", About(query=query))
    await pilot.pause()
    await pilot.pause()
    assert isinstance(pilot.app.screen, RetrievalSheet)
    return pilot.app.screen


def title(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#sheet-title").render())


def lines(pilot: Pilot[None]) -> str:
    options = pilot.app.screen.query_one(OptionList)
    return "\n".join(str(options.get_option_at_index(at).prompt) for at in range(options.option_count))


async def test_s_keeps_the_query_under_a_name_and_n_asks_it_again(project: Project) -> None:
    async with screen(project) as (pilot, _text):
        sheet = await opened(pilot, "coder:Camille code:territoires")
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, KeepQuery)
        await pilot.press(*"a@b", "enter", "enter")
        assert isinstance(pilot.app.screen, KeepQuery)
        assert "cannot hold @" in str(pilot.app.screen.query_one("#outcome", Static).render())
        await pilot.press(*["backspace"] * 3, *"chez elle", "enter", *"à lire", "enter")
        await pilot.pause()
        assert kept(project) == {"chez elle": ("coder:Camille code:territoires", "à lire")}
        assert '@"chez elle"' in str(pilot.app.screen.query_one(StatusLine).render())
        sheet.ask("*")
        await pilot.pause()
        assert "3 segments" in title(pilot)
        await pilot.press("@")
        await pilot.pause()
        assert isinstance(pilot.app.screen, NamedQueries)
        assert "à lire" in lines(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert '@"chez elle"' in title(pilot)
        assert "1 segment " in title(pilot)
        await pilot.press("escape")


async def test_a_name_that_is_taken_is_replaced_only_after_a_question(project: Project) -> None:
    project.save_query("x", "code:territoires", "note")
    async with screen(project) as (pilot, _text):
        await opened(pilot, "coder:Camille")
        for answer in ("n", "y"):
            await pilot.press("s", *"X", "enter", "enter")
            await pilot.pause()
            assert isinstance(pilot.app.screen, Confirm)
            await pilot.press(answer)
            await pilot.pause()
            query = "coder:Camille" if answer == "y" else "code:territoires"
            assert kept(project) == {"x": (query, "note")}
        await pilot.press("u")
        await pilot.pause()
        assert kept(project) == {"x": ("code:territoires", "note")}


async def test_from_the_list_one_renames_and_deletes(project: Project) -> None:
    project.save_query("[/bold] x", "code:territoires")
    project.save_query("y", '@"[/bold] x" coder:Camille')
    async with screen(project) as (pilot, _text):
        await opened(pilot, '@"[/bold] x"')
        await pilot.press("n")
        await pilot.pause()
        assert '@"[/bold] x"' in lines(pilot)
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AskLine)
        pilot.app.screen.query_one(Input).value = "territoire"
        await pilot.press("enter")
        await pilot.pause()
        assert {name: query for name, (query, _note) in kept(project).items()} == {
            "territoire": "code:territoires",
            "y": "@territoire coder:Camille".replace("@territoire", '@"territoire"'),
        }
        assert isinstance(pilot.app.screen, NamedQueries)
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Confirm)
        assert "used by @y" in str(pilot.app.screen.query_one("#question").render())
        await pilot.press("n")
        await pilot.pause()
        assert len(kept(project)) == 2
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert list(kept(project)) == ["y"]
        assert isinstance(pilot.app.screen, RetrievalSheet)


async def test_a_broken_query_is_listed_with_the_reason_and_opens_to_be_mended(project: Project) -> None:
    project.save_query("d", "code:délégation")
    project.delete_code("délégation", with_codings=True)
    async with screen(project, (80, 24)) as (pilot, _text):
        sheet = await opened(pilot, "*")
        await pilot.press("n")
        await pilot.pause()
        assert "⚠ cannot be asked: There is no code “délégation”." in lines(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert sheet.line.opened
        assert sheet.line.line.value == "code:délégation"
        assert "There is no code" in str(sheet.line.query_one(Plain).render())


async def test_tab_completes_names_in_the_line(project: Project) -> None:
    project.save_query("chez elle", 'speaker:"Mme D."')
    async with screen(project) as (pilot, _text):
        sheet = await opened(pilot, "*")
        await pilot.press("slash", "backspace", *"NOT @ch", "tab")
        assert sheet.line.line.value == 'NOT @"chez elle"'
        await pilot.press("enter")
        await pilot.pause()
        assert "0 segments" in title(pilot)


async def test_without_any_query_the_keys_say_what_to_do(project: Project) -> None:
    async with screen(project) as (pilot, _text):
        sheet = await opened(pilot, "*")
        await pilot.press("n")
        await pilot.pause()
        assert pilot.app.screen is sheet
        assert "s keeps" in str(sheet.query_one(StatusLine).render())
