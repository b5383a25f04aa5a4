"""How the width of the transcript is shared: speakers, words, lanes, names of codes. Pure; all widths are in cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from qualcode.model.document import Turn

#: Longer lines tire the eye.
MEASURE = 78
_NAMES = 24


class Geometry(NamedTuple):
    """The columns of a row: gutter, body (one more cell for a hanging space), lanes, names."""

    gutter: int
    body: int
    lanes: int
    names: int


def gutter_width(turns: Sequence[Turn]) -> int:
    """What the speakers' labels would like, two blanks included; 2 without any."""
    longest = max((cell_len(" ".join(turn.label.split())) for turn in turns if turn.label), default=0)
    return longest + 2


def fit(width: int, gutter: int) -> Geometry:
    """Share a width: the words first, then speakers and lanes, and names of codes where there is room to spare."""
    gutter = min(gutter, 16 if width >= 90 else 12 if width >= 50 else 8)
    lanes = 8 if width >= 110 else 5 if width >= 60 else 4 if width >= 40 else 2
    if width < 24:
        return Geometry(0, max(1, width - 3), 0, 0)
    rest = width - gutter - lanes - 3
    names = min(_NAMES + 6, max(0, rest - MEASURE))
    if rest >= 62 and names < _NAMES:
        names = min(_NAMES, rest - 54)
    body = max(1, min(MEASURE, rest - names))
    return Geometry(gutter, body, lanes, names if names >= 8 else 0)
