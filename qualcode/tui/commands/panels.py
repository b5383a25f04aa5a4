"""What the panels beside the text answer to."""

from __future__ import annotations

from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """The tree of codes and the list of documents."""
    return ()
