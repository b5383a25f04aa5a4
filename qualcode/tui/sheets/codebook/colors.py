"""Choosing a colour: two dozen that can be told apart, or any other by its digits; for a code or all below it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Static

from qualcode.analysis.palette import COLUMNS, PALETTE
from qualcode.i18n import _, ngettext, number
from qualcode.model.codebook import Codebook
from qualcode.tui.net import Dialog
from qualcode.tui.themes import ground
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.transcript.skin import tint, visible

_HEX = re.compile(r"#?([0-9a-fA-F]{6})")


@dataclass(frozen=True, slots=True)
class Colored:
    """The colour chosen, `#rrggbb`, and whether all codes below get it too."""

    color: str
    subtree: bool


class ColorChoice(Dialog[Colored | None]):
    """Arrows choose, Tab takes the codes below with it, digits give another colour, Enter answers."""

    BINDINGS = [
        Binding("escape", "dismiss", show=False),
        Binding("left", "step(-1)", show=False, priority=True),
        Binding("right", "step(1)", show=False, priority=True),
        Binding("up", f"step({-COLUMNS})", show=False, priority=True),
        Binding("down", f"step({COLUMNS})", show=False, priority=True),
        Binding("tab", "subtree", show=False, priority=True),
    ]

    def __init__(self, title: Text, book: Codebook, color: str, below: int) -> None:
        super().__init__()
        self._title = title
        self._used = Counter(code.color.lower() for code in book.values())
        self._at = PALETTE.index(color.lower()) if color.lower() in PALETTE else 0
        self._below = below
        self._subtree = False
        self._first = color

    def compose(self) -> ComposeResult:
        """The grid, the digits, the keys."""
        with Vertical(classes="dialog", id="colors"):
            yield Static(self._title, classes="dialog-title", markup=False)
            yield Plain(id="grid")
            yield Plain(id="sample")
            yield Input(value=self._first, id="hex", max_length=7, select_on_focus=True)
            yield Plain(id="subtree")
            yield Static(
                _("Arrows choose · or type six digits · Tab: codes below too · Enter applies · Esc leaves"),
                classes="dialog-keys",
                markup=False,
            )

    def on_mount(self) -> None:
        """Show the colours, the one in use under the cursor."""
        self.query_one("#hex", Input).focus()
        self._paint()

    def action_step(self, by: int) -> None:
        """Move in the grid, round its ends."""
        self._at = (self._at + by) % len(PALETTE)
        line = self.query_one("#hex", Input)
        line.value = PALETTE[self._at]
        line.action_select_all()
        self._paint()

    def action_subtree(self) -> None:
        """Give the colour to the codes below too, or not."""
        self._subtree = bool(self._below) and not self._subtree
        self._paint()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what the digits mean."""
        self._paint()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer, once the digits mean a colour."""
        color = self._color()
        if color:
            self.dismiss(Colored(color, self._subtree))
        else:
            self._paint()

    def _color(self) -> str:
        found = _HEX.fullmatch(self.query_one("#hex", Input).value.strip())
        return f"#{found[1].lower()}" if found else ""

    def _paint(self) -> None:
        colors, chosen = ground(self.app.theme), self._color()
        grid = Text(no_wrap=True)
        for at, color in enumerate(PALETTE):
            grid.append("\n" if at and at % COLUMNS == 0 else "")
            here = color == chosen
            used = self._used[color]
            grid.append("▐" if here else " ", "bold")
            grid.append("██", visible(color, colors))
            grid.append(f"{number(used) if used < 100 else '∞':<2}" if used else "  ", colors.dim)
            grid.append("▌" if here else " ", "bold")
        self.query_one("#grid", Plain).say(grid)
        sample = Text(no_wrap=True, overflow="ellipsis")
        if chosen:
            sample.append(" ■ ", visible(chosen, colors))
            sample.append(_("like this in the text"), f"on {tint(chosen, colors)}")
            used = self._used[chosen]
            said = ngettext("{n} code has it", "{n} codes have it", used) if used else _("no code has it yet")
            sample.append("   " + said.format(n=number(used)), colors.dim)
        else:
            sample.append(_("# and six digits from 0 to f"), colors.dim)
        self.query_one("#sample", Plain).say(sample)
        below = Text()
        if self._below:
            below.append("[✓] " if self._subtree else "[ ] ")
            said = ngettext("the {n} code below too", "the {n} codes below too", self._below)
            below.append(said.format(n=number(self._below)))
        self.query_one("#subtree", Plain).say(below)
