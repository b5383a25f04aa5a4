"""How strongly two codes go together, from how often each was met and how often both were.

With n_A and n_B how often each code was met and m how often both were together (m ≤ n_A, m ≤ n_B), the measures that
need nothing else lie between 0 (never together) and 1. Those that say whether a pair is met more often than by chance
need N as well, the population: how many units there are. Every value is a finite number; a code that was never met
goes with nothing.

For units (sentence, turn, paragraph, document, case, speaker) n and m are numbers of units. For the unit `overlap` n
is a number of codings, and m is *not* the number of overlapping pairs: one long coding may meet many short ones, and
pairs divided by codings can pass 1, as ATLAS.ti's c does. There m is the smaller of the number of codings of A that
meet B and the number of codings of B that meet A: equal to the number of pairs as long as each coding meets at most one
of the other code, and never above n_A or n_B. Overlaps have no population: a text is not made of places that a coding
takes or leaves, so that "neither" cannot be counted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.errors import QueryError, UnknownName
from qualcode.i18n import _
from qualcode.model.network import MEASURES, OF_PERMUTATION, OF_POPULATION

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Formula = Callable[[Floats, Floats, Floats], Floats]
    Population = float | Floats
    Contingency = Callable[[Floats, Floats, Floats, Population], Floats]

#: Probabilities and their logarithms that are worked out at once by Fisher's test.
TERMS_AT_ONCE = 1_000_000

#: Two tables are equally likely when their probabilities differ by less than this: rounding must not part them.
_TIE = 1e-7


@dataclass(frozen=True, eq=False)
class Tally:
    """What was counted. `counts` is n by code, `pairs` what an edge's count says, `population` N or None.

    `meeting[i, j]` is how many of i's meet j: for units the same as `pairs`, for overlaps a number of codings; None
    where only pairs were counted.
    """

    counts: Ints
    pairs: Ints
    meeting: Ints | None
    population: int | None = None

    @property
    def together(self) -> Ints:
        """The m of the formulas, symmetric."""
        import numpy as np

        if self.meeting is None or self.meeting is self.pairs:
            return self.pairs
        return np.minimum(self.meeting, self.meeting.T)

    def of(self, codes: Ints) -> Tally:
        """The same for some of the codes."""
        import numpy as np

        square = np.ix_(codes, codes)
        pairs = self.pairs[square]
        meeting = pairs if self.meeting is self.pairs else None if self.meeting is None else self.meeting[square]
        return Tally(self.counts[codes], pairs, meeting, self.population)


def allowed(unit: str) -> tuple[str, ...]:
    """The measures that can be had for a unit, in the order of MEASURES."""
    without = OF_POPULATION if unit == "overlap" else OF_PERMUTATION if unit in ("document", "case", "speaker") else ()
    return tuple(name for name in MEASURES if name not in without)


def allow(measure: str, unit: str) -> None:
    """Raise UnknownName for a measure that does not exist, QueryError for one that the unit does not allow."""
    if measure not in MEASURES:
        raise UnknownName(
            _("There is no measure “{name}”.").format(name=measure),
            _("Known: {names}.").format(names=", ".join(MEASURES)),
        )
    if measure in allowed(unit):
        return
    if measure in OF_POPULATION:
        raise QueryError(
            _("“{measure}” needs units that can be counted; overlaps have none.").format(measure=measure),
            _("Choose a unit such as turn or sentence, or the permutation test (permutation_p)."),
        )
    raise QueryError(
        _("The permutation test moves codes within their documents: by {unit} nothing would change.").format(unit=unit),
        _("Choose overlap, sentence, turn or paragraph, or another test (fisher_p)."),
    )


def strengths(measure: str, tally: Tally) -> Floats:
    """The matrix of a measure: row A, column B, a diagonal of 0 (of 1 for probabilities).

    KeyError for a measure that does not follow from counts. All are symmetric but `p_target` and `p_source`.
    """
    import numpy as np

    if measure == "count":
        return tally.pairs.astype(np.float64)
    met = tally.counts.astype(np.float64)
    if measure in ("p_target", "p_source"):
        meeting = tally.pairs if tally.meeting is None else tally.meeting
        values = conditional(meeting.astype(np.float64), met[:, None])
        return values if measure == "p_target" else np.ascontiguousarray(values.T)
    together = tally.together.astype(np.float64)
    if measure in FORMULAS:
        return FORMULAS[measure](together, met[:, None], met[None, :])
    rows, columns = np.triu_indices(len(met), 1)
    held = _of_pairs(measure, together[rows, columns], met[rows], met[columns], float(tally.population or 0))
    values = np.zeros_like(together)
    if measure in ("g2_p", "fisher_p", "fisher_q"):
        np.fill_diagonal(values, 1.0)
    values[rows, columns] = values[columns, rows] = held
    return values


def _of_pairs(measure: str, m: Floats, a: Floats, b: Floats, population: float) -> Floats:
    """A measure that needs the population, for pairs one after the other."""
    if measure == "fisher_q":
        return benjamini_hochberg(fisher(m, a, b, population))
    return CONTINGENCY[measure](m, a, b, population)


def jaccard(m: Floats, a: Floats, b: Floats) -> Floats:
    """m / (n_A + n_B − m): of all that has one of the codes, the share that has both. Jaccard 1901.

    1 when the codes are always together. ATLAS.ti calls the same formula the c-coefficient.
    """
    return _ratio(m, a + b - m)


def cosine(m: Floats, a: Floats, b: Floats) -> Floats:
    """m / √(n_A · n_B): the geometric mean of P(B|A) and P(A|B). Ochiai 1957; Salton & McGill 1983.

    Its square is the equivalence index of co-word analysis (Callon, Courtial & Laville 1991).
    """
    import numpy as np

    return _ratio(m, np.sqrt(a * b))


def inclusion(m: Floats, a: Floats, b: Floats) -> Floats:
    """m / min(n_A, n_B): for units the larger of P(B|A) and P(A|B). Simpson 1943; Szymkiewicz 1934.

    1 when the rarer code never goes without the other one, however frequent that one is.
    """
    import numpy as np

    return _ratio(m, np.minimum(a, b))


def conditional(meeting: Floats, a: Floats) -> Floats:
    """P(B|A): of the units with A, the share that has B too; of the codings of A, the share that meets a B. 0 to 1.

    The "confidence" of the rule A → B (Agrawal, Imieliński & Swami 1993). It is not the same both ways.
    """
    return _ratio(meeting, a)


def lift(m: Floats, a: Floats, b: Floats, population: Population) -> Floats:
    """m · N / (n_A · n_B): how many times as often together as independent codes would be. Brin et al. 1997.

    0 (never together) to N; 1 is chance. Rare codes reach high values by a single meeting: read it beside the count.
    """
    return _ratio(m * population, a * b)


def npmi(m: Floats, a: Floats, b: Floats, population: Population) -> Floats:
    """ln(lift) / −ln(m / N): pointwise mutual information, normalised. Bouma 2009.

    −1 never together, 0 chance, 1 never apart. Where both are in every unit nothing can be told from it: 0.
    """
    import numpy as np

    value = np.where((a > 0) & (b > 0), -1.0, 0.0)
    some = (m > 0) & (m < population)
    np.divide(
        np.log(lift(m, a, b, population), where=some, out=np.zeros_like(m)),
        -_log(m, population, some),
        value,
        where=some,
    )
    value[(m > 0) & ~some] = 0.0
    return np.clip(value, -1.0, 1.0)


def log_likelihood(m: Floats, a: Floats, b: Floats, population: Population) -> Floats:
    """G² = 2 Σ O · ln(O / E) over the four cells both, A alone, B alone, neither. Dunning 1993.

    0 (chance) and above; it grows with the material, and is as large for codes that avoid each other as for codes that
    seek each other: the lift, below or above 1, says which.
    """
    import numpy as np

    total = np.zeros_like(m)
    for observed, row, column in (
        (m, a, b),
        (a - m, a, population - b),
        (b - m, population - a, b),
        (population - a - b + m, population - a, population - b),
    ):
        some = observed > 0
        share = _ratio(observed * population, row * column)
        total += observed * np.log(share, where=some, out=np.zeros_like(m))
    return np.maximum(2 * total, 0.0)


def log_likelihood_p(m: Floats, a: Floats, b: Floats, population: Population) -> Floats:
    """The chance of a G² at least as large if the codes were independent: χ² with one degree of freedom. Wilks 1938.

    0 to 1. It holds for large counts; with few (an expected cell under 5), Fisher's test is exact.
    """
    import numpy as np
    from scipy.special import erfc

    p: Floats = erfc(np.sqrt(log_likelihood(m, a, b, population) / 2))
    return p


def fisher(m: Floats, a: Floats, b: Floats, population: Population) -> Floats:
    """Fisher's exact test, two-sided: the chance of a table at most as likely as this one. Fisher 1934; 0 to 1.

    All tables with the same n_A, n_B and N are weighed by the hypergeometric distribution, and those that are not more
    likely than the one met are summed, as R's and scipy's `fisher_exact` do. It counts units as if each were
    drawn by itself; units of one interview are not: see the permutation test.
    """
    import numpy as np
    from scipy.special import gammaln

    total = np.broadcast_to(np.asarray(population, np.float64), m.shape)
    logs = gammaln(np.arange(int(total.max(initial=0)) + 2) + 1.0)
    margins = tuple(values.astype(np.int64) for values in (m, a, b, total))
    lowest = np.maximum(0, margins[1] + margins[2] - margins[3])
    tables = np.minimum(margins[1], margins[2]) - lowest + 1
    p = np.ones(len(m))
    done = np.cumsum(tables)
    first = 0
    while first < len(m):
        before = int(done[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(done, before + TERMS_AT_ONCE, side="right")))
        part = slice(first, last)
        p[part] = _fisher(logs, *(values[part] for values in (*margins, lowest, tables)))
        first = last
    return np.minimum(p, 1.0)


def _fisher(logs: Floats, m: Ints, a: Ints, b: Ints, whole: Ints, lowest: Ints, tables: Ints) -> Floats:
    """The same for some pairs: the tables of all of them one after the other."""
    import numpy as np

    def log_chance(x: Ints, a: Ints, b: Ints, whole: Ints) -> Floats:
        chance: Floats = -(logs[x] + logs[a - x] + logs[b - x] + logs[whole - a - b + x])
        return chance

    of = np.repeat(np.arange(len(m)), tables)
    begins = np.cumsum(tables) - tables
    x = np.arange(len(of)) - begins[of] + lowest[of]
    # What is the same for all tables of a pair is left out here and divided by below.
    chance = log_chance(x, a[of], b[of], whole[of])
    most = np.maximum.reduceat(chance, begins)
    weight = np.exp(chance - most[of])
    met = np.exp(log_chance(m, a, b, whole) - most)
    unlikely = np.where(weight <= (met * (1 + _TIE))[of], weight, 0.0)
    p: Floats = np.add.reduceat(unlikely, begins) / np.add.reduceat(weight, begins)
    return p


def benjamini_hochberg(p: Floats) -> Floats:
    """q: the least share of false alarms among all pairs called remarkable at this one's p. Benjamini & Hochberg 1995.

    With p sorted rising, q_i = min over j ≥ i of p_j · n / j; 0 to 1, never below p. n is the number of tests made.
    """
    import numpy as np

    order = np.argsort(p)
    scaled = p[order] * len(p) / np.arange(1, len(p) + 1)
    q = np.empty_like(p)
    q[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    # Multiplied and divided by the same number, p may come back a rounding lower.
    return np.maximum(q, p)


FORMULAS: dict[str, Formula] = {"jaccard": jaccard, "cosine": cosine, "inclusion": inclusion}

CONTINGENCY: dict[str, Contingency] = {
    "lift": lift,
    "npmi": npmi,
    "g2": log_likelihood,
    "g2_p": log_likelihood_p,
    "fisher_p": fisher,
}


def _log(m: Floats, population: Population, where: NDArray[np.bool_]) -> Floats:
    """ln(m / N) where asked, else 1."""
    import numpy as np

    return np.log(m / np.maximum(population, 1.0), where=where, out=np.ones_like(m))


def _ratio(above: Floats, below: Floats) -> Floats:
    import numpy as np

    above, below = np.broadcast_arrays(above, below)
    return np.divide(above, below, out=np.zeros_like(above), where=(above > 0) & (below > 0))
