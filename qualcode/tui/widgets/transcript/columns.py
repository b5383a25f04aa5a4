"""What stands beside the words of a row: numbers, speakers and times at the left, bars and names at the right. Pure.

A turn has its number and its speaker at its first row and, where its words do not say the time, the time at the row
below; a document without turns has the numbers of its paragraphs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from qualcode.model.document import Layout, Turn
from qualcode.tui.session import Page
from qualcode.tui.widgets.transcript.geometry import Geometry
from qualcode.tui.widgets.transcript.lanes import Bar
from qualcode.tui.widgets.transcript.layout import Row
from qualcode.tui.widgets.transcript.paint import Look, Piece, paint_lanes, paint_names
from qualcode.tui.widgets.transcript.skin import Ground

_BLANK = Look("blank")
#: Cells of a label between the numbers and the two blanks before the words, for a time to be shown.
_TIMED = 5


def gutter(page: Page, rows: Sequence[Row], number: int, geometry: Geometry, ground: Ground) -> list[Piece]:
    """The cells before the words of a row."""
    if not geometry.gutter:
        return []
    row, room = rows[number], geometry.gutter - geometry.numbers
    before = rows[number - 1] if number else None
    pieces = []
    if geometry.numbers:
        blank = " " if room > 2 else ""
        pieces.append(Piece((_number(page, row, before) + blank).rjust(geometry.numbers), Look("number")))
    if row.head and row.turn >= 0:
        pieces.append(_speaker(page, page.layout.turns[row.turn], room, ground))
    elif before and before.head and before.turn >= 0 and geometry.numbers and room - 2 >= _TIMED:
        time = unsaid_time(page.layout, page.layout.turns[before.turn])
        shown = clock(time) if time is not None else ""
        pieces.append(Piece(shown.rjust(room - 2)[: room - 2] + "  ", Look("number")))
    else:
        pieces.append(Piece(" " * room, _BLANK))
    return pieces


def margin(bars: Sequence[Bar], named: Sequence[Bar], number: int, geometry: Geometry, active: int) -> list[Piece]:
    """The cells behind the words of a row: a bar for each coding, then names, each tied to its bar."""
    named = named if geometry.names else ()
    pieces = [Piece(" ", _BLANK), *paint_lanes(bars, number, geometry.lanes, active, named)]
    if named:
        pieces += [Piece(" ", _BLANK), *paint_names(named, geometry.names - 1, active)]
    return pieces


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


def _number(page: Page, row: Row, before: Row | None) -> str:
    if page.layout.turns:
        return str(row.turn + 1) if row.head and row.turn >= 0 else ""
    begins = row.paragraph >= 0 and (before is None or before.paragraph != row.paragraph)
    return str(row.paragraph + 1) if begins else ""


def _speaker(page: Page, turn: Turn, room: int, ground: Ground) -> Piece:
    label = " ".join((turn.label or "").split())
    if cell_len(label) > room - 2:
        label = set_cell_size(label, max(0, room - 3)) + "…"
    rank = page.ranks.get(turn.speaker or 0, 0)
    colors = ground.speakers
    color = colors[0] if rank == 0 else colors[1 + (rank - 1) % (len(colors) - 1)]
    return Piece(" " * (room - 2 - cell_len(label)) + label + "  ", Look("speaker", color, strong=rank > 0))
