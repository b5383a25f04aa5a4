"""How a hit looks in the list: a line that says where it stands and what is on it, a line with the words in context."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.text import Text
from textual import events

from qualcode.model.codebook import Codebook
from qualcode.project.hits import Proposed
from qualcode.tui.widgets.rows import Rows
from qualcode.tui.widgets.shelf import cut
from qualcode.tui.widgets.transcript.skin import Ground, visible

#: Lines of a hit; cells that are kept for what a passage is coded with, and those that are left of a long name.
HEIGHT, _CODES, _NAME = 2, 16, 12


class TickRows(Rows):
    """The list; a click on a row ticks it."""

    def __init__(self, tick: Callable[[int], None], *, id: str | None = None) -> None:
        super().__init__(height=HEIGHT, id=id)
        self._tick = tick

    def on_click(self, event: events.Click) -> None:
        """Go to the row and tick it; a second click does not code."""
        event.prevent_default()
        place = (event.y + self.scroll_offset.y) // HEIGHT
        if place < self.count:
            self.move(place)
            self._tick(place)


def drawn(
    hit: Proposed, ticked: bool, codes: Sequence[int], book: Codebook, ground: Ground, width: int, named: bool
) -> list[Text]:
    """The two lines of a hit; `named` says in which document it is."""
    names = Text()
    for code in codes:
        if code in book:
            names.append("  ✓ " if not names else " · ", ground.dim)
            names.append("■ ", visible(book[code].color, ground))
            names.append(" ".join(book[code].name.split()), ground.dim)
    head = Text()
    head.append("☑ " if ticked else "☐ ", "bold" if ticked else ground.dim)
    # Who speaks where is said in any case; a long name of a document is cut for it.
    room = width - head.cell_len - cell_len(hit.place) - 3 - min(names.cell_len, _CODES)
    name = cut(hit.name, max(_NAME, room)) if named else ""
    head.append(" · ".join(filter(None, (name, hit.place))), ground.dim)
    room = max(4, width - head.cell_len)
    names.truncate(room, overflow="ellipsis")
    head.append_text(names)
    return [head, _context(hit, ground, width)]


def _context(hit: Proposed, ground: Ground, width: int) -> Text:
    """The words that were found, in the middle of what stands around them; the passage itself is bright."""
    words = hit.words[0]
    text = Text()
    first, last = words.start - hit.shown, words.end - hit.shown
    before, found, behind = hit.excerpt[:first], hit.excerpt[first:last], hit.excerpt[last:]
    room = max(0, (width - 2 - cell_len(found)) // 2)
    start = max(0, first - room)
    if start:
        # A word is not cut in two where the line begins.
        start += before[start:].find(" ") + 1
    # Line ends are shown, and take no line.
    line = Text((before[start:] + found + behind[: width - 2]).replace("\n", "⏎").replace("\t", " "))
    line.stylize(ground.dim, 0, max(0, hit.span.start - hit.shown - start))
    line.stylize(ground.dim, max(0, hit.span.end - hit.shown - start), len(line))
    for known in hit.words:
        line.stylize("bold underline", max(0, known.start - hit.shown - start), max(0, known.end - hit.shown - start))
    text.append("  " + ("…" if start else ""))
    return text.append_text(line)
