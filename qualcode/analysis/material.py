"""What a count of co-occurrence rests on: the selected codings, the node of each, and the units they stand in.

`Material` is all that an answer depends on: its digest tells whether a saved answer still holds. Units are numbered;
where a window is wider than one unit, the number is that of the window: every run of so many consecutive units of a
document is one, and a document with fewer units is one window as a whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.model.arrays import Belonging, CodingArrays, Pieces, distinct
from qualcode.model.network import Question

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Material:
    """What is counted: the selected codings, the node of each code, and the units.

    `node_of` gives the index in `paths` of every code that has a coding (the code itself, or its ancestor at the
    question's level). `units` is None for the units overlap and document. `everyone` is how many cases or persons
    there are in the documents at hand, coded or not; other units tell that themselves. `text` gives what there is to
    code, as `to_code` does, for overlaps that are turned; without it a document ends where its last coding does.
    """

    question: Question
    codings: CodingArrays
    node_of: Mapping[int, int]
    paths: tuple[str, ...]
    units: Pieces | Belonging | None = None
    everyone: int | None = None
    text: Callable[[], Pieces] | None = None

    def nodes(self) -> Ints:
        """The node of each coding."""
        import numpy as np

        table = np.zeros(max(self.node_of, default=0) + 1, dtype=np.int64)
        table[list(self.node_of)] = list(self.node_of.values())
        return table[self.codings.code]

    def digest(self, *, first: bool = False) -> str:
        """SHA-256, in hexadecimal, of the places, codes and units that are counted; of the paths too, not of the query.

        Equal as long as the same passages carry the same codes, whatever else changes in the project. `first` gives
        what networks were kept with before there were measures of chance: without the places that could be coded.
        """
        import numpy as np

        sha = hashlib.sha256(repr(self.paths).encode())
        held = self.codings
        arrays = [held.document, held.start, held.end, self.nodes()]
        if isinstance(self.units, Pieces):
            units = self.units.within(held.document)
            arrays += [units.document, units.start, units.end]
            arrays += [] if first or units.open is None else [units.open.astype(np.int64)]
        elif not first and self.question.rounds and self.text and self.question.unit == "overlap":
            text = self.text().within(held.document)
            arrays += [text.document, text.start, text.end]
        elif isinstance(self.units, Belonging):
            arrays += _belonging(held, self.units)
        for array in arrays:
            sha.update(len(array).to_bytes(8, "little"))
            sha.update(array.astype("<i8", copy=False).tobytes())
        if self.everyone is not None and not first:
            sha.update(self.everyone.to_bytes(8, "little"))
        return sha.hexdigest()

    def population(self, coded: Ints) -> int | None:
        """How many units there are; `coded` are those with a counted coding, repeated or not. None for overlaps."""
        if self.question.unit == "overlap":
            return None
        if isinstance(self.units, Pieces) and self.question.population == "all":
            return len(windows(self.units, self.codings.document, self.question.window, coded))
        number = len(distinct(coded))
        # A case or person can be counted through a document that is theirs, and not be among those who speak in it.
        every = self.everyone if self.question.population == "all" else None
        return number if every is None else max(number, every)


def windows(pieces: Pieces, document: Ints, window: int, coded: Ints) -> Ints:
    """The numbers, rising, of the units or windows of some documents in which there is something to code.

    Those that are `coded` are among them whatever is marked.
    """
    import numpy as np

    here, window = distinct(document), min(window, len(pieces.document) + 1)
    low, high = np.searchsorted(pieces.document, here, "left"), np.searchsorted(pieces.document, here, "right")
    row, step = spread(np.where(high > low, np.maximum(high - low - window + 1, 1), 0))
    number: Ints = low[row] + step
    if pieces.open is None:
        return number
    before = np.concatenate(([0], np.cumsum(pieces.open)))
    some = before[np.minimum(number + window, high[row])] > before[number]
    some[np.searchsorted(number, coded)] = True
    kept: Ints = number[some]
    return kept


def to_code(told: Pieces, codings: CodingArrays) -> Pieces:
    """What there is to code: what respondents say, and whatever else bears a coding; ranges that touch become one."""
    import numpy as np

    document = np.concatenate((told.document, codings.document))
    start, end = np.concatenate((told.start, codings.start)), np.concatenate((told.end, codings.end))
    order = np.lexsort((start, document))
    document, start, end = document[order], start[order], end[order]
    place = one_line(document, start, end)
    reach = np.maximum.accumulate(place.end)
    parted = (place.start[1:] > reach[:-1]) | (np.diff(document) != 0)
    begins = np.flatnonzero(np.concatenate((np.ones(min(1, len(start)), np.bool_), parted)))
    last = np.append(begins[1:], len(start)) - 1
    first = start[begins]
    return Pieces(document[begins], first, first + (reach[last] - place.start[begins] if len(begins) else first))


def marked(pieces: Pieces, text: Pieces) -> Pieces:
    """The pieces, `open` where they share at least one character with the text."""
    import numpy as np

    both = one_line(
        np.concatenate((pieces.document, text.document)),
        np.concatenate((pieces.start, text.start)),
        np.concatenate((pieces.end, text.end)),
    )
    size = len(pieces.start)
    first = np.searchsorted(both.end[size:], both.start[:size], side="right")
    last = np.searchsorted(both.start[size:], both.end[:size], side="left")
    return Pieces(pieces.document, pieces.start, pieces.end, last > first)


def in_units(material: Material) -> tuple[Ints, Ints]:
    """Which row of the codings stands in which unit or window, as (row, unit)."""
    import numpy as np

    held, units = material.codings, material.units
    if isinstance(units, Pieces):
        return _touched(held, units, material.question.window)
    if isinstance(units, Belonging):
        return _belonging(held, units)
    return np.arange(len(held)), held.document


def _touched(held: CodingArrays, pieces: Pieces, window: int) -> tuple[Ints, Ints]:
    """Which row touches which piece with at least one character; of windows, which has such a piece in it.

    A window has the number of its first piece.
    """
    import numpy as np

    both = one_line(
        np.concatenate((held.document, pieces.document)),
        np.concatenate((held.start, pieces.start)),
        np.concatenate((held.end, pieces.end)),
    )
    size = len(held)
    first = np.searchsorted(both.end[size:], both.start[:size], side="right")
    last = np.searchsorted(both.start[size:], both.end[:size], side="left")
    if window > 1:
        # However wide it was asked for, it is no wider than all there is.
        window = min(window, len(pieces.document) + 1)
        opening = np.searchsorted(pieces.document, held.document, side="left")
        closing = np.searchsorted(pieces.document, held.document, side="right")
        last = np.where(last > first, np.minimum(last, np.maximum(closing - window + 1, opening + 1)), 0)
        first = np.maximum(first - window + 1, opening)
    row, step = spread(np.maximum(last - first, 0))
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


def spread(counts: Ints) -> tuple[Ints, Ints]:
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
