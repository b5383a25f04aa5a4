"""Waiting until a screen has come to rest, for pictures of it: by what is still to come, never by the clock."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from qualcode.tui.app import QualcodeApp

#: Times that one looks, and the seconds between two looks.
_LOOKS, _BEAT = 3000, 0.01


async def quiet(pilot: Pilot[None]) -> None:
    """Until no job, no worker and no timer is under way and all is painted; then no cursor blinks, no note floats."""
    app = pilot.app
    assert isinstance(app, QualcodeApp)
    app.animation_level = "none"
    calm = 0
    for _look in range(_LOOKS):
        app.clear_notifications()
        await pilot.pause()
        if app.mishap is not None:
            raise app.mishap
        calm = 0 if _busy(app) else calm + 1
        if calm == 2:
            break
        await asyncio.sleep(_BEAT)
    else:
        raise AssertionError("the screen never came to rest")
    for line in (*app.screen.query(Input), *app.screen.query(TextArea)):
        line.cursor_blink = False
    await pilot.pause()


def _busy(app: QualcodeApp) -> bool:
    if app.jobs.current is not None or app.animator._animations or app.animator._scheduled:
        return True
    if any(not worker.is_finished for worker in app.workers):
        return True
    return any(_awaited(pump) for pump in _pumps(app))


def _pumps(app: QualcodeApp) -> Iterator[MessagePump]:
    yield app
    for screen in app.screen_stack:
        yield screen
        yield from screen.walk_children()


def _awaited(pump: MessagePump) -> bool:
    # What comes again and again is not waited for; what comes once changes the screen.
    return any(timer._repeat == 0 and timer._task is not None and not timer._task.done() for timer in pump._timers)
