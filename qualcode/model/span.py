"""Half-open ranges of Unicode code points, the one unit of position in qualcode.

`Span(3, 7)` holds the characters 3, 4, 5 and 6; two spans that only touch do not overlap.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range `[start, end)` of code points, 0 ≤ start ≤ end; raises ValueError otherwise."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one character."""
        return self.start < other.end and other.start < self.end and bool(len(self)) and bool(len(other))

    def within(self, other: Span) -> bool:
        """True when every character of this span is in the other."""
        return other.start <= self.start and self.end <= other.end

    def encloses(self, other: Span) -> bool:
        """True when every character of the other span is in this one."""
        return other.within(self)

    def clip(self, other: Span) -> Span | None:
        """The characters that both share, or None."""
        if not self.overlaps(other):
            return None
        return Span(max(self.start, other.start), min(self.end, other.end))

    def gap(self, other: Span) -> int:
        """How many characters lie between the two; 0 when they touch or overlap."""
        return max(0, other.start - self.end, self.start - other.end)
