"""The sheet of keys."""

from __future__ import annotations

from qualcode.i18n import _
from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """Give a command another key, a further one, or its own again."""
    group, where = _("Keys"), "keys"
    return (
        Command("change", "enter", _("Enter"), group, _("give the command another key"), _("change"), where),
        Command("add", "a", "a", group, _("give it one more key"), _("one more"), where),
        Command("restore", "x,delete", "x", group, _("its own keys again"), _("as before"), where),
        Command("restore_all", "X", "X", group, _("all keys as they were (asks)"), _("all as before"), where),
        Command("search", "slash", "/", group, _("search a command or a key"), _("search"), where),
    )
