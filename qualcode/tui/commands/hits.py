"""The list of search hits to be ticked."""

from __future__ import annotations

from qualcode.i18n import _
from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """Search, tick, then code."""
    group = _("Hits")

    def on_hits(action: str, keys: str, shown: str, label: str, hint: str = "") -> Command:
        return Command(action, keys, shown, group, label, hint, "hits", palette=False)

    return (
        on_hits("code_ticked", "enter", _("Enter"), _("code all that is ticked, in one step"), _("code")),
        on_hits("tick", "space", _("Space"), _("tick, or take the tick off"), _("tick")),
        on_hits("tick_all(True)", "a", "a", _("tick all"), _("all")),
        on_hits("tick_all(False)", "n", "n", _("tick none"), _("none")),
        on_hits("write", "/,ctrl+f", "/", _("other words; “;” parts several searches"), _("words")),
        on_hits("everywhere", "d", "d", _("in this document, in all"), _("documents")),
        on_hits("scope", "s", "s", _("the words, the sentence, the paragraph, the turn"), _("passage")),
        on_hits("how", "l", "l", _("as typed, whole words, in any form (language analysis)"), _("form")),
        on_hits("target", "c", "c", _("the code they are for: what has it already is left out"), _("for a code")),
        on_hits("cues", "k", "k", _("search the cues of a code"), _("cues")),
        on_hits("visit", "g", "g", _("go to the place in the text"), _("go")),
    )
