"""Which other command a key already belongs to, where both could be meant."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.tui.commands.command import Command

#: The parts that have the keys of the coding screen beside their own; every other part has those of all sheets.
_ON_THE_DESK = ("screen", "text", "tree", "list")


def holder(key: str, command: Command, every: Iterable[Command]) -> Command | None:
    """The command that a key would be taken from if it were given to another one; None for a free key.

    A part may give a key of the screen around it another meaning, as the panels do; only within one part, or between
    the text and its screen, a key can have one meaning.
    """
    reached = {command.where}
    if command.where in ("screen", "text"):
        reached = {"screen", "text"}
    elif command.where not in _ON_THE_DESK:
        reached.add("sheet")
    for other in every:
        if other.name != command.name and other.where in reached and key in other.keys.split(","):
            return other
    return None
