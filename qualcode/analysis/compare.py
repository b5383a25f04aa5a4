"""Do two codes go together more in one sub-corpus than in the other, or might that be chance?

What is compared is made of blocks that were met as a whole: documents; cases or persons where these are the units.

Two tests are made of each pair, the same whatever measure is shown. Both look at the units with at least one of the
codes (for overlaps at codings, counted as `measures` counts m), and ask whether the share that has both is another on
the two sides: whether the codes *go together* differently, not whether they are talked about more.

Fisher's exact test (1934), two-sided, takes units for independent, which turns of one interview are not: with few, long
interviews it finds too much.

The permutation of blocks keeps what an interview is made of: in each round as many blocks as side a has are drawn for
it, the rest go to b, and the difference of the shares is worked out anew, divided by √(1/u_a + 1/u_b), with u the units
that have one of the codes: interviews are long and short, and a share of few units weighs little (on such
"studentised" permutations: Janssen 1997; Chung & Romano 2013). Rounds that leave a side without either code say nothing
of the pair and are left out: p = (1 + rounds in which the difference is as large or larger) / (1 + rounds that
count). Where blocks can be divided in no more ways than there are rounds, all ways are gone through, and p is exact.
A block on both sides stays as it is. Blocks are taken for things of one kind: compare interviews with interviews, not
with questionnaires. Where there are few, this test cannot say much, and `divisions` tells how much.

q holds p against all pairs met on either side (Benjamini & Hochberg 1995).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, islice
from math import comb
from typing import TYPE_CHECKING

from qualcode.analysis.blocks import Blocks, blocks
from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.analysis.material import Material
from qualcode.analysis.measures import CONTINGENCY, FORMULAS, benjamini_hochberg, conditional, fisher
from qualcode.errors import QueryError
from qualcode.i18n import _
from qualcode.model.arrays import distinct
from qualcode.model.comparison import COMPARABLE, Comparison, Contrast, Side
from qualcode.model.network import MEASURES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

Progress = Callable[[int, int], None]

#: Rounds that are drawn at once; rounds × pairs that are worked out at once.
ROUNDS_AT_ONCE = 1_000
CELLS_AT_ONCE = 1_000_000

#: Differences that are equal but for rounding.
_SAME = 1e-9


def compare(a: Material, b: Material, progress: Progress | None = None) -> Comparison:
    """The comparison of two materials with the same paths and the same question but for its query.

    `progress` is told how much was tested (pairs times rounds), of how much; what it raises ends the work. The measure
    is one of COMPARABLE.
    """
    import numpy as np

    question = a.question
    networks = (cooccurrence(a), cooccurrence(b))
    sides = (blocks(a), blocks(b))
    deck = _Deck(sides, len(a.paths))
    met = np.flatnonzero(deck.counts.any(axis=0))
    codes = tuple(a.paths[place] for place in met.tolist())
    of_side = [side.counts.sum(axis=0)[met].tolist() for side in sides]
    return Comparison(
        replace(question, query=""),
        (_side(a, sides[0]), _side(b, sides[1])),
        networks,
        codes,
        tuple(zip(*of_side, strict=True)),
        _contrasts(a, deck, progress),
        int(np.isin(a.codings.id, b.codings.id).sum()),
        int((~deck.free).sum()) // 2,
        deck.divisions,
    )


def refuse_tests(measure: str) -> None:
    """Raise QueryError for a measure that exists but that two sides cannot be compared by."""
    if measure in MEASURES and measure not in COMPARABLE:
        raise QueryError(
            _("Two sub-corpora cannot be compared by “{measure}”.").format(measure=measure),
            _("Choose one of {measures}; tests come with each.").format(measures=", ".join(COMPARABLE)),
        )


def _side(material: Material, found: Blocks) -> Side:
    return Side(material.question.query, len(material.codings), len(found.ids))


def _contrasts(material: Material, deck: _Deck, progress: Progress | None) -> tuple[Contrast, ...]:
    """Every pair that was met on either side, the least likely by chance first."""
    import numpy as np

    question, paths = material.question, material.paths
    now = [_row(side) for side in deck.dealt(deck.home[None, :], slice(0, len(deck.pairs)))]
    one, other = (side.value(question.measure) for side in now)
    fisher_p = _fisher(*now)
    chance = deck.chance(_apart(*now), question.rounds, question.seed, progress)
    columns = [*(side.pairs.astype(np.int64) for side in now), one, other, one - other]
    columns += [fisher_p, benjamini_hochberg(fisher_p)]
    told = [column.tolist() for column in columns]
    told += [[None] * len(one)] * 2 if chance is None else [chance.tolist(), benjamini_hochberg(chance).tolist()]
    sources, targets = np.divmod(deck.pairs, max(len(paths), 1))
    edges = [
        Contrast(paths[source], paths[target], *row)
        for source, target, *row in zip(sources.tolist(), targets.tolist(), *told, strict=True)
    ]
    return tuple(sorted(edges, key=lambda edge: (edge.permutation_p or 0.0, edge.fisher_p, -abs(edge.difference))))


def _fisher(a: _Sums, b: _Sums) -> Floats:
    """Both codes against one of them, on the two sides."""
    return fisher(a.together, a.either, a.together + b.together, a.either + b.either)


def _apart(a: _Sums, b: _Sums) -> Floats:
    """How far apart the shares with both are, either way, by how well they are known; −1 where a side has neither."""
    import numpy as np

    known = 1 / np.sqrt(1 / np.maximum(a.either, 1) + 1 / np.maximum(b.either, 1))
    apart: Floats = np.abs(a.value("jaccard") - b.value("jaccard")) * known
    return np.where((a.either > 0) & (b.either > 0), apart, -1.0)


@dataclass(frozen=True, eq=False)
class _Sums:
    """A side in several rounds: rounds × pairs, the population rounds × 1."""

    pairs: Floats
    forth: Floats
    back: Floats
    one: Floats
    other: Floats
    population: Floats

    @property
    def together(self) -> Floats:
        """The m of the formulas."""
        import numpy as np

        return self.pairs if self.forth is self.pairs else np.minimum(self.forth, self.back)

    @property
    def either(self) -> Floats:
        """The units with at least one of the codes."""
        return self.one + self.other - self.together

    def value(self, measure: str) -> Floats:
        """The measure, as `analysis.measures` defines it."""
        if measure == "count":
            return self.pairs
        if measure == "p_target":
            return conditional(self.forth, self.one)
        if measure == "p_source":
            return conditional(self.back, self.other)
        if measure in FORMULAS:
            return FORMULAS[measure](self.together, self.one, self.other)
        return CONTINGENCY[measure](self.together, self.one, self.other, self.population)


def _row(sums: _Sums) -> _Sums:
    """The only round."""
    pairs = sums.pairs[0]
    same = sums.forth is sums.pairs
    forth, back = (pairs, pairs) if same else (sums.forth[0], sums.back[0])
    return _Sums(pairs, forth, back, sums.one[0], sums.other[0], sums.population[0])


class _Deck:
    """The blocks of both sides, one after the other, and how they are dealt out.

    `home` is 1 for the blocks of side a, `free` True for those that are on one side only. A block on both sides is two,
    with what each side selects of it, and neither moves. `divisions` is in how many ways the free ones can be dealt.
    """

    def __init__(self, sides: tuple[Blocks, Blocks], size: int) -> None:
        import numpy as np

        self.size = size
        self.counts = np.concatenate([side.counts for side in sides])
        self.home = np.repeat([1.0, 0.0], [len(side.ids) for side in sides])
        shared = np.intersect1d(sides[0].ids, sides[1].ids)
        self.free = ~np.isin(np.concatenate([side.ids for side in sides]), shared)
        self.divisions = comb(int(self.free.sum()), int(self.home[self.free].sum()))
        self.pairs = distinct(np.concatenate([side.pair for side in sides]))
        self._population = np.concatenate([side.population for side in sides]).astype(np.float64)
        self._besides = tuple(side.besides for side in sides)
        pair = np.concatenate([side.pair for side in sides])
        order = np.argsort(pair, kind="stable")
        self._column = np.searchsorted(self.pairs, pair[order])
        self._block = np.concatenate((sides[0].block, sides[1].block + len(sides[0].ids)))[order]
        self._met = np.concatenate([side.met for side in sides])[order]
        # Of units, as many of the one meet the other as of the other the one: one table does for three.
        self._kinds = 1 if (self._met == self._met[:, :1]).all() else 3

    def dealt(self, drawn: Floats, part: slice) -> tuple[_Sums, _Sums]:
        """The two sides in several rounds: `drawn` (rounds × blocks) is 1 where a block goes to side a."""
        import numpy as np

        width = len(self.pairs[part])
        low, high = np.searchsorted(self._column, (part.start, part.start + width))
        place = self._block[low:high], self._column[low:high] - part.start
        tables = []
        for kind in range(self._kinds):
            # Sums of counts are exact in 32 bits up to 16 million.
            table = np.zeros((len(self.home), width), np.float32)
            table[place] = self._met[low:high, kind]
            tables.append(table)
        sources, targets = np.divmod(self.pairs[part], max(self.size, 1))
        tables += [self.counts[:, codes].astype(np.float32) for codes in (sources, targets)]
        a = [(drawn.astype(np.float32) @ table).astype(np.float64) for table in tables]
        b = [table.sum(axis=0, dtype=np.float64) - taken for table, taken in zip(tables, a, strict=True)]
        units = (drawn @ self._population)[:, None]
        left = self._population.sum() - units
        return self._sums(a, units + self._besides[0]), self._sums(b, left + self._besides[1])

    def _sums(self, sums: list[Floats], population: Floats) -> _Sums:
        pairs, (one, other) = sums[0], sums[-2:]
        forth, back = (pairs, pairs) if self._kinds == 1 else (sums[1], sums[2])
        return _Sums(pairs, forth, back, one, other, population)

    def chance(self, apart: Floats, rounds: int, seed: int, progress: Progress | None) -> Floats | None:
        """p of pairs that are so far apart, or None when the blocks can be dealt in one way only."""
        import numpy as np

        if not rounds or self.divisions <= 1:
            return None
        exact = self.divisions <= rounds
        rounds = min(rounds, self.divisions)
        # Among all divisions is the one that is; in drawn ones it is counted beside.
        as_far = np.full(len(self.pairs), 0 if exact else 1)
        counting = as_far.copy()
        width = max(1, CELLS_AT_ONCE // min(rounds, ROUNDS_AT_ONCE))
        done = 0
        for drawn in self._every_division() if exact else self._divisions(rounds, seed):
            for first in range(0, len(self.pairs), width):
                if progress:
                    progress(done * len(self.pairs) + first * len(drawn), rounds * len(self.pairs))
                part = slice(first, first + width)
                found = _apart(*self.dealt(drawn, part))
                counting[part] += (found >= 0).sum(axis=0)
                as_far[part] += ((found >= 0) & (found >= apart[part] - _SAME)).sum(axis=0)
            done += len(drawn)
        if progress:
            progress(rounds * len(self.pairs), rounds * len(self.pairs))
        p: Floats = np.divide(as_far, counting, out=np.ones(len(self.pairs)), where=counting > 0)
        return p

    def _divisions(self, rounds: int, seed: int) -> Iterator[Floats]:
        """So many divisions by chance, some at a time."""
        import numpy as np

        chance = np.random.default_rng(seed % (1 << 64))
        for done in range(0, rounds, ROUNDS_AT_ONCE):
            drawn = np.repeat(self.home[None, :], min(rounds - done, ROUNDS_AT_ONCE), axis=0)
            drawn[:, self.free] = chance.permuted(drawn[:, self.free], axis=1)
            yield drawn

    def _every_division(self) -> Iterator[Floats]:
        """Every way to deal the free blocks, some at a time."""
        import numpy as np

        free = np.flatnonzero(self.free)
        ways = combinations(free.tolist(), int(self.home[free].sum()))
        while some := list(islice(ways, ROUNDS_AT_ONCE)):
            drawn = np.repeat(np.where(self.free, 0.0, self.home)[None, :], len(some), axis=0)
            drawn[np.arange(len(some))[:, None], np.array(some)] = 1.0
            yield drawn
