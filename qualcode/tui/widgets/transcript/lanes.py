"""Codings as bars beside the text: a lane for each, so that five that overlap can be told apart. Pure.

Two codings never share a lane in one row. A coding keeps one lane from its first row to its last; lanes are given in
the order of the text, the lowest free one first. What finds no lane within the limit is counted, not drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qualcode.tui.widgets.transcript.layout import SPACER, TextLayout

_BUCKET = 32


class Mark(NamedTuple):
    """A coding as the text shows it: the characters `[start, end)`, the name and the colour (`#rrggbb`) of its code."""

    id: int
    code: int
    start: int
    end: int
    name: str
    color: str


class Bar(NamedTuple):
    """A mark beside the rows `first` to `last`, both included; `lane` is −1 when there is no room."""

    mark: Mark
    first: int
    last: int
    lane: int


class Lanes:
    """The marks of a document laid beside its rows, at most `limit` lanes."""

    def __init__(self, marks: Iterable[Mark], layout: TextLayout, limit: int) -> None:
        self.limit = limit
        self.bars = _bars(marks, layout, limit)
        self.width = max((bar.lane for bar in self.bars), default=-1) + 1
        self._buckets: dict[int, list[Bar]] = {}
        for bar in self.bars:
            for bucket in range(bar.first // _BUCKET, bar.last // _BUCKET + 1):
                self._buckets.setdefault(bucket, []).append(bar)
        self.names = _names(self.bars, layout)

    def at(self, row: int) -> tuple[Bar, ...]:
        """The bars beside a row, in the order of the text."""
        return tuple(bar for bar in self._buckets.get(row // _BUCKET, ()) if bar.first <= row <= bar.last)

    def touched(self, other: Lanes) -> set[int]:
        """The rows that look different under other lanes of the same layout."""
        rows: set[int] = set()
        mine, theirs = {bar.mark.id: bar for bar in self.bars}, {bar.mark.id: bar for bar in other.bars}
        for mark in mine.keys() | theirs.keys():
            if mine.get(mark) != theirs.get(mark):
                for bar in (mine.get(mark), theirs.get(mark)):
                    rows.update(range(bar.first, bar.last + 1) if bar else ())
        for row in self.names.keys() | other.names.keys():
            if self.names.get(row) != other.names.get(row):
                rows.add(row)
        return rows


def _bars(marks: Iterable[Mark], layout: TextLayout, limit: int) -> list[Bar]:
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.id))
    free_from = [0] * limit
    bars = []
    for mark in ordered:
        first, last = layout.row_at(mark.start), layout.row_at(max(mark.start, mark.end - 1))
        lane = -1
        for at in range(limit):
            if free_from[at] <= first:
                lane = at
                free_from[at] = last + 1
                break
        bars.append(Bar(mark, first, last, lane))
    return bars


def _names(bars: Sequence[Bar], layout: TextLayout) -> dict[int, Mark]:
    """One name a row: that of a bar at its first row, or further down while it lasts, or nowhere."""
    names: dict[int, Mark] = {}
    for bar in bars:
        for row in range(bar.first, min(bar.last, bar.first + 6) + 1):
            if row not in names and layout.rows[row].paragraph != SPACER:
                names[row] = bar.mark
                break
    return names
