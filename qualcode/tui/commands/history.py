"""The sheet of what was done."""

from __future__ import annotations

from qualcode.i18n import _
from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """Go back and forth."""
    group, where = _("History"), "history"
    back = _("undo all down to here, or redo all up to here (asks)")
    return (
        Command("details", "enter", _("Enter"), group, _("what it changed"), _("details"), where, palette=False),
        Command("go", "g", "g", group, _("go to the place in the text"), _("place"), where, palette=False),
        Command("walk", "Z", "Z", group, back, _("to here"), where, palette=False),
        Command("search", "slash", "/", group, _("search in what was done"), _("search"), where, palette=False),
        Command("kind", "k", "k", group, _("only one kind of action"), _("kind"), where, palette=False),
        Command("coder", "c", "c", group, _("only what one person did"), _("person"), where, palette=False),
        Command(
            "export", "E", "E", group, _("write what is listed to a file (.md, .csv)"), _("file"), where, palette=False
        ),
    )
