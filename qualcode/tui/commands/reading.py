"""How the text is shown, and the places one comes back to."""

from __future__ import annotations

from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """Bars, numbers, length of the line, bookmarks."""
    return ()
