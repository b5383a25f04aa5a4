"""The whole document in a narrow column: where each code lies, where one is, what one has marked.

`Overview` counts, for each half cell, the bars of each code; a coding that comes or goes changes the halves it lies
on. The widget paints from those counts, and only the cells that look different.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from qualcode.tui.widgets.transcript.lanes import Bar, Change, Lanes
from qualcode.tui.widgets.transcript.skin import Ground, mix, visible

#: How much of a code's colour the map takes; beside the active code, less.
CALM, FAINT = 0.75, 0.4


class Overview:
    """The rows of a document on the cells of a column, two halves each, and the codes on each half.

    A half stands for one row at least: a short document does not fill the column.
    """

    def __init__(self, bars: Iterable[Bar] = (), rows: int = 1, cells: int = 1) -> None:
        halves = min(max(1, rows), 2 * max(1, cells))
        self._starts = [half * max(1, rows) // halves for half in range(halves)]
        self._counts: list[dict[int, int]] = [{} for _half in range(halves)]
        self.colors: dict[int, str] = {}
        self.change((), bars)

    def change(self, gone: Iterable[Bar], new: Iterable[Bar]) -> None:
        """Take away bars that were counted, and count others."""
        for way, bars in ((-1, gone), (1, new)):
            for bar in bars:
                code = bar.mark.code
                self.colors[code] = bar.mark.color
                for half in range(self.half(bar.first), self.half(bar.last) + 1):
                    counts = self._counts[half]
                    counts[code] = counts.get(code, 0) + way
                    if not counts[code]:
                        del counts[code]

    def half(self, row: int) -> int:
        """The half on which a row lies."""
        return max(0, bisect_right(self._starts, row) - 1)

    def cell(self, row: int) -> int:
        """The cell on which a row lies."""
        return self.half(row) // 2

    def row(self, cell: int) -> int:
        """The first row of a cell; of the last one for a cell below it."""
        return self._starts[min(max(0, 2 * cell), len(self._starts) - 1)]

    def codes(self, half: int) -> list[int]:
        """The codes on a half, the most frequent first; none below the last one."""
        counts = self._counts[half] if half < len(self._counts) else {}
        return sorted(counts, key=lambda code: (-counts[code], code)) if counts else []


class Here(NamedTuple):
    """Where one is, in rows: the caret, the first and last row of the view; what one has marked and found."""

    caret: int = 0
    first: int = 0
    last: int = 0
    marked: tuple[tuple[int, str], ...] = ()
    hits: frozenset[int] = frozenset()


class _Signs(NamedTuple):
    """The same in cells."""

    caret: int
    first: int
    last: int
    marked: dict[int, str]
    hits: frozenset[int]

    def at(self, y: int) -> tuple[str, str]:
        """What stands at the left of a cell, and why: the caret, a bookmark, a hit of the search, the view."""
        if y == self.caret:
            return "►", "caret"
        if y in self.marked:
            letter = self.marked[y]
            return letter if cell_len(letter) == 1 else "◆", "letter"
        if y in self.hits:
            return "•", "hit"
        return ("│" if self.first <= y <= self.last else " "), ""


class Minimap(Widget, can_focus=False):
    """The column. The screen says what is where; a press or a drag asks to be taken to a row."""

    DEFAULT_CSS = "Minimap { width: 2; height: 1fr; }"

    class Asked(Message):
        """Someone wants to see a row of the document."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.overview = Overview()
        self.lanes: Lanes | None = None
        self._rows = 0
        self._here = Here()
        self._signs = _signs(self._here, self.overview)
        self._ground: Ground | None = None
        self._active = 0
        self._dragging = False

    def show(self, lanes: Lanes, rows: int) -> None:
        """Show another document, or the same one wrapped otherwise."""
        self.lanes, self._rows = lanes, rows
        self.overview = Overview(lanes.bars, rows, self.size.height)
        self._signs = _signs(self._here, self.overview)
        self.refresh()

    def show_change(self, change: Change) -> None:
        """Show codings that came and went."""
        self.lanes = change.lanes
        self.overview.change(change.gone, change.new)
        cell = self.overview.cell
        self._refresh({at for bar in (*change.gone, *change.new) for at in range(cell(bar.first), cell(bar.last) + 1)})

    def show_here(self, here: Here) -> None:
        """Show where one is; the cells that look the same are left alone."""
        if here == self._here:
            return
        self._here = here
        before, self._signs = self._signs, _signs(here, self.overview)
        if before != self._signs:
            self._refresh(y for y in range(self.size.height) if before.at(y) != self._signs.at(y))

    def on_resize(self, event: events.Resize) -> None:
        """Count anew for another height."""
        if self.lanes is not None:
            self.show(self.lanes, self._rows)

    def show_active(self, code: int) -> None:
        """Let one code stand out; 0 for none."""
        if code != self._active:
            self._active = code
            self.refresh()

    def show_ground(self, ground: Ground) -> None:
        """Take other colours."""
        self._ground = ground
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A cell of the whole document: place, then codes."""
        width, ground = self.size.width, self._ground
        if ground is None or not width:
            return Strip.blank(width)
        sign, name = self._signs.at(y)
        seen = self._signs.first <= y <= self._signs.last
        back = mix(ground.back, ground.text, 0.12) if seen else ground.back
        colors = {"caret": ground.caret, "letter": ground.text, "hit": ground.text, "": ground.dim}
        segments = [Segment(sign, Style(color=colors[name], bgcolor=back, bold=name in ("caret", "letter") or None))]
        segments += self._codes(y, width - 1, back, ground)
        return Strip(segments, width)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Go there."""
        if event.button == 1:
            self._dragging = True
            self.capture_mouse()
            self._ask(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Go along."""
        if self._dragging:
            self._ask(event)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Stay."""
        self._dragging = False
        self.release_mouse()

    def _ask(self, event: events.MouseEvent) -> None:
        event.stop()
        self.post_message(self.Asked(self.overview.row(int(event.y))))

    def _codes(self, y: int, columns: int, back: str, ground: Ground) -> list[Segment]:
        """A column for each of the most frequent codes; the active code has the first one, and fuller signs."""
        above, below = self.overview.codes(2 * y), self.overview.codes(2 * y + 1)
        active = self._active
        segments = []
        if active and columns:
            mine = _halves(active in above, active in below)
            others = [code for code in (*above, *below) if code != active]
            if mine != " ":
                color = visible(self.overview.colors[active], ground)
                segments.append(Segment(mine, Style(color=color, bgcolor=back, bold=True)))
            else:
                # Thin, so that it is told from the active code without its colour.
                thin = "▏" if others and columns == 1 else " "
                segments.append(Segment(thin, Style(color=ground.dim, bgcolor=back)))
            above = [code for code in above if code != active]
            below = [code for code in below if code != active]
            columns -= 1
        for at in range(columns):
            one = self._color(above, at, ground, faint=bool(active))
            other = self._color(below, at, ground, faint=bool(active))
            sign = "▀" if one else "▄" if other else " "
            second = (other or back) if one else back
            segments.append(Segment(sign, Style(color=one or other or ground.dim, bgcolor=second)))
        return segments

    def _color(self, codes: list[int], at: int, ground: Ground, *, faint: bool) -> str:
        if at >= len(codes):
            return ""
        return _shade(self.overview.colors[codes[at]], ground, FAINT if faint else CALM)

    def _refresh(self, cells: Iterable[int]) -> None:
        width, height = self.size
        regions = [Region(0, y, width, 1) for y in cells if 0 <= y < height]
        if regions:
            self.refresh(*regions)


@lru_cache(maxsize=1024)
def _shade(color: str, ground: Ground, share: float) -> str:
    return mix(ground.back, visible(color, ground), share)


def _signs(here: Here, overview: Overview) -> _Signs:
    cell = overview.cell
    marked = {cell(row): letter for row, letter in here.marked}
    return _Signs(cell(here.caret), cell(here.first), cell(here.last), marked, frozenset(map(cell, here.hits)))


def _halves(above: bool, below: bool) -> str:
    return "█" if above and below else "▀" if above else "▄" if below else " "
