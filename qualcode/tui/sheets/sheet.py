"""What every sheet is: a title, a body, two lines at the bottom; one leaves it for the text, or a place in it."""

from __future__ import annotations

from dataclasses import dataclass

from rich.text import Text
from textual.app import ComposeResult

from qualcode.model.span import Span
from qualcode.tui.commands import Command, commands
from qualcode.tui.screens.help import KeySheet, about_part
from qualcode.tui.screens.history_actions import HistoryActions
from qualcode.tui.session import Session
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.statusline import KeyBar, StatusLine


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sheet sends one: a passage of a document; without a passage, where one left it."""

    document: int
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What one was at when the sheet was asked for: a code, a coding (ids, 0: none), a query.

    `span` is the passage: what was selected, else the sentence at the caret; `words` are those searched for in it, or
    a few that are selected; `typed` tells that they were typed as a search.
    """

    code: int = 0
    coding: int = 0
    query: str = ""
    span: Span | None = None
    words: str = ""
    typed: bool = False


class Sheet(HistoryActions[Place | None]):
    """A view over the coding screen. A subclass sets NAME (its `Command.where`) and gives `body` and `sync`."""

    NAME = ""

    def __init__(self, session: Session, about: About) -> None:
        self.PLACES = (self.NAME, "sheet")
        super().__init__(session)
        self.about = about

    def compose(self) -> ComposeResult:
        """Title, body, lines."""
        yield Plain(id="sheet-title")
        yield from self.body()
        yield Plain(id="job")
        yield StatusLine(id="status")
        yield KeyBar(id="keys")

    def body(self) -> ComposeResult:
        """What lies between the title and the lines."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show the project once there is room to show it in."""
        self.call_after_refresh(self.sync)

    def show_title(self, title: str, detail: str = "") -> None:
        """Say what is shown."""
        line = self.query_one("#sheet-title", Plain)
        text = Text.assemble((title, "bold"), ("   " + detail, self.ground.dim))
        text.truncate(max(10, line.size.width), overflow="ellipsis")
        line.say(text)

    def go_to(self, document: int, span: Span | None = None) -> None:
        """Leave for a place in the text."""
        self.dismiss(Place(document, span))

    def offered(self) -> tuple[Command, ...]:
        """The sheet's own commands before those of all sheets."""
        part = getattr(self.focused, "where", "")
        own = commands(part) if part else ()
        taken = {key for command in own if command.hint for key in command.keys.split(",")}
        others = (*commands(self.NAME), *commands("sheet"))
        # A key of the part that has the focus does nothing else meanwhile.
        return (*own, *(command for command in others if command.keys.split(",")[0] not in taken))

    def action_leave(self) -> None:
        """Back to the text."""
        self.dismiss(None)

    def action_help(self) -> None:
        """The keys of this sheet."""
        self.app.push_screen(KeySheet(*self.PLACES, about=about_part(self.NAME)))
