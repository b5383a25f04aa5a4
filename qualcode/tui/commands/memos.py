"""The sheet of memos."""

from __future__ import annotations

from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """Search, write, jump."""
    return ()
