"""Asking for a line of text: a name, a value."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Static

from qualcode.i18n import _
from qualcode.model.text import clean_line
from qualcode.tui.net import Dialog


class AskLine(Dialog[str | None]):
    """Enter answers with what is typed, on one line and cleaned; Escape with None.

    `check` says what is wrong with a line, or nothing; what is wrong cannot be answered with.
    """

    BINDINGS = [Binding("escape", "dismiss", show=False)]
    DEFAULT_CSS = """
    AskLine #complaint { height: auto; color: $warning; }
    """

    def __init__(self, title: str, value: str = "", check: Callable[[str], str] | None = None) -> None:
        super().__init__()
        self._title = title
        self._value = value
        self._check = check or (lambda _line: "")

    def compose(self) -> ComposeResult:
        """What is asked, the line, what is wrong with it."""
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title", markup=False)
            yield Input(self._value, select_on_focus=False)
            yield Static("", id="complaint", markup=False)
            yield Static(_("Enter accepts · Esc leaves"), classes="dialog-keys", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say at once what is wrong."""
        self.query_one("#complaint", Static).update(self._complaint(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer, unless something is wrong."""
        line = clean_line(event.value)
        if line and not self._check(line):
            self.dismiss(line)

    def _complaint(self, value: str) -> str:
        line = clean_line(value)
        return self._check(line) if line and line != self._value else ""
