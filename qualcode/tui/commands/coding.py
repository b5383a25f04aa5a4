"""What one does to a passage, and to the codings that are there."""

from __future__ import annotations

from qualcode.i18n import _
from qualcode.tui.commands.command import Command

#: Alt and a figure: as newer terminals send it, as older ones do, and the same keys of a French keyboard.
_ALT = (
    *("alt+1,¡,alt+ampersand,ampersand", "alt+2,™,alt+é", "alt+3,£,alt+quotation_mark", "alt+4,¢,alt+apostrophe"),
    *("alt+5,∞,alt+left_parenthesis", "alt+6,§,alt+minus,–", "alt+7,¶,alt+è", "alt+8,•,alt+underscore,underscore"),
    "alt+9,ª,alt+ç",
)


def commands() -> tuple[Command, ...]:
    """Code, uncode, recode, resize, memo, undo."""
    group = _("Code")
    return (
        Command("code", "c", "c", group, _("code the selection, else the sentence"), _("code")),
        Command("repeat", ".", ".", group, _("the last code again"), _("again")),
        *(
            Command(
                f"pinned({n})", f"{n},{_ALT[n - 1]}", str(n), "", _("the code pinned to {n}").format(n=n), palette=False
            )
            for n in range(1, 10)
        ),
        Command("", "", "1…9", group, _("the pinned codes (Alt with them too)"), palette=False),
        Command("in_vivo", "i", "i", group, _("the selected words as a code")),
        Command("uncode", "x", "x", group, _("remove a coding"), _("remove")),
        Command("recode", "e", "e", group, _("another code for a coding"), _("recode")),
        Command("resize", "b", "b", group, _("bounds of a coding: those of the selection")),
        Command("edge('end', 1)", "alt+right", "", group, _("end of the coding a word on"), palette=False),
        Command("edge('end', -1)", "alt+left", "Alt+← →", group, _("end of the coding by a word"), palette=False),
        Command("edge('start', 1)", "alt+shift+right", "", group, _("start of the coding a word on"), palette=False),
        Command(
            "edge('start', -1)",
            "alt+shift+left",
            "Alt+Shift+← →",
            group,
            _("start of the coding by a word"),
            "",
            palette=False,
        ),
        Command("screen.settle", "enter", "", group, _("keep the new bounds"), "", "text", palette=False),
        Command("weigh", "W", "W", group, _("weight of a coding, 0 to 100")),
        Command("memo", "m", "m", group, _("memo on the coding or the passage"), _("memo")),
        Command("undo", "u,ctrl+z", "u  Ctrl+Z", group, _("undo"), _("undo")),
        Command("redo", "r,ctrl+y", "r  Ctrl+Y", group, _("redo"), _("redo")),
        *(
            Command(f"screen.pin({n})", str(n), "", _("Codebook panel"), "", "", "tree", palette=False)
            for n in range(1, 9)
        ),
        Command(
            "screen.pin(9)",
            "9",
            "1…9",
            _("Codebook panel"),
            _("pin the code to a figure, or take it off"),
            _("pin"),
            "tree",
            palette=False,
        ),
    )
