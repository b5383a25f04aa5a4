"""The co-occurrence sheet."""

from __future__ import annotations

from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """Level, measure, threshold, passages."""
    return ()
