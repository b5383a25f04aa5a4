"""Rows of texts as a table that fits the line of a terminal: numbers to the right, what is too long cut with a sign."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

#: What looks like a path of codes.
_PATH = re.compile(r"\w/\w")
#: What stands in no path of codes: a quotation may hold `et/ou`, or end as sentences do.
_SENTENCE = re.compile(r"[.?!«»“”\[\]]|,\s")
_BETWEEN = "; "
#: Fewer cells of what stands above a name say nothing.
_TELLING = 3
_GAP = "  "
_NARROWEST = 8


def terminal_table(
    above: Sequence[str], grid: Sequence[Sequence[str]], rooms: Sequence[float], right: Sequence[bool]
) -> str:
    """The lines of a table; `rooms` caps a column at a share of a line that is too narrow, `right` aligns it there."""
    widths = [max(cell_len(text) for text in column) for column in zip(above, *grid, strict=True)]
    line = shutil.get_terminal_size((120, 40)).columns
    if sum(widths) + len(_GAP) * (len(widths) - 1) > line:
        widths = [min(width, int(line * room)) for width, room in zip(widths, rooms, strict=True)]
    widths = _fit(widths, line)
    lines = [above, ["─" * width for width in widths], *grid]
    return "\n".join(
        _GAP.join(_cut(text, width, side) for text, width, side in zip(row, widths, right, strict=True)).rstrip()
        for row in lines
    )


def _cut(text: str, width: int, right: bool) -> str:
    """The text in exactly so many cells: cut at its end, a path before its last name, which says most."""
    length = cell_len(text)
    if length <= width:
        return " " * (width - length) + text if right else set_cell_size(text, width)
    short = _last_names(text, width) if _is_path(text) else text
    return set_cell_size(short if cell_len(short) <= width else set_cell_size(short, width - 1) + "…", width)


def _is_path(text: str) -> bool:
    return bool(_PATH.search(text)) and not _SENTENCE.search(text)


def _last_names(text: str, width: int) -> str:
    """The last name of each path in a text, after as much of the first path as there is room for."""
    paths = text.split(_BETWEEN)
    names = [path.rpartition("/")[2] for path in paths]
    if len(paths) > 1:
        return _BETWEEN.join(names)
    room = width - cell_len(names[0]) - len("…/")
    if room >= _TELLING:
        return f"{set_cell_size(text, room).rstrip()}…/{names[0]}"
    return f"…{names[0]}" if room >= -1 else names[0]


def _fit(widths: list[int], line: int) -> list[int]:
    """Shrink the widest columns until the line fits."""
    widths = list(widths)
    while sum(widths) + len(_GAP) * (len(widths) - 1) > line and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths
