"""Which units meet a question, in arrays: each condition becomes a mark on every unit that holds a segment of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.model.arrays import CodingArrays, Pieces
from qualcode.model.query import Node
from qualcode.model.query_units import ByUnit, answer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Marks = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Members:
    """All units of one kind, numbered from 0 to `size`, and which of them holds which coding: one row for each.

    Rows are in the order of the codings by document and start.
    """

    size: int
    coding: Ints
    unit: Ints


@dataclass(frozen=True, eq=False)
class Met:
    """The units that meet a question, by number and rising; the codings that speak for them, one row for each."""

    units: Ints
    coding: Ints
    unit: Ints


def met(node: ByUnit, members: Members, ids_of: Callable[[Node], Ints]) -> Met:
    """The answer to a question; `ids_of` finds the codings that meet a condition."""
    import numpy as np

    rows: dict[Node, Marks] = {leaf: np.isin(members.coding, ids_of(leaf)) for leaf in dict.fromkeys(node.leaves())}
    marks = answer(node.question, lambda leaf: _marked(members, rows[leaf]))
    told = np.zeros(len(members.coding), np.bool_)
    for leaf in node.told():
        told |= rows[leaf]
    told &= marks[members.unit]
    return Met(np.flatnonzero(marks), members.coding[told], members.unit[told])


def in_pieces(codings: CodingArrays, pieces: Pieces) -> Members:
    """Pieces hold the codings with which they share at least one character."""
    import numpy as np

    from qualcode.analysis.relations import touched

    first, last = touched(codings, pieces)
    counts = np.maximum(last - first + 1, 0)
    row = np.repeat(np.arange(len(codings)), counts)
    step = np.arange(len(row)) - (np.cumsum(counts) - counts)[row]
    return Members(len(pieces.start), codings.id[row], first[row] + step)


def numbered(codings: CodingArrays, coding: Ints, owner: Ints, owners: Ints) -> Members:
    """What belongs to documents, persons or cases: `owner` is the id of the one that holds each `coding`.

    Units are numbered in the order of `owners`; what belongs to none of them is left out.
    """
    import numpy as np

    order = np.argsort(owners, kind="stable")
    place = np.minimum(np.searchsorted(owners, owner, sorter=order), max(len(owners) - 1, 0))
    number = order[place] if len(owners) else np.zeros(len(owner), np.int64)
    known = owners[number] == owner if len(owners) else np.zeros(len(owner), np.bool_)
    coding, number = coding[known], number[known]
    by_id = np.argsort(codings.id)
    rank = by_id[np.searchsorted(codings.id, coding, sorter=by_id)]
    sorted_rows = np.argsort(rank, kind="stable")
    return Members(len(owners), coding[sorted_rows], number[sorted_rows])


def _marked(members: Members, rows: Marks) -> Marks:
    import numpy as np

    marks = np.zeros(members.size, np.bool_)
    marks[members.unit[rows]] = True
    return marks
