"""What a row looks like, in words and not yet in colours: pieces of text, each with the reasons for its look. Pure.

Codings are cut at their borders; a cluster that a border would cut takes the look of its first character. A coded
passage is underlined as well as tinted, twice where two codings overlap, twice and in italics where more do; the bars
of the active code have another shape, and a name is tied to its bar by a line: nothing is said by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from rich.cells import cell_len, set_cell_size

from qualcode.tui.widgets.transcript.cells import Cluster
from qualcode.tui.widgets.transcript.lanes import BETWEEN, Bar, Mark

Part = Literal["text", "bar", "tie", "name", "more", "speaker", "number", "blank"]

#: How a bar begins, goes on, ends, and looks when it is one row high; then where a line ties it to its name.
_CAPS = {(False, False): "╻┃╹▪", (False, True): "┎┠┖╺", (True, False): "▄█▀■", (True, True): "▄█▀■"}


class Look(NamedTuple):
    """Why a piece looks as it does. `color` is a code's or a speaker's; `lines` counts codings, 3 for three or more."""

    part: Part = "text"
    color: str = ""
    lines: int = 0
    active: bool = False
    selected: bool = False
    caret: bool = False
    hit: bool = False
    dim: bool = False
    strong: bool = False


class Piece(NamedTuple):
    """A run of text with one look."""

    text: str
    look: Look


class Ink(NamedTuple):
    """What lies on a text besides its codings: ranges of positions, `caret` one position (−1: none)."""

    selection: tuple[int, int] = (0, 0)
    caret: int = -1
    hits: tuple[tuple[int, int], ...] = ()
    dimmed: tuple[tuple[int, int], ...] = ()
    active: int = 0
    dim: bool = False
    strong: bool = False


NO_INK = Ink()


def paint_text(clusters: Sequence[Cluster], marks: Sequence[Mark], ink: Ink = NO_INK, end: int = 0) -> list[Piece]:
    """The body of a row. `end` is where a caret behind the last character stands: it is drawn on a blank."""
    if not clusters:
        return [Piece(" ", Look(caret=True))] if ink.caret >= 0 and ink.caret == end else []
    first, last = clusters[0].start, clusters[-1].end
    cuts = _cuts(marks, ink, first, last)
    pieces: list[Piece] = []
    hanging = len(clusters) > 1 and clusters[-1].shown == " " and ink.caret != clusters[-1].start
    run: list[str] = []
    look = _look(first, marks, ink)
    at = 0
    for cluster in clusters[:-1] if hanging else clusters:
        if at < len(cuts) and cluster.start >= cuts[at]:
            while at < len(cuts) and cluster.start >= cuts[at]:
                at += 1
            new = _look(cluster.start, marks, ink)
            if new != look:
                pieces.append(Piece("".join(run), look))
                run, look = [], new
        run.append(cluster.shown)
    pieces.append(Piece("".join(run), look))
    if hanging:
        # The space at which the row was broken wears nothing, so that coded passages end with their last word.
        pieces.append(Piece(" ", Look("blank")))
    if ink.caret >= last and ink.caret == end:
        pieces.append(Piece(" ", Look(caret=True)))
    return pieces


def paint_lanes(bars: Sequence[Bar], row: int, lanes: int, active: int = 0, named: Sequence[Bar] = ()) -> list[Piece]:
    """The bars beside a row, a cell each, and one cell more: `+` where some found no lane.

    Bars have caps where a coding begins and ends. From those that are `named` a line leads to the right.
    """
    if not lanes:
        return []
    cells: list[Piece | None] = [None] * (lanes + 1)
    for bar in bars:
        if bar.lane >= lanes or bar.lane < 0:
            cells[lanes] = Piece("+", Look("more"))
        else:
            mine = bar.mark.code == active
            caps = _CAPS[mine, any(bar.mark.id == other.mark.id for other in named)]
            cells[bar.lane] = Piece(_cap(bar, row, caps), Look("bar", bar.mark.color, active=mine))
    tied = {bar.lane: Piece("─", Look("tie", bar.mark.color)) for bar in named if bar.lane >= 0}
    tie = Piece(" ", Look("blank"))
    pieces = []
    for lane, cell in enumerate(cells):
        pieces.append(cell or tie)
        tie = tied.get(lane, tie)
    return pieces


def paint_names(named: Sequence[Bar], room: int, active: int = 0) -> list[Piece]:
    """The names of the codes whose codings begin here, cut to `room` cells."""
    pieces: list[Piece] = []
    for bar in named:
        name = " ".join(bar.mark.name.split())
        if pieces:
            pieces.append(Piece(BETWEEN, Look("blank")))
        left = room - sum(cell_len(piece.text) for piece in pieces)
        if left < 2:
            return pieces[:-1]
        if cell_len(name) > left:
            name = set_cell_size(name, left - 1) + "…"
        pieces.append(Piece(name, Look("name", bar.mark.color, active=bar.mark.code == active)))
    return pieces


def _cap(bar: Bar, row: int, caps: str) -> str:
    if bar.first == bar.last:
        return caps[3]
    return caps[0] if row == bar.first else caps[2] if row == bar.last else caps[1]


def _cuts(marks: Iterable[Mark], ink: Ink, first: int, last: int) -> list[int]:
    """The borders within a row, in order, the row's own start left out."""
    borders = {border for mark in marks for border in (mark.start, mark.end)}
    for ranges in (ink.hits, ink.dimmed, (ink.selection,)):
        borders.update(border for one in ranges for border in one)
    if ink.caret >= 0:
        borders.update((ink.caret, ink.caret + 1))
    return sorted(border for border in borders if first < border < last)


def _look(position: int, marks: Iterable[Mark], ink: Ink) -> Look:
    here = [mark for mark in marks if mark.start <= position < mark.end]
    # The shortest coding is the most precise one: it shows on top of those around it, unless another is active.
    top = min(here, key=lambda mark: (mark.code != ink.active, mark.end - mark.start, mark.id), default=None)
    return Look(
        "text",
        color=top.color if top else "",
        lines=min(len(here), 3),
        active=top is not None and top.code == ink.active,
        selected=ink.selection[0] <= position < ink.selection[1],
        caret=position == ink.caret,
        hit=_within(position, ink.hits),
        dim=ink.dim or _within(position, ink.dimmed),
        strong=ink.strong,
    )


def _within(position: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in ranges)
