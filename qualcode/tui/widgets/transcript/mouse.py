"""The caret by mouse: a press places it, a drag selects, two clicks take a word, three a sentence, four a turn.

The cell under the pointer becomes a position by the layout's own map, the one that the keyboard uses; a drag that
leaves the text, or the widget, is clamped to the nearest row and cell. Nothing scrolls under the pointer, but while it
rests above or below the view in a drag: then the text goes by, the faster the further away it is.
"""

from __future__ import annotations

from textual import events
from textual.timer import Timer

from qualcode.model.span import Span
from qualcode.tui.widgets.transcript import motion
from qualcode.tui.widgets.transcript.geometry import Geometry
from qualcode.tui.widgets.transcript.selects import Selects

#: Seconds between two steps of a text that goes by, and the rows of the longest one.
_BEAT, _FASTEST = 0.05, 6


class Mouse(Selects):
    """What the transcript does with the pointer."""

    geometry: Geometry
    _dragging = False
    #: Where the button went down, until the pointer leaves that cell.
    _pressed: tuple[int, int] | None = None
    _pointer = (0, 0)
    #: Whether the pointer has been below the first row in this drag.
    _came_up = False
    _rolling: Timer | None = None

    def hit(self, x: int, y: int) -> int:
        """The position of the character at a cell inside the padding of the widget, clamped to the text."""
        height = self.scrollable_content_region.height
        row = min(max(y, 0), max(0, height - 1)) + self.scroll_offset.y
        return self.rows.position(row, x - self.geometry.gutter)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret under the pointer; with Shift, select up to there."""
        self.let_go()
        if self.page is None or event.button != 1:
            return
        self._pressed = self._pointer = self._cell(event)
        self.anchored = self._came_up = False
        self.place_caret(self.hit(*self._pointer), anchor=self.origin() if event.shift else None, reveal=False)
        self._dragging = True
        self.capture_mouse()
        event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select while dragging; beyond the view, the text scrolls along."""
        if not self._dragging:
            return
        self._pointer = self._cell(event)
        self._came_up = self._came_up or self._pointer[1] > 0
        if self._pointer != self._pressed:
            self._pressed = None
            self._drag_to(self.hit(*self._pointer))
        if self._beyond() and self._rolling is None:
            self._roll()
            self._rolling = self.set_interval(_BEAT, self._roll)
        event.stop()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the drag."""
        if self._dragging:
            self.end_drag()
            event.stop()

    def end_drag(self) -> None:
        """Let go of the pointer; what is selected stays so."""
        self._dragging = False
        self._stop_rolling()
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Two clicks select the word, three the sentence, four the turn; one on a bar, the passage of its coding."""
        if self.page is None or event.shift:
            return
        x, y = self._cell(event)
        position = self.hit(x, y)
        if event.chain == 1:
            if self._pressed is not None:
                self._click_bar(x, y)
            return
        if event.chain == 2:
            self._take(motion.word_at(self.page.text, position))
            return
        unit = "sentence" if event.chain == 3 else "turn"
        found = motion.unit_at(self.units(unit), position)
        if found:
            self._take(found)

    def _click_bar(self, x: int, y: int) -> None:
        lane = x - self.geometry.gutter - self.geometry.body - 2
        bars = self.lanes.at(y + self.scroll_offset.y) if 0 <= lane < self.geometry.lanes else ()
        for bar in bars:
            if bar.lane == lane:
                self.select(Span(bar.mark.start, bar.mark.end))

    def _take(self, span: Span) -> None:
        """Select without scrolling: another click on the same cell must meet the same words."""
        self.place_caret(span.end, anchor=span.start, reveal=False)

    def _drag_to(self, position: int) -> None:
        if position != self.caret:
            self.place_caret(position, anchor=self.origin(), reveal=False)

    def _beyond(self) -> int:
        """How many rows the pointer is above (negative) or below the view.

        At the edge of the terminal it can go no higher than the first row: there it counts as above once it came from
        further down.
        """
        y, height = self._pointer[1], self.scrollable_content_region.height
        if y == 0 and self.region.y == 0 and self._came_up:
            return -1
        return y if y < 0 else max(0, y - height + 1)

    def _roll(self) -> None:
        """Scroll a step and select up to the edge, until the pointer comes back or the text ends."""
        beyond = self._beyond()
        if not beyond or not self._dragging:
            self._stop_rolling()
            return
        self.scroll_to(y=self.scroll_offset.y + max(-_FASTEST, min(_FASTEST, beyond)), animate=False, force=True)
        self._drag_to(self.hit(*self._pointer))

    def _stop_rolling(self) -> None:
        if self._rolling is not None:
            self._rolling.stop()
            self._rolling = None

    def _cell(self, event: events.MouseEvent) -> tuple[int, int]:
        padding = self.styles.padding
        return int(event.x) - padding.left, int(event.y) - padding.top
