"""Finding one name among many by typing a part of it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qualcode.i18n import _
from qualcode.model.text import clean_line, fold
from qualcode.tui.net import Dialog
from qualcode.tui.widgets.options import Options


class FindOne(Dialog[int | None]):
    """Type, choose with the arrows; Enter answers with the place of the name, Escape with None."""

    BINDINGS = [
        Binding("escape", "dismiss", show=False),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("pagedown", "step(8)", show=False, priority=True),
        Binding("pageup", "step(-8)", show=False, priority=True),
    ]

    def __init__(self, title: str, names: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._names = names
        self._folded = [fold(name) for name in names]

    def compose(self) -> ComposeResult:
        """The line to type in, the names, the keys."""
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title", markup=False)
            yield Input(placeholder=_("A part of the name"))
            yield Options(markup=False)
            yield Static(_("Enter chooses · ↑ ↓ move · Esc leaves"), classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        """Start with all names."""
        self.query_one(OptionList).can_focus = False
        self._fill("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self._fill(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the name under the cursor."""
        self._take()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the name that was clicked."""
        self._take()

    def action_step(self, by: int) -> None:
        """Move in the list."""
        names = self.query_one(OptionList)
        if names.option_count:
            names.highlighted = min(max((names.highlighted or 0) + by, 0), names.option_count - 1)

    def _fill(self, typed: str) -> None:
        words = fold(typed).split()
        names = self.query_one(OptionList)
        names.clear_options()
        found = [at for at, name in enumerate(self._folded) if all(word in name for word in words)]
        names.add_options(Option(Text(clean_line(self._names[at])), id=str(at)) for at in found)
        names.highlighted = 0 if found else None

    def _take(self) -> None:
        option = self.query_one(OptionList).highlighted_option
        if option is not None and option.id:
            self.dismiss(int(option.id))
