"""How a measure becomes shades, figures and thresholds: all are numbers that are stronger the larger they are. Pure.

A probability under chance is drawn as −log₁₀ p, and its shades stand for the usual levels (0.05, 0.01, 0.001). What is
below chance (a negative NPMI, a negative z) is not drawn: the map shows what goes together.
"""

from __future__ import annotations

from math import log10
from typing import TYPE_CHECKING

from qualcode.i18n import number
from qualcode.model.network import PROBABILITIES, STRENGTHS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

#: Into how many levels strengths are told apart by the eye; what a float may miss a border by.
LEVELS, HAIR = 4, 1e-9
#: The weight of a probability that is too small to be written.
_HEAVIEST = 300.0

_COUNTS = (*range(1, 11), 12, 15, 20, 25, 30, 40, 50, 60, 80)
_SHARES = (0.0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_CHANCES = (1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 1e-4, 1e-5, 1e-6, 1e-8, 1e-10, 1e-20, 1e-50)
_AMOUNTS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0, 10.0, 15.0, 20.0, 30.0, 50.0, 70.0)
#: The least −log₁₀ p of each level but the first.
_REMARKABLE = (-log10(0.05), 2.0, 3.0)

#: Measures between 0 and 1 (below chance under 0) of which a cell shows two decimals.
_OF_ONE = (*STRENGTHS[1:], "p_target", "p_source", "npmi")
#: Measures of which some values lie below chance.
BOTH_WAYS = ("npmi", "permutation_z")


def strengths(measure: str, values: Floats, counts: Ints) -> Floats:
    """The numbers that are drawn, from 0 on; 0 for pairs that never met."""
    import numpy as np

    if measure in PROBABILITIES:
        drawn = np.minimum(-np.log10(values, where=values > 0, out=np.full_like(values, -_HEAVIEST)), _HEAVIEST)
    else:
        drawn = values
    met: Floats = np.where(counts > 0, np.maximum(drawn, 0.0), 0.0)
    return met


def bounds(top: float, measure: str = "") -> tuple[float, ...]:
    """The least strength of each level but the first, in order.

    Levels are those of the square root against that of the strongest, so that few do not drown the others.
    """
    if measure in PROBABILITIES:
        return _REMARKABLE
    return tuple(top * (level / LEVELS) ** 2 for level in range(2, LEVELS + 1))


def steps(measure: str, top: float) -> tuple[float, ...]:
    """Where the threshold can stand: from all pairs up to the strongest."""
    if measure in PROBABILITIES:
        scale = tuple(abs(-log10(chance)) for chance in _CHANCES)
    elif measure in _OF_ONE:
        scale = _SHARES
    elif measure == "count":
        return _tens(_COUNTS, _COUNTS[9:], max(1.0, top))
    else:
        scale = (0.0, 0.5, *_tens(_AMOUNTS[2:], _AMOUNTS[9:], max(1.0, top)))
    return tuple(step for step in scale if step <= max(top, 0.0)) or (0.0,)


def _tens(first: tuple[float, ...], others: tuple[float, ...], top: float) -> tuple[float, ...]:
    """Steps, and again ten times as large, up to the strongest."""
    found: set[float] = set()
    tens = 1
    while tens <= top:
        found.update(float(step * tens) for step in (first if tens == 1 else others))
        tens *= 10
    return tuple(sorted(step for step in found if step <= top))


def nearest_step(scale: tuple[float, ...], least: float) -> int:
    """The last step that is not above a threshold."""
    return max((at for at, step in enumerate(scale) if step <= least + HAIR), default=0)


def figure(measure: str, value: float, count: int) -> str:
    """A value as it stands in a cell: a count, a share as `,42`, a probability as `,034`, below 0.001 as `***`."""
    if measure == "count":
        return number(count)
    if measure in PROBABILITIES:
        return "***" if value < 0.001 else "1" if value >= 0.9995 else number(value, 3)[1:]
    if measure in _OF_ONE:
        return "1" if value >= 0.995 else number(value, 2)[1:]
    return number(value, 1) if value < 9.95 else number(value) if value < 999.5 else f"{number(value / 1000)}k"


def widest(measure: str, top: float) -> int:
    """The cells that the longest figure of a map takes."""
    if measure == "count":
        return len(number(int(top)))
    if measure in PROBABILITIES:
        return 4
    return 3 if measure in _OF_ONE or top < 999.5 else len(figure(measure, top, 0))


def told(measure: str, value: float) -> str:
    """The true value, as it is read: `0,42`, `3,1`; `< 0,001` for a smaller probability."""
    if measure in PROBABILITIES:
        return chance(value)
    if measure == "count":
        return number(value)
    return number(value, 3 if measure in _OF_ONE else 2)


def chance(value: float) -> str:
    """A probability with its relation: `= 0,034`, `< 0,001`."""
    return f"< {number(0.001, 3)}" if value < 0.001 else f"= {number(value, 3)}"


def amount(measure: str, strength: float) -> str:
    """A strength as a threshold or a bound is told; that of a probability as what it is at most, `≤ 0,05`."""
    if measure == "count":
        return number(-(-strength // 1))
    if measure in PROBABILITIES:
        p = 10**-strength
        return f"≤ {number(p, 2 if p >= 0.0095 else 3) if p >= 0.00095 else f'{p:.0e}'.replace('e-0', 'e-')}"
    return number(strength, 2 if measure in _OF_ONE else 1)
