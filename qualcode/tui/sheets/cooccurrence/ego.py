"""One code and its neighbours, drawn with box characters: names around a box, lines that are thicker for stronger ties.

Pure. Each neighbour has a row of its own on one side of the box, so names cannot meet; the lines end further out in
the middle than above and below, so that the names stand on an oval. Strength is told by line (─ ━ ═) and figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from qualcode.tui.sheets.cooccurrence.heat import Ink, cut

LINES = " ─━═"
#: By strength (0: no branch): a trunk that goes on both ways, ends above, ends below, or is only this row.
_LEFT = {"both": "│┤┥╡", "down": "╷┐┑╕", "up": "╵┘┙╛", "none": " ─━═"}
_RIGHT = {"both": "│├┝╞", "down": "╷┌┍╒", "up": "╵└┕╘", "none": " ─━═"}
#: The same in the row of the box, where a line goes on to it.
_LEFT_BOX = {"both": "├┼┽╪", "down": "┌┬┭╤", "up": "└┴┵╧", "none": "╶─╾═"}
_RIGHT_BOX = {"both": "┤┼┾╪", "down": "┐┬┮╤", "up": "┘┴┶╧", "none": "╴─╼═"}
#: Cells: the box at most, the shortest line, how much further lines reach in the middle.
_BOX, _SHORTEST, _REACH = 26, 3, 12


class Spoke(NamedTuple):
    """A neighbour: its name, the figure of the tie, how strong it is to the eye (1–3), whether it is marked."""

    name: str
    figure: str
    weight: int
    marked: bool = False


class Spot(NamedTuple):
    """Where the name of a spoke stands: row, first cell, how many cells, on which side (−1 left, 1 right)."""

    row: int
    start: int
    width: int
    side: int


class Picture(NamedTuple):
    """The lines of the picture, each of the width asked for, and the spot of each spoke that is drawn."""

    lines: list[list[Ink]]
    spots: list[Spot]


def room_for(height: int) -> int:
    """How many neighbours can be drawn in a height."""
    return max(0, 2 * height)


def picture(name: str, total: str, spokes: Sequence[Spoke], width: int, height: int, chosen: int = -1) -> Picture:
    """The picture of a code and its neighbours, the strongest first, clockwise from the upper right."""
    spokes = spokes[: room_for(height)]
    canvas = _Canvas(width, height)
    inside = max(cell_len(name), cell_len(total))
    box = max(6, min(_BOX, width // 3, inside + 4))
    left = (width - box) // 2
    middle = max(0, (height - 1) // 2)
    spots = _spots(spokes, left - 3, left + box + 2, width, height)
    for at, (spoke, spot) in enumerate(zip(spokes, spots, strict=True)):
        _draw_spoke(canvas, spoke, spot, left - 3 if spot.side < 0 else left + box + 2, at == chosen)
    for side, column in ((-1, left - 3), (1, left + box + 2)):
        branches = {spot.row: spoke.weight for spoke, spot in zip(spokes, spots, strict=True) if spot.side == side}
        _draw_trunk(canvas, branches, side, column, middle)
    _draw_box(canvas, name, total, left, box, middle)
    return Picture(canvas.lines(), spots)


def neighbour(spots: Sequence[Spot], chosen: int, step: str) -> int:
    """The spoke that an arrow (`up`, `down`, `left`, `right`) leads to; the same where there is none."""
    if not 0 <= chosen < len(spots):
        return 0
    here = spots[chosen]
    if step in ("left", "right"):
        side = -1 if step == "left" else 1
        others = [at for at, spot in enumerate(spots) if spot.side == side]
        return min(others, key=lambda at: abs(spots[at].row - here.row)) if here.side != side and others else chosen
    same = [at for at, spot in enumerate(spots) if spot.side == here.side]
    beyond = [at for at in same if (spots[at].row < here.row if step == "up" else spots[at].row > here.row)]
    return min(beyond, key=lambda at: abs(spots[at].row - here.row)) if beyond else chosen


def _spots(spokes: Sequence[Spoke], left: int, right: int, width: int, height: int) -> list[Spot]:
    """Half of the spokes on the right from the top down, the others on the left from the bottom up."""
    on_right = (len(spokes) + 1) // 2
    spots = []
    for at, spoke in enumerate(spokes):
        side = 1 if at < on_right else -1
        nth, of = (at, on_right) if side > 0 else (len(spokes) - 1 - at, len(spokes) - on_right)
        row = ((2 * nth + 1) * height - of) // (2 * of) if of else 0
        row = min(max(row, 0), height - 1)
        room = (width - right - 1) if side > 0 else left
        wanted = cell_len(_said(spoke, side))
        most = max(1, room - _SHORTEST - 1)
        taken = min(wanted, most)
        reach = min(_REACH, most - taken)
        off = (row - (height - 1) / 2) / max(1.0, height / 2)
        line = _SHORTEST + round(reach * max(0.0, 1 - off * off) ** 0.5)
        start = right + 1 + line + 1 if side > 0 else left - line - 1 - taken
        spots.append(Spot(row, start, taken, side))
    return spots


def _said(spoke: Spoke, side: int) -> str:
    mark = "∘" if spoke.marked else ""
    return f"{spoke.figure} {spoke.name}{mark}" if side > 0 else f"{mark}{spoke.name} {spoke.figure}"


def _draw_spoke(canvas: _Canvas, spoke: Spoke, spot: Spot, trunk: int, chosen: bool) -> None:
    said = _said(spoke, spot.side)
    if cell_len(said) > spot.width:
        # The figure is what must be read: the name gives way.
        rest = max(0, spot.width - cell_len(spoke.figure) - 1)
        name = cut(spoke.name, rest)
        said = f"{spoke.figure} {name}" if spot.side > 0 else f"{name} {spoke.figure}"
        said = cut(said, spot.width)
    part = "chosen" if chosen else "marked" if spoke.marked else "name"
    canvas.put(spot.row, spot.start, said, part)
    if chosen and spot.side > 0:
        canvas.put(spot.row, spot.start - 1, "▸", part)
    elif chosen:
        canvas.put(spot.row, spot.start + spot.width, "◂", part)
    first, last = (trunk + 1, spot.start - 1) if spot.side > 0 else (spot.start + spot.width + 1, trunk)
    canvas.put(spot.row, first, LINES[spoke.weight] * max(0, last - first), "chosen-line" if chosen else "line")


def _draw_trunk(canvas: _Canvas, branches: dict[int, int], side: int, column: int, middle: int) -> None:
    if not branches:
        return
    top, bottom = min(*branches, middle), max(*branches, middle)
    for row in range(top, bottom + 1):
        ways = "none" if top == bottom else "down" if row == top else "up" if row == bottom else "both"
        plain, at_box = (_LEFT, _LEFT_BOX) if side < 0 else (_RIGHT, _RIGHT_BOX)
        signs = at_box if row == middle else plain
        canvas.put(row, column, signs[ways][branches.get(row, 0)], "line")
    canvas.put(middle, column + 1 if side < 0 else column - 2, "──", "line")


def _draw_box(canvas: _Canvas, name: str, total: str, left: int, box: int, middle: int) -> None:
    inner = box - 2
    lines = [f"╭{'─' * inner}╮", f"│{_centred(name, inner)}│", f"│{_centred(total, inner)}│", f"╰{'─' * inner}╯"]
    for row, line in enumerate(lines, start=middle - 1):
        canvas.put(row, left, line, "center" if row in (middle, middle + 1) else "box")


def _centred(text: str, width: int) -> str:
    text = cut(text, width).rstrip() if cell_len(text) > width else text
    before = (width - cell_len(text)) // 2
    return cut(" " * before + text, width)


class _Canvas:
    """Runs of text put at rows and cells; what is put later lies on top and nothing lies outside."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self._rows: list[list[tuple[int, str, str]]] = [[] for _row in range(height)]

    def put(self, row: int, start: int, text: str, part: str) -> None:
        """Put a text where it has room; what would stand outside is left out."""
        if 0 <= row < len(self._rows) and text and start >= 0 and start + cell_len(text) <= self.width:
            self._rows[row].append((start, text, part))

    def lines(self) -> list[list[Ink]]:
        """The lines, each of the whole width."""
        return [self._line(runs) for runs in self._rows]

    def _line(self, runs: list[tuple[int, str, str]]) -> list[Ink]:
        line: list[Ink] = []
        at = 0
        for start, text, part in sorted(runs):
            if start < at:
                continue
            line += [Ink(" " * (start - at)), Ink(text, part)] if start > at else [Ink(text, part)]
            at = start + cell_len(text)
        return [*line, Ink(" " * (self.width - at))] if at < self.width else line
