"""Which numbers of a table must be hidden so that no small one is told, nor can be worked out from the others.

A hidden cell whose row total is shown is the difference of the two: so further numbers are hidden beside it, cells
first, totals where cells do not suffice. The reader that this guards against knows the table with its totals, this
method, that an empty cell is never hidden (a hidden number is 1 or more), and which totals are sums of their cells.

A table whose lines add up is a network: rows and columns are its nodes, hidden numbers its arcs (Gusfield 1988, "A
graph theoretic approach to statistical data security"). A hidden number can be another one exactly if it lies on a
circle of hidden numbers along which 1 can be moved, up here and down there, without any falling under 1. Totals take
part with the opposite sign, so that the last row and the last column are lines like the others.
A line whose total is not the sum of its cells (people who stand in several cells) holds nothing together: it is open,
and a path that leaves by one open line may come back by another. It does say something, though: its total is no less
than any of its cells, and no more than their sum. Where such limits leave one number only, the total is hidden too.

The circle that costs least is found for one number after the other (Dijkstra); the whole is not the least possible,
which is a hard problem (Kelly, Golden & Assad 1992). It can always be found: at worst the totals are hidden.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

#: What it costs to hide a total of a row or column, where a cell costs between 1 and 2; and the total of all.
_TOTAL, _WHOLE = 6.0, 10_000.0

#: How often limits are brought together.
_PASSES = 20

#: How often numbers that can move both ways are given one of them.
_TIMES = 6


def suppressed(
    measures: Sequence[Sequence[Sequence[int]]], primary: Sequence[Sequence[bool]]
) -> tuple[tuple[bool, ...], ...]:
    """Which numbers are hidden, in all measures at once: those marked in `primary`, and what would give them away.

    `measures` are tables of one shape with totals in the last line and at the end of each line; where the first is 0,
    so are the others. Nothing is said about several tables of the same material put side by side.
    """
    import numpy as np

    hidden = np.asarray(primary, np.bool_) & (np.asarray(measures[0]) > 0)
    costs = _costs(np.asarray(measures[0]))
    tables = [_Table(np.asarray(measure, np.int64), hidden) for measure in measures]
    queue = [(row, column) for row, column in zip(*(places.tolist() for places in np.nonzero(hidden)), strict=True)]
    proven = [table.surely_movable() for table in tables]
    while queue:
        row, column = queue.pop(0)
        for table, sure in zip(tables, proven, strict=True):
            if not table.values[row, column] or sure[row, column] or table.movable(row, column):
                continue
            queue += _hide(table.circle(np.where(hidden, 0.0, costs), row, column), hidden, tables)
        if not queue:
            queue = _hide([place for table in tables for place in table.telling(hidden)], hidden, tables)
    return tuple(map(tuple, hidden.tolist()))


def _hide(places: Sequence[tuple[int, int]], hidden: Bools, tables: Sequence[_Table]) -> list[tuple[int, int]]:
    """Hide these numbers in all tables; those that were not hidden before."""
    found = [place for place in dict.fromkeys(places) if not hidden[place]]
    for place in found:
        hidden[place] = True
        for table in tables:
            table.hide(*place)
    return found


class _Table:
    """A table with totals. `falls` marks what can be 1 less; in an open row or column the total is not the sum.

    `there` and `back` say along which hidden numbers 1 can be moved from their row to their column, and back.
    """

    def __init__(self, values: NDArray[np.int64], hidden: Bools) -> None:
        import numpy as np

        self.values, self.falls = values, values > 1
        self.opposite = np.zeros(values.shape, np.bool_)
        self.opposite[-1, :-1] = self.opposite[:-1, -1] = True
        self.open_rows: Bools = values[:, :-1].sum(1) != values[:, -1]
        self.open_columns: Bools = values[:-1].sum(0) != values[-1]
        rises, falls = hidden, hidden & self.falls
        self.there, self.back = (
            np.where(self.opposite, falls, rises),
            np.where(self.opposite, rises, falls),
        )

    def hide(self, row: int, column: int) -> None:
        """One number more is hidden."""
        opposite, falls = self.opposite[row, column], self.falls[row, column]
        self.there[row, column], self.back[row, column] = not opposite or falls, opposite or falls

    def surely_movable(self) -> Bools:
        """Hidden numbers that could be others, found all at once: most of them, and none that could not.

        A number that can move one way only can do so exactly if its row and column are strongly connected. One that
        can move both ways must not come back on its own path: it is given one way at random, several times.
        """
        import numpy as np

        chance = np.random.default_rng(0)
        both = self.there & self.back
        sure = self._connected(self.there, self.back) & ~both
        for _time in range(_TIMES):
            one = chance.random(both.shape) < 0.5
            sure |= self._connected(self.there & ~(both & one), self.back & ~(both & ~one))
        return sure & (self.there | self.back)

    def movable(self, row: int, column: int) -> bool:
        """Whether this hidden number could be another one, as far as a reader can know."""
        if self.open_rows[row] and self.open_columns[column]:
            return True
        kept = self.there[row, column], self.back[row, column]
        self.there[row, column] = self.back[row, column] = False
        found = any(self._reached(row, column, up) for up in self._ways(row, column))
        self.there[row, column], self.back[row, column] = kept
        return found

    def _connected(self, there: Bools, back: Bools) -> Bools:
        """Which numbers join a row and a column that can be reached from each other."""
        import numpy as np
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        count, size = len(there), sum(there.shape)
        (down, right), (left, up) = np.nonzero(there), np.nonzero(back)
        # All open lines are one node, which stands behind the others.
        node = np.arange(size)
        node[np.concatenate((self.open_rows, self.open_columns))] = size
        starts = np.concatenate((node[down], node[count + up]))
        ends = np.concatenate((node[count + right], node[left]))
        arcs = coo_array((np.ones(len(starts), np.int32), (starts, ends)), shape=(size + 1, size + 1))
        _number, part = connected_components(arcs, directed=True, connection="strong")
        connected: Bools = part[node[:count], None] == part[node[count:]][None, :]
        return connected

    def telling(self, hidden: Bools) -> list[tuple[int, int]]:
        """The totals by which a hidden number is known: of its open lines, else of any open line, else of its lines."""
        import numpy as np

        if not (self.open_rows.any() or self.open_columns.any()):
            return []
        low, high = self._limits(hidden)
        known = hidden & (low == high) & (self.values > 0)
        if not known.any():
            return []
        rows, columns = known.any(1), known.any(0)
        for chosen_rows, chosen_columns in (
            (self.open_rows & rows, self.open_columns & columns),
            (self.open_rows & hidden[:, :-1].any(1), self.open_columns & hidden[:-1].any(0)),
            (rows, columns),
        ):
            totals = np.zeros_like(hidden)
            totals[:, -1], totals[-1] = chosen_rows, totals[-1] | chosen_columns
            places = np.argwhere(totals & ~hidden & (self.values > 0)).tolist()
            if places:
                return [(row, column) for row, column in places]
        return []

    def _limits(self, hidden: Bools) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Between which numbers the hidden ones lie, as each line tells by itself, over and over."""
        import numpy as np

        low = np.where(hidden, 1, self.values)
        high = np.where(hidden, max(int(self.values.max()), 1), self.values)
        for _pass in range(_PASSES):
            before = low.sum(), high.sum()
            for least, most, free in ((low, high, self.open_rows), (low.T, high.T, self.open_columns)):
                _narrow(least, most, free)
            if before == (low.sum(), high.sum()):
                break
        return low, high

    def circle(self, costs: Floats, row: int, column: int) -> list[tuple[int, int]]:
        """The numbers that must be hidden for this one to be free, at the least cost."""
        found = []
        for up in self._ways(row, column):
            there, back = self._arcs(costs)
            there[row, column] = back[row, column] = float("inf")
            # A number that moves from the row to the column comes back from the column to the row, and the reverse.
            found.append(self._cheapest(there, back, row, column, up))
        return min(found, key=lambda path: path[0])[1]

    def _ways(self, row: int, column: int) -> list[bool]:
        """The directions in which a number can move: True goes from the row to the column."""
        rises = not self.opposite[row, column]
        return [bool(rises), not rises] if self.falls[row, column] else [bool(rises)]

    def _arcs(self, costs: Floats) -> tuple[Floats, Floats]:
        """What it costs to move 1 from a row to a column, and from a column to a row."""
        import numpy as np

        falling = np.where(self.falls, costs, np.inf)
        return np.where(self.opposite, falling, costs), np.where(self.opposite, costs, falling)

    def _reached(self, row: int, column: int, up: bool) -> bool:
        """Whether a path of other hidden numbers leads from the end of this one to its beginning."""
        import numpy as np

        rows, columns = np.zeros(len(self.there), np.bool_), np.zeros(self.there.shape[1], np.bool_)
        (columns if up else rows)[column if up else row] = True
        known = 0
        while True:
            if (rows & self.open_rows).any() or (columns & self.open_columns).any():
                rows, columns = rows | self.open_rows, columns | self.open_columns
            if (rows[row] if up else columns[column]) or rows.sum() + columns.sum() == known:
                return bool(rows[row] if up else columns[column])
            known = rows.sum() + columns.sum()
            columns = columns | self.there[rows].any(0)
            rows = rows | self.back[:, columns].any(1)

    def _cheapest(
        self, there: Floats, back: Floats, row: int, column: int, up: bool
    ) -> tuple[float, list[tuple[int, int]]]:
        """Dijkstra's shortest path from the end of a number to its beginning; nodes are rows, then columns."""
        import numpy as np

        count = len(there)
        size = count + there.shape[1]
        arcs = np.full((size, size), np.inf)
        arcs[:count, count:], arcs[count:, :count] = there, back.T
        free = np.concatenate((self.open_rows, self.open_columns))
        start, end = (count + column, row) if up else (row, count + column)
        far, before, done = np.full(size, np.inf), np.full(size, -1), np.zeros(size, np.bool_)
        far[start] = 0
        while not done[end]:
            at = int(np.where(done, np.inf, far).argmin())
            if not np.isfinite(far[at]):
                return float("inf"), []
            done[at] = True
            ways = np.where(free, 0.0, arcs[at]) if free[at] else arcs[at]
            nearer = far[at] + ways < far
            far[nearer], before[nearer] = far[at] + ways[nearer], at
        return float(far[end]), _places(start, end, before, free, count)


def _places(start: int, end: int, before: NDArray[np.int64], free: Bools, count: int) -> list[tuple[int, int]]:
    """The numbers that a path goes through."""
    places, at = [], end
    while at != start:
        last = int(before[at])
        # A step between two open lines goes through no number.
        if not (free[at] and free[last]):
            places.append((min(at, last), max(at, last) - count))
        at = last
    return places


def _narrow(low: NDArray[np.int64], high: NDArray[np.int64], free: Bools) -> None:
    """Bring the limits of cells and totals together, line by line; in place."""
    import numpy as np

    cells_low, cells_high = low[:, :-1], high[:, :-1]
    others_high = cells_high.sum(1, keepdims=True) - cells_high
    others_low = cells_low.sum(1, keepdims=True) - cells_low
    np.maximum(cells_low, low[:, -1:] - others_high, out=cells_low)
    np.minimum(cells_high, high[:, -1:] - np.where(free[:, None], 0, others_low), out=cells_high)
    np.minimum(high[:, -1], cells_high.sum(1), out=high[:, -1])
    floor = np.where(free, cells_low.max(1), cells_low.sum(1))
    np.maximum(low[:, -1], floor, out=low[:, -1])


def _costs(values: NDArray[np.int64]) -> Floats:
    """What it costs to hide each number: few cells first, small ones among them, totals only if cells do not do."""
    import numpy as np

    costs = 1 + values / (1 + values[:-1, :-1].max(initial=0))
    costs[-1, :] = costs[:, -1] = _TOTAL
    costs[-1, -1] = _WHOLE
    return np.where(values > 0, costs, np.inf)
