"""Where the entries of a long list stand: groups with a heading, entries of one height, one of them opened. Pure.

Nothing here grows with the entries but the groups: twenty thousand entries are laid out as fast as twenty.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple, TypeVar

from qualcode.tui.widgets.transcript.cells import breaks, clusters

T = TypeVar("T")


class Line(NamedTuple):
    """A row of the list: line `line` of the entry `entry`, or the heading of the group `group` (entry −1)."""

    group: int
    entry: int
    line: int


@dataclass(frozen=True)
class Grouping:
    """Entries in the order they are shown, the names of their groups and how many entries each holds."""

    names: tuple[str, ...] = ()
    sizes: tuple[int, ...] = ()


class Shelf:
    """The rows of a list: `sizes` are those of its groups, `tall` the rows of an entry.

    `opened` is the entry that takes `height` rows instead (−1: none).
    """

    def __init__(self, sizes: Sequence[int], tall: int, opened: int = -1, height: int = 0) -> None:
        self.tall = tall
        self.opened = opened
        self._more = max(0, height - tall) if opened >= 0 else 0
        self._firsts = [0, *accumulate(sizes)]
        self._tops = [0, *accumulate(1 + size * tall for size in sizes)]

    def __len__(self) -> int:
        return self._tops[-1] + self._more

    def group_of(self, entry: int) -> int:
        """The group that an entry is in."""
        return bisect_right(self._firsts, entry) - 1

    def first_of(self, group: int) -> int:
        """The first entry of a group."""
        return self._firsts[group]

    def row_of(self, entry: int) -> int:
        """The first row of an entry."""
        group = self.group_of(entry)
        row = self._tops[group] + 1 + (entry - self._firsts[group]) * self.tall
        return row + self._more if 0 <= self.opened < entry else row

    def height_of(self, entry: int) -> int:
        """How many rows an entry takes."""
        return self.tall + (self._more if entry == self.opened else 0)

    def at(self, row: int) -> Line | None:
        """What stands in a row; None below the last one."""
        if not 0 <= row < len(self):
            return None
        if self._more:
            first = self.row_of(self.opened)
            if first <= row < first + self.tall + self._more:
                return Line(self.group_of(self.opened), self.opened, row - first)
            if row > first:
                row -= self._more
        group = bisect_right(self._tops, row) - 1
        inside = row - self._tops[group] - 1
        if inside < 0:
            return Line(group, -1, 0)
        return Line(group, self._firsts[group] + inside // self.tall, inside % self.tall)


def grouped(items: Iterable[T], key: Callable[[T], str]) -> Grouping:
    """The runs of items that share a key."""
    names: list[str] = []
    sizes: list[int] = []
    for item in items:
        name = key(item)
        if not names or names[-1] != name:
            names.append(name)
            sizes.append(0)
        sizes[-1] += 1
    return Grouping(tuple(names), tuple(sizes))


def wrapped(text: str, width: int, most: int) -> list[str]:
    """A quotation on at most so many lines of so many cells; `…` stands for what is left out. White space is one space.

    What a terminal would obey is shown as a placeholder.
    """
    width = max(2, width)
    # Clusters of many characters are rare: this is far more than the lines can hold.
    flow = " ".join(text[: 8 * width * most].split())
    starts = [0]
    for cut in breaks(flow, 0, len(flow), width):
        starts.append(cut)
        if len(starts) > most:
            break
    lines = []
    for start, end in zip(starts[:most], [*starts[1:], len(flow)], strict=False):
        lines.append(shown(flow[start:end], width).rstrip())
    if len(starts) > most or len(text) > 8 * width * most:
        lines[-1] = f"{fitted(lines[-1], width - 1).rstrip()}…"
    return lines


def shown(text: str, width: int = 1 << 16) -> str:
    """A text as a terminal may get it, on one line."""
    return "".join(cluster.shown for cluster in clusters(text, 0, len(text), width))


def fitted(text: str, width: int) -> str:
    """As much of the beginning of a text as so many cells hold; nothing is cut in its middle."""
    kept = [cluster for cluster in clusters(text, 0, len(text), width) if cluster.column + cluster.cells <= width]
    return "".join(cluster.shown for cluster in kept)
