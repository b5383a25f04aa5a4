"""Keys wait while another program writes to the project: the screen goes on, nothing is refused, nothing is lost.

SQLite lets one connection write at a time. To wait for it inside a change would hold up the screen; so what is typed
while another program is writing is held back in order, and done as soon as it has finished.
"""

from __future__ import annotations

import asyncio
import time

from textual import events

from qualcode.project import Project
from qualcode.tui.ahead import TypeAhead
from qualcode.tui.jobs import Jobs

#: Seconds between two looks, and after which one goes on all the same: then the change itself says what is wrong.
_BEAT, _LONGEST = 0.02, 60.0
#: What only moves never writes.
_HARMLESS = frozenset(
    f"{modifier}{key}"
    for key in ("up", "down", "left", "right", "pageup", "pagedown", "home", "end")
    for modifier in ("", "shift+", "ctrl+", "ctrl+shift+")
) | {"ctrl+k", "escape"}


class Patience(TypeAhead):
    """An application on a project that others may write to at any moment."""

    project: Project | None
    jobs: Jobs
    #: Whether what is typed waits now.
    waits: bool = False

    async def on_event(self, event: events.Event) -> None:
        """Hold back what may write until it can."""
        done = isinstance(event, (events.Key, events.Paste, events.MouseDown))
        if done and self._exit:
            # What is typed after leaving is meant for the shell; the screen is being taken down.
            return
        moves = isinstance(event, events.Key) and event.key in _HARMLESS
        if done and not (event.is_forwarded or moves):
            await self._until_free()
        await super().on_event(event)

    async def _until_free(self) -> None:
        began = time.monotonic()
        try:
            while self._held() and time.monotonic() - began < _LONGEST:
                self.waits = True
                await asyncio.sleep(_BEAT)
        finally:
            self.waits = False

    def _held(self) -> bool:
        # Work of our own makes way by itself.
        return self.project is not None and not self.jobs.makes_way and self.project.held_elsewhere()
