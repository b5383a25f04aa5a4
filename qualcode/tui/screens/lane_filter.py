"""Choosing the codings that the text shows: by code, by code with what lies below it, by coder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qualcode.i18n import _, number
from qualcode.model.codebook import Codebook, split_path
from qualcode.model.coding import Coder
from qualcode.model.text import fold
from qualcode.tui.net import Dialog
from qualcode.tui.widgets.options import Options
from qualcode.tui.widgets.transcript.choice import Filter
from qualcode.tui.widgets.transcript.skin import Ground, visible

#: Cells of a row before the list has been laid out.
_ROOM = 66


class _Line(NamedTuple):
    """A line of the list: everything, a coder or a code; `words` is what one may type to find it."""

    kind: str
    id: int
    words: str


class _Query(Input):
    """A line to type in that leaves the space bar to the list."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """All printable keys but one."""
        return key != "space" and super().check_consume_key(key, character)


class LaneFilter(Dialog[Filter | None]):
    """Type to narrow; Space ticks: a code with what lies below, by itself, not at all; Enter shows what is ticked.

    With nothing ticked, Enter shows the line under the cursor. The first line takes the filter away.
    """

    CSS = """
    LaneFilter OptionList {
        background: $surface; border: none; padding: 0; height: auto; max-height: 60vh;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    BINDINGS = [
        Binding("escape", "dismiss", show=False),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("pagedown", "step(8)", show=False, priority=True),
        Binding("pageup", "step(-8)", show=False, priority=True),
        Binding("space,tab", "tick", show=False, priority=True),
        Binding("ctrl+x", "clear", show=False, priority=True),
    ]

    def __init__(
        self,
        book: Codebook,
        coders: Sequence[Coder],
        counts: Mapping[int, int],
        people: Mapping[int, int],
        chosen: Filter,
        ground: Ground,
    ) -> None:
        super().__init__()
        self._book = book
        self._coders = {coder.id: coder.name for coder in coders}
        self._counts = {code: sum(counts.get(below, 0) for below in book.subtree(code)) for code in book}
        self._people = people
        self._chosen = chosen
        self._ground = ground
        several = self._coders if len(self._coders) > 1 or chosen.coders else {}
        self._every = [
            _Line("all", 0, ""),
            *(_Line("coder", coder, fold(name)) for coder, name in several.items()),
            *(_Line("code", code, fold("/".join(split_path(book.path(code))))) for code in book),
        ]
        self._listed: list[_Line] = []

    def compose(self) -> ComposeResult:
        """The line to type in, the list, the keys."""
        with Vertical(classes="dialog"):
            yield Static(_("Show only the codings of…"), classes="dialog-title", markup=False)
            yield _Query(placeholder=_("Type a part of a path or of a coder's name"), id="query")
            yield Options(id="choices", markup=False)
            yield Static(
                _("Enter shows · Space ticks: [+] with codes below, [x] by itself · Ctrl+X unticks all · Esc leaves"),
                classes="dialog-keys",
                markup=False,
            )

    def on_mount(self) -> None:
        """Start with all of them."""
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self.call_after_refresh(self._fill)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self._fill()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Show what is ticked."""
        self._take()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click ticks."""
        self.action_tick()

    def action_step(self, by: int) -> None:
        """Move in the list; a single step goes round its ends."""
        choices = self.query_one(OptionList)
        if choices.option_count:
            target, last = (choices.highlighted or 0) + by, choices.option_count - 1
            choices.highlighted = target % (last + 1) if abs(by) == 1 else min(max(target, 0), last)

    def action_tick(self) -> None:
        """Tick the line under the cursor, or tick it otherwise."""
        line = self._line()
        if line is None:
            return
        alone, below, coders = set(self._chosen.alone), set(self._chosen.below), set(self._chosen.coders)
        if line.kind == "all":
            alone, below, coders = set(), set(), set()
        elif line.kind == "coder":
            coders ^= {line.id}
        elif line.id in below and self._book.children(line.id):
            below.discard(line.id)
            alone.add(line.id)
        elif line.id in below or line.id in alone:
            below.discard(line.id)
            alone.discard(line.id)
        else:
            below.add(line.id)
        self._chosen = Filter(frozenset(alone), frozenset(below), frozenset(coders))
        self._paint()

    def action_clear(self) -> None:
        """Tick nothing."""
        self._chosen = Filter()
        self._paint()

    def _take(self) -> None:
        line = self._line()
        if line and line.kind == "all":
            self.dismiss(Filter())
            return
        if not self._chosen and line:
            self.action_tick()
        self.dismiss(self._chosen)

    def _line(self) -> _Line | None:
        at = self.query_one(OptionList).highlighted
        return self._listed[at] if at is not None and at < len(self._listed) else None

    def _fill(self) -> None:
        wanted = fold(self.query_one(Input).value).split()
        self._listed = [line for line in self._every if all(word in line.words for word in wanted)]
        choices = self.query_one(OptionList)
        choices.clear_options()
        choices.add_options([Option(self._shown(line), id=str(at)) for at, line in enumerate(self._listed)])
        choices.highlighted = 0 if self._listed else None

    def _paint(self) -> None:
        choices = self.query_one(OptionList)
        for at, line in enumerate(self._listed):
            choices.replace_option_prompt_at_index(at, self._shown(line))

    def _shown(self, line: _Line) -> Text:
        if line.kind == "all":
            return Text(_("All codings, no filter"), "bold" if not self._chosen else "")
        if line.kind == "coder":
            start = Text("[x] " if line.id in self._chosen.coders else "[ ] ")
            return self._row(start, self._coders[line.id], self._people.get(line.id, 0))
        ticked = line.id in self._chosen.below or line.id in self._chosen.alone
        below = line.id in self._chosen.below and self._book.children(line.id)
        start = Text("[+] " if below else "[x] " if ticked else "[ ] ")
        start.append("  " * (self._book.depth(line.id) - 1))
        start.append("■ ", visible(self._book[line.id].color, self._ground))
        return self._row(start, self._book[line.id].name, self._counts[line.id])

    def _row(self, text: Text, name: str, count: int) -> Text:
        shown = number(count) if count else ""
        room = (self.query_one(OptionList).scrollable_content_region.width or _ROOM) - text.cell_len - len(shown) - 2
        name = " ".join(name.split())
        if cell_len(name) > room:
            name = set_cell_size(name, max(1, room - 1)) + "…"
        text.append(name + " " * max(1, room + 1 - cell_len(name)))
        text.append(shown, self._ground.dim)
        return text
