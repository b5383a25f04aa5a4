"""The list of segments: places of all of them, words only of those that are seen, read a page at a time.

The rows are worked out by `shelf`; what they say is kept as long as nothing about it changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.model.codebook import Codebook
from qualcode.model.retrieval import Found, Hit
from qualcode.tui.sheets.retrieval.entry import State, entry_lines, heading, quote_width
from qualcode.tui.sheets.retrieval.shelf import Grouping, Shelf, wrapped
from qualcode.tui.widgets.transcript.skin import Ground

#: Entries read at once, and kept.
_PAGE, _KEPT = 48, 2_000
#: Rows of an entry: what it is, and two lines of its words.
_TALL = 3

Fetch = Callable[[Sequence[int]], list[Found]]


class PassageList(ScrollView, can_focus=True, inherit_bindings=False):
    """Segments to walk through. The sheet gives it hits and groups; it says where the cursor is."""

    ALLOW_SELECT = False

    class Moved(Message):
        """The cursor came to another segment."""

    class Opened(Message):
        """A segment was clicked twice."""

    def __init__(self, fetch: Fetch, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.hits: Sequence[Hit] = ()
        self.cursor = 0
        self.ticked: set[int] = set()
        self.most = 1 << 10
        self._fetch = fetch
        self._groups = Grouping()
        self._colors: Sequence[str] = ()
        self._shelf = Shelf((), _TALL)
        self._book = Codebook(())
        self._ground: Ground | None = None
        self._order = "document"
        self._found: dict[int, Found | None] = {}
        self._strips: LRUCache[tuple[object, ...], list[Strip]] = LRUCache(1024)

    # What the sheet gives

    def show(
        self, hits: Sequence[Hit], groups: Grouping, colors: Sequence[str], order: str, book: Codebook, cursor: int
    ) -> None:
        """Show these segments under these headings (each with a colour or none), the cursor on one of them."""
        self.hits, self._groups, self._colors, self._order, self._book = hits, groups, colors, order, book
        self.ticked &= {hit.id for hit in hits}
        self._found = {}
        self._strips.clear()
        self.cursor = min(max(cursor, 0), max(0, len(hits) - 1))
        self._arrange()
        self._reveal()
        self.refresh()

    def show_lines(self, most: int) -> None:
        """Show at most so many lines of the quotation under the cursor."""
        if most != self.most:
            self.most = most
            self._arrange()
            self._reveal()
            self.refresh()

    def show_ground(self, ground: Ground) -> None:
        """Take other colours."""
        self._ground = ground
        self._strips.clear()
        self.refresh()

    @property
    def current(self) -> Hit | None:
        """The segment under the cursor."""
        return self.hits[self.cursor] if self.hits else None

    def found(self, entry: int) -> Found | None:
        """A segment in full, read with those around it; None for one that is gone."""
        id_ = self.hits[entry].id
        if id_ not in self._found:
            if len(self._found) > _KEPT:
                self._found = {}
            first = max(0, entry - _PAGE // 4)
            ids = [hit.id for hit in self.hits[first : first + _PAGE] if hit.id not in self._found]
            self._found |= dict.fromkeys(ids)
            self._found |= {one.segment.id: one for one in self._fetch(ids)}
        return self._found[id_]

    # Moving

    def move_to(self, entry: int) -> None:
        """Put the cursor on a segment, clamped to those there are."""
        entry = min(max(entry, 0), len(self.hits) - 1)
        if entry < 0 or entry == self.cursor:
            return
        self.cursor = entry
        self._arrange()
        self._reveal()
        self.refresh()
        self.post_message(self.Moved())

    def page(self) -> int:
        """How many segments a page key moves."""
        return max(1, (self.scrollable_content_region.height - self._shelf.height_of(self.cursor)) // _TALL)

    def group_start(self, step: int) -> int:
        """The first segment of the next group, or of this one or the one before."""
        if not self.hits:
            return 0
        group = self._shelf.group_of(self.cursor)
        if step < 0 and self.cursor == self._shelf.first_of(group):
            return self._shelf.first_of(max(0, group - 1))
        return self._shelf.first_of(group if step < 0 else min(group + 1, len(self._groups.sizes)))

    def tick(self, ids: Iterable[int]) -> None:
        """Tick these segments, or take the ticks away when all of them have one."""
        chosen = set(ids)
        self.ticked = self.ticked - chosen if chosen <= self.ticked else self.ticked | chosen
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on what was clicked; twice: open it."""
        line = self._shelf.at(int(event.y) + self.scroll_offset.y)
        if line and line.entry >= 0:
            self.move_to(line.entry)
            if event.chain == 2:
                self.post_message(self.Opened())

    def on_resize(self, event: events.Resize) -> None:
        """Lay the rows out for another size."""
        self._strips.clear()
        self._arrange()
        self.call_after_refresh(self._reveal)

    # Painting

    def _arrange(self) -> None:
        width, height = self.scrollable_content_region.size
        opened, tall = -1, 0
        if self.hits and width > 0:
            found = self.found(self.cursor)
            most = max(2, min(height - 3, self.most))
            rows = len(wrapped(found.segment.quote, quote_width(width), most)) if found else 0
            opened, tall = self.cursor, max(_TALL, 1 + rows)
        self._shelf = Shelf(self._groups.sizes, _TALL, opened, tall)
        # A screenful of room at the end, so that a longer quotation does not change what can be scrolled to.
        plain = len(self._shelf) - (max(0, tall - _TALL) if opened >= 0 else 0)
        self.virtual_size = Size(width, plain + height)

    def _reveal(self) -> None:
        """Scroll as little as needed for the whole entry to be seen; with its heading when it is the first under it."""
        height = self.scrollable_content_region.height
        if not self.hits or height <= 0:
            return
        top = self._shelf.row_of(self.cursor)
        end = top + self._shelf.height_of(self.cursor)
        if self.cursor == self._shelf.first_of(self._shelf.group_of(self.cursor)):
            top -= 1
        first = self.scroll_offset.y
        if top < first:
            self.scroll_to(y=top, animate=False, force=True)
        elif end > first + height:
            self.scroll_to(y=min(top, end - height), animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """One row of the widget."""
        width = self.scrollable_content_region.width
        line = self._shelf.at(y + self.scroll_offset.y)
        if self._ground is None or line is None or width <= 0:
            return Strip.blank(width, Style(bgcolor=self._ground.back if self._ground else None))
        if line.entry < 0:
            color = self._colors[line.group] if self._colors else ""
            return heading(self._groups.names[line.group], self._groups.sizes[line.group], color, self._ground, width)
        id_ = self.hits[line.entry].id
        state = State(width, self._order, line.entry == self.cursor, id_ in self.ticked)
        height = self._shelf.height_of(line.entry)
        key = (id_, state, height)
        strips = self._strips.get(key)
        if strips is None:
            strips = entry_lines(self.found(line.entry), self._book, self._ground, state, height)
            self._strips.set(key, strips)
        return strips[line.line]
