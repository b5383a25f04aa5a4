"""Whether two things that are counted against each other are independent, and how far from it they are.

Segments are not a sample of independent draws: a talkative person brings many, and all of them bear that person's
attributes. Pearson's test on segments is therefore too ready to see a difference; the tests on persons are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.model.crosstab import Independence, Permutation

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: How many tables the permutation test makes, and from which seed.
ROUNDS = 2_000
SEED = 1


def independence(
    counts: Sequence[Sequence[int]], rows: Sequence[bool] | None = None, columns: Sequence[bool] | None = None
) -> Independence | None:
    """Pearson's chi-squared test (1900) of a table without totals, and Cramér's V (1946); None without two by two.

    chi² = Σ (O − E)² / E, 0 and more, with E = row total × column total / n; df = (rows − 1)(columns − 1); p is the
    chance of a statistic so large or larger if the two were independent, without Yates's correction. V =
    √(chi² / (n · min(rows − 1, columns − 1))), from 0 (independent) to 1. Residuals are adjusted (Haberman 1973):
    (O − E) / √(E (1 − row share)(1 − column share)), about normal if independent: beyond ±2 a cell stands out.

    `rows` and `columns` say which take part (all when None); empty ones never do.
    """
    kept_rows, kept_columns = _filled(counts, rows, columns)
    if len(kept_rows) < 2 or len(kept_columns) < 2:
        return None
    from scipy.special import chdtrc

    table = [[counts[i][j] for j in kept_columns] for i in kept_rows]
    across, down = [sum(line) for line in table], [sum(column) for column in zip(*table, strict=True)]
    n = sum(across)
    expected = [[a * b / n for b in down] for a in across]
    pairs = [(o, e) for line, wanted in zip(table, expected, strict=True) for o, e in zip(line, wanted, strict=True)]
    statistic = sum((o - e) ** 2 / e for o, e in pairs)
    df = (len(across) - 1) * (len(down) - 1)
    residuals = [
        [(o - e) / (e * (1 - a / n) * (1 - b / n)) ** 0.5 for o, e, b in zip(line, wanted, down, strict=True)]
        for line, wanted, a in zip(table, expected, across, strict=True)
    ]
    size = len(counts), len(counts[0])
    return Independence(
        statistic,
        df,
        float(chdtrc(df, statistic)),
        (statistic / (n * min(len(across) - 1, len(down) - 1))) ** 0.5,
        n,
        _placed(expected, kept_rows, kept_columns, size),
        _placed(residuals, kept_rows, kept_columns, size),
        sum(e < 5 for _o, e in pairs) / len(pairs),
        min(e for _o, e in pairs),
    )


def permuted(
    profiles: Sequence[Sequence[int]], places: Sequence[int], dimension: str, rounds: int = ROUNDS, seed: int = SEED
) -> Permutation | None:
    """Deal out the places of the persons anew and see how often the table is as far from independence as it is.

    `profiles[i]` is how many segments person i has of each value of the one dimension, `places[i]` where the person
    stands in the other. All segments of a person move together, so that it does not matter how many one person has
    (a permutation test with the person as the unit; Good 2005, Hayes & Moulton 2017). Seeded: same table, same p.
    None where fewer than two places or values are there, or each person has a place alone: every deal is as far then.
    """
    import numpy as np

    table, at = np.asarray(profiles, np.float64), np.asarray(places, np.int64)
    if table.size:
        table = table[:, table.sum(0) > 0]
    _names, at = np.unique(at, return_inverse=True)
    kinds = int(at.max(initial=-1)) + 1
    if kinds < 2 or kinds == len(at) or not table.size or table.shape[1] < 2:
        return None
    # chi² = n (Q − 1) with Q = Σ O² / (row total × column total), 1 and more: what is equal but for rounding is as far.
    far = _far(table, at) * (1 - 1e-12)
    chance = np.random.default_rng(seed)
    reached = sum(_far(table, chance.permutation(at)) >= far for _round in range(rounds))
    return Permutation(dimension, len(at), _statistic(table, at, kinds), (1 + reached) / (1 + rounds), rounds, seed)


def _far(table: NDArray[np.float64], at: NDArray[np.int64]) -> float:
    """The Q of a deal. Persons of one place are added up side by side, so that many places cost no more than few."""
    import numpy as np

    order = np.argsort(at, kind="stable")
    begins = np.flatnonzero(np.diff(at[order], prepend=-1))
    counts = np.add.reduceat(table[order], begins)
    return float((counts**2 @ (1 / table.sum(0)) / np.maximum(counts.sum(1), 1)).sum())


def _statistic(table: NDArray[np.float64], at: NDArray[np.int64], kinds: int) -> float:
    import numpy as np

    counts = np.eye(kinds)[at].T @ table
    expected = np.outer(counts.sum(1), counts.sum(0)) / counts.sum()
    filled = expected > 0
    return float((((counts - expected)[filled]) ** 2 / expected[filled]).sum())


def _filled(
    counts: Sequence[Sequence[int]], rows: Sequence[bool] | None, columns: Sequence[bool] | None
) -> tuple[list[int], list[int]]:
    """The rows and columns that take part and are not empty among those that do."""
    across = [i for i in range(len(counts)) if rows is None or rows[i]]
    down = [j for j in range(len(counts[0]) if counts else 0) if columns is None or columns[j]]
    return (
        [i for i in across if any(counts[i][j] for j in down)],
        [j for j in down if any(counts[i][j] for i in across)],
    )


def _placed(
    values: Sequence[Sequence[float]], rows: Sequence[int], columns: Sequence[int], size: tuple[int, int]
) -> tuple[tuple[float | None, ...], ...]:
    placed: list[list[float | None]] = [[None] * size[1] for _row in range(size[0])]
    for i, line in zip(rows, values, strict=True):
        for j, value in zip(columns, line, strict=True):
            placed[i][j] = value
    return tuple(map(tuple, placed))
