"""Choosing one thing of several."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.i18n import _


class Choose(ModalScreen[int | None]):
    """A list; Enter answers with the place of the line that was chosen, Escape with None."""

    BINDINGS = [Binding("escape", "dismiss", show=False)]

    def __init__(self, title: str, lines: Sequence[Text]) -> None:
        super().__init__()
        self._title = title
        self._lines = lines

    def compose(self) -> ComposeResult:
        """The question and the lines."""
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title", markup=False)
            yield OptionList(*(Option(line, id=str(at)) for at, line in enumerate(self._lines)), markup=False)
            yield Static(_("Enter chooses · Esc leaves"), classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        """Start on the first line."""
        self.query_one(OptionList).highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        self.dismiss(event.option_index)
