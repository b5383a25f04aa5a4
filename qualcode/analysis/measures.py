"""How strongly two codes go together, from how often each was met and how often both were.

With n_A and n_B how often each code was met and m how often both were together (m ≤ n_A, m ≤ n_B), every measure but
the count lies between 0 (never together) and 1 and is 0 where a code was never met.

For units (sentence, turn, paragraph, document, case) n and m are numbers of units. For the unit `overlap` n is a number
of codings, and m is *not* the number of overlapping pairs: one long coding may meet many short ones, and pairs divided
by codings can pass 1, as ATLAS.ti's c does. There m is the smaller of the number of codings of A that meet B and the
number of codings of B that meet A: equal to the number of pairs as long as each coding meets at most one of the other
code, and never above n_A or n_B.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Formula = Callable[[Floats, Floats, Floats], Floats]


def strengths(measure: str, pairs: NDArray[np.int64], together: NDArray[np.int64], counts: NDArray[np.int64]) -> Floats:
    """The matrix of a measure, symmetric with a diagonal of 0; KeyError for a name that is not in MEASURES.

    `pairs` is what an edge's count says (for units the same as `together`), `together` is m, `counts` is n by code.
    """
    import numpy as np

    if measure == "count":
        return pairs.astype(np.float64)
    met = counts.astype(np.float64)
    return FORMULAS[measure](together.astype(np.float64), met[:, None], met[None, :])


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
    """m / min(n_A, n_B): the larger of P(B|A) and P(A|B). Simpson 1943; Szymkiewicz 1934.

    1 when the rarer code never goes without the other one, however frequent that one is.
    """
    import numpy as np

    return _ratio(m, np.minimum(a, b))


FORMULAS: dict[str, Formula] = {"jaccard": jaccard, "cosine": cosine, "inclusion": inclusion}


def _ratio(above: Floats, below: Floats) -> Floats:
    import numpy as np

    return np.divide(above, below, out=np.zeros_like(above), where=(above > 0) & (below > 0))
