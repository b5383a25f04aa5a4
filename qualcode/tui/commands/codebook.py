"""The codebook sheet."""

from __future__ import annotations

from qualcode.i18n import _
from qualcode.tui.commands.command import Command

_WHERE = "codebook"


def commands() -> tuple[Command, ...]:
    """Add, define, move, merge, split, delete; look around in the tree."""
    make, move, look = _("Codes"), _("Move codes"), _("The tree")
    return (
        Command("edit", "enter,e", "e  Enter", make, _("define: all texts of the code, its cues"), _("define"), _WHERE),
        Command("add", "a", "a", make, _("new code below it"), _("add"), _WHERE),
        Command("add_beside", "A", "A", make, _("new code behind it"), "", _WHERE),
        Command("rename", "R,f2", "R  F2", make, _("rename"), _("rename"), _WHERE),
        Command("color", "c", "c", make, _("colour, of the codes below too"), _("colour"), _WHERE),
        Command("merge", "m", "m", make, _("merge into another code, after a preview"), _("merge"), _WHERE),
        Command("split", "s", "s", make, _("split off some of its codings"), _("split"), _WHERE),
        Command("delete", "x,delete", "x  Del", make, _("delete, after a preview"), _("delete"), _WHERE),
        Command("memo", "M", "M", make, _("memo on the code"), "", _WHERE),
        Command("tick", "space", _("Space"), make, _("tick: m, x, c, d work on all that are ticked"), "", _WHERE),
        *(Command(f"pin({n})", str(n), "", make, "", "", _WHERE, palette=False) for n in range(1, 9)),
        Command("pin(9)", "9", "1…9", make, _("pin it to a figure, or take it off"), "", _WHERE, palette=False),
        Command("cut", "d", "d", move, _("take the code with all below it"), _("take"), _WHERE),
        Command("paste", "p", "p", move, _("put what was taken below this code"), _("put below"), _WHERE),
        Command("paste_behind", "P", "P", move, _("put what was taken behind this code"), _("put behind"), _WHERE),
        Command("shift(-1)", "alt+up", "Alt+↑", move, _("up among its neighbours"), "", _WHERE),
        Command("shift(1)", "alt+down", "Alt+↓", move, _("down among its neighbours"), "", _WHERE),
        Command("indent", "alt+right", "Alt+→", move, _("below the code before it"), "", _WHERE),
        Command("outdent", "alt+left", "Alt+←", move, _("one level up"), "", _WHERE),
        Command("segments", "f", "f", look, _("its segments"), _("segments"), _WHERE),
        Command("read", "tab,shift+tab", "Tab", look, _("read all that is known of the code; back"), "", _WHERE),
        Command("find", "/,ctrl+f", "/", look, _("search in names, then in texts"), _("search"), _WHERE),
        Command("hit(1)", "n", "n", look, _("next found"), "", _WHERE),
        Command("hit(-1)", "N", "N", look, _("previous found"), "", _WHERE),
        Command("open(1)", "right", "→", look, _("open the branch, go into it"), "", _WHERE),
        Command("open(-1)", "left", "←", look, _("close the branch, go out of it"), "", _WHERE),
        Command("level(1)", "plus_sign,plus", "+", look, _("one level more of all branches"), "", _WHERE),
        Command("level(-1)", "minus,hyphen_minus", "-", look, _("one level less"), "", _WHERE),
        Command("sort_codes", "S", "S", look, _("sort by tree, name, number of codings"), _("sort"), _WHERE),
        Command("export", "E", "E", look, _("export to a file (YAML)"), "", _WHERE),
        Command("load", "L", "L", look, _("load a file (YAML), after a preview"), "", _WHERE),
    )
