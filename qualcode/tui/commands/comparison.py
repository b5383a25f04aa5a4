"""The sheet on which two sub-corpora are compared."""

from __future__ import annotations

from qualcode.i18n import _
from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """The passages of both sides; order; a file."""
    group = _("Comparison")

    def command(action: str, keys: str, shown: str, label: str, hint: str = "") -> Command:
        return Command(action, keys, shown, group, label, hint, "comparison", palette=False)

    return (
        # The list itself answers to Enter.
        command("", "", _("Enter"), _("passages of the pair on side a"), _("passages of a")),
        command("passages(1)", "tab,b", "Tab  b", _("passages of the pair on side b"), _("of b")),
        command("order", "S", "S", _("order: surest first, more in a, more in b"), _("order")),
        command("export", "e", "e", _("write to a file: table, workbook, picture"), _("export")),
    )
