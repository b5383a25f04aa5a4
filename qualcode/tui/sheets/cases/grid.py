"""A grid of text: the first column stays, the others scroll by columns; a cell cursor, a block of cells selected.

It knows nothing of what it shows. Only the rows on the screen are painted, so its size costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.tui.widgets.shelf import cut

_LEAST, _MOST, _MOST_FIXED = 6, 26, 36


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: its title, whether figures stand below, whether one can write there, a sign of order."""

    title: str
    right: bool = False
    writable: bool = True
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of cells, all ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def places(self) -> list[tuple[int, int]]:
        """Its cells, row by row."""
        return [(r, c) for r in range(self.top, self.bottom + 1) for c in range(self.left, self.right + 1)]

    @property
    def single(self) -> bool:
        """Whether it is one cell."""
        return self.top == self.bottom and self.left == self.right


class Grid(ScrollView, can_focus=True, inherit_bindings=False):
    """Cells to move in; the sheet decides what is done to them."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"grid--head", "grid--cursor", "grid--selected", "grid--quiet", "grid--fixed", "grid--row"}

    class Moved(Message):
        """The cursor or the selection changed."""

    class Pressed(Message):
        """The cell under the cursor was clicked again."""

    class HeadClicked(Message):
        """The head of a column was clicked."""

        def __init__(self, column: int) -> None:
            super().__init__()
            self.column = column

    class Pasted(Message):
        """Text was pasted from the terminal."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.heads: Sequence[Head] = ()
        self.cells: Sequence[Sequence[str]] = ()
        self.row, self.column = 0, 0
        self.origin: tuple[int, int] | None = None
        self.selecting = False
        self._widths: list[int] = []
        self._first = 1

    def show(self, heads: Sequence[Head], cells: Sequence[Sequence[str]], row: int, column: int) -> None:
        """Show these cells, the cursor on one of them; the selection is dropped where the size has changed."""
        if (len(heads), len(cells)) != (len(self.heads), len(self.cells)):
            self.origin, self.selecting = None, False
        self.heads, self.cells = heads, cells
        self.row = max(0, min(row, len(cells) - 1))
        self.column = max(0, min(column, len(heads) - 1))
        self._widths = [self._width(at) for at in range(len(heads))]
        self.virtual_size = Size(self.scrollable_content_region.width, len(cells) + 1)
        self.reveal()
        self.refresh()

    @property
    def selection(self) -> Block:
        """The selected cells; the one under the cursor when nothing is selected."""
        row, column = self.origin or (self.row, self.column)
        return Block(min(row, self.row), min(column, self.column), max(row, self.row), max(column, self.column))

    def move(self, rows: int, columns: int, *, extend: bool = False) -> None:
        """Move the cursor; with `extend` the selection grows or shrinks."""
        self.put(self.row + rows, self.column + columns, extend=extend)

    def put(self, row: int, column: int, *, extend: bool = False) -> None:
        """Put the cursor somewhere, the nearest cell where there is none."""
        if extend or self.selecting:
            self.origin = self.origin or (self.row, self.column)
        else:
            self.origin = None
        self.row = max(0, min(row, len(self.cells) - 1))
        self.column = max(0, min(column, len(self.heads) - 1))
        self.reveal()
        self.refresh()
        self.post_message(self.Moved())

    def select(self, top: int, bottom: int, column: int) -> None:
        """Select a piece of a column."""
        self.origin = (top, column)
        self.put(bottom, column, extend=True)

    def drop(self) -> bool:
        """Drop the selection; whether there was one."""
        had = self.origin is not None or self.selecting
        self.origin, self.selecting = None, False
        self.refresh()
        self.post_message(self.Moved())
        return had

    def reveal(self) -> None:
        """Scroll to the cursor, by rows and by columns."""
        room = self._room
        # On the first column one sees the table from its start.
        self._first = min(self._first, self.column) if self.column else 1
        while self._first < self.column and self._span(self._first, self.column) > room:
            self._first += 1
        self._first = max(1, min(self._first, max(1, len(self.heads) - 1)))
        # The head hides the first row of the view: the cursor must stand below it.
        self.scroll_to_region(Region(0, self.row, 1, 2), animate=False, force=True)

    @property
    def visible_columns(self) -> list[int]:
        """The columns on the screen, the first one included."""
        found, left = [0], self._room
        for at in range(self._first, len(self.heads)):
            if left <= 0:
                break
            found.append(at)
            left -= self._widths[at] + 1
        return found if self.heads else []

    def place_of(self, row: int, column: int) -> Region:
        """Where a cell is painted, in cells of this widget; its width is cut at the edge."""
        x = 0
        for at in self.visible_columns:
            if at == column:
                break
            x += self._widths[at] + 1
        width = min(self._widths[column], max(1, self.size.width - x))
        return Region(x, row + 1 - self.scroll_offset.y, width, 1)

    @property
    def page(self) -> int:
        """The rows that one sees at once."""
        return max(1, self.size.height - 1)

    # Mouse, clipboard

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor where it is clicked; Shift selects up to there."""
        self.focus()
        column = next((at for at in self.visible_columns if self._covers(at, event.x)), -1)
        if column < 0:
            return
        if event.y == 0:
            self.post_message(self.HeadClicked(column))
            return
        row = event.y - 1 + self.scroll_offset.y
        if row < len(self.cells):
            again = (row, column) == (self.row, self.column) and not event.shift
            self.put(row, column, extend=event.shift)
            if again:
                self.post_message(self.Pressed())

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Show the columns further right."""
        self._first = min(self._first + 1, max(1, len(self.heads) - 1))
        self.refresh()

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Show the columns further left."""
        self._first = max(1, self._first - 1)
        self.refresh()

    def on_paste(self, event: events.Paste) -> None:
        """Hand over what the terminal pastes."""
        event.stop()
        self.post_message(self.Pasted(event.text))

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.cells) + 1)
        self._widths = [self._width(at) for at in range(len(self.heads))]
        self.reveal()

    # Painting

    def render_line(self, y: int) -> Strip:
        """The heads, or a row."""
        width, base = self.scrollable_content_region.width, self.rich_style
        if y == 0:
            head = self.get_component_rich_style("grid--head", partial=True)
            return self._line([self._head(at) for at in self.visible_columns], width, base + head)
        row = y - 1 + self.scroll_offset.y
        if row >= len(self.cells) or not self.heads:
            return Strip([Segment(" " * width, base)], width)
        if row == self.row:
            base += self.get_component_rich_style("grid--row", partial=True)
        return self._line([self._cell(row, at) for at in self.visible_columns], width, base)

    def _line(self, parts: Sequence[tuple[str, Style]], width: int, base: Style) -> Strip:
        quiet = base + Style(color=self.get_component_rich_style("grid--quiet", partial=True).color)
        segments = []
        for at, (text, style) in enumerate(parts):
            segments.append(Segment(text, base + style))
            segments.append(Segment("│" if at == 0 else " ", quiet))
        return Strip(segments).adjust_cell_length(width, base)

    def _head(self, at: int) -> tuple[str, Style]:
        head, width = self.heads[at], self._widths[at]
        shown = self.place_of(0, at).width
        hidden_left = at == self._first and self._first > 1
        more = at == self.visible_columns[-1] and (at < len(self.heads) - 1 or shown < width)
        tail = head.sign + ("›" if more else "")
        title = cut(("‹" if hidden_left else "") + head.title, max(1, shown - cell_len(tail)))
        gap = " " * max(0, shown - cell_len(title) - cell_len(tail)) if more else ""
        style = Style(underline=True) if at == self.column else Style()
        return self._fit(title + gap + tail, shown, head.right), style

    def _cell(self, row: int, at: int) -> tuple[str, Style]:
        text = self._fit(cut(self.cells[row][at], self._widths[at]), self._widths[at], self.heads[at].right)
        block = self.selection
        if (row, at) == (self.row, self.column):
            return text, self.get_component_rich_style("grid--cursor")
        if block.top <= row <= block.bottom and block.left <= at <= block.right and not block.single:
            return text, self.get_component_rich_style("grid--selected")
        name = "grid--fixed" if at == 0 else "" if self.heads[at].writable else "grid--quiet"
        return text, self.get_component_rich_style(name, partial=True) if name else Style()

    def _fit(self, text: str, width: int, right: bool) -> str:
        gap = " " * max(0, width - cell_len(text))
        return gap + text if right else text + gap

    @property
    def _room(self) -> int:
        """The cells beside the column that stays."""
        return self.scrollable_content_region.width - (self._widths[0] + 1 if self._widths else 0)

    def _span(self, first: int, last: int) -> int:
        return sum(width + 1 for width in self._widths[first : last + 1]) - 1

    def _covers(self, column: int, x: int) -> bool:
        place = self.place_of(0, column)
        return place.x <= x <= place.right

    def _width(self, at: int) -> int:
        most = min(_MOST_FIXED, max(14, self.size.width // 3)) if at == 0 else _MOST
        longest = max((cell_len(text) for text in {row[at] for row in self.cells}), default=0)
        return max(_LEAST, min(most, max(longest, cell_len(self.heads[at].title) + 2)))
