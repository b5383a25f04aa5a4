"""Counting which codes are met together, in arrays and without a loop over pairs.

Two codings overlap when they share at least one character. Sorted by start, those that overlap a coding and start no
earlier stand in one run right after it, which a binary search finds; that is all the work for the unit `overlap`.
Every other unit is a list of (unit, code) without repetition, and codes are together in a unit when both are in it.
`Material` is all that an answer depends on: its digest tells whether a saved answer still holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from qualcode.analysis.measures import strengths
from qualcode.model.arrays import Belonging, CodingArrays, Pieces, distinct
from qualcode.model.network import Cooccurrence, Question

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Number = TypeVar("Number", np.int64, np.float64)

Progress = Callable[[int, int], None]

#: Pairs held in memory at once; codings swept at once (whole documents); cells of a table of units × codes at once.
PAIRS_AT_ONCE = 2_000_000
CODINGS_AT_ONCE = 8_192
CELLS_AT_ONCE = 4_000_000


@dataclass(frozen=True)
class Material:
    """What is counted: the selected codings, the node of each code, and the units.

    `node_of` gives the index in `paths` of every code that has a coding (the code itself, or its ancestor at the
    question's level). `units` is None for the units overlap and document.
    """

    question: Question
    codings: CodingArrays
    node_of: Mapping[int, int]
    paths: tuple[str, ...]
    units: Pieces | Belonging | None = None

    def nodes(self) -> Ints:
        """The node of each coding."""
        import numpy as np

        table = np.zeros(max(self.node_of, default=0) + 1, dtype=np.int64)
        table[list(self.node_of)] = list(self.node_of.values())
        return table[self.codings.code]

    def digest(self) -> str:
        """SHA-256, in hexadecimal, of the places, codes and units that are counted; of the paths too, not of the query.

        Equal as long as the same passages carry the same codes, whatever else changes in the project.
        """
        sha = hashlib.sha256(repr(self.paths).encode())
        held = self.codings
        arrays = [held.document, held.start, held.end, self.nodes()]
        if isinstance(self.units, Pieces):
            units = self.units.within(held.document)
            arrays += [units.document, units.start, units.end]
        elif isinstance(self.units, Belonging):
            arrays += _belonging(held, self.units)
        for array in arrays:
            sha.update(len(array).to_bytes(8, "little"))
            sha.update(array.astype("<i8", copy=False).tobytes())
        return sha.hexdigest()


def cooccurrence(material: Material, progress: Progress | None = None) -> Cooccurrence:
    """The network that answers the material's question; `progress` is told how many codings were swept, of how many.

    What `progress` raises ends the counting.
    """
    import numpy as np

    size = len(material.paths)
    question = material.question
    if question.unit == "overlap":
        counts, pairs, together = _overlaps(material, size, progress)
    else:
        row, unit = in_units(material)
        counts, pairs = _in_units(unit, material.nodes()[row], size)
        together = pairs
    values = strengths(question.measure, pairs, together, counts)
    met = np.flatnonzero(counts)
    square = np.ix_(met, met)
    return Cooccurrence(
        question,
        tuple(material.paths[place] for place in met.tolist()),
        *(_frozen(counts[met]), _frozen(pairs[square]), _frozen(values[square])),
        material.digest(),
    )


def _overlaps(material: Material, size: int, progress: Progress | None) -> tuple[Ints, Ints, Ints]:
    """How many codings each code has, how many pairs overlap, and how many codings meet (see `measures`)."""
    import numpy as np

    held, code = material.codings, material.nodes()
    document, start, end = held.document, held.start, held.end
    if material.question.level is not None:
        kept = _distinct_passages(document, start, end, code, size)
        document, start, end, code = document[kept], start[kept], end[kept], code[kept]
    pairs, meeting = np.zeros(size * size, np.int64), np.zeros(size * size, np.int64)
    for rows in _whole_documents(document):
        here = code[rows]
        place = one_line(document[rows], start[rows], end[rows])
        met = np.zeros((len(here), size), np.bool_)
        for left, right in _runs(np.searchsorted(place.start, place.end)):
            pairs += np.bincount(here[left] * size + here[right], minlength=size * size)
            met[left, here[right]] = True
            met[right, here[left]] = True
        coding, other = np.nonzero(met)
        meeting += np.bincount(here[coding] * size + other, minlength=size * size)
        if progress:
            progress(rows.stop, len(document))
    one_way = meeting.reshape(size, size)
    return np.bincount(code, minlength=size), _both_ways(pairs, size), _off_diagonal(np.minimum(one_way, one_way.T))


def _distinct_passages(document: Ints, start: Ints, end: Ints, code: Ints, size: int) -> Ints:
    """One row for each different (document, start, end, code); rows come in order and leave in order."""
    import numpy as np

    if not len(code):
        return np.zeros(0, np.int64)
    moved = (np.diff(document) != 0) | (np.diff(start) != 0) | (np.diff(end) != 0)
    place = np.concatenate(([0], np.cumsum(moved)))
    kept: Ints = np.sort(np.unique(place * size + code, return_index=True)[1])
    return kept


def in_units(material: Material) -> tuple[Ints, Ints]:
    """Which row of the codings stands in which unit, as (row, unit)."""
    import numpy as np

    held, units = material.codings, material.units
    if isinstance(units, Pieces):
        return _touched(held, units)
    if isinstance(units, Belonging):
        return _belonging(held, units)
    return np.arange(len(held)), held.document


def _touched(held: CodingArrays, pieces: Pieces) -> tuple[Ints, Ints]:
    """Which row touches which piece with at least one character."""
    import numpy as np

    both = one_line(
        np.concatenate((held.document, pieces.document)),
        np.concatenate((held.start, pieces.start)),
        np.concatenate((held.end, pieces.end)),
    )
    size = len(held)
    first = np.searchsorted(both.end[size:], both.start[:size], side="right")
    last = np.searchsorted(both.start[size:], both.end[:size], side="left")
    row, step = _spread(np.maximum(last - first, 0))
    return row, first[row] + step


def _belonging(held: CodingArrays, units: Belonging) -> tuple[Ints, Ints]:
    """Which row belongs to which unit, in the order of the rows."""
    import numpy as np

    if not len(held):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    order = np.argsort(held.id)
    row = order[np.minimum(np.searchsorted(held.id, units.coding, sorter=order), len(held) - 1)]
    known = held.id[row] == units.coding
    span = int(units.unit.max(initial=0)) + 1
    row, unit = np.divmod(np.sort(row[known] * span + units.unit[known]), span)
    return row, unit


def _in_units(unit: Ints, code: Ints, size: int) -> tuple[Ints, Ints]:
    """In how many units each code stands, and in how many each two codes stand together."""
    import numpy as np

    once = distinct(unit * size + code)
    unit, code = np.divmod(once, size) if size else (once, once)
    counts = np.bincount(code, minlength=size)
    borders = np.flatnonzero(np.diff(unit)) + 1
    sizes = np.diff(np.concatenate(([0], borders, [len(code)])))
    if int((sizes * (sizes - 1) // 2).sum()) > len(sizes) * size:
        return counts, _in_crowded_units(np.repeat(np.arange(len(sizes)), sizes), code, len(sizes), size)
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
        row, step = _spread(partners[first:last])
        yield row + first, row + first + 1 + step
        first = last


def _spread(counts: Ints) -> tuple[Ints, Ints]:
    """Each row as often as its count says, and 0, 1, 2… within the row: (2, 0, 3) → rows 0 0 2 2 2, steps 0 1 0 1 2."""
    import numpy as np

    row = np.repeat(np.arange(len(counts)), counts)
    before = np.cumsum(counts) - counts
    return row, np.arange(len(row)) - before[row]


def one_line(document: Ints, start: Ints, end: Ints) -> Pieces:
    """The same ranges with the documents laid one after the other in one text, so that one search serves all."""
    import numpy as np

    number = np.unique(document, return_inverse=True)[1]
    longest = np.zeros(int(number.max(initial=-1)) + 1, np.int64)
    np.maximum.at(longest, number, end)
    base = (np.cumsum(longest) - longest)[number]
    return Pieces(document, start + base, end + base)


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
