"""Typing ahead: a hand that is faster than the screen loses no letter.

Keys that come while a dialog is opening are aimed at the screen below it; Textual lets them fall, because that screen
is no longer in front. A printable key reaches the application only when nothing in front has taken it; so when what is
in front is a dialog to type in, or a line that has the focus, it goes there, in order, and what follows it too. So does
Enter: it takes what the dialog proposes; only not where it follows another Enter, the key being held down.

And a key that has priority (Ctrl+S in a memo, Tab in the picker) would overtake letters that the field has still to
take: it waits for them, so what is saved is what was typed.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from textual import events
from textual.app import App
from textual.widgets import Input

#: Seconds until a dialog that is still opening is looked at again.
_AGAIN = 0.005
#: Seconds that a field has at most for what was typed into it.
_TAKES = 1.0


class TypeAhead(App[None]):
    """An application that keeps what is typed into a dialog that is not there yet.

    A dialog to type in says so by a class attribute TYPES_AHEAD, and gives the focus to an Input when it opens.
    """

    _early: tuple[events.Key, ...] = ()
    #: The key struck last, as it came from the terminal; the Enter that was struck after another key.
    _struck = ""
    _enter: events.Key | None = None

    async def on_event(self, event: events.Event) -> None:
        """Know an Enter from one that is held down; keep the order in which the keys were struck."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            if not event.is_printable:
                await self._until_taken()
            if event.key == "enter" != self._struck:
                self._enter = event
            self._struck = event.key
        await super().on_event(event)

    async def _until_taken(self) -> None:
        """Until the field that has the focus has taken the letters struck before."""
        field = self.focused
        if field is not None and field.check_consume_key("a", "a"):
            taken = asyncio.Event()
            if field.call_later(taken.set):
                with suppress(TimeoutError):
                    await asyncio.wait_for(taken.wait(), _TAKES)

    async def _on_key(self, event: events.Key) -> None:
        meant = event.is_printable or self._early or event is self._enter
        opening = getattr(self.screen, "TYPES_AHEAD", False) and meant
        # A line to type in takes what is printable: here it was aimed at what had the focus before the line opened.
        if opening or (event.is_printable and isinstance(self.focused, Input)):
            self._early += (event,)
            event.stop()
            # The bindings of the dialog are looked at once it is there.
            event.prevent_default()
            await self._deliver()

    async def _deliver(self) -> None:
        line = self.focused
        if isinstance(line, Input) and line.is_attached:
            early, self._early = self._early, ()
            for event in early:
                if event.is_printable:
                    line.insert_text_at_cursor(event.character or "")
                elif event.key == "enter":
                    await line.action_submit()
        elif getattr(self.screen, "TYPES_AHEAD", False):
            self.set_timer(_AGAIN, self._deliver)
        else:
            self._early = ()
