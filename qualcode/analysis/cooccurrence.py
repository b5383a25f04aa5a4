"""Counting which codes are met together, in arrays and without a loop over pairs.

Two codings overlap when they share at least one character. Sorted by start, those that overlap a coding and start no
earlier stand in one run right after it, which a binary search finds; that is all the work for the unit `overlap`.
Every other unit is a list of (unit, code) without repetition, and codes are together in a unit when both are in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from qualcode.analysis.material import Material, in_units, one_line, spread
from qualcode.analysis.measures import Tally, allow, strengths
from qualcode.model.arrays import distinct
from qualcode.model.network import OF_PERMUTATION, ROUNDS, Cooccurrence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Number = TypeVar("Number", np.int64, np.float64)

__all__ = ["Material", "cooccurrence", "in_units", "one_line", "tally"]

Progress = Callable[[int, int], None]

#: Pairs held in memory at once; codings swept at once (whole documents); cells of a table of units × codes at once.
PAIRS_AT_ONCE = 2_000_000
CODINGS_AT_ONCE = 32_768
CELLS_AT_ONCE = 4_000_000

#: A number in a list costs about so many cells of a table, to sort and to hold.
_LISTED = 8


def cooccurrence(material: Material, progress: Progress | None = None, measures: tuple[str, ...] = ()) -> Cooccurrence:
    """The network that answers the material's question; its edges carry `measures` beside that of the question.

    `progress` is told how many codings were swept, of how many; of a permutation test, how many rounds were played, of
    how many. What it raises ends the counting. Raises QueryError for a measure that the unit does not allow.
    """
    import numpy as np

    question = material.question
    for name in (question.measure, *measures):
        allow(name, question.unit)
    tested = any(name in OF_PERMUTATION for name in (question.measure, *measures))
    counted = tally(material, None if tested else progress, one_way=question.measure != "count")
    met = np.flatnonzero(counted.counts)
    kept = counted.of(met)
    work = _Work(material, kept, met)
    if tested:
        work.test(progress)
    return Cooccurrence(
        question,
        tuple(material.paths[place] for place in met.tolist()),
        *(_frozen(kept.counts), _frozen(kept.pairs), _frozen(work(question.measure))),
        digest=material.digest(),
        carried=measures,
        population=counted.population,
        work=work,
    )


def tally(material: Material, progress: Progress | None = None, one_way: bool = True) -> Tally:
    """How often each node was met, and each two of them together; rows and columns are the paths of the material.

    Without `one_way` overlaps are not counted by codings too, for which no measure but the count has a use.
    """
    size = len(material.paths)
    if material.question.unit == "overlap":
        return _overlaps(material, size, progress, one_way)
    row, unit = in_units(material)
    counts, pairs = _in_units(unit, material.nodes()[row], size)
    return Tally(counts, pairs, pairs, material.population(unit))


class _Work:
    """Works out measures for a network when they are asked for; the rounds of a permutation test are played once."""

    def __init__(self, material: Material, counted: Tally, met: Ints) -> None:
        self._material, self._counted, self._met = material, counted, met
        self._tested: dict[str, Floats] = {}

    def __call__(self, measure: str) -> Floats:
        allow(measure, self._material.question.unit)
        if measure not in OF_PERMUTATION:
            if self._counted.meeting is None and measure != "count":
                self._counted = tally(self._material).of(self._met)
            return _frozen(strengths(measure, self._counted))
        if not self._tested:
            self.test(None)
        return self._tested[measure]

    def test(self, progress: Progress | None) -> None:
        from qualcode.analysis.permutation import permutation

        tested = permutation(self._material, self._material.question.rounds or ROUNDS, progress)
        square = self._met[:, None], self._met[None, :]
        self._tested = {name: _frozen(matrix[square]) for name, matrix in tested.items()}


def _overlaps(material: Material, size: int, progress: Progress | None, one_way: bool) -> Tally:
    """How many codings each code has, how many pairs overlap, and how many codings meet (see `measures`)."""
    import numpy as np

    document, start, end, code = passages_of(material, size)
    pairs = np.zeros(size * size, np.int64)
    meeting = np.zeros(size * size, np.int64) if one_way else None
    for rows in _whole_documents(document):
        here = code[rows]
        place = one_line(document[rows], start[rows], end[rows])
        met = _Met(here, size)
        for left, right in _runs(np.searchsorted(place.start, place.end)):
            pairs += np.bincount(here[left] * size + here[right], minlength=size * size)
            if meeting is not None:
                met.add(left, right)
        if meeting is not None:
            meeting += met.counted()
        if progress:
            progress(rows.stop, len(document))
    held = None if meeting is None else _off_diagonal(meeting.reshape(size, size))
    return Tally(np.bincount(code, minlength=size), _both_ways(pairs, size), held)


class _Met:
    """Which of some codings met which code: a list of (coding, code), or a table where the list would be longer."""

    def __init__(self, code: Ints, size: int) -> None:
        self._code, self._size = code, size
        self._listed: list[Ints] = []
        self._length = 0
        self._table: NDArray[np.bool_] | None = None

    def add(self, left: Ints, right: Ints) -> None:
        import numpy as np

        code, size = self._code, self._size
        keys = np.concatenate((left * size + code[right], right * size + code[left]))
        self._length += len(keys)
        self._listed.append(keys)
        if self._length * _LISTED > len(code) * size:
            if self._table is None:
                self._table = np.zeros(len(code) * size, np.bool_)
            for listed in self._listed:
                self._table[listed] = True
            self._listed = []

    def counted(self) -> Ints:
        """For each two codes, flat, how many codings of the one met the other."""
        import numpy as np

        size = self._size
        if self._table is not None:
            keys = np.flatnonzero(self._table)
        else:
            keys = distinct(np.concatenate(self._listed)) if self._listed else np.zeros(0, np.int64)
        coding, other = np.divmod(keys, max(size, 1))
        return np.bincount(self._code[coding] * size + other, minlength=size * size)


def passages_of(material: Material, size: int) -> tuple[Ints, Ints, Ints, Ints]:
    """The document, start, end and node of what overlaps: codings; where codes are rolled up, distinct passages."""
    held, code = material.codings, material.nodes()
    document, start, end = held.document, held.start, held.end
    if material.question.level is not None:
        kept = _distinct_passages(document, start, end, code, size)
        document, start, end, code = document[kept], start[kept], end[kept], code[kept]
    return document, start, end, code


def _distinct_passages(document: Ints, start: Ints, end: Ints, code: Ints, size: int) -> Ints:
    """One row for each different (document, start, end, code); rows come in order and leave in order."""
    import numpy as np

    if not len(code):
        return np.zeros(0, np.int64)
    moved = (np.diff(document) != 0) | (np.diff(start) != 0) | (np.diff(end) != 0)
    place = np.concatenate(([0], np.cumsum(moved)))
    kept: Ints = np.sort(np.unique(place * size + code, return_index=True)[1])
    return kept


def _in_units(unit: Ints, code: Ints, size: int) -> tuple[Ints, Ints]:
    """In how many units each code stands, in how many each two codes together."""
    import numpy as np

    once = distinct(unit * size + code)
    unit, code = np.divmod(once, size) if size else (once, once)
    counts = np.bincount(code, minlength=size)
    borders = np.flatnonzero(np.diff(unit)) + 1
    sizes = np.diff(np.concatenate(([0], borders, [len(code)])))
    if int((sizes * (sizes - 1) // 2).sum()) > len(sizes) * size:
        pairs = _in_crowded_units(np.repeat(np.arange(len(sizes)), sizes), code, len(sizes), size)
        return counts, pairs
    pairs = np.zeros(size * size, np.int64)
    for left, right in _runs(np.repeat(np.cumsum(sizes), sizes)):
        pairs += np.bincount(code[left] * size + code[right], minlength=size * size)
    return counts, _both_ways(pairs, size)


def _in_crowded_units(number: Ints, code: Ints, units: int, size: int) -> Ints:
    """The same for units that hold many codes: a product of tables of 0 and 1, exact below 2^24 units at a time."""
    import numpy as np

    pairs = np.zeros((size, size), np.int64)
    step = max(1, CELLS_AT_ONCE // size)
    for first in range(0, units, step):
        low, high = np.searchsorted(number, (first, first + step))
        table = np.zeros((min(step, units - first), size), np.float32)
        table[number[low:high] - first, code[low:high]] = 1
        pairs += (table.T @ table).astype(np.int64)
    return _off_diagonal(pairs)


def _runs(reach: Ints) -> Iterator[tuple[Ints, Ints]]:
    """All pairs (i, j) with i < j < reach[i], a part at a time."""
    import numpy as np

    own = np.arange(len(reach))
    partners = np.maximum(reach - own - 1, 0)
    total = np.cumsum(partners)
    first = 0
    while first < len(reach):
        done = int(total[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(total, done + PAIRS_AT_ONCE, side="right")))
        row, step = spread(partners[first:last])
        yield row + first, row + first + 1 + step
        first = last


def _whole_documents(document: Ints) -> Iterator[slice]:
    """Slices of whole documents, of CODINGS_AT_ONCE rows or a little more: no pair lies across documents."""
    import numpy as np

    borders = np.concatenate((np.flatnonzero(np.diff(document)) + 1, [len(document)]))
    first = 0
    while first < len(document):
        last = int(borders[min(int(np.searchsorted(borders, first + CODINGS_AT_ONCE)), len(borders) - 1)])
        yield slice(first, last)
        first = last


def _both_ways(pairs: Ints, size: int) -> Ints:
    square = pairs.reshape(size, size)
    return _off_diagonal(square + square.T)


def _off_diagonal(square: Ints) -> Ints:
    import numpy as np

    np.fill_diagonal(square, 0)
    return square


def _frozen(array: NDArray[Number]) -> NDArray[Number]:
    array.setflags(write=False)
    return array
