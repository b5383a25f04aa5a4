"""How one selects by keyboard."""

from __future__ import annotations

from qualcode.i18n import _
from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """Units, the anchor, the passage of a coding."""
    group = _("Select")
    return (
        Command("unit('word')", "w", "w", group, _("word; again: one more"), where="text"),
        Command("unit('sentence')", "s", "s", group, _("sentence; again: one more"), _("sentence"), "text"),
        Command("unit('paragraph')", "p", "p", group, _("paragraph"), _("paragraph"), "text"),
        Command("unit('turn')", "t", "t", group, _("turn"), _("turn"), "text"),
        Command("grow", "plus", "+", group, _("the unit around: word, sentence, … all"), where="text"),
        Command("shrink", "minus", "-", group, _("back to the smaller one"), where="text"),
        Command("anchor", "v", "v", group, _("start selecting; moving extends"), where="text"),
        Command("other_end", "o", "o", group, _("the other end of the selection"), where="text"),
        Command("screen.select_coding", "g", "g", group, _("the passage of the coding here"), where="text"),
        Command("drop", "escape", _("Esc"), group, _("drop the selection, the search"), where="text"),
        Command("copy", "y,ctrl+c", "y  Ctrl+C", group, _("copy the selection"), where="text"),
    )
