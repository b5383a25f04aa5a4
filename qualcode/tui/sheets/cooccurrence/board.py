"""The surface on which the map and the picture are painted: lines of ink in, colours of the theme out."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import groupby

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from qualcode.tui.sheets.cooccurrence.heat import Ink
from qualcode.tui.widgets.transcript.skin import Ground, contrast, mix

#: How much of the colour of strength a cell of each level takes.
_SHARES = (0.0, 0.16, 0.36, 0.6, 0.88)

Draw = Callable[[int, int], list[list[Ink]]]


class Board(Widget, can_focus=True, inherit_bindings=False):
    """Paints what it is given for the room it has."""

    ALLOW_SELECT = False

    class Clicked(Message):
        """The mouse was pressed at a cell, so many times in a row."""

        def __init__(self, x: int, y: int, chain: int) -> None:
            super().__init__()
            self.x, self.y, self.chain = x, y, chain

    def __init__(self, draw: Draw, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._draw = draw
        self._ground: Ground | None = None
        self._lines: list[Strip] | None = None

    def show(self, ground: Ground) -> None:
        """Paint again."""
        self._ground, self._lines = ground, None
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Paint for another size."""
        self._lines = None
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Say where."""
        self.post_message(self.Clicked(int(event.x), int(event.y), event.chain))

    def render_line(self, y: int) -> Strip:
        """One row."""
        width, height = self.size
        ground = self._ground
        if ground is None or width <= 0 or height <= 0:
            return Strip.blank(width)
        if self._lines is None:
            self._lines = [_strip(line, ground) for line in self._draw(width, height)]
        back = Style(bgcolor=ground.back)
        return self._lines[y].adjust_cell_length(width, back) if y < len(self._lines) else Strip.blank(width, back)


def _strip(line: list[Ink], ground: Ground) -> Strip:
    """A line; runs of one look are one segment, for there are thousands of cells."""
    runs = groupby(line, key=lambda ink: (ink.part, ink.level))
    return Strip([Segment("".join(ink.text for ink in run), look(*key, ground)) for key, run in runs])


@lru_cache(maxsize=256)
def look(part: str, level: int, ground: Ground) -> Style:
    """The style of a piece of ink; figures keep a contrast to their cell that is the better of two."""
    back = ground.back
    if part in ("cell", "shade"):
        heat = mix(back, _warm(ground), _SHARES[level])
        if part == "shade":
            return Style(color=mix(back, _warm(ground), 0.35 + 0.16 * level), bgcolor=back)
        front = max((ground.text, ground.back), key=lambda color: contrast(color, heat))
        return Style(color=front, bgcolor=heat)
    if part in ("cursor", "chosen"):
        return Style(color=back, bgcolor=ground.caret, bold=True)
    if part in ("head-at", "label-at", "center", "chosen-line"):
        return Style(color=ground.text, bgcolor=back, bold=True)
    if part in ("label", "name", "box"):
        return Style(color=ground.text, bgcolor=back)
    if part == "marked":
        return Style(color=ground.text, bgcolor=back, underline=True)
    if part in ("line", "self", "head", "none"):
        return Style(color=mix(back, ground.dim, 0.5) if part == "none" else ground.dim, bgcolor=back)
    return Style(bgcolor=back)


def _warm(ground: Ground) -> str:
    return "#e0a04a" if ground.dark else "#b5560f"
