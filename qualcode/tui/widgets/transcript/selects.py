"""The selection by keyboard: units, larger and smaller ones, the anchor and the other end."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.model.span import Span
from qualcode.tui.widgets.transcript import motion
from qualcode.tui.widgets.transcript.moves import Moves


class Selects(Moves):
    """The actions behind the keys that select."""

    #: What growing started from, and the passages it went through, as long as the selection is the last of them.
    _seed = 0
    _passed: tuple[Span, ...] = ()

    def action_anchor(self) -> None:
        """Start selecting at the caret, or stop."""
        self.anchored = not self.anchored
        self.place_caret(self.caret, anchor=self.caret if self.anchored else None)

    def action_other_end(self) -> None:
        """Put the caret at the other end of the selection; what moves next moves that end."""
        if len(self.selection):
            self.anchored = True
            self.place_caret(self.origin(), anchor=self.caret)

    def action_drop(self) -> None:
        """Let go of the selection; when there is none, of the search."""
        if self.anchored or len(self.selection):
            self.anchored = False
            self.place_caret(self.caret)
        elif self.hits:
            self.show_hits([])
            self.place_caret(self.caret)

    def action_unit(self, unit: str) -> None:
        """Select the word, sentence, paragraph or turn at the caret; again: one more."""
        if self.page is None:
            return
        selected = self.selection if len(self.selection) else None
        if unit == "word":
            found = motion.grow_word(self.page.text, selected, self.caret)
        else:
            found = motion.grow(self.units(unit), selected, self.caret)
        if found:
            self._steps()
            self._shape(found)

    def action_grow(self) -> None:
        """Select the smallest unit around the selection that is larger: word, sentence, paragraph, turn, all."""
        if self.page is None:
            return
        self._steps()
        found = motion.enclosing(self._around(self.selection.start), self.selection)
        if found:
            self._shape(found)

    def action_shrink(self) -> None:
        """Select what was selected before it grew, else the largest unit within the selection."""
        steps = self._steps()
        here = self.selection
        if self.page is None or not len(here):
            return
        earlier = steps[-2] if len(steps) > 1 and len(steps[-2]) and steps[-2].within(here) else None
        self._passed = steps[:-2] if earlier else ()
        found = earlier or motion.enclosed(self._around(self._seed), here)
        self._shape(found or Span(self._seed, self._seed))

    def _shape(self, span: Span) -> None:
        """Select a step on the way; what the caret is shown at is what is remembered of it."""
        self.anchored = False
        if len(span):
            self.select(span)
        else:
            self.place_caret(span.start)
        self._passed = (*self._passed, self.selection)

    def _steps(self) -> tuple[Span, ...]:
        """The way to the selection, which is its last step; it begins anew when something else was selected."""
        if not self._passed or self._passed[-1] != self.selection:
            self._passed = (self.selection,)
            self._seed = self.selection.start
        return self._passed

    def _around(self, position: int) -> Iterator[Span | None]:
        """The units at a position, the whole text last."""
        assert self.page is not None
        yield motion.word_touching(self.page.text, position)
        for unit in motion.UNITS:
            yield motion.unit_at(self.units(unit), position)
        yield Span(self.rows.shown(0), self.rows.shown(len(self.page.text)))
