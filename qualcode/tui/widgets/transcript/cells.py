"""Characters to terminal cells: clusters that are never cut, and where a line of text breaks.

A cluster is what a terminal shows as one thing: a base character with its combining marks, an emoji joined to another.
Widths are those of rich, because Textual measures with rich: a width of our own would tear the right margin. A row may
hold one more blank than it is wide (the space at which it was broken hangs over), so that every character has a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes

#: Characters of one cell that need no look-up: Latin letters, French typography. Anything else takes the slow way.
PLAIN = frozenset(
    [*map(chr, range(0x20, 0x7F)), *map(chr, range(0xA0, 0xAD)), *map(chr, range(0xAE, 0x300))]
    + list("’‘“”–—…•\u202f‑")
)
TAB = 4
#: The end of a piece says nothing sure about the cluster it may cut.
_LOOK_BACK = 8
#: What French sets apart from the word before it without parting the two.
_AFTER_BLANK = frozenset("»?!:;")
_NO_BREAK = frozenset("\u00a0\u202f\u2007\u2060\ufeff")
#: What a terminal would obey, and directions that would make a line read backwards.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_PLACEHOLDER = "�"
_JOINER = "\u200d"


class Cluster(NamedTuple):
    """The characters `[start, end)` shown as `shown` in `cells` cells from `column` of the row."""

    start: int
    end: int
    column: int
    cells: int
    shown: str


def is_plain(text: str) -> bool:
    """True when each character of the text takes exactly one cell and shows as itself."""
    return PLAIN.issuperset(text)


def clusters(text: str, start: int, end: int, width: int) -> list[Cluster]:
    """The clusters of one row `[start, end)` with their columns; a tab reaches to the next stop within the width."""
    found: list[Cluster] = []
    column = 0
    for first, last, cells in _graphemes(text, start, end):
        shown = text[first:last]
        if shown[0] == "\t":
            cells = _tab(column, width)
            shown = " " * cells
        elif cells < 0:
            cells, shown = 1, _PLACEHOLDER
        elif shown[-1] == _JOINER:
            # Joined to nothing: it would hide what comes next from the measure.
            shown = shown.rstrip(_JOINER)
        found.append(Cluster(first, last, column, cells, shown))
        column += cells
    return found


def breaks(text: str, start: int, end: int, width: int) -> Iterator[int]:
    """Where the rows of a line `[start, end)` end, the last one left out; `width` is at least 1.

    Row by row: most rows are plain even where a line is not, and a plain one is broken without looking at its letters.
    """
    plain = is_plain(text[start:end])
    while end - start > width or not plain:
        # The letter behind the row counts: were it a combining one, it would belong to the last letter of the row.
        if plain or is_plain(text[start : min(end, start + width + 2)]):
            cut = _break_plain(text, start, end, width)
        else:
            cut = _break_any(text, start, end, width)
        if cut >= end:
            return
        yield cut
        start = cut


def _break_plain(text: str, start: int, end: int, width: int) -> int:
    if end - start <= width:
        return end
    over = start + width
    last = cut = over + 1 if text[over] == " " else text.rfind(" ", start, over) + 1
    while cut and _holds(text, start, cut, end):
        cut = text.rfind(" ", start, cut - 1) + 1
    return cut or last or over


def _holds(text: str, start: int, cut: int, end: int) -> bool:
    """Whether the blank before `cut` is one of French typography, typed as any other: `« on`, `là »`, `Quoi ?`."""
    if cut >= end:
        return False
    opened = cut - 2 >= start and text[cut - 2] == "«"
    return opened or text[cut] in _AFTER_BLANK and (cut + 1 == end or not text[cut + 1].isalnum())


def _break_any(text: str, start: int, end: int, width: int) -> int:
    """The end of one row: what is looked at grows until a break lies well before its end."""
    reach = 2 * width + 16
    while True:
        stop = min(end, start + reach)
        cut = next(breaks_any(text, start, stop, width), stop)
        if stop == end or cut < stop - _LOOK_BACK:
            return cut
        reach *= 2


def breaks_any(text: str, start: int, end: int, width: int) -> Iterator[int]:
    """The same for any text: breaks after white space that may break and after wide characters, else anywhere."""
    graphemes = list(_graphemes(text, start, end))
    row = column = at = 0
    # Where the row may end; and where it may only if there is nothing better.
    chance = spare = -1
    while at < len(graphemes):
        first, _last, cells = graphemes[at]
        blank = _is_blank(text[first])
        taken = _tab(column, width) if text[first] == "\t" else abs(cells)
        if column + taken > width and at > row and not (blank and column <= width and taken <= width + 1 - column):
            row = at = next((place for place in (chance, spare) if place > row), at)
            yield graphemes[row][0]
            column, chance, spare = 0, -1, -1
            continue
        column += taken
        at += 1
        if blank and text[first] == " " and _holds(text, graphemes[row][0], first + 1, end):
            spare = at
        elif blank or cells == 2:
            chance = at
        if column > width and at < len(graphemes):
            row = at = next((place for place in (chance, spare) if place > row), at) if spare == at else at
            yield graphemes[row][0]
            column, chance, spare = 0, -1, -1


def _is_blank(character: str) -> bool:
    return character.isspace() and character not in _NO_BREAK


def _tab(column: int, width: int) -> int:
    return max(1, min(TAB - column % TAB, width - column))


def _graphemes(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Clusters as (start, end, cells) in the whole text; −1 cells for what must not reach the terminal.

    Each takes a cell at least, so that the caret can stand on it.
    """
    piece = text[start:end]
    if is_plain(piece):
        yield from ((at, at + 1, 1) for at in range(start, end))
        return
    found = split_graphemes(piece)[0]
    if _CONTROL.search(piece) is not None:
        found = [one for grapheme in found for one in _without_controls(piece, *grapheme)]
    for first, last, cells in _with_room(piece, found):
        yield start + first, start + last, cells


def _with_room(piece: str, found: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """What takes no cell at the start of a line (a mark without its letter) goes with the first cluster that does."""
    at = 0
    while at < len(found) and found[at][2] == 0:
        at += 1
    if not at:
        yield from found
        return
    # A joiner hides what follows from the measure, not from the splitter: the whole is measured.
    while at < len(found) - 1 and not _is_control(piece[found[at][0]]) and not cell_len(piece[: found[at][1]]):
        at += 1
    start, last, _cells = found[min(at, len(found) - 1)]
    yield 0, last, -1 if _is_control(piece[start]) else cell_len(piece[:last]) or -1
    yield from found[at + 1 :]


def _without_controls(piece: str, first: int, last: int, cells: int) -> Sequence[tuple[int, int, int]]:
    if not any(_is_control(character) for character in piece[first:last]):
        return [(first, last, cells)]
    split: list[tuple[int, int, int]] = []
    for at in range(first, last):
        if _is_control(piece[at]):
            split.append((at, at + 1, 1 if piece[at] == "\t" else -1))
        elif at == first:
            split.append((at, at + 1, cells))
        else:
            # A mark left alone by the control before it: it joins the cluster there, which shows as a placeholder.
            one, _other, width = split[-1]
            split[-1] = (one, at + 1, width)
    return split


def _is_control(character: str) -> bool:
    return _CONTROL.match(character) is not None
