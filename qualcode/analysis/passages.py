"""The passages behind a cell of a co-occurrence matrix: the codings of two codes that were counted together.

A cell counts pairs or units; its passages are the codings of either code that stand in at least one of them. So a cell
of 0 has none, and every other one has at least one of each code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.analysis.cooccurrence import Material, in_units, one_line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


def passages(material: Material, one: str, other: str) -> list[int]:
    """The ids of the codings of two nodes (paths) that are together; all codings of a node that is named twice.

    None for a path that is no node of the material.
    """
    import numpy as np

    if one not in material.paths or other not in material.paths:
        return []
    node = material.nodes()
    first, second = (np.flatnonzero(node == material.paths.index(path)) for path in (one, other))
    if one != other:
        meet = _overlapping if material.question.unit == "overlap" else _sharing
        first, second = meet(material, first, second)
    ids: list[int] = material.codings.id[np.union1d(first, second)].tolist()
    return ids


def _overlapping(material: Material, first: Ints, second: Ints) -> tuple[Ints, Ints]:
    """The rows of each that share a character with a row of the other."""
    held = material.codings
    place = one_line(held.document, held.start, held.end)
    return tuple(  # type: ignore[return-value]  # two arrays for two arrays
        mine[_met(place.start[mine], place.end[mine], place.start[theirs], place.end[theirs])]
        for mine, theirs in ((first, second), (second, first))
    )


def _met(start: Ints, end: Ints, starts: Ints, ends: Ints) -> NDArray[np.bool_]:
    """Which ranges meet one of some others: more of those begin before its end than end by its start."""
    import numpy as np

    begun = np.searchsorted(np.sort(starts), end, side="left")
    over = np.searchsorted(np.sort(ends), start, side="right")
    met: NDArray[np.bool_] = begun > over
    return met


def _sharing(material: Material, first: Ints, second: Ints) -> tuple[Ints, Ints]:
    """The rows of each that stand in a unit where the other stands too."""
    import numpy as np

    row, unit = in_units(material)
    one, other = np.isin(row, first), np.isin(row, second)
    common = np.intersect1d(unit[one], unit[other])
    shared = np.isin(unit, common)
    return np.unique(row[one & shared]), np.unique(row[other & shared])
