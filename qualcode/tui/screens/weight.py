"""The weight of a coding: how much of its code is in it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Static

from qualcode.i18n import _
from qualcode.tui.net import Dialog


class Weight(Dialog[str | None]):
    """Figures from 0 to 100; Enter answers with them, or with nothing for no weight; Escape with None."""

    TYPES_AHEAD = True
    BINDINGS = [Binding("escape", "dismiss", show=False, priority=True)]

    def __init__(self, path: str, weight: int | None) -> None:
        super().__init__()
        self._path = path
        self._weight = "" if weight is None else str(weight)

    def compose(self) -> ComposeResult:
        """What is weighed, the line, the keys."""
        with Vertical(classes="dialog"):
            yield Static(
                _("Weight of {path}, from 0 to 100").format(path=self._path), classes="dialog-title", markup=False
            )
            # Whoever types replaces the weight that is there.
            yield Input(self._weight, id="weight", restrict=r"100|\d{0,2}")
            yield Static(_("Enter keeps it · empty: no weight · Esc leaves"), classes="dialog-keys", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        self.dismiss(event.value)
