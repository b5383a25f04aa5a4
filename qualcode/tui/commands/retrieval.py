"""The sheet of segments."""

from __future__ import annotations

from qualcode.i18n import _
from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """Move, ask, change, take along."""
    move, change, which = _("Segments"), _("With the segments ticked, else the one at hand"), _("Which, and how")

    def moving(action: str, keys: str, shown: str = "", label: str = "") -> Command:
        return Command(action, keys, shown, move, label, "", "retrieval", palette=False)

    def command(action: str, keys: str, shown: str, group: str, label: str, hint: str = "") -> Command:
        return Command(action, keys, shown, group, label, hint, "retrieval", palette=False)

    return (
        moving("step(-1)", "up"),
        moving("step(1)", "down", "↑ ↓", _("segment")),
        moving("page(-1)", "pageup"),
        moving("page(1)", "pagedown", _("PgUp PgDn"), _("page")),
        moving("end(-1)", "home,ctrl+home"),
        moving("end(1)", "end,ctrl+end", _("Home End"), _("first, last")),
        moving("group(-1)", "ctrl+up,{"),
        moving("group(1)", "ctrl+down,}", "{  }", _("group (document, code, speaker)")),
        command("go", "enter", _("Enter"), move, _("go to the place in the text"), _("go there")),
        command("text", "t", "t", move, _("show or hide the text around it"), _("text")),
        command("ask", "/", "/", move, _("ask for others: a query (docs/query-language.md)"), _("query")),
        command("named", "n,at", "n  @", move, _("choose a named query; rename and delete them"), _("named")),
        command("keep", "s", "s", move, _("keep the query under a name: @name")),
        command("recode", "e", "e", change, _("give another code"), _("recode")),
        command("uncode", "x", "x", change, _("remove the coding"), _("remove")),
        command("memo", "m", "m", change, _("memo on the coding at hand"), _("memo")),
        command("tick", "space", _("Space"), change, _("tick, and go on"), _("tick")),
        command("tick_all", "a", "a", change, _("tick all or none")),
        command("copy", "y,ctrl+c", "y", change, _("copy, with who says it"), _("copy")),
        command("write", "w", "w", change, _("write all, or those ticked, to a file"), _("write")),
        command("sort", "S", "S", which, _("by document, code, speaker"), _("order")),
        command("alone", "=", "=", which, _("with or without the codes under it"), _("exactly")),
    )
