"""What the panels beside the text answer to."""

from __future__ import annotations

from qualcode.i18n import _
from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """The list of documents, the tree of codes."""
    return (*_documents(), *_codes())


def _documents() -> tuple[Command, ...]:
    group = _("Documents panel")

    def on_list(action: str, keys: str, shown: str, label: str = "", hint: str = "", name: str = "") -> Command:
        return Command(action, keys, shown, group, label, hint, "list", palette=False, id=name)

    return (
        on_list("choose", "enter", _("Enter"), _("open the document"), _("open")),
        on_list("filter", "/,ctrl+f", "/", _("narrow the list: words of names, cases, attributes"), _("narrow")),
        on_list("unfilter", "escape", _("Esc"), _("all documents again")),
        on_list("screen.group", "G", "G", _("group by kind, site, institution, person"), _("group"), "list.group"),
        on_list("screen.group_by", "g", "g", _("group by any attribute"), "", "list.group_by"),
        on_list("screen.rename_document", "e", "e", _("rename the document"), _("rename"), "list.rename"),
        on_list("screen.delete_document", "delete", _("Del"), _("delete the document"), _("delete"), "list.delete"),
        on_list("step(1)", "down", "", ""),
        on_list("step(-1)", "up", "↑ ↓", _("next, previous document")),
        on_list("page(1)", "pagedown", "", ""),
        on_list("page(-1)", "pageup", _("PgUp PgDn"), _("page")),
        on_list("step(-100000)", "home", "", ""),
        on_list("step(100000)", "end", _("Home End"), _("first, last document")),
    )


def _codes() -> tuple[Command, ...]:
    group = _("Codebook panel")

    def on_tree(action: str, keys: str, shown: str, label: str = "", hint: str = "", name: str = "") -> Command:
        return Command(action, keys, shown, group, label, hint, "tree", palette=False, id=name)

    return (
        on_tree("select_cursor", "enter", _("Enter"), _("code with it"), _("code")),
        on_tree("screen.sheet('codebook')", "e", "e", _("work on it in the codebook"), _("codebook"), "tree.edit"),
        on_tree("screen.find_code", "/,ctrl+f", "/", _("find a code"), _("find"), "tree.find"),
        on_tree("screen.sort_codes", "S", "S", _("sort by tree, name, number of codings"), _("sort"), "tree.sort"),
        on_tree("open(1)", "right", "", ""),
        on_tree("open(-1)", "left", "← →", _("close, open the branch; go out, go in")),
    )
