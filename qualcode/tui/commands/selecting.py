"""How one selects by keyboard."""

from __future__ import annotations

from qualcode.i18n import _
from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """Units, the anchor, the passage of a coding."""
    group = _("Select")
    return (
        Command("anchor", "v", "v", group, _("start selecting; moving extends"), where="text"),
        Command("unit('sentence')", "s", "s", group, _("sentence; again: one more"), _("sentence"), "text"),
        Command("unit('paragraph')", "p", "p", group, _("paragraph"), _("paragraph"), "text"),
        Command("unit('turn')", "t", "t", group, _("turn"), _("turn"), "text"),
        Command("select_coding", "g", "g", group, _("the passage of the coding here"), where="text"),
        Command("drop", "escape", _("Esc"), group, _("drop the selection, the search"), where="text"),
        Command("copy", "y,ctrl+c", "y  Ctrl+C", group, _("copy the selection"), where="text"),
    )
