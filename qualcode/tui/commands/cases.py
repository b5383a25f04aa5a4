"""The grid of documents, speakers and cases."""

from __future__ import annotations

from qualcode.i18n import _
from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """Move, select, write, columns, tabs."""
    cells, columns, move = _("Cells"), _("Columns and rows"), _("Move (with Shift: select)")

    def on_grid(action: str, keys: str, shown: str, group: str, label: str = "", hint: str = "") -> Command:
        return Command(action, keys, shown, group, label, hint, "cases", palette=False)

    def moving(where: str, keys: str, shown: str = "", label: str = "") -> Command:
        return Command(f"move('{where}')", keys, shown, move, label, "", "cases", extends=True, palette=False)

    def in_cell(shown: str, label: str, hint: str) -> Command:
        # What the line over a cell does by itself.
        return Command("", "", shown, _("In a cell"), label, hint, "cell", palette=False)

    return (
        on_grid(
            "edit", "enter", _("Enter"), cells, _("write the cell; Enter goes on below, Tab to the right"), _("write")
        ),
        on_grid("clear", "delete,backspace", _("Del"), cells, _("empty the cells"), _("empty")),
        on_grid("select", "v", "v", cells, _("start selecting; what is written fills the selection")),
        on_grid("select_column", "V", "V", cells, _("select the whole column")),
        on_grid("copy", "y,ctrl+c", "y  Ctrl+C", cells, _("copy"), _("copy")),
        on_grid(
            "paste", "p,ctrl+v", "p  Ctrl+V", cells, _("paste what was copied here; a column goes down"), _("paste")
        ),
        on_grid("add_column", "a", "a", columns, _("new attribute"), _("attribute")),
        on_grid("rename_column", "n", "n", columns, _("rename the attribute")),
        on_grid("delete_column", "X", "X", columns, _("delete the attribute; on a name, the document or the case")),
        on_grid("add_case", "c", "c", columns, _("new case"), _("case")),
        on_grid("sort", "S", "S", columns, _("sort by the column: up, down, as it was"), _("sort")),
        on_grid("filter", "/,ctrl+f", "/", columns, _("only rows with these words"), _("filter")),
        on_grid("export", "E", "E", columns, _("write the table to a CSV file")),
        on_grid("load", "L", "L", columns, _("read a table from a CSV file")),
        on_grid("open", "o", "o", columns, _("open the document in the text"), _("text")),
        on_grid("tab(1)", "tab", _("Tab"), columns, _("documents, speakers, cases"), _("next table")),
        on_grid("tab(-1)", "shift+tab", "", columns),
        *(on_grid(f"to_tab({n})", str(n + 1), "1 2 3" if n == 2 else "", columns, _("these tables")) for n in range(3)),
        moving("up", "up"),
        moving("down", "down"),
        moving("left", "left"),
        moving("right", "right", "← → ↑ ↓", _("cell")),
        moving("page_up", "pageup"),
        moving("page_down", "pagedown", _("PgUp PgDn"), _("page")),
        moving("row_start", "home"),
        moving("row_end", "end", _("Home End"), _("ends of the row")),
        moving("top", "ctrl+home,ctrl+up"),
        moving("bottom", "ctrl+end,ctrl+down", _("Ctrl+Home End"), _("ends of the column")),
        in_cell(_("Enter"), _("write; go on below"), _("below")),
        in_cell(_("Tab"), _("write; go on to the right"), _("right")),
        in_cell("↓ ↑", _("values that the column has already"), _("known values")),
        in_cell("→", _("take the rest of the word in grey"), _("complete")),
        in_cell(_("Esc"), _("leave the cell as it was"), _("leave")),
    )
