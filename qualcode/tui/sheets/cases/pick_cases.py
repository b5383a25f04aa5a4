"""Choosing the cases that something belongs to, or making one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qualcode.i18n import _
from qualcode.model.text import clean_line, fold
from qualcode.model.things import Thing
from qualcode.tui.net import Dialog
from qualcode.tui.sheets.cases.columns import case_kind
from qualcode.tui.widgets.options import Options


class PickCases(Dialog[tuple[str, ...] | None]):
    """Type to narrow; Enter answers with the case under the cursor alone, or with those that Tab has ticked.

    Escape answers None.
    """

    BINDINGS = [
        Binding("escape", "dismiss", show=False),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("pagedown", "step(8)", show=False, priority=True),
        Binding("pageup", "step(-8)", show=False, priority=True),
        Binding("tab", "tick", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    PickCases OptionList { background: $surface; border: none; padding: 0; scrollbar-size-vertical: 1; }
    """

    def __init__(self, title: str, cases: Sequence[Thing], ticked: Collection[str]) -> None:
        super().__init__()
        self._title = title
        self._cases = {case.name: case for case in cases}
        self._ticked = [name for name in self._cases if name in ticked]
        self._chosen = False
        self._shown: list[str] = []

    def compose(self) -> ComposeResult:
        """What it is for, the line to type in, the cases."""
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title", markup=False)
            yield Input(placeholder=_("Type a part of a name; a new name makes a case"))
            yield Options(markup=False)
            yield Static(
                _("Enter this one alone · Tab ticks several, then Enter · Esc leaves"),
                classes="dialog-keys",
                markup=False,
            )

    def on_mount(self) -> None:
        """Start with all of them, those that are ticked first."""
        self.query_one(OptionList).can_focus = False
        self._fill("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow."""
        self._fill(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        self._take()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with the one that was clicked."""
        self._take()

    def action_step(self, by: int) -> None:
        """Move in the list."""
        listed = self.query_one(OptionList)
        if listed.option_count:
            listed.highlighted = min(max((listed.highlighted or 0) + by, 0), listed.option_count - 1)

    def action_tick(self) -> None:
        """Tick the case under the cursor, or take the tick away."""
        listed = self.query_one(OptionList)
        at = listed.highlighted
        if at is None or not self._shown[at]:
            return
        name = self._shown[at]
        self._chosen = True
        if name in self._ticked:
            self._ticked.remove(name)
        else:
            self._ticked.append(name)
        listed.replace_option_prompt_at_index(at, self._line(name))

    def _fill(self, typed: str) -> None:
        parts, line = fold(typed).split(), clean_line(typed)
        found = [name for name in self._cases if all(part in fold(name) for part in parts)]
        found.sort(key=lambda name: (name not in self._ticked, bool(parts) and not fold(name).startswith(parts[0])))
        if not line:
            found.append("")
        elif line not in self._cases:
            found.append(line)
        self._shown = found
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(Option(self._line(name)) for name in found)
        listed.highlighted = 0

    def _line(self, name: str) -> Text:
        if not name:
            return Text("  " + _("(none)"), "dim")
        tick = "✓ " if name in self._ticked else "  "
        if name not in self._cases:
            return Text(tick + _("+ create “{path}”").format(path=name))
        return Text.assemble(tick + name, "  ", (case_kind(self._cases[name].fields["kind"]), "dim"))

    def _take(self) -> None:
        at = self.query_one(OptionList).highlighted
        if self._chosen:
            self.dismiss(tuple(self._ticked))
        elif at is not None:
            self.dismiss((self._shown[at],) if self._shown[at] else ())
