"""The map of cells: a row and a column for each code, the strength of each pair as a figure or as a shade. Pure.

A cell never speaks by colour alone: it holds its figure, or where cells are narrow one of four shades (░▒▓█). The
window of rows and columns follows the cursor; every row has exactly the width asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from qualcode.i18n import number
from qualcode.model.codebook import split_path
from qualcode.tui.sheets.cooccurrence.scales import figure, widest
from qualcode.tui.sheets.cooccurrence.table import Table

SHADES = " ░▒▓█"
#: Cells for the names of the rows, at most and at least; rows over the map for the names of the columns, at most.
_LABEL, _LEAST_LABEL, _TALLEST = 34, 14, 10


class Ink(NamedTuple):
    """A run of text and what it is: `part` names its role, `level` the strength (0–4) of a cell."""

    text: str
    part: str = "blank"
    level: int = 0


@dataclass(frozen=True)
class Frame:
    """How the room is shared: all in cells and rows. `figures`: cells hold figures; `letters`: rows of column names."""

    width: int
    height: int
    label: int
    cell: int
    head: int
    figures: bool
    letters: int

    @property
    def rows(self) -> int:
        """How many codes fit below each other."""
        return max(1, self.height - self.head)

    @property
    def columns(self) -> int:
        """How many codes fit beside each other."""
        return max(1, (self.width - self.label) // self.cell)


class Window(NamedTuple):
    """The first row and the first column that are shown."""

    top: int = 0
    left: int = 0


def frame(table: Table, width: int, height: int, *, narrow: bool | None = None) -> Frame:
    """Share the room. `narrow` chooses shades (True) or figures (False); None: figures where all columns then fit."""
    measure = table.network.question.measure
    size = len(table)
    cell = max(widest(measure, table.top), len(str(size))) + 1
    names = max((cell_len(short_name(table, row)) for row in range(size)), default=0)
    label = max(_LEAST_LABEL, min(_LABEL, width // 3, names + len(str(size)) + 3 + _group_room(table)))
    figures = narrow is False or (narrow is None and size * cell <= width - label)
    if not figures:
        cell = 2
    digits = 1 if figures else len(str(max(1, size)))
    spare = height - size - digits - 1
    letters = min(_TALLEST, spare) if spare >= 5 else 0
    return Frame(width, height, label, cell, digits + letters, figures, letters)


def follow(shape: Frame, size: int, row: int, column: int, before: Window) -> Window:
    """The window scrolled as little as needed for a cell to be seen."""
    return Window(
        _follow(row, before.top, shape.rows, size),
        _follow(column, before.left, shape.columns, size),
    )


def draw(table: Table, shape: Frame, window: Window, row: int, column: int) -> list[list[Ink]]:
    """The map, line by line, each of the width of the frame; the cursor is at a row and a column of the table."""
    columns = range(window.left, min(len(table), window.left + shape.columns))
    lines = _head(table, shape, columns, column)
    for at in range(window.top, min(len(table), window.top + shape.rows)):
        line = [_label(table, shape, at, at == row)]
        levels = table.levels[at]
        line += (_cell(table, shape, at, other, levels[other]) for other in columns)
        if at == row and column in columns:
            place = 1 + column - window.left
            line[place] = line[place]._replace(part="cursor")
        lines.append(_filled(line, shape))
    return lines[: shape.height]


def cell_at(shape: Frame, window: Window, size: int, x: int, y: int) -> tuple[int, int] | None:
    """The row and the column of the table under a point; None outside the cells."""
    row, column = window.top + y - shape.head, window.left + (x - shape.label) // shape.cell
    inside = y >= shape.head and x >= shape.label and column < window.left + shape.columns
    return (row, column) if inside and row < size and column < size else None


def short_name(table: Table, row: int) -> str:
    """The name of a code without its parents."""
    return last_name(table.path(row))


def last_name(path: str) -> str:
    """The last name of a path, on one line."""
    return " ".join(split_path(path)[-1].split())


def cut(text: str, width: int) -> str:
    """A text in exactly so many cells, `…` at its end where it was cut."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, max(0, width - 1)) + "…" if width > 0 else ""


def _follow(at: int, first: int, room: int, size: int) -> int:
    if at < first:
        first = at
    elif at >= first + room:
        first = at - room + 1
    return max(0, min(first, size - room))


def _head(table: Table, shape: Frame, columns: Sequence[int], chosen: int) -> list[list[Ink]]:
    """The names of the columns, letter under letter where there is room; their numbers."""
    lines = []
    for letter in range(shape.letters):
        line = [Ink(" " * shape.label)]
        for column in columns:
            name = short_name(table, column)
            name = name if len(name) <= shape.letters else f"{name[: shape.letters - 1]}…"
            sign = name.rjust(shape.letters)[letter]
            sign = sign if cell_len(sign) == 1 and sign.isprintable() else "·"
            line.append(Ink(sign.rjust(shape.cell), "head-at" if column == chosen else "head"))
        lines.append(_filled(line, shape))
    if shape.figures:
        numbers = (Ink(str(c + 1).rjust(shape.cell), "head-at" if c == chosen else "head") for c in columns)
        return [*lines, _filled([Ink(" " * shape.label), *numbers], shape)]
    digits = shape.head - shape.letters
    for digit in range(digits):
        line = [Ink(" " * shape.label)]
        for column in columns:
            sign = str(column + 1).rjust(digits)[digit]
            line.append(Ink(sign.rjust(shape.cell), "head-at" if column == chosen else "head"))
        lines.append(_filled(line, shape))
    return lines


def _label(table: Table, shape: Frame, row: int, chosen: bool) -> Ink:
    nth = number(row + 1).rjust(len(str(len(table))))
    room = shape.label - len(nth) - 3
    grouped = _group_room(table)
    name = cut(short_name(table, row), room - grouped)
    group = f"[{table.group(row)}]".rjust(grouped) if grouped else ""
    return Ink(f"{'▸' if chosen else ' '}{nth} {name}{group} ", "label-at" if chosen else "label")


def _group_room(table: Table) -> int:
    """Cells for the number of a community, where there are some: a blank and brackets."""
    return 3 + len(str(max(table.groups.values()))) if table.groups else 0


def _cell(table: Table, shape: Frame, row: int, column: int, level: int) -> Ink:
    if row == column:
        text = number(table.total(row)) if shape.figures else "╲"
        return Ink((text if len(text) <= shape.cell else "╲").rjust(shape.cell), "self")
    if not level:
        return Ink("·".rjust(shape.cell), "none")
    if not shape.figures:
        return Ink(SHADES[level] * shape.cell, "shade", level)
    text = figure(table.network.question.measure, table.value(row, column), table.count(row, column))
    return Ink(text.rjust(shape.cell) if len(text) <= shape.cell else cut(text, shape.cell), "cell", level)


def _filled(line: list[Ink], shape: Frame) -> list[Ink]:
    """A label and its cells, and blanks up to the width."""
    used = shape.label + (len(line) - 1) * shape.cell
    return [*line, Ink(" " * (shape.width - used))] if used < shape.width else line
