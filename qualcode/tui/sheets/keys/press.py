"""Asking for a key by its being pressed."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from qualcode.i18n import _
from qualcode.tui.net import Dialog


class PressKey(Dialog[str | None]):
    """Answers with the next key as Textual names it; Escape, which always leads out, answers with None."""

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """The question."""
        with Vertical(classes="dialog"):
            yield Static(self._question, id="question", markup=False)
            yield Static(_("Press the key · Esc leaves"), classes="dialog-keys", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Answer."""
        event.stop()
        event.prevent_default()
        self.dismiss(None if event.key == "escape" else event.key)
