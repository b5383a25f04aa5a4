"""How the width of the transcript is shared: speakers, words, lanes, names of codes. Pure; all widths are in cells."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from rich.cells import cell_len

from qualcode.model.document import Layout, Turn

#: Longer lines tire the eye.
MEASURE = 78
#: As long as there is room.
FULL = 0
#: The lengths of a line that one can go through, from short to long.
MEASURES = (42, 54, 66, MEASURE, 90, 110, FULL)
#: What names of codes take from the words, and from the room that the words leave.
_NAMES, _WIDE_NAMES = 24, 44
#: The shortest name that says something.
_SHORTEST = 8
#: What stands between the number of a turn and its time, and the width from which on the words make room for times.
BETWEEN = " · "
_TIMED = 90


class Geometry(NamedTuple):
    """The columns of a row: gutter, body (one more cell for a hanging space), lanes, names."""

    gutter: int
    body: int
    lanes: int
    names: int


def gutter_width(layout: Layout, width: int, *, numbered: bool = False) -> int:
    """What speakers' labels, numbers and times would like at a width, two blanks included; 2 without any."""
    longest = max((cell_len(" ".join(turn.label.split())) for turn in layout.turns if turn.label), default=0)
    counted = len(layout.turns) or len(layout.paragraphs)
    if not numbered or not counted:
        return longest + 2
    wanted = len(str(counted))
    last = layout.turns[-1] if layout.turns else None
    if last and width >= _TIMED and unsaid_time(layout, last) is not None:
        wanted += len(BETWEEN) + len(clock(last.time or 0))
    return max(longest, wanted) + 2


def unsaid_time(layout: Layout, turn: Turn) -> int | None:
    """When a turn begins, in milliseconds; None where nobody knows, and where the words that are shown say so."""
    if turn.time is None:
        return None
    stamps = layout.timestamps
    at = bisect_right(stamps, turn.body, key=lambda stamp: stamp.end)
    said = at < len(stamps) and stamps[at].start < stamps[at].end <= turn.end and stamps[at].time == turn.time
    return None if said else turn.time


def clock(time: int) -> str:
    """A moment of a recording, as players show it: `4:12`, `1:04:12`."""
    minutes, seconds = divmod(time // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def fit(width: int, gutter: int, measure: int = MEASURE) -> Geometry:
    """Share a width: the words first, then speakers and lanes, and names of codes where there is room to spare.

    `gutter` is what the speakers would like, `measure` the length of a line that is wished for, FULL for as long as
    there is room.
    """
    if width < 24:
        return Geometry(0, max(1, width - 3), 0, 0)
    gutter = min(gutter, 20 if width >= 130 else 16 if width >= 90 else 12 if width >= 50 else 8)
    lanes = 10 if width >= 150 else 8 if width >= 110 else 5 if width >= 60 else 4 if width >= 40 else 2
    rest = width - gutter - lanes - 3
    wished = rest if measure == FULL else min(measure, rest)
    names = min(_WIDE_NAMES, rest - wished)
    if names < _NAMES:
        # A longer line than usual is asked for by someone who would rather have words than names.
        least = min(measure, 54) if FULL < measure <= MEASURE else wished if measure == FULL else measure - 12
        names = max(names, min(_NAMES, rest - least))
    names = names if names >= _SHORTEST else 0
    return Geometry(gutter, max(1, min(wished, rest - names)), lanes, names)
