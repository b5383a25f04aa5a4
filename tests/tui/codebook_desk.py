"""What the stories of the codebook sheet have in common: the sheet, the cursor, what is shown and what is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot
from textual.widgets import Input

from qualcode.project import Project, open_project
from qualcode.tui.sheets.codebook import CodebookSheet
from qualcode.tui.sheets.codebook.table import CodeTable
from qualcode.tui.widgets.statusline import StatusLine

from .desk import screen


@asynccontextmanager
async def sheet(project: Project, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
    """The sheet, opened from the text."""
    async with screen(project, size) as (pilot, _text):
        await pilot.press("K")
        await settle(pilot)
        assert isinstance(pilot.app.screen, CodebookSheet)
        yield pilot


async def settle(pilot: Pilot[None]) -> None:
    """Until all is shown."""
    for _time in range(3):
        await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Keys, and what follows from them."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await settle(pilot)


def top(pilot: Pilot[None]) -> CodebookSheet:
    """The sheet, whatever lies over it."""
    found = next(one for one in pilot.app.screen_stack if isinstance(one, CodebookSheet))
    return found


def table(pilot: Pilot[None]) -> CodeTable:
    """The tree."""
    return top(pilot).table


def put(pilot: Pilot[None], value: str) -> None:
    """A line that has the focus says this, instead of what it said."""
    line = pilot.app.screen.focused
    assert isinstance(line, Input)
    line.value = value


async def at(pilot: Pilot[None], project: Project, path: str) -> None:
    """The cursor on a code."""
    table(pilot).go(project.resolve_code(path).id)
    await settle(pilot)


def paths(project: Project) -> list[str]:
    """The codes in the file, in tree order."""
    with open_project(project.path) as other:
        return list(other.codebook().paths.values())


def here(pilot: Pilot[None], project: Project) -> str:
    """The code under the cursor."""
    return project.codebook().path(table(pilot).code or 0)


def said(pilot: Pilot[None]) -> str:
    """What the status line of the sheet says."""
    return str(top(pilot).query_one(StatusLine).render())


def rows(pilot: Pilot[None]) -> list[str]:
    """The rows of the tree as they are shown."""
    shown = table(pilot)
    return [shown.render_line(y).text.rstrip() for y in range(len(shown.shown.rows))]


def detail(pilot: Pilot[None]) -> str:
    """What stands beside the tree."""
    return str(top(pilot).query_one("#detail-text").render())


def actions(project: Project) -> int:
    """How many steps the history has."""
    with open_project(project.path) as other:
        return sum(1 for step in other.log() if step.state == "done")
