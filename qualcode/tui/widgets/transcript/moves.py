"""The caret by keyboard: the actions behind the keys that move it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from qualcode.model.span import Span
from qualcode.tui.places import Spot, Trail
from qualcode.tui.widgets.transcript import motion
from qualcode.tui.widgets.transcript.layout import SPACER, TextLayout
from qualcode.tui.widgets.transcript.pairs import Pairs

if TYPE_CHECKING:
    from qualcode.tui.session import Page
    from qualcode.tui.widgets.transcript.lanes import Lanes

#: A movement that is not remembered as a jump, however far it goes.
UNNOTED = "unnoted"


class Moves(Pairs):
    """The state of the caret, and what the transcript does when a key moves it; the transcript shows it."""

    page: Page | None
    rows: TextLayout
    lanes: Lanes
    caret: int
    anchor_at: int | None
    anchored: bool
    goal: int | None
    hits: list[Span]
    trail: Trail
    _units: dict[tuple[int, str], Sequence[Span]]

    if TYPE_CHECKING:

        @property
        def selection(self) -> Span: ...
        def place_caret(
            self,
            position: int,
            *,
            anchor: int | None = None,
            keep_goal: bool = False,
            reveal: bool = True,
            jump: str = "",
        ) -> None: ...
        def select(self, span: Span, *, jump: str = "") -> None: ...
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

    def spot(self) -> Spot | None:
        """Where the caret is, as a place in the project."""
        return Spot(self.page.document.uuid, self.caret) if self.page else None

    def note_jump(self, before: int, jump: str) -> None:
        """Remember the place that was left, if it is more than a page away or `jump` names the kind of the step."""
        if self.page is None or jump == UNNOTED:
            return
        # A page key goes a little further when it meets a blank row.
        far = abs(self.rows.row_at(before) - self.rows.row_at(self.caret)) > self.page_rows() + 2
        if jump or far:
            document = self.page.document.uuid
            self.trail.leave(Spot(document, before), Spot(document, self.caret), jump)

    def go(self, position: int, *, extend: bool = False, jump: str = "") -> None:
        """Move the caret; extend the selection when asked to or once `v` was pressed."""
        extend = extend or self.anchored
        self.place_caret(position, anchor=self.origin() if extend else None, jump=jump)

    def origin(self) -> int:
        """Where the selection starts that a movement extends."""
        return self.caret if self.anchor_at is None else self.anchor_at

    def action_move(self, where: str, extend: bool = False) -> None:
        """Move the caret; extend the selection with Shift or once `v` was pressed."""
        if self.page is None:
            return
        extend = extend or self.anchored
        rows = {"up": -1, "down": 1, "page_up": -self.page_rows(), "page_down": self.page_rows()}
        if where in rows:
            self._move_rows(rows[where], self.origin() if extend else None)
            return
        if where in ("left", "right") and not extend and len(self.selection):
            # As in every editor: an arrow leaves the selection at the side it points to.
            self.place_caret(self.selection.start if where == "left" else self.selection.end)
            return
        self.go(self._target(where, extend), extend=extend)

    def action_hit(self, step: int) -> None:
        """Go to the next or previous hit, round the end. A selection is passed over with all the hits in it.

        So the hits can be gone through while what stands around each is selected and coded.
        """
        if not self.hits:
            return
        if step > 0:
            at = bisect_left(self.hits, self.selection.end, key=lambda hit: hit.start)
        else:
            # A hit in a speaker's label has the caret behind the label: it is not before the caret then.
            at = bisect_left(self.hits, self.selection.start, key=lambda hit: self.rows.shown(hit.start)) - 1
        self.select(self.hits[at % len(self.hits)], jump="hit")

    def find_hit(self) -> None:
        """Go to the first hit from the start of the selection on; from a hit to the one behind it."""
        if self.hits and self.selection in self.hits:
            self.action_hit(1)
        elif self.hits:
            at = bisect_left(self.hits, self.selection.start, key=lambda hit: hit.start)
            self.select(self.hits[at % len(self.hits)], jump="hit")

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
        unit, _rest, way = where.partition("_")
        if unit in ("word", *motion.UNITS):
            return self._unit_target(unit, way in ("on", "right"), extend)
        row = self.rows.row_at(self.caret)
        plain: dict[str, Callable[[], int]] = {
            "left": lambda: self._step(-1),
            "right": lambda: self._step(1),
            "home": lambda: self.rows.position(row, -1),
            "end": lambda: self.rows.position(row, 1 << 30),
            "top": lambda: 0,
            "bottom": lambda: len(self.rows.text),
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

    def _unit_target(self, unit: str, forward: bool, extend: bool) -> int:
        """Where a movement by a unit ends: at the start of one; at its end where a selection ends with it.

        A selection that grows or shrinks at its end goes from end to end of units, one that does so at its start from
        start to start; so it never takes the blank, or the label, between two units with it.
        """
        assert self.page is not None
        way = _Way(self.page.text, self.units(unit) if unit != "word" else None)
        caret, anchor = self.caret, self.origin()
        if forward:
            start = way.next_start(caret)
            if extend and (caret >= anchor or start is None or start > anchor):
                return _or(way.next_end(caret), len(self.page.text))
            return _or(start, len(self.page.text))
        end = way.previous_end(caret) if extend and caret > anchor else None
        return end if end is not None and end > anchor else _or(way.previous_start(caret), 0)


class _Way:
    """The starts and ends of the words, or of other units, of a text."""

    def __init__(self, text: str, units: Sequence[Span] | None) -> None:
        self._text, self._units = text, units

    def next_start(self, position: int) -> int | None:
        if self._units is None:
            return motion.next_word(self._text, position)
        return motion.next_unit(self._units, position)

    def next_end(self, position: int) -> int | None:
        if self._units is None:
            return motion.word_end(self._text, position)
        return motion.next_end(self._units, position)

    def previous_start(self, position: int) -> int | None:
        if self._units is None:
            return motion.previous_word(self._text, position)
        return motion.previous_unit(self._units, position)

    def previous_end(self, position: int) -> int | None:
        if self._units is None:
            return motion.previous_word_end(self._text, position)
        return motion.previous_end(self._units, position)


def _or(found: int | None, otherwise: int) -> int:
    return otherwise if found is None else found
