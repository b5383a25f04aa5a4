"""Relations between two segments of one document, defined on half-open ranges; the definitions of the query language.

`docs/query-language.md` has a picture of each. Distances are counted in units: two segments that touch the same turn
are 0 turns apart, those in neighbouring turns 1; a character is a unit too, so segments that touch are 1 character
apart and those that overlap 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from qualcode.model.span import Span

Kind = Literal["overlaps", "within", "encloses", "equals", "cooccurs", "near", "before", "after"]
Unit = Literal["character", "word", "sentence", "turn", "paragraph"]

KINDS: tuple[Kind, ...] = ("overlaps", "within", "encloses", "equals", "cooccurs", "near", "before", "after")
UNITS: tuple[Unit, ...] = ("character", "word", "sentence", "turn", "paragraph")

#: The first and the last unit that a range touches, by their numbers in the document; None when it touches none.
Touched = Callable[[Span], tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Relation:
    """How one segment stands to another: `distance` is the most units apart (None for `before` and `after`: any).

    Raises ValueError for a distance where there can be none, or none where there must be one.
    """

    kind: Kind
    distance: int | None = None
    unit: Unit = "character"

    def __post_init__(self) -> None:
        if self.kind == "near" and self.distance is None:
            raise ValueError("near needs a distance")
        if self.distance is not None and (self.distance < 0 or self.kind not in ("near", "before", "after")):
            raise ValueError(f"{self.kind} has no distance of {self.distance}")

    def holds(self, one: Span, other: Span, touched: Touched | None = None) -> bool:
        """True when `one` stands so to `other`; both hold at least one character of one document.

        `touched` tells the units of a range; without it they are characters.
        """
        if self.kind == "within":
            return one.within(other)
        if self.kind == "encloses":
            return one.encloses(other)
        if self.kind == "equals":
            return one == other
        if self.kind in ("overlaps", "cooccurs"):
            return one.overlaps(other)
        if self.kind == "before" and not one.end <= other.start:
            return False
        if self.kind == "after" and not other.end <= one.start:
            return False
        return self.distance is None or self._near(one, other, touched or _characters)

    def _near(self, one: Span, other: Span, touched: Touched) -> bool:
        here, there = touched(one), touched(other)
        if here is None or there is None:
            return False
        assert self.distance is not None
        return max(0, there[0] - here[1], here[0] - there[1]) <= self.distance

    def __str__(self) -> str:
        word = self.kind.upper()
        return word if self.distance is None else f"{word}/{self.distance} {self.unit}{'s' * (self.distance > 1)}"


def _characters(span: Span) -> tuple[int, int]:
    return span.start, span.end - 1
