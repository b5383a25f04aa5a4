"""The sheet of segments."""

from __future__ import annotations

from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """Ask, jump, recode."""
    return ()
