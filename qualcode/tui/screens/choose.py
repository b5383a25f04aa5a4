"""Choosing one thing of several."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.i18n import _
from qualcode.tui.net import Dialog
from qualcode.tui.widgets.options import Options

#: Lines that have a figure.
_FIGURES = 9


class Choose(Dialog[int | None]):
    """A list; Enter, or the number of a line, answers with the place of the line that was chosen, Escape with None."""

    BINDINGS = [
        Binding("escape", "dismiss", show=False),
        *(Binding(str(n), f"take({n - 1})", show=False) for n in range(1, 10)),
    ]

    def __init__(self, title: str, lines: Sequence[Text]) -> None:
        super().__init__()
        self._title = title
        self._lines = lines

    def compose(self) -> ComposeResult:
        """The question and the lines."""
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title", markup=False)
            lines = (Option(_numbered(line, at), id=str(at)) for at, line in enumerate(self._lines, start=1))
            yield Options(*lines, markup=False)
            yield Static(_("Enter or its number chooses · Esc leaves"), classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        """Start on the first line."""
        self.query_one(OptionList).highlighted = 0

    def action_take(self, place: int) -> None:
        """Answer with a line by its number."""
        if place < len(self._lines):
            self.dismiss(place)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        self.dismiss(event.option_index)


def _numbered(line: Text, number: int) -> Text:
    """The line with the figure that chooses it; what follows a line end stands below its first word."""
    if number > _FIGURES:
        return line
    indent = "\n" + " " * 2
    text = Text.assemble((f"{number} ", "bold"))
    for at, part in enumerate(line.split("\n")):
        text.append(indent if at else "")
        text.append_text(part)
    return text
