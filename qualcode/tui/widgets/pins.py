"""The codes on the figures 1 to 9, in a line; a click codes with one."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import events
from textual.message import Message

from qualcode.model.codebook import Code
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.transcript.skin import Ground, visible

#: A name is cut to so many cells, even where more is free; to no fewer, however many there are.
_LONGEST, _SHORTEST = 24, 6


class PinsLine(Plain):
    """`1 ■ mots de passe   2 ■ renoncement …`"""

    class Chosen(Message):
        """A pinned code was clicked."""

        def __init__(self, figure: int) -> None:
            super().__init__()
            self.figure = figure

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ends: list[tuple[int, int]] = []

    def show(self, pins: Mapping[int, Code], ground: Ground, width: int) -> None:
        """Show these codes in so many cells."""
        room = max(_SHORTEST, min(_LONGEST, width // max(1, len(pins)) - 6))
        text = Text(no_wrap=True, overflow="ellipsis")
        self._ends = []
        for figure, code in pins.items():
            name = " ".join(code.name.split())
            if cell_len(name) > room:
                name = set_cell_size(name, room - 1).rstrip() + "…"
            text.append(f"{figure} ", f"bold {ground.text}")
            text.append("■ ", visible(code.color, ground))
            text.append(f"{name}  ")
            self._ends.append((text.cell_len, figure))
        self.say(text)

    def on_click(self, event: events.Click) -> None:
        """Say which code was clicked."""
        figure = next((figure for end, figure in self._ends if event.x - self.styles.padding.left < end), 0)
        if figure:
            self.post_message(self.Chosen(figure))
