"""The two lines at the bottom: where one is, and which keys apply now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from qualcode.tui.commands import Command
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.transcript.skin import Ground

#: The action whose key is always shown; the cells that a hint may take, and the share of the line of one that names
#: what its key would do now, with the cells it needs at least.
_LAST, _LONGEST, _SHARE, _SHORTEST = "help", 18, 4, 8


class StatusLine(Plain):
    """Document, place, speaker, selection, coder, saved; what does not fit is left out from the middle."""

    def show(self, left: Sequence[str], right: Sequence[str], ground: Ground) -> None:
        """Show these parts, the first of each side being the most important."""
        width = max(10, self.size.width)
        first, last = [p for p in left if p], [p for p in right if p]
        while _length(first) + _length(last) + 3 > width and (len(first) > 1 or last):
            (last if len(last) > 1 or len(first) <= 1 else first).pop()
        text = Text(no_wrap=True)
        for at, part in enumerate(first):
            text.append("  ·  " if at else "", ground.dim)
            text.append(part, "bold" if at == 0 else "")
        shown = "  ·  ".join(reversed(last))
        text.truncate(max(1, width - cell_len(shown)), overflow="ellipsis")
        text.append(" " * max(1, width - text.cell_len - cell_len(shown)))
        text.append(shown, ground.dim)
        self.say(text)


class KeyBar(Plain):
    """The keys that apply now; the one that shows all of them stands at the end, whatever the width."""

    def show(self, commands: Iterable[Command], ground: Ground, hints: Mapping[str, str]) -> None:
        """Show these commands, as many as fit; `hints` says of an action what it would do now."""
        width = max(10, self.size.width)
        listed = sorted(commands, key=lambda command: command.action == _LAST)
        last = Text()
        if listed and listed[-1].action == _LAST:
            final = listed.pop()
            last = _hint(final, final.hint, ground)
        text = Text(no_wrap=True)
        for command in listed:
            room = width - text.cell_len - last.cell_len
            if command.action in hints:
                # What it would do is cut further before it is left out.
                longest = min(max(_LONGEST, width // _SHARE), room - cell_len(command.shown.split()[0]) - 3)
                hint = _hint(command, hints[command.action], ground, longest) if longest >= _SHORTEST else None
            else:
                hint = _hint(command, command.hint, ground)
            if hint is None or hint.cell_len > room:
                break
            text.append_text(hint)
        text.append_text(last)
        self.say(text)


def _hint(command: Command, words: str, ground: Ground, longest: int = _LONGEST) -> Text:
    words = " ".join(words.split())
    if cell_len(words) > longest:
        words = set_cell_size(words, longest - 1).rstrip() + "…"
    hint = Text()
    hint.append(f" {command.shown.split()[0]} ", f"bold {ground.text}")
    hint.append(f"{words} ", ground.dim)
    return hint


def _length(parts: Sequence[str]) -> int:
    return sum(cell_len(part) + 5 for part in parts)


def key_lines(parts: Sequence[str], room: int) -> str:
    """The keys of a dialog on lines of `room` cells: a key and what it does stay together."""
    lines: list[str] = []
    for part in filter(None, parts):
        if lines and cell_len(f"{lines[-1]} · {part}") <= room:
            lines[-1] += f" · {part}"
        else:
            lines.append(part)
    return "\n".join(lines)
