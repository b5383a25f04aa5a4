"""A list of any length with a cursor: only the rows that are seen are drawn, by whoever knows what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

#: Draws the entry at a place into a width of cells: one Text for each of its lines.
Draw = Callable[[int, int], Sequence[Text]]


class Rows(ScrollView, can_focus=True):
    """Entries of equal height, the one under the cursor marked by a sign and a ground."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"rows--cursor", "rows--cursor-blurred"}
    DEFAULT_CSS = """
    Rows { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    Rows > .rows--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground;
    }
    Rows > .rows--cursor-blurred {
        background: $block-cursor-blurred-background; color: $block-cursor-blurred-foreground;
    }
    """
    BINDINGS = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,ctrl+home", "end(0)", show=False),
        Binding("end,ctrl+end", "end(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Highlighted(Message):
        """The cursor came to an entry."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    class Chosen(Message):
        """Enter was pressed on an entry, or it was clicked when the cursor was there."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, *, height: int = 1, id: str | None = None) -> None:
        super().__init__(id=id)
        self._height = height
        self._count = 0
        self._draw: Draw = lambda _place, _width: ()
        self._ground = Style()
        self.cursor = 0

    def fill(self, count: int, draw: Draw, cursor: int = 0) -> None:
        """Show so many entries, the cursor on one of them."""
        self._count, self._draw = count, draw
        self.cursor = max(0, min(cursor, count - 1))
        self._stretch()
        self._reveal()
        self.refresh()

    @property
    def count(self) -> int:
        """How many entries there are."""
        return self._count

    def move(self, place: int) -> None:
        """Put the cursor on an entry."""
        place = max(0, min(place, self._count - 1))
        if not self._count or place == self.cursor:
            return
        self._refresh_entry(self.cursor)
        self.cursor = place
        self._refresh_entry(place)
        self._reveal()
        self.post_message(self.Highlighted(place))

    def action_step(self, by: int) -> None:
        """An entry up or down."""
        self.move(self.cursor + by)

    def action_page(self, way: int) -> None:
        """A page up or down."""
        self.move(self.cursor + way * max(1, self.size.height // self._height - 1))

    def action_end(self, last: int) -> None:
        """The first or the last entry."""
        self.move(self._count - 1 if last else 0)

    def action_choose(self) -> None:
        """Say that the entry is chosen."""
        if self._count:
            self.post_message(self.Chosen(self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Move to an entry; a second click chooses it."""
        place = (event.y + self.scroll_offset.y) // self._height
        if place >= self._count:
            return
        if event.chain > 1 and place == self.cursor:
            self.action_choose()
        self.move(place)

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in view."""
        self._stretch()
        self._reveal()

    def on_focus(self) -> None:
        """The cursor stands out."""
        self._refresh_entry(self.cursor)

    def on_blur(self) -> None:
        """The cursor stays, quieter."""
        self._refresh_entry(self.cursor)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines that are painted again; they stand on one ground, which is worked out once."""
        self._ground = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of one entry."""
        width = self.scrollable_content_region.width
        place, line = divmod(y + self.scroll_offset.y, self._height)
        ground = self._ground
        if not 0 <= place < self._count:
            return Strip.blank(width, ground)
        here = place == self.cursor
        if here:
            ground = self.get_component_rich_style("rows--cursor" if self.has_focus else "rows--cursor-blurred")
        lines = self._draw(place, max(1, width - 2))
        text = lines[line].copy() if line < len(lines) else Text()
        text.truncate(max(1, width - 2), overflow="ellipsis")
        # A text without spans is rendered without its own style.
        text.stylize_before(text.style)
        sign = Segment("▎ " if here and not line else "  ", ground)
        segments = [Segment(s.text, ground + s.style if s.style else ground) for s in text.render(self.app.console)]
        return Strip([sign, *segments]).adjust_cell_length(width, Style(bgcolor=ground.bgcolor))

    def _stretch(self) -> None:
        """Let the entries be scrolled through; a list with a height of its own asks for no new layout of the screen."""
        size = Size(self.scrollable_content_region.width, self._count * self._height)
        if self.styles.is_auto_height or not self.size.height:
            self.virtual_size = size
        elif size != self.virtual_size:
            self.set_reactive(Rows.virtual_size, size)
            self.vertical_scrollbar.window_virtual_size = size.height
            self.scroll_y = self.validate_scroll_y(self.scroll_y)

    def _reveal(self) -> None:
        height, top = self.scrollable_content_region.height, self.scroll_offset.y
        first, last = self.cursor * self._height, (self.cursor + 1) * self._height
        if height <= 0:
            return
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif last > top + height:
            self.scroll_to(y=last - height, animate=False, force=True)

    def _refresh_entry(self, place: int) -> None:
        top = place * self._height - self.scroll_offset.y
        self.refresh(Region(0, top, self.size.width, self._height))
