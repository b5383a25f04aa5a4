"""The caret by mouse: a press places it, a drag selects, two clicks take a word, three a sentence, four a turn.

The cell under the pointer becomes a position by the layout's own map, the one that the keyboard uses; a drag that
leaves the text, or the widget, is clamped to the nearest row and cell.
"""

from __future__ import annotations

from textual import events

from qualcode.model.span import Span
from qualcode.tui.widgets.transcript import motion
from qualcode.tui.widgets.transcript.geometry import Geometry
from qualcode.tui.widgets.transcript.moves import Moves


class Mouse(Moves):
    """What the transcript does with the pointer."""

    geometry: Geometry
    _dragging = False

    def hit(self, x: int, y: int) -> int:
        """The position of the character at a cell inside the padding of the widget, clamped to the text."""
        height = self.scrollable_content_region.height
        row = min(max(y, -1), height) + self.scroll_offset.y
        return self.rows.position(row, x - self.geometry.gutter)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret under the pointer; with Shift, select up to there."""
        if self.page is None or event.button != 1:
            return
        position = self.hit(*self._cell(event))
        self.anchored = False
        start = (self.caret if self.anchor_at is None else self.anchor_at) if event.shift else None
        self.place_caret(position, anchor=start)
        self._dragging = True
        self.capture_mouse()
        event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select while dragging; above and below the view, the text scrolls along."""
        if not self._dragging:
            return
        position = self.hit(*self._cell(event))
        anchor = self.caret if self.anchor_at is None else self.anchor_at
        if position != self.caret:
            self.place_caret(position, anchor=anchor)
        event.stop()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the drag."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()
            event.stop()

    def on_click(self, event: events.Click) -> None:
        """Two clicks select the word, three the sentence, four the turn; one on a bar, the passage of its coding."""
        if self.page is None:
            return
        x, y = self._cell(event)
        position = self.hit(x, y)
        if event.chain == 1:
            lane = x - self.geometry.gutter - self.geometry.body - 2
            bars = self.lanes.at(y + self.scroll_offset.y) if 0 <= lane < self.geometry.lanes else ()
            for bar in bars:
                if bar.lane == lane:
                    self.select(Span(bar.mark.start, bar.mark.end))
            return
        if event.chain == 2:
            self.select(motion.word_at(self.page.text, position))
            return
        unit = "sentence" if event.chain == 3 else "turn"
        found = motion.unit_at(self.units(unit), position)
        if found:
            self.select(found)

    def _cell(self, event: events.MouseEvent) -> tuple[int, int]:
        padding = self.styles.padding
        return int(event.x) - padding.left, int(event.y) - padding.top
