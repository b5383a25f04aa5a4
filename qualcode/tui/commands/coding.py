"""What one does to a passage."""

from __future__ import annotations

from qualcode.i18n import _
from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """Code, uncode, memo, undo."""
    group = _("Code")
    return (
        Command("code", "c", "c", group, _("code the selection, else the sentence"), _("code")),
        Command("repeat", ".", ".", group, _("the last code again"), _("again")),
        Command("uncode", "x", "x", group, _("remove a coding"), _("remove")),
        Command("memo", "m", "m", group, _("memo on the coding or the passage"), _("memo")),
        Command("undo", "u,ctrl+z", "u  Ctrl+Z", group, _("undo"), _("undo")),
        Command("redo", "r,ctrl+y", "r  Ctrl+Y", group, _("redo"), _("redo")),
        *(
            Command(f"recent({n})", str(n), str(n), "", _("recent code {n}").format(n=n), palette=False)
            for n in range(1, 10)
        ),
        Command("", "", "1…9", group, _("one of the codes used last"), palette=False),
    )
