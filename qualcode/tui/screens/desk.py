"""What the parts of the coding screen share: the session, the text, a word in the status line, a guard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual.screen import Screen

from qualcode.errors import QualcodeError
from qualcode.tui.session import Session
from qualcode.tui.widgets.transcript.skin import Ground
from qualcode.tui.widgets.transcript.view import Transcript


class Desk(Screen[None]):
    """The screen as its actions see it."""

    session: Session
    said: str

    if TYPE_CHECKING:

        @property
        def transcript(self) -> Transcript: ...
        @property
        def ground(self) -> Ground: ...
        def say(self, message: str) -> None: ...
        def sync(self) -> None: ...
        def show_here(self) -> None: ...

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Say what cannot be done instead of failing."""
        try:
            yield
        except QualcodeError as error:
            self.app.notify(str(error), severity="error", markup=False)
