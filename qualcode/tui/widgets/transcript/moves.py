"""The caret by keyboard: the actions behind the keys that move and select."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.scroll_view import ScrollView

from qualcode.model.span import Span
from qualcode.tui.widgets.transcript import motion
from qualcode.tui.widgets.transcript.layout import SPACER, TextLayout

if TYPE_CHECKING:
    from qualcode.tui.session import Page
    from qualcode.tui.widgets.transcript.lanes import Lanes


class Moves(ScrollView):
    """The state of the caret, and what the transcript does when a key moves it; the transcript shows it."""

    page: Page | None
    rows: TextLayout
    lanes: Lanes
    caret: int
    anchor_at: int | None
    anchored: bool
    goal: int | None
    hits: list[Span]
    _units: dict[tuple[int, str], Sequence[Span]]

    if TYPE_CHECKING:

        @property
        def selection(self) -> Span: ...
        def place_caret(self, position: int, *, anchor: int | None = None, keep_goal: bool = False) -> None: ...
        def select(self, span: Span) -> None: ...
        def show_hits(self, hits: Sequence[Span]) -> None: ...
        def page_rows(self) -> int: ...

    def units(self, unit: str) -> Sequence[Span]:
        """The sentences, paragraphs or turns of the page, worked out once."""
        if self.page is None:
            return ()
        key = (self.page.document.id, unit)
        if key not in self._units:
            self._units[key] = motion.units(self.page.layout, unit, self.page.text)
        return self._units[key]

    def action_move(self, where: str, extend: bool = False) -> None:
        """Move the caret; extend the selection with Shift or once `v` was pressed."""
        if self.page is None:
            return
        extend = extend or self.anchored
        anchor = (self.caret if self.anchor_at is None else self.anchor_at) if extend else None
        rows = {"up": -1, "down": 1, "page_up": -self.page_rows(), "page_down": self.page_rows()}
        if where in rows:
            self._move_rows(rows[where], anchor)
            return
        if where in ("left", "right") and not extend and len(self.selection):
            # As in every editor: an arrow leaves the selection at the side it points to.
            self.place_caret(self.selection.start if where == "left" else self.selection.end)
            return
        self.place_caret(self._target(where, extend), anchor=anchor)

    def action_anchor(self) -> None:
        """Start selecting at the caret, or stop."""
        self.anchored = not self.anchored
        self.place_caret(self.caret, anchor=self.caret if self.anchored else None)

    def action_drop(self) -> None:
        """Let go of the selection; when there is none, of the search."""
        if self.anchored or len(self.selection):
            self.anchored = False
            self.place_caret(self.caret)
        elif self.hits:
            self.show_hits([])
            self.place_caret(self.caret)

    def action_unit(self, unit: str) -> None:
        """Select the sentence, paragraph or turn at the caret; again: one more."""
        if self.page is None:
            return
        selected = self.selection if len(self.selection) else None
        found = motion.grow(self.units(unit), selected, self.caret)
        if found:
            self.anchored = False
            self.select(found)

    def action_select_coding(self) -> None:
        """Select the passage of the shortest coding at the caret; again: of the next larger one."""
        here = self.selection
        around = [
            Span(bar.mark.start, bar.mark.end)
            for bar in self.lanes.at(self.rows.row_at(here.start))
            if bar.mark.start <= here.start and bar.mark.end >= max(here.end, here.start + 1)
        ]
        larger = sorted((span for span in around if len(span) > len(here)), key=len)
        if larger:
            self.select(larger[0])

    def action_hit(self, step: int) -> None:
        """Go to the next or previous hit of the search, round the end."""
        if self.hits:
            at = self.hit_number()
            here = self.caret == self.hits[at].end and self.selection == self.hits[at]
            place = at + step if here or step < 0 else at
            self.select(self.hits[place % len(self.hits)])

    def hit_number(self) -> int:
        """The index of the first hit that does not lie wholly before the selection."""
        at = bisect_left(self.hits, self.selection.start, key=lambda hit: hit.start)
        return at % len(self.hits) if self.hits else 0

    def _move_rows(self, step: int, anchor: int | None) -> None:
        row, column = self.rows.place(self.caret)
        if self.goal is None:
            self.goal = column
        last = len(self.rows) - 1
        target = min(max(row + step, 0), last)
        while 0 < target < last and self.rows.rows[target].paragraph == SPACER:
            target += 1 if step > 0 else -1
        self.place_caret(self.rows.position(target, self.goal), anchor=anchor, keep_goal=True)

    def _target(self, where: str, extend: bool) -> int:
        assert self.page is not None
        text, caret = self.page.text, self.caret
        if where in ("sentence_on", "sentence_back", "paragraph_on", "paragraph_back", "turn_on", "turn_back"):
            unit, way = where.split("_")
            return self._unit_target(unit, way == "on")
        row = self.rows.row_at(caret)
        plain: dict[str, Callable[[], int]] = {
            "left": lambda: self._step(-1),
            "right": lambda: self._step(1),
            "word_left": lambda: motion.previous_word(text, caret),
            "word_right": lambda: motion.word_end(text, caret) if extend else motion.next_word(text, caret),
            "home": lambda: self.rows.position(row, -1),
            "end": lambda: self.rows.position(row, 1 << 30),
            "top": lambda: 0,
            "bottom": lambda: len(text),
            "coding_on": lambda: self._coding_target(1),
            "coding_back": lambda: self._coding_target(-1),
        }
        return plain[where]()

    def _step(self, way: int) -> int:
        """One cluster further or back, over hidden labels and blank rows."""
        number = self.rows.row_at(self.caret)
        row = self.rows.rows[number]
        if way > 0:
            if self.caret >= row.last:
                return self.rows.shown(min(row.end, len(self.rows.text)))
            shown = next(c for c in self.rows.clusters(number) if c.start <= self.caret < c.end)
            return shown.end
        if self.caret > row.first:
            return self.caret - 1
        before = number - 1
        while before > 0 and self.rows.rows[before].paragraph == SPACER:
            before -= 1
        return self.rows.position(before, 1 << 30) if before >= 0 else self.caret

    def _unit_target(self, unit: str, forward: bool) -> int:
        assert self.page is not None
        spans = self.units(unit)
        found = motion.next_unit(spans, self.caret) if forward else motion.previous_unit(spans, self.caret)
        return found if found is not None else (len(self.page.text) if forward else 0)

    def _coding_target(self, way: int) -> int:
        starts = sorted({bar.mark.start for bar in self.lanes.bars})
        if not starts:
            return self.caret
        at = bisect_right(starts, self.caret) if way > 0 else bisect_left(starts, self.caret) - 1
        return starts[at % len(starts)]
