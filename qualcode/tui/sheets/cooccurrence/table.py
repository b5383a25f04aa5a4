"""What is drawn of a network: which codes in which order, which pairs are strong enough. Pure.

`values` are those of the network's measure; a pair is shown from `least` on. Nothing here knows which measures there
are: they are numbers that are stronger the larger they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from qualcode.analysis.ordering import by_strength, clustered
from qualcode.i18n import number
from qualcode.model.network import Cooccurrence

#: In which order codes can stand.
ORDERS = ("codebook", "strength", "cluster")
#: Into how many levels strengths are told apart by the eye; what a float may miss a border by.
LEVELS, _HAIR = 4, 1e-9

_COUNTS = (*range(1, 11), 12, 15, 20, 25, 30, 40, 50, 60, 80)
_SHARES = (0.0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


class Tie(NamedTuple):
    """A code that goes together with another: its row in the table, how often, how strongly."""

    row: int
    times: int
    value: float


@dataclass(frozen=True, eq=False)
class Table:
    """A network in an order. `rows` are indices of its codes; `shown` holds for pairs that reach `least`."""

    network: Cooccurrence
    rows: tuple[int, ...]
    least: float
    top: float

    def __len__(self) -> int:
        return len(self.rows)

    def path(self, row: int) -> str:
        """The path of the code in a row."""
        return self.network.codes[self.rows[row]]

    def total(self, row: int) -> int:
        """How often the code of a row was met: codings, or units."""
        return int(self.network.counts[self.rows[row]])

    def count(self, row: int, column: int) -> int:
        """How often two codes were met together."""
        return int(self.network.matrix[self.rows[row], self.rows[column]])

    def value(self, row: int, column: int) -> float:
        """How strongly two codes go together."""
        return float(self.network.values[self.rows[row], self.rows[column]])

    def shown(self, row: int, column: int) -> bool:
        """Whether a pair is strong enough to be shown."""
        return bool(self.levels[row][column])

    @cached_property
    def levels(self) -> list[list[int]]:
        """How strong each pair is to the eye: 1 to LEVELS, 0 for one that is not shown. See `level_of`."""
        import numpy as np

        square = np.ix_(self.rows, self.rows)
        values, counts = self.network.values[square], self.network.matrix[square]
        share = np.sqrt(np.maximum(values, 0) / self.top) if self.top > 0 else np.zeros_like(values)
        level = np.clip((LEVELS * share + _HAIR).astype(np.int64), 1, LEVELS)
        found: list[list[int]] = np.where((counts > 0) & (values >= self.least) & (values > 0), level, 0).tolist()
        return found

    def ties(self, row: int, most: int = 1 << 30) -> list[Tie]:
        """The codes that go together with one, the strongest first."""
        found = [
            Tie(other, self.count(row, other), self.value(row, other))
            for other in range(len(self))
            if other != row and self.shown(row, other)
        ]
        return sorted(found, key=lambda tie: (-tie.value, -tie.times, tie.row))[:most]

    def strongest(self) -> tuple[int, int]:
        """The rows of the strongest pair, the first of equals; the first row twice where there is none."""
        import numpy as np

        if not self.rows:
            return 0, 0
        square = np.ix_(self.rows, self.rows)
        row, column = divmod(int(np.triu(self.network.values[square]).argmax()), len(self.rows))
        return row, column

    def row_of(self, path: str) -> int | None:
        """The row of a code by its path; None for one that has none."""
        return next((row for row, code in enumerate(self.rows) if self.network.codes[code] == path), None)

    def pairs(self) -> tuple[int, int]:
        """How many pairs are shown, of how many."""
        import numpy as np

        met = np.triu(self.network.matrix, 1) > 0
        return int((met & (self.network.values >= self.least)).sum()), int(met.sum())


def table(network: Cooccurrence, least: float, order: str, *, empty: bool) -> Table:
    """The table of a network; with `empty`, also the codes of which no pair is shown."""
    import numpy as np

    met = (network.matrix > 0) & (network.values >= least)
    values = np.where(met, network.values, 0.0)
    rows = list(range(len(network.codes)))
    if order == "strength":
        rows = by_strength(values)
    elif order == "cluster":
        rows = clustered(values)
    if not empty:
        some = set(np.flatnonzero(met.any(axis=1)).tolist())
        rows = [row for row in rows if row in some]
    return Table(network, tuple(rows), least, float(network.values.max(initial=0.0)))


def level_of(value: float, top: float) -> int:
    """The level of a strength, 1 to LEVELS: its square root against that of the strongest, so that few do not drown
    the others."""
    if value <= 0 or top <= 0:
        return 0
    return max(1, min(LEVELS, int(LEVELS * (value / top) ** 0.5 + _HAIR)))


def bounds(top: float) -> tuple[float, ...]:
    """The least strength of each level but the first, in order."""
    return tuple(top * (level / LEVELS) ** 2 for level in range(2, LEVELS + 1))


def steps(measure: str, top: float) -> tuple[float, ...]:
    """Where the threshold can stand: from all pairs up to the strongest."""
    if measure != "count":
        return tuple(share for share in _SHARES if share <= max(top, 0.0)) or (0.0,)
    found: list[float] = []
    tens = 1
    while tens <= max(1.0, top):
        found += [count * tens for count in (_COUNTS if tens == 1 else _COUNTS[9:])]
        tens *= 10
    return tuple(sorted({float(step) for step in found if step <= max(1.0, top)}))


def nearest_step(scale: tuple[float, ...], least: float) -> int:
    """The last step that is not above a threshold."""
    return max((at for at, step in enumerate(scale) if step <= least + 1e-9), default=0)


def figure(measure: str, value: float, count: int) -> str:
    """A strength as it stands in a cell: a count, or a share as `,42`."""
    if measure == "count":
        return number(count)
    if value >= 0.995:
        return "1"
    return number(value, 2)[1:]
