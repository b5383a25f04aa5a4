"""What a row looks like, in words and not yet in colours: pieces of text, each with the reasons for its look. Pure.

Codings are cut at their borders; a cluster that a border would cut takes the look of its first character. A coded
passage is underlined as well as tinted, twice where codings overlap: nothing is said by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from qualcode.tui.widgets.transcript.cells import Cluster
from qualcode.tui.widgets.transcript.lanes import Bar, Mark

Part = Literal["text", "bar", "name", "more", "speaker", "blank"]


class Look(NamedTuple):
    """Why a piece looks as it does. `color` is a code's or a speaker's; `lines` counts codings: 0, 1, 2 (or more)."""

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


def paint_lanes(bars: Sequence[Bar], row: int, lanes: int, active: int = 0) -> list[Piece]:
    """The bars beside a row, a cell each: caps where a coding begins and ends, `+` where some found no lane."""
    if not lanes:
        return []
    cells = [Piece(" ", Look("blank"))] * lanes
    hidden = False
    for bar in bars:
        if bar.lane < 0:
            hidden = True
        elif bar.lane < lanes:
            cells[bar.lane] = Piece(_cap(bar, row), Look("bar", bar.mark.color, active=bar.mark.code == active))
    if hidden:
        cells.append(Piece("+", Look("more")))
    return cells


def paint_name(mark: Mark | None, active: int = 0) -> list[Piece]:
    """The name of the code whose coding begins here."""
    return [Piece(mark.name, Look("name", mark.color, active=mark.code == active))] if mark else []


def _cap(bar: Bar, row: int) -> str:
    if bar.first == bar.last:
        return "▪"
    return "╻" if row == bar.first else "╹" if row == bar.last else "┃"


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
        lines=min(len(here), 2),
        active=top is not None and top.code == ink.active,
        selected=ink.selection[0] <= position < ink.selection[1],
        caret=position == ink.caret,
        hit=_within(position, ink.hits),
        dim=ink.dim or _within(position, ink.dimmed),
        strong=ink.strong,
    )


def _within(position: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in ranges)
