"""Ranges that segments of several sides share, in arrays: what `model.query_shared` says of one segment.

Of two ranges that overlap, one starts within the other. So the partners of a range are those that start in it, a run
of the sorted starts, and those in which it starts, for which it stands in their run: each pair is met once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from qualcode.errors import QueryError
from qualcode.i18n import _, number
from qualcode.model.arrays import CodingArrays

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

#: Codings looked at together (whole documents), and meetings that are told at most.
CODINGS_AT_ONCE = 8_192
MOST = 5_000_000


@dataclass(frozen=True, eq=False)
class Meetings:
    """One row for each way in which a coding of every side shares one range; `coding` has a column for each side."""

    document: Ints
    start: Ints
    end: Ints
    coding: Ints

    def __len__(self) -> int:
        return len(self.start)


def meetings(sides: Sequence[CodingArrays]) -> Iterator[Meetings]:
    """All meetings of different codings, some documents at a time. Raises QueryError when they are too many to tell."""
    import numpy as np

    told = 0
    for documents in _batches(sides):
        first, *others = (side.only(np.isin(side.document, documents)) for side in sides)
        met = Meetings(first.document, first.start, first.end, first.id.reshape(-1, 1))
        for other in others:
            met = _joined(met, other)
        told += len(met)
        _refuse_excess(told)
        yield met


class Range(NamedTuple):
    """A range that is shared, once, with the codings of each side that meet on it, by id."""

    document: int
    start: int
    end: int
    codings: tuple[tuple[int, ...], ...]


def in_order(met: Meetings, documents: Sequence[int], offset: int = 0, limit: int | None = None) -> list[Range]:
    """The different ranges, in the order of these documents and of the text."""
    import numpy as np

    place = np.array(documents, np.int64)
    by_id = np.argsort(place)
    numbers = by_id[np.searchsorted(place, met.document, sorter=by_id)]
    order, borders = _grouped(numbers, met)
    chosen = slice(offset, None if limit is None else offset + limit)
    bounds = list(zip(borders[:-1][chosen].tolist(), borders[1:][chosen].tolist(), strict=True))
    # Lists are many times as quick as arrays for a few values at a time.
    document, start, end = (column[order].tolist() for column in (met.document, met.start, met.end))
    sides = [column[order].tolist() for column in met.coding.T]
    return [
        Range(
            *(document[low], start[low], end[low]),
            tuple((side[low],) if high - low == 1 else tuple(sorted(set(side[low:high]))) for side in sides),
        )
        for low, high in bounds
    ]


def different(met: Meetings) -> int:
    """How many different ranges there are."""
    return len(_grouped(met.document, met)[1]) - 1


def _grouped(document: Ints, met: Meetings) -> tuple[Ints, Ints]:
    """The meetings by document, start and end, and where one range of them ends and the next begins."""
    import numpy as np

    order = np.lexsort((met.end, met.start, document))
    columns = [column[order] for column in (document, met.start, met.end)]
    changed = np.any([np.diff(column) != 0 for column in columns], axis=0)
    none = np.zeros(1, np.int64)
    return order, np.concatenate((none, np.flatnonzero(changed) + 1, [len(order)])) if len(order) else none


def _batches(sides: Sequence[CodingArrays]) -> Iterator[Ints]:
    """Documents in which every side has codings, so many at a time that the codings of all sides are a few thousand."""
    import numpy as np

    common = np.unique(sides[0].document)
    for side in sides[1:]:
        common = np.intersect1d(common, side.document)
    if not len(common):
        return
    counts = np.zeros(len(common), np.int64)
    for side in sides:
        placed = np.searchsorted(common, side.document[np.isin(side.document, common)])
        counts += np.bincount(placed, minlength=len(common))
    batch = np.cumsum(counts) // CODINGS_AT_ONCE
    yield from np.split(common, np.flatnonzero(np.diff(batch)) + 1)


def _joined(met: Meetings, other: CodingArrays) -> Meetings:
    """The meetings with one more side."""
    import numpy as np

    far = int(max(met.end.max(initial=0), other.end.max(initial=0))) + 1
    here, there = met.document * far, other.document * far
    order = np.argsort(met.start + here, kind="stable")
    rising = np.argsort(other.start + there, kind="stable")
    starts, others = (met.start + here)[order], (other.start + there)[rising]
    # Those that start in a range of `met`; those in which one of `met` starts, not both at one place again.
    inside = _between(others, met.start + here, met.end + here, "left")
    around = _between(starts, other.start + there, other.end + there, "right")
    _refuse_excess(int((inside[1] - inside[0]).sum() + (around[1] - around[0]).sum()))
    row, column = _spread(*inside)
    column = rising[column]
    holder, held = _spread(*around)
    row, column = np.concatenate((row, order[held])), np.concatenate((column, holder))
    different = (met.coding[row] != other.id[column].reshape(-1, 1)).all(axis=1)
    row, column = row[different], column[different]
    return Meetings(
        met.document[row],
        np.maximum(met.start[row], other.start[column]),
        np.minimum(met.end[row], other.end[column]),
        np.column_stack((met.coding[row], other.id[column])),
    )


def _between(starts: Ints, start: Ints, end: Ints, side: str) -> tuple[Ints, Ints]:
    """The run of rising starts in each range: from `start` (left) or after it (right) until before `end`."""
    import numpy as np

    low = np.searchsorted(starts, start, side="left" if side == "left" else "right")
    return low, np.maximum(np.searchsorted(starts, end, side="left"), low)


def _spread(low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """Each row with each number of its run."""
    import numpy as np

    counts = high - low
    row = np.repeat(np.arange(len(counts)), counts)
    return row, np.arange(len(row)) - (np.cumsum(counts) - counts)[row] + low[row]


def _refuse_excess(count: int) -> None:
    if count > MOST:
        raise QueryError(
            _("Too many passages are shared: more than {most}.").format(most=number(MOST)),
            _("A condition beside & leaves fewer, as in code:a & code:b document:x."),
        )
