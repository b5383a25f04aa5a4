"""What the stories of importing have in common: the sheet, opened beside some interviews."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from qualcode.project import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.sheets.importing.found import Found
from qualcode.tui.sheets.importing.sheet import ImportSheet
from qualcode.tui.widgets.browser import Browser
from qualcode.tui.widgets.rows import Rows

SPOKEN = """Entretien n° 3
Date : 12/03/2024

E : Bonjour. Vous pouvez vous présenter ?
Mme D. : Oui. Je travaille au guichet depuis dix ans.
E : Et ça se passe comment ?
Mme Delmas : Ben, on fait les mots de passe, surtout.
E : Tous les jours ?
Mme Delmas : Tous les jours. Ou presque.
"""


@asynccontextmanager
async def importing(project: Project, size: tuple[int, int] = (120, 40)) -> AsyncIterator[tuple[Pilot[None], Browser]]:
    """The import sheet, open on the folder of the project."""
    app = QualcodeApp(project)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("I")
        await settled(pilot)
        yield pilot, sheet(pilot).query_one(Browser)


def sheet(pilot: Pilot[None]) -> ImportSheet:
    assert isinstance(pilot.app.screen, ImportSheet)
    return pilot.app.screen


async def settled(pilot: Pilot[None]) -> None:
    """Until nothing runs and all is painted."""
    for _try in range(800):
        await pilot.pause()
        assert isinstance(pilot.app, QualcodeApp)
        if pilot.app.jobs.current is None:
            await pilot.pause()
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never ended")


async def opened(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def drawn(rows: Rows) -> list[str]:
    return [rows.render_line(y).text.rstrip() for y in range(rows.size.height)]


def shown(pilot: Pilot[None], rows: str) -> str:
    return "\n".join(drawn(pilot.app.screen.query_one(rows, Rows)))


def found(pilot: Pilot[None]) -> Found:
    return sheet(pilot).found


def told(pilot: Pilot[None]) -> list[str]:
    return [note.message for note in pilot.app._notifications]


async def look_at_all(pilot: Pilot[None]) -> None:
    """Into the folder of interviews, all ticked, read."""
    await opened(pilot, *"/entr", "enter", "a", "i")
    assert found(pilot)
