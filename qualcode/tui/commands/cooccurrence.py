"""The co-occurrence sheet."""

from __future__ import annotations

from qualcode.i18n import _
from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """Move, ask, look, go on."""
    move, ask, look, on = _("Pairs of codes"), _("What is counted"), _("How it is shown"), _("With the pair")
    keep = _("Saved networks")

    def moving(action: str, keys: str, shown: str = "", label: str = "") -> Command:
        return Command(action, keys, shown, move, label, "", "cooccurrence", palette=False)

    def command(action: str, keys: str, shown: str, group: str, label: str, hint: str = "") -> Command:
        return Command(action, keys, shown, group, label, hint, "cooccurrence", palette=False)

    return (
        moving("step('up')", "up"),
        moving("step('down')", "down"),
        moving("step('left')", "left"),
        moving("step('right')", "right", "↑ ↓ ← →", _("cell; in the picture: neighbour")),
        moving("page(-1)", "pageup"),
        moving("page(1)", "pagedown", _("PgUp PgDn"), _("page")),
        moving("end(-1)", "home"),
        moving("end(1)", "end", _("Home End"), _("first, last column")),
        moving("corner(-1)", "ctrl+home"),
        moving("corner(1)", "ctrl+end", _("Ctrl+Home End"), _("first, last row")),
        moving("strongest(-1)", "shift+tab"),
        moving("strongest(1)", "tab", "Tab", _("next pair of the row by strength")),
        command("passages", "enter", _("Enter"), on, _("the passages of the pair"), _("passages")),
        command("neighbours", "g", "g", on, _("draw the neighbours of the code; again: of the chosen one"), _("draw")),
        command("unit(1)", "t", "t", ask, _("where codes are together: overlap, sentence, turn…"), _("unit")),
        Command("unit(-1)", "T", "", "", _("the unit before"), "", "cooccurrence", palette=False),
        command("window(1)", "w", "w", ask, _("more units in a row: within 2, 3, 5, 8 turns")),
        command("window(-1)", "W", "W", ask, _("fewer units in a row")),
        command("measure", "v", "v", ask, _("how strength is told: count, Jaccard, cosine…"), _("measure")),
        command("measures", "V", "V", ask, _("all measures: conditional, against chance, tests")),
        command("population", "p", "p", ask, _("which units there are, for measures against chance: all, coded")),
        command("deeper(1)", "plus", "+", ask, _("a level of the codebook more")),
        command("deeper(-1)", "minus", "-", ask, _("a level less"), _("level")),
        *(
            Command(f"level({n})", str(n), "", "", _("level {n}").format(n=n), "", "cooccurrence", palette=False)
            for n in range(1, 10)
        ),
        Command("", "", "1…9", ask, _("roll codes up to this level"), "", "cooccurrence", palette=False),
        command("level(0)", "0", "0", ask, _("codes as they are")),
        command("ask", "/", "/", ask, _("only the codings that a query finds"), _("query")),
        command("compare", "equals_sign", "=", ask, _("compare with what another query finds"), _("compare")),
        command("threshold(-1)", "<", "<", look, _("show weaker pairs, too"), _("weaker")),
        command("threshold(1)", ">", ">", look, _("show stronger pairs only"), _("stronger")),
        command("sort", "S", "S", look, _("order: codebook, strength, neighbours together"), _("order")),
        command("empty", "a", "a", look, _("all codes, or only those with a pair")),
        command("cells", "z", "z", look, _("figures or shades")),
        command("save", "s", "s", keep, _("save the network under a name"), _("save")),
        command("networks", "N", "N", keep, _("saved ones: show, refresh, communities, what changed"), _("saved ones")),
        command("export", "e", "e", keep, _("write to a file: picture, page, table, for Gephi…"), _("export")),
    )
