"""The tree of codes with its columns, painted row by row: five hundred codes cost what the rows on the screen cost.

A click moves the cursor, on an arrow it opens and closes, twice it opens the code; dragging a code onto another puts it
below that one, dragging it onto the margin before the name puts it behind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.analysis.code_tally import NONE, CodeStatistics
from qualcode.i18n import _, number
from qualcode.model.codebook import Codebook
from qualcode.tui.sheets.codebook.rows import NEW, Row
from qualcode.tui.themes import ground
from qualcode.tui.widgets.code_order import SINGLE
from qualcode.tui.widgets.transcript.skin import Ground, visible

#: Cells before the name of a top code: sign, arrow, swatch; cells by which each level stands further in.
MARGIN, INDENT = 6, 2
#: The fewest cells that names keep, and that a column of numbers has.
_FEWEST, _NARROWEST = 20, 6
#: Where names have more than the first, they keep the second and the definitions begin beside them.
_AMPLE, _NAMES = 76, 46
#: Painted rows that are kept.
_KEPT = 4_000


@dataclass(frozen=True)
class Shown:
    """All that the table shows. `use` is empty of documents and people while they are being `counting`."""

    book: Codebook = field(default_factory=lambda: Codebook(()))
    rows: Sequence[Row] = ()
    use: Mapping[int, CodeStatistics] = field(default_factory=dict)
    ticked: Collection[int] = ()
    cut: Collection[int] = ()
    hits: Collection[int] = ()
    pins: Mapping[int, int] = field(default_factory=dict)
    counting: bool = False


class CodeTable(ScrollView, can_focus=True):
    """The codes; the cursor is on one of them as long as there are any."""

    BINDINGS = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,ctrl+home", "edge(0)", show=False),
        Binding("end,ctrl+end", "edge(-1)", show=False),
    ]

    COMPONENT_CLASSES = {"code-table--cursor", "code-table--cursor-away"}

    class Moved(Message):
        """The cursor came to a code."""

    class Opened(Message):
        """A code was clicked twice."""

    class Toggled(Message):
        """The arrow of a branch was clicked."""

        def __init__(self, code: int) -> None:
            super().__init__()
            self.code = code

    class Dragged(Message):
        """A code is being dragged over another, to be put below it or behind it; `dropped` when it was let go."""

        def __init__(self, code: int, onto: int, *, behind: bool, dropped: bool) -> None:
            super().__init__()
            self.code, self.onto, self.behind, self.dropped = code, onto, behind, dropped

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.shown = Shown()
        self.at = 0
        self._held: int | None = None
        self._over: tuple[int, bool] | None = None
        self._strips: dict[tuple[object, ...], Strip] = {}

    # What is shown

    def show(self, shown: Shown, code: int | None = None) -> None:
        """Show codes with the cursor on one; without one it stays on its code, else about where it was."""
        held = code if code is not None else self.code
        self.shown = shown
        places = {row.code: at for at, row in enumerate(shown.rows)}
        self.at = places.get(held, min(self.at, max(0, len(shown.rows) - 1))) if held is not None else 0
        self.virtual_size = Size(0, len(shown.rows))
        self.refresh()
        self.reveal()

    def touch(self, shown: Shown) -> None:
        """Show the same rows with other signs."""
        self.shown = shown
        self.refresh()

    @property
    def code(self) -> int | None:
        """The code under the cursor; None when there is none."""
        return self.shown.rows[self.at].code if self.at < len(self.shown.rows) else None

    def go(self, code: int) -> None:
        """Put the cursor on a code that is shown."""
        for at, row in enumerate(self.shown.rows):
            if row.code == code:
                self._go(at)

    def reveal(self) -> None:
        """Scroll to the cursor, with a row of what is around."""
        height = self.scrollable_content_region.height
        if height and self.shown.rows:
            margin = 1 if height > 4 else 0
            region = Region(0, max(0, self.at - margin), 1, min(1 + 2 * margin, height))
            self.scroll_to_region(region, animate=False, force=True)

    def row_place(self, code: int) -> tuple[int, int] | None:
        """Column and row, within the table, of where the name of a code stands now; None when it is out of sight."""
        for at, row in enumerate(self.shown.rows):
            y = at - self.scroll_offset.y
            if row.code == code and 0 <= y < self.scrollable_content_region.height:
                return MARGIN + INDENT * row.depth, y
        return None

    def heading(self) -> Text:
        """The names of the columns, over them."""
        names = self._name_room()
        text = Text(" " * MARGIN + set_cell_size(_("code"), names), no_wrap=True)
        text.append(set_cell_size(_("definition"), self._room_beside(self._columns()) - names))
        for name in self._columns():
            text.append(" " * (_column(name) - cell_len(name)) + name)
        return text

    # The cursor

    def action_move(self, step: int) -> None:
        """Up or down."""
        self._go(self.at + step)

    def action_page(self, step: int) -> None:
        """A screenful up or down."""
        self._go(self.at + step * max(1, self.scrollable_content_region.height - 2))

    def action_edge(self, at: int) -> None:
        """The first or the last code."""
        self._go(at % len(self.shown.rows) if self.shown.rows else 0)

    def _go(self, at: int) -> None:
        at = min(max(at, 0), max(0, len(self.shown.rows) - 1))
        if at != self.at:
            self.refresh_line(self.at)
            self.refresh_line(at)
            self.at = at
            self.reveal()
            self.post_message(self.Moved())

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take a code: to put the cursor on it, or to drag it."""
        place = self._row_at(event)
        if place is None or event.button != 1:
            return
        row = self.shown.rows[place]
        if row.branch and 0 <= event.x - 2 - INDENT * row.depth < 2:
            self.post_message(self.Toggled(row.code))
            return
        self._go(place)
        self._held = row.code
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show where a dragged code would go."""
        if self._held is None:
            return
        place = self._row_at(event)
        over = None
        if place is not None and self.shown.rows[place].code != self._held:
            row = self.shown.rows[place]
            over = (row.code, event.x < MARGIN + INDENT * row.depth)
        if over != self._over:
            self._over = over
            self.refresh()
            if over:
                self.post_message(self.Dragged(self._held, over[0], behind=over[1], dropped=False))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let the code go."""
        held, over, self._held, self._over = self._held, self._over, None, None
        self.release_mouse()
        self.refresh()
        if held is not None and over is not None:
            self.post_message(self.Dragged(held, over[0], behind=over[1], dropped=True))

    def on_click(self, event: events.Click) -> None:
        """Twice: open the code."""
        if event.chain == 2 and self._row_at(event) is not None:
            self.post_message(self.Opened())

    def _row_at(self, event: events.MouseEvent) -> int | None:
        place = event.y + self.scroll_offset.y
        inside = 0 <= event.y < self.scrollable_content_region.height
        return place if inside and place < len(self.shown.rows) else None

    # Painting

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.reveal()

    def on_focus(self) -> None:
        """The cursor looks otherwise when one is here."""
        self.refresh()

    def on_blur(self) -> None:
        """See `on_focus`."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One code; painted anew only when it says something else."""
        width = self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        colors = ground(self.app.theme)
        base = _base(colors)
        if at >= len(self.shown.rows) or self.shown.rows[at].code == NEW:
            return Strip.blank(width, base)
        row = self.shown.rows[at]
        if at == self.at:
            base = self.get_component_rich_style("code-table--cursor" if self.has_focus else "code-table--cursor-away")
        code, use = self.shown.book[row.code], self.shown.use.get(row.code, NONE)
        looks = (
            *(row, code.name, code.color, code.definition, use, width, base, colors, self.shown.counting),
            *(self._sign(row.code), row.code in self.shown.hits, self.shown.pins.get(row.code)),
        )
        strip = self._strips.get(looks)
        if strip is None:
            if len(self._strips) > _KEPT:
                self._strips.clear()
            strip = self._strips[looks] = Strip(list(self._line(row, base))).adjust_cell_length(width, base)
        return strip

    def _line(self, row: Row, base: Style) -> Iterator[Segment]:
        colors, cut = ground(self.app.theme), row.code in self.shown.cut
        code, use = self.shown.book[row.code], self.shown.use.get(row.code, NONE)
        dim = base + Style(color=colors.dim)
        plain = dim + Style(italic=True) if cut else base
        yield Segment(self._sign(row.code), base + Style(bold=True))
        arrow = ("▾ " if row.open else "▸ ") if row.branch else "  "
        yield Segment(" " * (INDENT * row.depth) + arrow, dim)
        yield Segment("■ ", base + Style(color=visible(code.color, colors)))
        pin = self.shown.pins.get(row.code)
        mark = (SINGLE if use.single_total else "") + (f" {pin}" if pin else "")
        room = self._name_room() - INDENT * row.depth
        name = _fit(" ".join(code.name.split()), room - cell_len(mark))
        hit = row.code in self.shown.hits
        yield Segment(name, plain + Style(bold=True, underline=True) if hit else plain)
        yield Segment(mark + " " * max(0, room - cell_len(name) - cell_len(mark)), dim)
        beside = self._room_beside(self._columns()) - self._name_room()
        if beside > 0:
            yield Segment(set_cell_size(_fit(" ".join(code.definition[: 2 * beside].split()), beside - 1), beside), dim)
        for column, value in zip(self._columns(), self._values(use, row), strict=False):
            yield Segment(value.rjust(_column(column)), dim if value == "·" else plain)

    def _sign(self, code: int) -> str:
        if self._over is not None and self._over[0] == code:
            return "↓ " if self._over[1] else "→ "
        return "✂ " if code in self.shown.cut else "✓ " if code in self.shown.ticked else "  "

    def _columns(self) -> list[str]:
        names = [_("codings"), _("+ below"), _("docs"), _("people")]
        while len(names) > 1 and self._room_beside(names) < _FEWEST:
            names.pop()
        return names

    def _room_beside(self, columns: Sequence[str]) -> int:
        width = self.scrollable_content_region.width or self.size.width
        return width - MARGIN - sum(map(_column, columns))

    def _name_room(self) -> int:
        room = max(4, self._room_beside(self._columns()))
        return _NAMES if room > _AMPLE else room

    def _values(self, use: CodeStatistics, row: Row) -> list[str]:
        waiting = "…" if self.shown.counting else None
        values = [
            number(use.codings) if use.codings else "·",
            number(use.codings_total) if row.branch else "",
            waiting or (number(use.documents_total) if use.documents_total else "·"),
            waiting or (number(use.speakers_total) if use.speakers_total else "·"),
        ]
        return values


@lru_cache(maxsize=8)
def _base(colors: Ground) -> Style:
    return Style(color=colors.text, bgcolor=colors.back)


def _column(name: str) -> int:
    """The cells of a column: its name with a distance from the one before."""
    return max(_NARROWEST, cell_len(name) + 2)


def _fit(text: str, room: int) -> str:
    """A text in at most so many cells."""
    return text if cell_len(text) <= room else set_cell_size(text, max(0, room - 1)).rstrip() + "…"
