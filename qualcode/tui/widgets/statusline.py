"""The two lines at the bottom: where one is, and which keys apply now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.text import Text

from qualcode.tui.commands import Command
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.transcript.skin import Ground


class StatusLine(Plain):
    """Document, place, speaker, selection, coder, saved; what does not fit is left out from the middle."""

    def show(self, left: Sequence[str], right: Sequence[str], ground: Ground) -> None:
        """Show these parts, the first of each side being the most important."""
        width = max(10, self.size.width)
        first, last = [p for p in left if p], [p for p in right if p]
        while _length(first) + _length(last) + 3 > width and (len(first) > 1 or len(last) > 1):
            (last if len(last) > 1 else first).pop()
        text = Text(no_wrap=True, overflow="ellipsis")
        for at, part in enumerate(first):
            text.append("  ·  " if at else "", ground.dim)
            text.append(part, "bold" if at == 0 else "")
        shown = "  ·  ".join(reversed(last))
        text.append(" " * max(1, width - text.cell_len - cell_len(shown)))
        text.append(shown, ground.dim)
        self.say(text)


class KeyBar(Plain):
    """The keys that apply now."""

    def show(self, commands: Iterable[Command], ground: Ground) -> None:
        """Show the hints of these commands, as many as fit."""
        width = max(10, self.size.width)
        text = Text(no_wrap=True)
        for command in commands:
            key = command.shown.split()[0]
            hint = Text()
            hint.append(f" {key} ", f"bold {ground.text}")
            hint.append(f"{command.hint} ", ground.dim)
            if text.cell_len + hint.cell_len > width:
                break
            text.append_text(hint)
        self.say(text)


def _length(parts: Sequence[str]) -> int:
    return sum(cell_len(part) + 5 for part in parts)
