"""The codebook sheet."""

from __future__ import annotations

from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """Add, rename, move, merge, delete."""
    return ()
