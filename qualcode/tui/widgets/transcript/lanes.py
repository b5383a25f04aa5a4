"""Codings as bars beside the text: a lane for each, so that five that overlap can be told apart. Pure.

Two codings never share a lane in one row. A coding keeps one lane from its first row to its last; lanes are given in
the order of the text, the lowest free one first. What finds no lane within the limit is counted, not drawn. A lane
depends on the codings before it only, so one that comes or goes is followed until the lanes are again what they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from qualcode.tui.widgets.transcript.layout import SPACER, TextLayout

#: Rows that are looked up, and named, together.
_BLOCK = 32
#: How far below its first row a coding may be named.
_BELOW = 6
#: Cells of a name from which on it may be cut.
_CUT = 20
#: What stands between two names in one row.
BETWEEN = " · "


class Mark(NamedTuple):
    """A coding as the text shows it: the characters `[start, end)`, the name and the colour (`#rrggbb`) of its code."""

    id: int
    code: int
    start: int
    end: int
    name: str
    color: str
    coder: int = 0


class Bar(NamedTuple):
    """A mark beside the rows `first` to `last`, both included; `lane` is −1 when there is no room."""

    mark: Mark
    first: int
    last: int
    lane: int


class Change(NamedTuple):
    """Other lanes of the same layout than `before`, the bars that are no longer there and those that are new."""

    lanes: Lanes
    before: Lanes
    gone: Sequence[Bar] = ()
    new: Sequence[Bar] = ()


class Lanes:
    """The marks of a document laid beside its rows, at most `limit` lanes; names may take `room` cells of a row."""

    def __init__(self, marks: Iterable[Mark], layout: TextLayout, limit: int, room: int = 0) -> None:
        self.limit = limit
        self.room = room
        self._layout = layout
        self._marks = sorted(marks, key=_order)
        self.bars: list[Bar] = []
        #: For each bar, and after the last, the rows from which on the lanes are free.
        self._free: list[tuple[int, ...]] = []
        self._lay([0] * limit)
        self._blocks: dict[int, list[Bar]] = {}
        for bar in self.bars:
            for block in _blocks(bar):
                self._blocks.setdefault(block, []).append(bar)
        self._names: dict[int, dict[int, tuple[Bar, ...]]] = {}

    def at(self, row: int) -> tuple[Bar, ...]:
        """The bars beside a row, in the order of the text."""
        return tuple(bar for bar in self._blocks.get(row // _BLOCK, ()) if bar.first <= row <= bar.last)

    def names(self, row: int) -> tuple[Bar, ...]:
        """The bars that are named beside a row, by their lanes: at their first row, else a little further down."""
        block = row // _BLOCK
        named = self._names.get(block)
        if named is None:
            begun = [bar for bar in self._blocks.get(block, ()) if bar.first // _BLOCK == block]
            named = self._names[block] = dict(_named(begun, self._layout, self.room))
        return named.get(row, ())

    def changed(self, marks: Iterable[Mark]) -> Change:
        """The lanes of other marks. What it takes grows with the difference, not with the document."""
        ordered = sorted(marks, key=_order)
        head = _alike(self._marks, ordered)
        if head == len(ordered) == len(self._marks):
            return Change(self, self)
        tail = min(_alike(self._marks[::-1], ordered[::-1]), min(len(ordered), len(self._marks)) - head)
        other = Lanes.__new__(Lanes)
        other.limit, other.room, other._layout, other._marks = self.limit, self.room, self._layout, ordered
        other.bars, other._free = self.bars[:head], self._free[:head]
        until = other._lay(list(self._free[head]), self, len(ordered) - tail)
        old = until - len(ordered) + len(self._marks)
        gone, new = self.bars[head:old], other.bars[head:until]
        kept = set(gone) & set(new)
        gone, new = [bar for bar in gone if bar not in kept], [bar for bar in new if bar not in kept]
        other._replace(self, gone, new)
        return Change(other, self, gone, new)

    def _lay(self, free: list[int], before: Lanes | None = None, same: int = 0) -> int:
        """Lay the marks that have no bar yet; the index from which on the bars are those that were there `before`.

        From the mark `same` on the marks are those of before.
        """
        shift = len(before._marks) - len(self._marks) if before else 0
        row_at = self._layout.row_at
        for at in range(len(self.bars), len(self._marks)):
            mark = self._marks[at]
            first, last = row_at(mark.start), row_at(max(mark.start, mark.end - 1))
            if before and at >= same and _equal(free, before._free[at + shift], first):
                self.bars += before.bars[at + shift :]
                self._free += before._free[at + shift :]
                return at
            self._free.append(tuple(free))
            lane = next((lane for lane, row in enumerate(free) if row <= first), -1)
            if lane >= 0:
                free[lane] = last + 1
            self.bars.append(Bar(mark, first, last, lane))
        self._free.append(tuple(free))
        return len(self._marks)

    def _replace(self, before: Lanes, gone: Sequence[Bar], new: Sequence[Bar]) -> None:
        left = {bar.mark.id for bar in gone}
        come: dict[int, list[Bar]] = {block: [] for bar in gone for block in _blocks(bar)}
        for bar in new:
            for block in _blocks(bar):
                come.setdefault(block, []).append(bar)
        self._blocks = dict(before._blocks)
        for block, bars in come.items():
            bars += (bar for bar in before._blocks.get(block, ()) if bar.mark.id not in left)
            self._blocks[block] = sorted(bars, key=lambda bar: _order(bar.mark))
        self._names = {block: names for block, names in before._names.items() if block not in come}


def _order(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, mark.id


def _alike(one: Sequence[Mark], other: Sequence[Mark]) -> int:
    """How many marks are the same at the start."""
    for at, (mine, theirs) in enumerate(zip(one, other, strict=False)):
        if mine != theirs:
            return at
    return min(len(one), len(other))


def _equal(free: Sequence[int], other: Sequence[int], row: int) -> bool:
    """Whether the lanes are free alike from a row on."""
    return all(mine == theirs or (mine <= row and theirs <= row) for mine, theirs in zip(free, other, strict=True))


def _blocks(bar: Bar) -> range:
    return range(bar.first // _BLOCK, bar.last // _BLOCK + 1)


def _named(bars: Sequence[Bar], layout: TextLayout, room: int) -> Iterator[tuple[int, tuple[Bar, ...]]]:
    """The rows of a block with the bars that are named there: one a row, or more where there is room for all."""
    named: dict[int, list[Bar]] = {}
    used: dict[int, int] = {}
    for bar in bars:
        below = min(bar.last, bar.first + _BELOW, (bar.first // _BLOCK + 1) * _BLOCK - 1)
        rows = [row for row in range(bar.first, below + 1) if layout.rows[row].paragraph != SPACER]
        wanted = min(cell_len(bar.mark.name), _CUT)
        row = next((row for row in rows if row not in used), None)
        if row is None:
            wanted += len(BETWEEN)
            row = next((row for row in rows if used[row] + wanted <= room), None)
        if row is not None:
            named.setdefault(row, []).append(bar)
            used[row] = used.get(row, 0) + wanted
    for row, here in named.items():
        yield row, tuple(sorted(here, key=lambda bar: (bar.lane < 0, bar.lane)))
