"""What stands beside the words of a row: speakers, numbers and times at the left, bars and names at the right. Pure.

Below its speaker a turn has its number and, where its words do not say it, the time; so they take no room from the
words. A document without turns has the numbers of its paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from qualcode.model.document import Turn
from qualcode.tui.session import Page
from qualcode.tui.widgets.transcript.geometry import BETWEEN, Geometry, clock, unsaid_time
from qualcode.tui.widgets.transcript.lanes import Bar
from qualcode.tui.widgets.transcript.layout import Row
from qualcode.tui.widgets.transcript.paint import Look, Piece, paint_lanes, paint_names
from qualcode.tui.widgets.transcript.skin import Ground

_BLANK = Look("blank")


def gutter(
    page: Page, rows: Sequence[Row], number: int, geometry: Geometry, ground: Ground, *, numbered: bool
) -> list[Piece]:
    """The cells before the words of a row."""
    if not geometry.gutter:
        return []
    row, room = rows[number], geometry.gutter - 2
    turn = page.layout.turns[row.turn] if row.head and row.turn >= 0 else None
    if turn and (turn.label or not numbered):
        text, look = _speaker(page, turn, ground)
    else:
        text, look = _number(page, rows, number, room) if numbered else "", Look("number")
    if cell_len(text) > room:
        text = set_cell_size(text, max(0, room - 1)) + "…"
    return [Piece(" " * (room - cell_len(text)) + text + "  ", look)]


def margin(bars: Sequence[Bar], named: Sequence[Bar], number: int, geometry: Geometry, active: int) -> list[Piece]:
    """The cells behind the words of a row: a bar for each coding, then names, each tied to its bar."""
    named = named if geometry.names else ()
    pieces = [Piece(" ", _BLANK), *paint_lanes(bars, number, geometry.lanes, active, named)]
    if named:
        pieces += [Piece(" ", _BLANK), *paint_names(named, geometry.names - 1, active)]
    return pieces


def _number(page: Page, rows: Sequence[Row], number: int, room: int) -> str:
    """The number of a turn, in the row below its speaker, with the time if it fits; else that of a paragraph."""
    row, before = rows[number], rows[number - 1] if number else None
    if not page.layout.turns:
        return str(row.paragraph + 1) if row.paragraph >= 0 and not _same_paragraph(before, row) else ""
    head = before if before and before.head and not row.head else None
    if row.head and row.turn >= 0:
        head = row
    elif head and (head.turn < 0 or not page.layout.turns[head.turn].label):
        head = None
    if head is None or head.turn < 0:
        return ""
    time = unsaid_time(page.layout, page.layout.turns[head.turn])
    both = f"{head.turn + 1}{BETWEEN}{clock(time)}" if time is not None else ""
    return both if both and len(both) <= room else str(head.turn + 1)


def _same_paragraph(before: Row | None, row: Row) -> bool:
    return before is not None and before.paragraph == row.paragraph


def _speaker(page: Page, turn: Turn, ground: Ground) -> tuple[str, Look]:
    rank = page.ranks.get(turn.speaker or 0, 0)
    colors = ground.speakers
    color = colors[0] if rank == 0 else colors[1 + (rank - 1) % (len(colors) - 1)]
    return " ".join((turn.label or "").split()), Look("speaker", color, strong=rank > 0)
