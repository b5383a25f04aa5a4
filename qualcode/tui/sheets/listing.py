"""A sheet that is a long list: a line to search in it, filters, what stands under the cursor beside it.

Where there is no room beside the list, Enter on it may open the other side over it; Escape comes back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input

from qualcode.i18n import _, number
from qualcode.tui.screens.choose import Choose
from qualcode.tui.sheets.sheet import Sheet
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.rows import Rows


@dataclass
class ListView:
    """What a list remembers: the words, the kind and the coder asked for (empty: any), the id at the cursor."""

    words: str = ""
    kind: str = ""
    coder: str = ""
    at: int = 0

    @property
    def narrowed(self) -> bool:
        """Whether not all is listed."""
        return bool(self.words.strip() or self.kind or self.coder)


class ListSheet(Sheet):
    """Subclasses say what is listed (`sync`), and what is shown of the entry under the cursor (`show_entry`)."""

    # A subclass in another folder would look for it there.
    CSS_PATH = Path(__file__).parent / "listing.tcss"
    AUTO_FOCUS = "#list"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (104, "-wide")]
    BINDINGS = [Binding("down", "list", show=False)]
    #: Lines of an entry, and what the empty search line says.
    HEIGHT = 1
    view: ListView

    def searching(self) -> str:
        """What the search line says while it is empty."""
        return ""

    def show_entry(self) -> None:
        """Show what stands under the cursor."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """The search, the list, what is under the cursor."""
        yield Input(placeholder=self.searching(), id="list-search")
        with Horizontal(id="list-panes"):
            with Vertical(id="list-left"):
                yield Rows(height=self.HEIGHT, id="list")
                yield Plain(id="list-none", grows=True)
            with VerticalScroll(id="list-right"):
                yield Plain(id="list-text", grows=True)

    def on_mount(self) -> None:
        """Take up the search of the last time."""
        line = self.query_one("#list-search", Input)
        line.value = self.view.words
        line.set_class(bool(self.view.words), "-open")

    # What one does

    def action_search(self) -> None:
        """Type words that entries must hold."""
        line = self.query_one("#list-search", Input)
        line.add_class("-open")
        self.set_focus(line)

    def action_list(self) -> None:
        """From the search to what it found."""
        self.set_focus(self.rows)

    def action_leave(self) -> None:
        """Out of what lies over the list, then out of the search, then back to the text."""
        line = self.query_one("#list-search", Input)
        if self.query_one("#list-right").has_focus:
            self.remove_class("-over")
            self.set_focus(self.rows)
        elif line.has_class("-open"):
            line.value = ""
            line.remove_class("-open")
            self.set_focus(self.rows)
        else:
            super().action_leave()

    def look_closer(self) -> None:
        """Go to what is beside the list, to scroll in it; over the list where there is no room beside it."""
        self.add_class("-over")
        self.query_one("#list-right").focus()

    def narrow(self, question: str, name: str, counts: Mapping[str, int], words: Mapping[str, str]) -> None:
        """Let one choose a value for a field of the view, or none; with the number of entries of each."""
        values = list(words)
        lines = [Text(_("all"))]
        for value in values:
            line = Text(("▸ " if getattr(self.view, name) == value else "") + words[value])
            lines.append(line.append(f"  {number(counts.get(value, 0))}", self.ground.dim))

        def answer(place: int | None) -> None:
            if place is not None:
                setattr(self.view, name, values[place - 1] if place else "")
                self.said = ""
                self.sync()

        self.app.push_screen(Choose(question, lines), answer)

    # What the widgets say

    def on_input_changed(self, event: Input.Changed) -> None:
        """List what holds the words."""
        if event.value != self.view.words:
            self.view.words = event.value
            self.said = ""
            self.sync()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """To the list."""
        self.rows.focus()

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Show what is under the cursor."""
        self.said = ""
        self.show_entry()

    # Showing

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one("#list", Rows)

    def show_text(self, text: Text) -> None:
        """Show this beside the list, from its start."""
        self.query_one("#list-text", Plain).say(text)
        self.query_one("#list-right", VerticalScroll).scroll_home(animate=False)

    def show_count(self, title: str, shown: int, counted: str, filters: Sequence[str], none: str) -> None:
        """Say above the list how many there are of how many, and why; below it, why there is none."""
        asked = " · ".join(part for part in (*filters, self.view.words and f"“{self.view.words}”") if part)
        if asked:
            counted = _("{n} of {all}: {filters}").format(n=number(shown), all=counted, filters=asked)
        self.show_title(title, counted)
        self.query_one("#list-none").display = not shown
        self.rows.display = bool(shown)
        self.query_one("#list-none", Plain).say(Text(none))
