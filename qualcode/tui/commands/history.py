"""The sheet of what was done."""

from __future__ import annotations

from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """Go back and forth."""
    return ()
