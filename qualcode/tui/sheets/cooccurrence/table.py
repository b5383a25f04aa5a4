"""What is drawn of a network: which codes in which order, which pairs are strong enough. Pure.

A strength is a number from 0 on, the stronger the larger, whatever the measure (see `scales`); a pair is shown from
`least` on. A value is what the measure says. Of a measure that is not the same both ways, the row is the condition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from qualcode.analysis.ordering import by_strength, clustered
from qualcode.errors import QualcodeError
from qualcode.model.network import Cooccurrence
from qualcode.tui.sheets.cooccurrence.scales import HAIR, bounds, strengths

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: In which order codes can stand.
ORDERS = ("codebook", "strength", "cluster")


class Tie(NamedTuple):
    """A code that goes together with another: its row in the table, how often, the value, how strongly."""

    row: int
    times: int
    value: float
    strength: float


@dataclass(frozen=True, eq=False)
class Table:
    """A network in an order. `rows` are indices of its codes; `shown` holds for pairs that reach `least`.

    `strengths` has a row and a column for each code of the network, `top` is the largest. `groups` is the community of
    codes, by path, where an analysis has found them.
    """

    network: Cooccurrence
    rows: tuple[int, ...]
    least: float
    top: float
    strengths: NDArray[np.float64]
    groups: Mapping[str, int]

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
        """What the measure says of two codes."""
        return float(self.network.values[self.rows[row], self.rows[column]])

    def strength(self, row: int, column: int) -> float:
        """How strongly they go together, from 0 on."""
        return float(self.strengths[self.rows[row], self.rows[column]])

    def other_value(self, measure: str, row: int, column: int) -> float | None:
        """What another measure says of them; None where that is not known."""
        try:
            matrix = self.network.measure(measure)
        except (QualcodeError, KeyError):
            return None
        return float(matrix[self.rows[row], self.rows[column]])

    def group(self, row: int) -> int:
        """The community of the code of a row; 0 where none is known."""
        return self.groups.get(self.path(row), 0)

    def shown(self, row: int, column: int) -> bool:
        """Whether a pair is strong enough to be shown."""
        return bool(self.levels[row][column])

    @cached_property
    def levels(self) -> list[list[int]]:
        """How strong each pair is to the eye: 1 to LEVELS, 0 for one that is not shown."""
        import numpy as np

        strength = self.strengths[np.ix_(self.rows, self.rows)]
        level = np.ones(strength.shape, np.int64)
        for bound in bounds(self.top, self.network.question.measure):
            level += strength >= bound * (1 - HAIR)
        found: list[list[int]] = np.where((strength > 0) & (strength >= self.least), level, 0).tolist()
        return found

    def ties(self, row: int, most: int = 1 << 30) -> list[Tie]:
        """The codes that go together with one, the strongest first."""
        found = [
            Tie(other, self.count(row, other), self.value(row, other), self.strength(row, other))
            for other in range(len(self))
            if other != row and self.shown(row, other)
        ]
        return sorted(found, key=lambda tie: (-tie.strength, -tie.times, tie.row))[:most]

    def strongest(self) -> tuple[int, int]:
        """The rows of the strongest pair, the first of equals; the first row twice where there is none."""
        import numpy as np

        if not self.rows:
            return 0, 0
        square = np.ix_(self.rows, self.rows)
        row, column = divmod(int(self.strengths[square].argmax()), len(self.rows))
        return row, column

    def row_of(self, path: str) -> int | None:
        """The row of a code by its path; None for one that has none."""
        return next((row for row, code in enumerate(self.rows) if self.network.codes[code] == path), None)

    def pairs(self) -> tuple[int, int]:
        """How many pairs are shown, of how many."""
        import numpy as np

        met = np.triu(self.network.matrix, 1) > 0
        strength = np.maximum(self.strengths, self.strengths.T)
        return int((met & (strength > 0) & (strength >= self.least)).sum()), int(met.sum())


def table(
    network: Cooccurrence, least: float, order: str, *, empty: bool, groups: Mapping[str, int] | None = None
) -> Table:
    """The table of a network; with `empty`, also the codes of which no pair is shown.

    In the order `cluster`, codes of one of the `groups` stand together.
    """
    import numpy as np

    drawn = strengths(network.question.measure, network.values, network.matrix)
    np.fill_diagonal(drawn, 0.0)
    shown = (drawn > 0) & (drawn >= least)
    # What goes together one way goes together.
    shown |= shown.T
    strong = np.where(shown, np.maximum(drawn, drawn.T), 0.0)
    rows = list(range(len(network.codes)))
    if order == "strength":
        rows = by_strength(strong)
    elif order == "cluster":
        rows = clustered(strong)
        if groups:
            rows.sort(key=lambda row: groups.get(network.codes[row], len(groups) + 1))
    if not empty:
        some = set(np.flatnonzero(shown.any(axis=1)).tolist())
        rows = [row for row in rows if row in some]
    return Table(network, tuple(rows), least, float(drawn.max(initial=0.0)), drawn, groups or {})
