"""What the stories of the screen have in common: the app on a project, and what then stands in the file."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from qualcode.project import Project, open_project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.widgets.statusline import KeyBar, StatusLine
from qualcode.tui.widgets.transcript.view import Transcript

DELMAS = "entretien-01-delmas"


@asynccontextmanager
async def screen(project: Project, size: tuple[int, int] = (120, 40)) -> AsyncIterator[tuple[Pilot[None], Transcript]]:
    """The app on a project, shown."""
    app = QualcodeApp(project)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, CodingScreen)
        yield pilot, app.screen.transcript


def put_caret(text: Transcript, project: Project, words: str, document: str = DELMAS) -> int:
    """The caret before some words."""
    position = project.text(document).index(words)
    text.place_caret(position)
    return position


def codings(project: Project, document: str = DELMAS) -> list[tuple[str, str]]:
    """(path, quotation) of all codings, read from the file by another connection."""
    with open_project(project.path) as other:
        book = other.codebook()
        return [(book.path(coding.code), coding.quote) for coding in other.codings(document)]


def shown_rows(text: Transcript) -> str:
    """The text on the screen."""
    return "\n".join(text.render_line(y).text for y in range(text.size.height))


def status(pilot: Pilot[None]) -> str:
    """What the status line says."""
    return str(pilot.app.screen_stack[1].query_one(StatusLine).render())


def keys(pilot: Pilot[None]) -> str:
    """What the key bar says."""
    return str(pilot.app.screen_stack[1].query_one(KeyBar).render())


def question(pilot: Pilot[None]) -> str:
    """What is asked."""
    return str(pilot.app.screen.query_one("#question").render())


def open_document(pilot: Pilot[None], project: Project, name: str) -> None:
    """Show a document of the project."""
    assert isinstance(pilot.app.screen, CodingScreen)
    pilot.app.screen.open_document(project.document(name).id)


async def until(pilot: Pilot[None], happened: Callable[[], bool]) -> None:
    """Wait for something, and fail when it does not come."""
    for _try in range(600):
        if happened():
            await pilot.pause()
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never happened")


async def settled(pilot: Pilot[None]) -> None:
    """What runs beside the screen has ended and is shown."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()
