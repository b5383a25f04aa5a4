"""From a text and a width to visual rows, and from positions to cells and back. Pure: no widget, no colour.

Invariant: the rows tile the text. Every character stands in exactly one row, line ends and speakers' labels included;
of a row `[start, end)` the characters `[first, last)` are shown in the body, the label before them stands in the
gutter, the line end after them has the cell behind the last one. `position(*place(p)) == p` for every shown cluster.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from qualcode.model.document import Paragraph, Turn
from qualcode.tui.widgets.transcript.cells import Cluster, breaks, clusters

#: The paragraph of a blank row between two turns.
SPACER = -2
#: Lines of these styles stand close together.
_CLOSE = frozenset(("table", "list", "header"))


class Row(NamedTuple):
    """A row of the screen. `paragraph` and `turn` are indices, −1 for none; `head` marks the first row of a turn.

    A blank row between turns holds no character (`start == end`); its paragraph is SPACER.
    """

    paragraph: int
    start: int
    first: int
    last: int
    end: int
    turn: int = -1
    head: bool = False


class _Line(NamedTuple):
    """What is wrapped as one: the shown characters `[first, last)` of a paragraph, from `begin` with its label."""

    paragraph: int
    begin: int
    first: int
    last: int
    turn: int
    head: bool
    spaced: bool


class TextLayout:
    """The rows of a text at a width (in cells, 1 or more); with `spaced`, blank rows set turns and paragraphs apart."""

    def __init__(
        self,
        text: str,
        paragraphs: Sequence[Paragraph] = (),
        turns: Sequence[Turn] = (),
        width: int = 80,
        *,
        spaced: bool = True,
    ) -> None:
        self.text = text
        self.width = max(1, width)
        shown = _cut(text, _shown_lines(text, paragraphs), turns)
        self.rows = list(self._rows(shown, paragraphs, turns, spaced))
        self._starts = [row.start for row in self.rows]
        self.clusters = lru_cache(maxsize=512)(self._clusters)

    def __len__(self) -> int:
        return len(self.rows)

    def row_at(self, position: int) -> int:
        """The row that holds a position; the end of the text belongs to the last row."""
        return max(0, bisect_right(self._starts, position) - 1)

    def place(self, position: int) -> tuple[int, int]:
        """The row and the column (in cells) where the character at a position is shown; that of a label is 0."""
        number = self.row_at(position)
        column = 0
        for cluster in self.clusters(number):
            if position < cluster.end:
                return number, cluster.column
            column = cluster.column + cluster.cells
        return number, column

    def position(self, row: int, column: int) -> int:
        """The character shown at a cell, the nearest where none is: rows and columns out of range are clamped.

        Behind the last character of a paragraph that is its line end; behind a row that goes on in the next one, the
        row's last character, so that the answer lies in the row that was asked for (in the next for a blank row).
        """
        number = min(max(row, 0), len(self.rows) - 1)
        asked = self.rows[number]
        if asked.paragraph == SPACER:
            return self.position(number + 1, column)
        found = asked.first
        for cluster in self.clusters(number):
            found = cluster.start
            if column < cluster.column + cluster.cells:
                return found
        return asked.last if asked.last < asked.end or number + 1 == len(self.rows) else found

    def shown(self, position: int) -> int:
        """The nearest position a caret can have: not in a hidden label, not inside a cluster or between paragraphs."""
        number = self.row_at(position)
        row = self.rows[number]
        if position >= row.last:
            return row.last
        return self.position(*self.place(position))

    def _clusters(self, row: int) -> list[Cluster]:
        shown = self.rows[row]
        return clusters(self.text, shown.first, shown.last, self.width)

    def _rows(
        self,
        shown: Sequence[tuple[int, int, int]],
        paragraphs: Sequence[Paragraph],
        turns: Sequence[Turn],
        spaced: bool,
    ) -> Iterator[Row]:
        """The rows of the lines, each stretched over what lies before it and up to the next line."""
        start = 0
        for line, end in _lines(shown, paragraphs, turns, len(self.text)):
            if spaced and line.spaced and start:
                yield Row(SPACER, start, start, start, start)
            first, head = line.first, line.head
            for cut in breaks(self.text, line.first, line.last, self.width):
                yield Row(line.paragraph, start, first, cut, cut, line.turn, head)
                start = first = cut
                head = False
            yield Row(line.paragraph, start, first, line.last, end, line.turn, head)
            start = end


def _lines(
    shown: Sequence[tuple[int, int, int]], paragraphs: Sequence[Paragraph], turns: Sequence[Turn], length: int
) -> Iterator[tuple[_Line, int]]:
    """The lines to wrap, each with the position where the next begins.

    Labels are left out of what is shown; a paragraph that is nothing but a label goes with the line after it, and so
    does a label without words or line end, for the caret would have no place there.
    """
    turn = -1
    head = False
    before = ""
    for at, (number, begin, last) in enumerate(shown):
        end = shown[at + 1][1] if at + 1 < len(shown) else length
        while turn + 1 < len(turns) and turns[turn + 1].start < max(last, begin + 1):
            turn += 1
            head = True
        inside = turn if turn >= 0 and begin < turns[turn].end else -1
        hidden = turns[inside].body if inside >= 0 and turns[inside].label is not None else 0
        if hidden >= end and at + 1 < len(shown) and (end < turns[inside].end or last == end):
            continue
        style = paragraphs[number].style if number >= 0 else ""
        apart = inside < 0 and not (style == before and style in _CLOSE)
        before = style
        yield _Line(number, begin, min(max(begin, hidden), last), last, inside, head, head or apart), end
        head = False
    if not shown:
        yield _Line(-1, 0, 0, 0, -1, False, False), length


def _shown_lines(text: str, paragraphs: Sequence[Paragraph]) -> list[tuple[int, int, int]]:
    """(paragraph, start, end) of every line to show, without line ends; words outside paragraphs get lines too."""
    found: list[tuple[int, int, int]] = []
    reach = 0
    for index, paragraph in enumerate(paragraphs):
        start = max(paragraph.start, reach)
        found.extend((-1, one, other) for one, other in _pieces(text, reach, start) if text[one:other].strip())
        found.extend((index, one, other) for one, other in _pieces(text, start, max(start, paragraph.end)))
        reach = max(reach, paragraph.end)
    found.extend((-1, one, other) for one, other in _pieces(text, reach, len(text)) if text[one:other].strip())
    return found


def _cut(text: str, lines: Sequence[tuple[int, int, int]], turns: Sequence[Turn]) -> Sequence[tuple[int, int, int]]:
    """The lines, each cut where a turn begins in the middle of it, so that every turn has a row to begin with."""
    found: list[tuple[int, int, int]] = []
    at = 0
    for number, begin, last in lines:
        while at < len(turns) and turns[at].start <= begin:
            at += 1
        while at < len(turns) and turns[at].start < last:
            if text[begin : turns[at].start].strip():
                found.append((number, begin, turns[at].start))
                begin = turns[at].start
            at += 1
        found.append((number, begin, last))
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        cut = text.find("\n", start, end)
        if cut < 0:
            yield start, end
            return
        yield start, cut
        start = cut + 1
