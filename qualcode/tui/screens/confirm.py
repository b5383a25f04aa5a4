"""A question before something that cannot be meant lightly."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from qualcode.i18n import _
from qualcode.tui.net import Dialog


class Confirm(Dialog[bool]):
    """`y` (in French also `o`) answers yes; `n` and Escape no. Enter answers nothing: it is pressed too easily."""

    BINDINGS = [
        Binding("y,Y,o,O", "dismiss(True)", show=False),
        Binding("n,N,escape,q", "dismiss(False)", show=False),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """The question, the keys."""
        with Vertical(classes="dialog"):
            yield Static(self._question, id="question", markup=False)
            yield Static(_("y yes · n no"), classes="dialog-keys", markup=False)
