"""What the stories of the grid have in common: the sheet, a row of the file, the terminal's paste."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from qualcode.model.things import Thing
from qualcode.project import Project, open_project
from qualcode.tui.sheets.cases import CasesSheet
from qualcode.tui.widgets.statusline import StatusLine

from .conftest import notes
from .desk import DELMAS, screen

HOSTILE = "[/bold] 😀 " + "très long " * 30


@asynccontextmanager
async def grid(
    project: Project, size: tuple[int, int] = (120, 40), *keys: str
) -> AsyncIterator[tuple[Pilot[None], CasesSheet]]:
    """The sheet, some keys pressed."""
    async with screen(project, size) as (pilot, _text):
        await pilot.press("D", *keys)
        await pilot.pause()
        await pilot.pause()
        sheet = pilot.app.screen_stack[2]
        assert isinstance(sheet, CasesSheet)
        yield pilot, sheet


def row(project: Project, owner: str, name: str) -> Thing:
    """A row by its name, read by another connection."""
    with open_project(project.path) as other:
        return next(found for found in other.things(owner) if found.name == name)  # type: ignore[arg-type]  # an owner


def site(project: Project) -> list[str]:
    """The sites of all documents, in their order."""
    with open_project(project.path) as other:
        return [document.attributes.get("site", "") for document in other.documents()]


async def paste(pilot: Pilot[None], text: str) -> None:
    """What the terminal does when one pastes."""
    assert pilot.app.screen.focused is not None
    pilot.app.screen.focused.post_message(events.Paste(text))
    await pilot.pause()
    await pilot.pause()


async def write(pilot: Pilot[None], text: str, *then: str) -> None:
    """Type a text with all its signs."""
    editor = pilot.app.screen.focused
    assert isinstance(editor, Input)
    editor.value = text
    await pilot.press(*(then or ("enter",)))
    await pilot.pause()
    await pilot.pause()


def shown(sheet: CasesSheet) -> str:
    """The grid on the screen."""
    return "\n".join(sheet.grid.render_line(y).text for y in range(sheet.grid.size.height))


def said(sheet: CasesSheet) -> str:
    """The status line of the sheet."""
    return str(sheet.query_one(StatusLine).render())


def five(project: Project) -> None:
    """Three documents more, a site for two of the five."""
    project.add_drafts([notes(f"notes-{n}", "Rien.") for n in range(1, 4)])
    project.set_attributes(DELMAS, {"site": "MDS"})
    project.set_attributes("notes-2", {"site": "CAF"})
