"""What stands around the text."""

from __future__ import annotations

from qualcode.i18n import _
from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """Search, panels, help, leaving."""
    group = _("Around")
    return (
        Command("search", "/,ctrl+f", "/", group, _("search in the document"), _("search")),
        Command("hit(1)", "n", "n", group, _("next hit"), _("next"), "text"),
        Command("hit(-1)", "N", "N", group, _("previous hit"), "", "text"),
        Command("documents", "d", "d", group, _("documents (Enter opens)"), _("documents")),
        Command("codebook", "k", "k", group, _("codebook (Enter codes the selection)"), _("codebook")),
        Command("panel(1)", "f6,ctrl+w", "F6  Ctrl+W", group, _("next panel")),
        Command("panels", "f2", "F2", group, _("show or hide the side panels")),
        Command("palette", "ctrl+p,:", ":  Ctrl+P", group, _("everything by name"), palette=False),
        Command("stop_job", "ctrl+k", "Ctrl+K", group, _("stop what runs in the background")),
        Command("light", "f3", "F3", group, _("next theme: dark, light, strong contrast")),
        Command("help_here", "f1", "F1", group, _("help on the part one is in")),
        Command("help", "question_mark", "?", group, _("help"), _("help")),
        Command("leave", "q,ctrl+q", "q", group, _("quit (all is saved)"), _("quit")),
    )
