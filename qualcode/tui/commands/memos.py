"""The sheet of memos."""

from __future__ import annotations

from qualcode.i18n import _
from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """Search, write, jump."""
    group = _("Memos")
    return (
        Command("edit", "enter", _("Enter"), group, _("read, change"), _("change"), "memos", palette=False),
        Command("add", "a", "a", group, _("a new memo"), _("new"), "memos", palette=False),
        Command("go", "g", "g", group, _("go to the place in the text"), _("place"), "memos", palette=False),
        Command("remove", "x", "x", group, _("remove (asks)"), _("remove"), "memos", palette=False),
        Command("search", "slash", "/", group, _("search in what was written"), _("search"), "memos", palette=False),
        Command(
            "kind", "k", "k", group, _("only one kind: passage, code, project…"), _("kind"), "memos", palette=False
        ),
        Command("coder", "c", "c", group, _("only those of one person"), _("person"), "memos", palette=False),
        Command("order", "o", "o", group, _("by date, by place"), _("order"), "memos", palette=False),
    )
