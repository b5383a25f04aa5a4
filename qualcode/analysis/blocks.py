"""What each block of a sub-corpus was counted to have, so that blocks can be dealt out anew and counts added up.

A block is what was met as a whole: a document; a case or a person where these are the units.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualcode.analysis.cooccurrence import tally
from qualcode.analysis.material import Material, in_units
from qualcode.model.arrays import CodingArrays, Pieces, distinct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Blocks:
    """A row per block: `ids` rise, `counts` is blocks × codes, `population` how many units a block has.

    A pair that was met in a block is a row of `block` (an index of `ids`), `pair` (source · codes + target) and three
    columns of `met`: the pairs, how many of the source meet the target, and of the target the source. `besides` is the
    population that is in no block.
    """

    ids: Ints
    counts: Ints
    population: Ints
    block: Ints
    pair: Ints
    met: Ints
    besides: int = 0


def blocks(material: Material) -> Blocks:
    """What each document, or each case or person, holds."""
    if material.question.unit in ("document", "case", "speaker"):
        return _whole_units(material)
    return _documents(material)


def _whole_units(material: Material) -> Blocks:
    """Where blocks are the units themselves: a code is in one or it is not."""
    import numpy as np

    size = max(len(material.paths), 1)
    row, unit = in_units(material)
    owner, code = np.divmod(distinct(unit * size + material.nodes()[row]), size)
    ids, begins = np.unique(owner, return_index=True)
    present = np.zeros((len(ids), size), np.int64)
    none = np.zeros(0, np.int64)
    block, pair = [none], [none]
    for number, held in zip(range(len(ids)), np.split(code, begins[1:]), strict=False):
        present[number, held] = 1
        one, other = np.triu_indices(len(held), 1)
        block.append(np.full(len(one), number))
        pair.append(held[one] * size + held[other])
    pairs = np.concatenate(pair)
    besides = (material.population(unit) or 0) - len(ids)
    ones = np.ones((len(pairs), 3), np.int64)
    return Blocks(ids, present, np.ones(len(ids), np.int64), np.concatenate(block), pairs, ones, besides)


def _documents(material: Material) -> Blocks:
    """Document by document, each counted by itself: what lies within documents adds up."""
    import numpy as np

    size = len(material.paths)
    upper = np.triu(np.ones((size, size), np.bool_), 1)
    none = np.zeros(0, np.int64)
    ids: list[int] = []
    counts: list[Ints] = []
    population: list[int] = []
    block, pair, met = [none], [none], [none.reshape(0, 3)]
    for number, (document, part) in enumerate(_by_document(material)):
        found = tally(part)
        one, other = np.nonzero(upper & (found.pairs > 0))
        meeting = found.pairs if found.meeting is None else found.meeting
        ids.append(document)
        counts.append(found.counts)
        population.append(found.population or 0)
        block.append(np.full(len(one), number))
        pair.append(one * size + other)
        met.append(np.stack([found.pairs[one, other], meeting[one, other], meeting[other, one]], axis=1))
    return Blocks(
        np.array(ids, np.int64),
        np.array(counts, np.int64).reshape(len(ids), size),
        np.array(population, np.int64),
        np.concatenate(block),
        np.concatenate(pair),
        np.concatenate(met),
    )


def _by_document(material: Material) -> Iterator[tuple[int, Material]]:
    import numpy as np

    held, units = material.codings, material.units
    borders = np.flatnonzero(np.diff(held.document)) + 1
    edges = [0, *borders.tolist(), len(held)] if len(held) else [0]
    for first, last in zip(edges, edges[1:], strict=False):
        rows = slice(first, last)
        part = CodingArrays(held.id[rows], held.document[rows], held.start[rows], held.end[rows], held.code[rows])
        document = int(part.document[0])
        own = units
        if isinstance(units, Pieces):
            low, high = np.searchsorted(units.document, (document, document + 1))
            own = units.only(slice(int(low), int(high)))
        yield document, replace(material, codings=part, units=own)
