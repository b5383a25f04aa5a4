"""How one gets to the sheets that lie over the coding screen, and what all of them answer to."""

from __future__ import annotations

from qualcode.i18n import _
from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """From the coding screen; then on every sheet."""
    sheets, group = _("Sheets"), _("Everywhere")
    return (
        Command("sheet('retrieval')", "f", "f", sheets, _("segments of a code or a query"), _("segments")),
        Command("sheet('codebook')", "K", "K", sheets, _("edit the codebook")),
        Command("sheet('cases')", "D", "D", sheets, _("documents, speakers, cases and their attributes")),
        Command("sheet('memos')", "M", "M", sheets, _("memos")),
        Command("sheet('cooccurrence')", "O", "O", sheets, _("codes that go together")),
        Command("sheet('hits')", "H", "H", sheets, _("code the hits of a search, ticked one by one")),
        Command("sheet('history')", "h", "h", sheets, _("history: what was done, back and forth")),
        Command("sheet('importing')", "I", "I", sheets, _("import files"), _("import")),
        Command("sheet('keys')", "f9", "F9", sheets, _("keys: which do what, and others of your own")),
        Command("undo", "u,ctrl+z", "u  Ctrl+Z", group, _("undo"), _("undo"), "sheet"),
        Command("redo", "r,ctrl+y", "r  Ctrl+Y", group, _("redo"), _("redo"), "sheet"),
        Command("stop_job", "ctrl+k", "Ctrl+K", group, _("stop what runs in the background"), "", "sheet"),
        Command("light", "f3", "F3", group, _("next theme"), "", "sheet"),
        Command("help_here", "f1", "F1", group, _("help on the part one is in"), "", "sheet"),
        Command("help", "question_mark", "?", group, _("help"), _("help"), "sheet"),
        Command("leave", "escape,q", _("Esc"), group, _("back to the text"), _("back"), "sheet"),
        # What a line one writes in does by itself.
        Command("", "", _("Enter"), _("In a line"), _("take what was written"), _("accept"), "line", palette=False),
        Command("", "", _("Esc"), _("In a line"), _("leave the line"), _("leave"), "line", palette=False),
    )
