"""Codings and units as columns of integers, for counting: the same facts as `Coding` and `Turn` without their words.

Rows of `CodingArrays` and `Pieces` are in the order of document and start. All arrays are int64 of equal length.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class CodingArrays:
    """One row per coding: ids of the coding, its document and its code, and the characters `[start, end)`."""

    id: Ints
    document: Ints
    start: Ints
    end: Ints
    code: Ints

    def __len__(self) -> int:
        return len(self.id)

    def only(self, rows: NDArray[np.bool_]) -> CodingArrays:
        """The rows marked True."""
        return CodingArrays(self.id[rows], self.document[rows], self.start[rows], self.end[rows], self.code[rows])


@dataclass(frozen=True, eq=False)
class Pieces:
    """What texts are cut into (sentences, turns, paragraphs): disjoint ranges of at least one character.

    `open` marks those in which there is something to code: not the questions of an interviewer. None marks all.
    """

    document: Ints
    start: Ints
    end: Ints
    open: NDArray[np.bool_] | None = None

    def within(self, documents: Ints) -> Pieces:
        """The pieces of these documents."""
        import numpy as np

        rows = np.isin(self.document, documents)
        return self if rows.all() else self.only(rows)

    def only(self, rows: NDArray[np.bool_] | slice) -> Pieces:
        """Some of the pieces."""
        marks = None if self.open is None else self.open[rows]
        return Pieces(self.document[rows], self.start[rows], self.end[rows], marks)


@dataclass(frozen=True, eq=False)
class Belonging:
    """Which units (cases) a coding belongs to: one row per coding id and unit id; a row may be repeated."""

    coding: Ints
    unit: Ints


def distinct(keys: Ints) -> Ints:
    """The different numbers, rising. Many times as quick as numpy's `unique`, which hashes what it need not keep."""
    import numpy as np

    rising = np.sort(keys)
    first: Ints = rising[np.concatenate((np.ones(min(1, len(rising)), np.bool_), rising[1:] != rising[:-1]))]
    return first
