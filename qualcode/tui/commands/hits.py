"""The list of search hits to be ticked."""

from __future__ import annotations

from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """Tick, then code."""
    return ()
