"""The grid of documents, speakers and cases."""

from __future__ import annotations

from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """Edit and paste attributes."""
    return ()
