"""Which segments stand in a relation to another one, decided in arrays: sorting and binary search, no loop over pairs.

`model.relation` defines the relations and decides them for one pair; a property test holds both equal. Whether some
other range begins early enough and ends late enough is one question for all relations but two: of the ranges sorted by
where they begin, those that begin early enough are the first k, and the largest end among these is known for every k.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.model.arrays import CodingArrays, Pieces
from qualcode.model.relation import Relation

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Marks = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class _Ranges:
    """Ranges on one line, last included, with the coding and the document of each; `known` where they touch a unit."""

    id: Ints
    document: Ints
    first: Ints
    last: Ints
    known: Marks


def related(one: CodingArrays, other: CodingArrays, relation: Relation, units: Pieces | None = None) -> Marks:
    """True for each row of `one` that stands in the relation to at least one row of `other` that is not itself.

    `units` are the pieces that a distance is counted in, in the order of document and start; None for characters. A
    segment that touches none of them is near nothing.
    """
    import numpy as np

    if not len(one) or not len(other):
        return np.zeros(len(one), np.bool_)
    numbers = _numbered(one.document, other.document)
    here, there = (_placed(held, numbers, None, 0) for held in (one, other))
    if relation.kind in ("overlaps", "cooccurs"):
        return _near(here, there, 0)
    if relation.kind == "within":
        return _best(there.first, there.last, there.id).reach(here.first, here.last, here.id)
    if relation.kind == "encloses":
        return _best(-there.first, -there.last, there.id).reach(-here.first, -here.last, here.id)
    if relation.kind == "equals":
        return _equal(here, there)
    distance = relation.distance
    if distance is None:
        return _beside(here, there, relation.kind == "before")[0]
    near, far = (_placed(held, numbers, units, distance) for held in (one, other))
    if relation.kind == "near":
        return _near(near, far, distance)
    # Units follow each other as characters do: the nearest range by characters is the nearest by units.
    found = _known(far)
    beside, which = _beside(here, _only(there, found), relation.kind == "before")
    nearest = _only(far, found)
    if not len(found):
        return np.zeros(len(one), np.bool_)
    apart = nearest.first[which] - near.last if relation.kind == "before" else near.first - nearest.last[which]
    close: Marks = beside & near.known & (apart <= distance)
    return close


@dataclass(frozen=True, eq=False)
class _Best:
    """Of ranges sorted by `key`, the largest value among the first k, whose it is, and the largest of another one."""

    key: Ints
    first: Ints
    owner: Ints
    second: Ints

    def reach(self, key: Ints, value: Ints, owner: Ints) -> Marks:
        """Where a range of another owner has a key not above and a value not below the ones given."""
        import numpy as np

        count = np.searchsorted(self.key, key, side="right")
        at = np.maximum(count - 1, 0)
        largest = np.where(self.owner[at] == owner, self.second[at], self.first[at])
        found: Marks = (count > 0) & (largest >= value)
        return found


def _best(key: Ints, value: Ints, owner: Ints) -> _Best:
    import numpy as np

    order = np.argsort(key, kind="stable")
    value, owner = value[order], owner[order]
    lowest = np.iinfo(np.int64).min
    largest = np.maximum.accumulate(value)
    before = np.concatenate(([lowest], largest[:-1]))
    holder = np.maximum.accumulate(np.where(value > before, np.arange(len(value)), 0))
    return _Best(key[order], largest, owner[holder], np.maximum.accumulate(np.minimum(value, before)))


def _near(here: _Ranges, there: _Ranges, distance: int) -> Marks:
    import numpy as np

    found = _only(there, _known(there))
    if not len(found.id):
        return np.zeros(len(here.id), np.bool_)
    close: Marks = here.known & _best(found.first, found.last, found.id).reach(
        here.last + distance, here.first - distance, here.id
    )
    return close


def _equal(here: _Ranges, there: _Ranges) -> Marks:
    """Where another range has the same ends: sorted by both, it stands where the searched pair would be put."""
    import numpy as np

    size = int(max(here.last.max(), there.last.max())) + 2
    wanted, held = here.first * size + here.last, np.sort(there.first * size + there.last)
    twins = np.searchsorted(held, wanted, side="right") - np.searchsorted(held, wanted, side="left")
    same: Marks = twins > np.isin(here.id, there.id)
    return same


def _beside(here: _Ranges, there: _Ranges, before: bool) -> tuple[Marks, Ints]:
    """Where a range of the same document lies wholly after (`before`: this one lies before it), and the nearest one."""
    import numpy as np

    if not len(there.id):
        return np.zeros(len(here.id), np.bool_), np.zeros(len(here.id), np.int64)
    order = np.argsort(there.first if before else there.last, kind="stable")
    if before:
        place = np.searchsorted(there.first[order], here.last, side="right")
    else:
        place = np.searchsorted(there.last[order], here.first, side="left") - 1
    inside = (place >= 0) & (place < len(order))
    which = order[np.clip(place, 0, len(order) - 1)]
    return inside & (there.document[which] == here.document), which


def _numbered(*documents: Ints) -> Ints:
    import numpy as np

    return np.unique(np.concatenate(documents))


def _placed(held: CodingArrays, documents: Ints, units: Pieces | None, distance: int) -> _Ranges:
    """The ranges in characters or in units, the documents so far apart on one line that none is near another's."""
    import numpy as np

    if units is None:
        first, last, known = held.start, held.end - 1, np.ones(len(held), np.bool_)
    else:
        first, last = touched(held, units)
        known = first <= last
    far = int(max(last.max(initial=0), 1 << 40)) + distance + 1
    base = np.searchsorted(documents, held.document) * far
    return _Ranges(held.id, held.document, first + base, last + base, known)


def touched(held: CodingArrays, units: Pieces) -> tuple[Ints, Ints]:
    """The first and the last unit that each range touches, counted over all documents; first > last where none is."""
    import numpy as np

    documents = _numbered(held.document, units.document)
    far = int(max(held.end.max(initial=0), units.end.max(initial=0))) + 1
    base, unit_base = (np.searchsorted(documents, ids) * far for ids in (held.document, units.document))
    first = np.searchsorted(units.end + unit_base, held.start + base, side="right")
    last = np.searchsorted(units.start + unit_base, held.end + base, side="left") - 1
    return first, last


def _known(ranges: _Ranges) -> Ints:
    import numpy as np

    return np.flatnonzero(ranges.known)


def _only(ranges: _Ranges, rows: Ints) -> _Ranges:
    return _Ranges(ranges.id[rows], ranges.document[rows], ranges.first[rows], ranges.last[rows], ranges.known[rows])
