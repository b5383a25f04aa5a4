"""What nobody guarded against is caught before it ends the screen: a sentence, and the project as it is now.

What is shown can be older than the file by a moment: another program has taken away what the cursor stands on. Whoever
then presses a key is told so, and sees how things stand. Only mistakes of qualcode itself go on, and are reported.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from rich.console import RenderableType
from textual.message import Message
from textual.message_pump import MessagePump
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen

from qualcode.errors import QualcodeError
from qualcode.storage.database import Trouble, explain
from qualcode.tui.veil import Veil

if TYPE_CHECKING:
    from qualcode.tui.app import QualcodeApp

T = TypeVar("T")

#: What can happen to whoever works on a file that others work on too.
EXPECTED = (QualcodeError, Trouble)


def sentence(error: Exception, path: Path | str) -> str:
    """What to say of something expected that happened to a project."""
    return explain(error, path) if isinstance(error, Trouble) else str(error)


class Caught(MessagePump):
    """An application, a screen or a dialog that outlives what its messages come upon."""

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except EXPECTED as error:
            cast("QualcodeApp", self.app).mend(error)


class Dialog(Caught, ModalScreen[T]):
    """A question, a list to choose from, an editor: what lies over a screen until it is answered."""

    def render(self) -> RenderableType:
        """The screen below, dimmed."""
        below = super().render()
        return Veil(below.screen, below.color) if isinstance(below, BackgroundScreen) else below
