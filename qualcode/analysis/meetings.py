"""Where two codes meet, one by one: as many meetings as the edge between them counts.

Codings of both that share a character (unit overlap: the shared characters are the place), or a unit that both stand
in, with all codings of either there. `analysis.passages` gives the same codings without saying which meet which.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.analysis.cooccurrence import Material, in_units
from qualcode.model.arrays import Belonging, Pieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A place where two codes meet, and the ids of the codings of each there.

    `[start, end)` of `document` is what they share: characters, or a piece of the text; both are None where a unit is
    no range of text. `unit` is the id of a document, a case or a person, None for a range.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    document: int | None = None
    start: int | None = None
    end: int | None = None
    unit: int | None = None


def meetings(material: Material, source: str, target: str) -> list[Meeting]:
    """The meetings of two different nodes (paths), in the order of the text; none for a path that is no node."""
    import numpy as np

    if source == target or source not in material.paths or target not in material.paths:
        return []
    node = material.nodes()
    one, other = (np.flatnonzero(node == material.paths.index(path)) for path in (source, target))
    if material.question.unit == "overlap":
        return sorted(_overlaps(material, one, other), key=lambda met: (met.document, met.start, met.end))
    return list(_shared_units(material, one, other))


def _overlaps(material: Material, one: Ints, other: Ints) -> Iterator[Meeting]:
    held = material.codings
    mine, theirs = (_passages(material, rows) for rows in (one, other))
    at = 0
    places = sorted(theirs)
    for (document, start, end), rows in sorted(mine.items()):
        while at < len(places) and places[at][0] < document:
            at += 1
        for place in places[at:]:
            if place[0] > document or place[1] >= end:
                break
            if place[2] <= start:
                continue
            shared = max(start, place[1]), min(end, place[2])
            for first in rows:
                for second in theirs[place]:
                    yield Meeting(_ids(held.id, first), _ids(held.id, second), document, *shared)


def _passages(material: Material, rows: Ints) -> dict[tuple[int, int, int], list[list[int]]]:
    """The codings on each passage; rolled up, they count once there, so that they stand in one list."""
    held = material.codings
    found: dict[tuple[int, int, int], list[list[int]]] = {}
    columns = (column[rows].tolist() for column in (held.document, held.start, held.end))
    for row, place in zip(rows.tolist(), zip(*columns, strict=True), strict=True):
        here = found.setdefault(place, [])
        if material.question.level is not None and here:
            here[0].append(row)
        else:
            here.append([row])
    return found


def _shared_units(material: Material, one: Ints, other: Ints) -> Iterator[Meeting]:
    import numpy as np

    row, unit = in_units(material)
    concerned = np.isin(row, np.concatenate((one, other)))
    row, unit = row[concerned], unit[concerned]
    mine, theirs = np.isin(row, one), np.isin(row, other)
    ids = material.codings.id
    for shared in np.intersect1d(unit[mine], unit[theirs]).tolist():
        here = unit == shared
        source, target = _ids(ids, row[here & mine]), _ids(ids, row[here & theirs])
        if isinstance(material.units, Pieces):
            yield Meeting(source, target, *_range(material.units, shared, material.question.window))
        elif isinstance(material.units, Belonging):
            yield Meeting(source, target, unit=shared)
        else:
            yield Meeting(source, target, document=shared, unit=shared)


def _range(pieces: Pieces, number: int, window: int) -> tuple[int, int, int]:
    """Document, start and end of a piece, or of the window that begins with it."""
    import numpy as np

    document = int(pieces.document[number])
    closing = int(np.searchsorted(pieces.document, document, side="right"))
    last = min(number + window, closing) - 1
    return document, int(pieces.start[number]), int(pieces.end[last])


def _ids(ids: Ints, rows: Ints | list[int]) -> tuple[int, ...]:
    return tuple(ids[rows].tolist())
