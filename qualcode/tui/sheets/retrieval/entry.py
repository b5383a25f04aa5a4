"""A segment in the list: who says it, where, which codes; then its words. What it says is decided here, and its looks.

Under the cursor the whole quotation is shown; the cursor has a sign, a tick has another, colours only repeat them.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from qualcode.i18n import _, number
from qualcode.model.codebook import Codebook
from qualcode.model.retrieval import Found
from qualcode.tui.sheets.retrieval.shelf import shown, wrapped
from qualcode.tui.widgets.transcript.skin import Ground, mix, visible

#: Cells before the words of a quotation.
INDENT = 4
#: Longer lines tire the eye.
MEASURE = 92


@dataclass(frozen=True, slots=True)
class State:
    """How an entry stands in the list."""

    width: int
    order: str = "document"
    cursor: bool = False
    ticked: bool = False


def quote_width(width: int) -> int:
    """The cells that the words of a quotation have in a list of a width."""
    return max(2, min(MEASURE, width - INDENT - 1))


def entry_lines(found: Found | None, book: Codebook, ground: Ground, state: State, height: int) -> list[Strip]:
    """The rows of an entry, `height` of them."""
    back = cursor_back(ground) if state.cursor else ground.back
    if found is None:
        gone = Strip([Segment("    " + _("(gone)"), Style(color=ground.dim, bgcolor=back))])
        return [_filled(line, state.width, back) for line in [gone] + [Strip([])] * (height - 1)]
    lines = [Strip(_head(found, book, ground, state, back))]
    words = Style(color=ground.text, bgcolor=back)
    for row in wrapped(found.segment.quote, quote_width(state.width), height - 1):
        lines.append(Strip([Segment(" " * INDENT, words), Segment(row, words)]))
    lines += [Strip([])] * (height - len(lines))
    return [_filled(line, state.width, back) for line in lines]


def heading(name: str, count: int, color: str, ground: Ground, width: int) -> Strip:
    """The line over a group."""
    back = mix(ground.back, ground.text, 0.1)
    parts = [Segment(" ■ " if color else " ", Style(color=visible(color, ground) if color else None, bgcolor=back))]
    parts.append(Segment(shown(name), Style(color=ground.text, bgcolor=back, bold=True)))
    parts.append(Segment(f"  {number(count)}", Style(color=ground.dim, bgcolor=back)))
    return _filled(Strip(parts), width, back)


def cursor_back(ground: Ground) -> str:
    """The ground of the entry under the cursor."""
    return mix(ground.back, ground.selection, 0.45)


def _head(found: Found, book: Codebook, ground: Ground, state: State, back: str) -> list[Segment]:
    segment = found.segment
    strong = Style(color=ground.text, bgcolor=back, bold=True)
    quiet = Style(color=ground.text if state.cursor else ground.dim, bgcolor=back)
    tick = Style(color=ground.caret, bgcolor=back, bold=True)
    parts = [Segment("▸" if state.cursor else " ", tick), Segment("✓ " if state.ticked else "  ", tick)]
    who = [] if state.order == "speaker" else [segment.speaker or ""]
    where = [] if state.order == "document" else [segment.document]
    said = [shown(part) for part in (*who, *where, found.place, "" if found.mine else segment.coder) if part]
    parts += [Segment(f" {said[0]}", strong), *(Segment(f" · {part}", quiet) for part in said[1:])]
    if state.order != "code" and segment.code_id in book:
        color = Style(color=visible(book[segment.code_id].color, ground), bgcolor=back)
        parts += [Segment("   ■ ", color), Segment(shown(book[segment.code_id].name), strong)]
    others = ", ".join(shown(book[code].name) for code in found.others if code in book)
    if others:
        parts.append(Segment(f"  + {others}", quiet))
    if segment.memo:
        parts.append(Segment("  ✎", tick))
    return parts


def _filled(line: Strip, width: int, back: str) -> Strip:
    if line.cell_length > width:
        line = Strip([*line.crop(0, width - 1), Segment("…", Style(bgcolor=back))])
    return line.adjust_cell_length(width, Style(bgcolor=back))
