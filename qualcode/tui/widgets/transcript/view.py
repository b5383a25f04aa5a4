"""The transcript on the screen: rows painted one by one, each kept as long as nothing about it changes.

A painted row is cached under all that it shows (codings, selection, caret, hits, theme); so there is nothing to
invalidate, and a change repaints the rows it touches. Keyboard and mouse move one caret and one anchor.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from qualcode.model.document import Layout, Timestamp
from qualcode.model.span import Span
from qualcode.tui.commands import bindings
from qualcode.tui.places import Trail
from qualcode.tui.session import Page
from qualcode.tui.widgets.transcript import columns, paint, skin
from qualcode.tui.widgets.transcript.choice import ALL, Choice
from qualcode.tui.widgets.transcript.geometry import FULL, MEASURE, MEASURES, Geometry, fit, gutter_width
from qualcode.tui.widgets.transcript.lanes import Bar, Change, Lanes, Mark
from qualcode.tui.widgets.transcript.layout import SPACER, TextLayout
from qualcode.tui.widgets.transcript.mouse import Mouse
from qualcode.tui.widgets.transcript.paint import Ink, Look, Piece

_STYLES = {"heading": (False, True), "header": (True, False), "break": (True, False)}
#: Rows kept between the caret and the edge of the view.
_MARGIN = 2
#: The part of the view (a third) above the place that a jump leads to, and that is kept free below it.
_AHEAD = 3

R = TypeVar("R", Span, Timestamp)


class Transcript(Mouse, can_focus=True, inherit_bindings=False):
    """A document with its codings. The screen gives it pages and marks; it says where the caret is."""

    #: Whose commands apply while it has the focus (`Command.where`).
    where = "text"
    ALLOW_SELECT = False

    class CaretMoved(Message):
        """The caret or the selection changed."""

    class Relaid(Message):
        """Rows or bars are other ones, all of them unless `change` says which bars; or hits, or the active code.

        `unseen` is the number of codings that came or went without being shown; None when none could have.
        """

        def __init__(self, change: Change | None = None, unseen: int | None = None) -> None:
            super().__init__()
            self.change = change
            self.unseen = unseen

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._bindings = bindings("text")
        self.page: Page | None = None
        self.rows = TextLayout("")
        self.lanes = Lanes((), self.rows, 0)
        self.caret = 0
        self.anchor_at: int | None = None
        self.anchored = False
        self.goal: int | None = None
        self.hits: list[Span] = []
        self.trail = Trail([])
        self.active = 0
        self.geometry = Geometry(0, 80, 0, 0)
        self.ground = skin.Ground(True, *("#ffffff", "#888888", "#000000", "#333333", "#555555", "#ffffff"))
        self.choice = ALL
        self.measure = MEASURE
        self.numbers = True
        self._marks: Sequence[Mark] = ()
        self._layout: Layout | None = None
        self._height = 0
        self._units: dict[tuple[int, str], Sequence[Span]] = {}
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(4096)

    @property
    def selection(self) -> Span:
        """The selected characters; empty at the caret when nothing is selected."""
        anchor = self.caret if self.anchor_at is None else self.anchor_at
        return Span(min(anchor, self.caret), max(anchor, self.caret))

    # What the screen gives

    def load(self, page: Page | None, marks: Sequence[Mark], caret: int = 0) -> None:
        """Show a document from its start, or with what stands before a caret above it, and with its codings."""
        self.page = page
        self.hits = []
        self._units = {}
        self.anchor_at, self.anchored, self.goal = None, False, None
        self._marks = marks
        self.caret = caret
        self._arrange()
        self.caret = self.rows.shown(min(caret, len(self.rows.text)))
        above = self.scrollable_content_region.height // 3
        self.scroll_to(y=max(0, self.rows.row_at(self.caret) - above), animate=False, force=True)
        self._reveal()
        self.refresh()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show other codings of the same document: only the rows they touch are painted again."""
        unseen = 0
        if self.choice != ALL:
            unseen = sum(not self.choice.shows(mark.code, mark.coder) for mark in {*marks} ^ {*self._marks})
        self._marks = marks
        self._show_bars(unseen)

    def show_only(self, choice: Choice) -> None:
        """Show some of the codings of the document, in this and in those to come."""
        self.choice = choice
        self._show_bars()

    def shown(self) -> tuple[int, int]:
        """How many codings of the document are shown, and how many there are."""
        return len(self.lanes.bars), len(self._marks)

    def read(self, *, measure: int | None = None, numbers: bool | None = None) -> None:
        """Take another length of a line (cells, FULL for all there is), show or hide numbers; the caret stays put."""
        self.measure = self.measure if measure is None else measure
        self.numbers = self.numbers if numbers is None else numbers
        self._rewrap()

    def next_measure(self, step: int) -> int | None:
        """The next longer (1) or shorter (−1) length of a line that looks different here; None when there is none."""
        steps = sorted(MEASURES, key=lambda measure: (measure == FULL, measure))
        longer = steps if step > 0 else steps[::-1]
        place = (self.measure == FULL, self.measure)
        for measure in longer:
            body = self._fit(measure).body
            if ((measure == FULL, measure) > place) == (step > 0) and (body - self.geometry.body) * step > 0:
                return measure
        return None

    def show_hits(self, hits: Sequence[Span]) -> None:
        """Highlight what a search found."""
        before, self.hits = self.hits, list(hits)
        view = [(number, self.rows.rows[number]) for number in self._view()]
        self._refresh_rows(
            number
            for number, row in view
            if _meeting(before, row.first, row.last) != _meeting(self.hits, row.first, row.last)
        )
        self.post_message(self.Relaid(Change(self.lanes, self.lanes)))

    def show_active(self, code: int) -> None:
        """Let the passages of one code stand out; 0 for none."""
        if code == self.active:
            return
        codes = (code, self.active)
        self.active = code
        self._refresh_rows(row for row in self._view() if any(bar.mark.code in codes for bar in self.lanes.at(row)))
        self.post_message(self.Relaid(Change(self.lanes, self.lanes)))

    def show_ground(self, ground: skin.Ground) -> None:
        """Take other colours."""
        self.ground = ground
        self.refresh()

    def select(self, span: Span, *, jump: str = "") -> None:
        """Select a passage, the caret at its end, and bring it into view; `jump` as in `note_jump`."""
        self.place_caret(span.end, anchor=span.start, jump=jump)
        if self.rows.row_at(span.start) < self.scroll_offset.y:
            self._reveal(span.start)

    def place_caret(
        self,
        position: int,
        *,
        anchor: int | None = None,
        keep_goal: bool = False,
        reveal: bool = True,
        jump: str = "",
    ) -> None:
        """Move the caret; with an anchor, what lies between is selected; `jump` as in `note_jump`."""
        before, old = self.selection, self.caret
        self.caret = self.rows.shown(min(max(position, 0), len(self.rows.text)))
        self.anchor_at = None if anchor is None else self.rows.shown(anchor)
        if not keep_goal:
            self.goal = None
        self._repaint_change(before, old)
        if reveal:
            self._reveal(far=bool(jump))
        self.note_jump(old, jump)
        self.post_message(self.CaretMoved())

    # Geometry

    def page_rows(self) -> int:
        """How many rows a page key moves: all but two, which are read on."""
        return max(1, self.scrollable_content_region.height - 2)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap anew for another width, the caret staying where it is on the screen."""
        self._rewrap()

    def _rewrap(self) -> None:
        """Arrange anew; the row of the caret stays where it was, where the caret is out of view the first row does."""
        top, height = self.scroll_offset.y, max(1, self.scrollable_content_region.height)
        away = self.rows.row_at(self.caret) - top
        held = self.caret
        if not 0 <= away < max(self._height, height):
            away, held = 0, self.rows.rows[min(top, len(self.rows) - 1)].first
        self._arrange()
        self.scroll_to(y=max(0, self.rows.row_at(held) - min(away, height - 1)), animate=False, force=True)
        if held == self.caret:
            self._reveal()
        self.refresh()

    def _fit(self, measure: int) -> Geometry:
        width = max(1, self.scrollable_content_region.width)
        if self.page is None:
            return fit(width, 2, measure)
        return fit(width, gutter_width(self.page.layout, width, numbered=self.numbers), measure)

    def _arrange(self) -> None:
        width = max(1, self.scrollable_content_region.width)
        self._height = self.scrollable_content_region.height
        if self.page is None:
            self.rows = TextLayout("")
            self.lanes = Lanes((), self.rows, 0)
            self.virtual_size = Size(width, 1)
            self.post_message(self.Relaid())
            return
        layout = self.page.layout
        geometry = self._fit(self.measure)
        marks = self.choice.pick(self._marks)
        if geometry != self.geometry or self.rows.text is not self.page.text or self._layout is not layout:
            self.geometry, self._layout = geometry, layout
            self.rows = TextLayout(self.page.text, layout.paragraphs, layout.turns, geometry.body)
            self.lanes = Lanes(marks, self.rows, geometry.lanes, geometry.names - 1)
        else:
            self.lanes = self.lanes.changed(marks).lanes
        # An empty page at the end lets the last lines be read in the middle of the screen.
        self.virtual_size = Size(width, len(self.rows) + 1)
        self.post_message(self.Relaid())

    def _show_bars(self, unseen: int = 0) -> None:
        before = self.lanes
        change = before.changed(self.choice.pick(self._marks))
        self.lanes = change.lanes
        self._refresh_rows(
            row
            for row in self._view()
            if before.at(row) != self.lanes.at(row) or before.names(row) != self.lanes.names(row)
        )
        self.post_message(self.Relaid(change, unseen))

    def _reveal(self, position: int | None = None, *, far: bool = False) -> None:
        """Scroll as little as needed for the caret to be seen; after a jump, so that one can read on from there."""
        height = self.scrollable_content_region.height
        if height <= 0:
            return
        row = self.rows.row_at(self.caret if position is None else position)
        margin = min(_MARGIN, (height - 1) // 2)
        top = self.scroll_offset.y
        if far and not margin <= row - top < height - height // _AHEAD:
            self.scroll_to(y=max(0, row - height // _AHEAD), animate=False, force=True)
        elif row < top + margin:
            self.scroll_to(y=max(0, row - margin), animate=False, force=True)
        elif row > top + height - 1 - margin:
            self.scroll_to(y=row - height + 1 + margin, animate=False, force=True)

    # Painting

    def render_line(self, y: int) -> Strip:
        """One row of the widget."""
        width = self.scrollable_content_region.width
        number = y + self.scroll_offset.y
        if self.page is None or number >= len(self.rows):
            return Strip.blank(width, Style(bgcolor=self.ground.back))
        bars = self.lanes.at(number)
        named = self.lanes.names(number)
        ink = self._ink(number)
        key = (number, self.rows, bars, named, ink, self.geometry, self.numbers, self.ground, width, self.active)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strip(
                [
                    *columns.gutter(
                        self.page, self.rows.rows, number, self.geometry, self.ground, numbered=self.numbers
                    ),
                    *self._body(number, bars, ink),
                    *columns.margin(bars, named, number, self.geometry, self.active),
                ],
                width,
            )
            self._strips.set(key, strip)
        return strip

    def _ink(self, number: int) -> Ink:
        row = self.rows.rows[number]
        if row.paragraph == SPACER or self.page is None:
            return paint.NO_INK
        selected = self.selection
        clipped = selected.clip(Span(row.start, max(row.end, row.start)))
        caret = self.caret if self.rows.row_at(self.caret) == number else -1
        style = self.page.layout.paragraphs[row.paragraph].style if row.paragraph >= 0 else "body"
        dim, strong = _STYLES.get(style, (False, False))
        return Ink(
            (clipped.start, clipped.end) if clipped else (0, 0),
            caret,
            tuple((hit.start, hit.end) for hit in _meeting(self.hits, row.first, row.last)),
            tuple((s.start, s.end) for s in _meeting(self.page.layout.timestamps, row.first, row.last)),
            self.active,
            dim,
            strong,
        )

    def _body(self, number: int, bars: Sequence[Bar], ink: Ink) -> list[Piece]:
        row = self.rows.rows[number]
        marks = [bar.mark for bar in bars]
        pieces = paint.paint_text(self.rows.clusters(number), marks, ink, row.last)
        used = sum(cell_len(piece.text) for piece in pieces)
        room = self.geometry.body + 1
        return [*pieces, Piece(" " * (room - used), Look("blank"))] if used < room else pieces

    def _strip(self, pieces: Sequence[Piece], width: int) -> Strip:
        segments = [Segment(piece.text, skin.style(piece.look, self.ground)) for piece in pieces if piece.text]
        return Strip(segments).adjust_cell_length(width, Style(bgcolor=self.ground.back))

    def _repaint_change(self, before: Span, caret: int) -> None:
        after = self.selection
        rows = {self.rows.row_at(caret), self.rows.row_at(self.caret)}
        for one, other in ((before.start, after.start), (before.end, after.end)):
            first, last = sorted((self.rows.row_at(one), self.rows.row_at(other)))
            rows.update(range(first, last + 1))
        self._refresh_rows(rows)

    def _view(self) -> range:
        """The rows on the screen."""
        top = self.scroll_offset.y
        return range(top, min(len(self.rows), top + self.scrollable_content_region.height))

    def _refresh_rows(self, rows: Iterable[int]) -> None:
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        width = self.size.width
        seen = [Region(0, row - top, width, 1) for row in rows if top <= row < top + height]
        if seen:
            self.refresh(*seen)


def _meeting(ranges: Sequence[R], start: int, end: int) -> Sequence[R]:
    """Those that share characters with a row; they are in order and do not overlap."""
    first = bisect_right(ranges, start, key=lambda one: one.end)
    return ranges[first : bisect_left(ranges, end, first, key=lambda one: one.start)]
