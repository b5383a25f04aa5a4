"""The import sheet."""

from __future__ import annotations

from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """Choose files, correct turns and speakers, import."""
    return ()
