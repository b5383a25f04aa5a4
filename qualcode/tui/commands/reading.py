"""How the text is shown: which codings, how long a line, what stands beside it."""

from __future__ import annotations

from qualcode.i18n import _
from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """Bars, numbers, length of the line, minimap."""
    group = _("Read")
    return (
        Command("marks", "l", "l", group, _("codings shown: all, active code, none")),
        Command("lanes", "L", "L", group, _("show some codings: codes, subtrees, coders")),
        Command("measure(1)", "z", "z", group, _("longer lines")),
        Command("measure(-1)", "Z", "Z", group, _("shorter lines")),
        Command("numbers", "number_sign", "#", group, _("numbers and times: show, hide")),
        Command("minimap", "f4", "F4", group, _("map of the document: show, hide")),
    )
