"""The sheet of documents, speakers and cases: three tables of one grid, moving in them, sorting, narrowing.

Rows are held by what they are about, not by their place: what another program does moves no cursor, and a row that was
changed stays where it stood until one sorts or narrows again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import cast

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, VerticalScroll
from textual.widgets import Input

from qualcode.analysis.cells import sort_key
from qualcode.i18n import _, mark, ngettext, number
from qualcode.model.text import fold
from qualcode.model.things import OWNERS, Owner
from qualcode.tui.commands import Command, commands
from qualcode.tui.screens.help import KeySheet, about_part
from qualcode.tui.sheets.cases.columns import Column, Line, Table, owner_name, table
from qualcode.tui.sheets.cases.editor import CellEditor
from qualcode.tui.sheets.cases.grid import Grid, Head
from qualcode.tui.sheets.sheet import Sheet
from qualcode.tui.widgets.plain import Plain

#: From this width on the values of the column stand beside the grid, each with its count.
_WITH_VALUES = 130
_VALUES = 200


@dataclass
class Tab:
    """How one table is looked at: the cell under the cursor, order, filter, columns that are still empty."""

    row: int = 0
    column: tuple[str, str] = ("", "")
    sorted_by: tuple[str, str] | None = None
    falling: bool = False
    wanted: str = ""
    added: list[str] = field(default_factory=list)
    order: list[int] = field(default_factory=list)


@dataclass
class Kept:
    """What the sheet remembers until the screen is left."""

    owner: Owner = "document"
    tabs: dict[Owner, Tab] = field(default_factory=lambda: {owner: Tab() for owner in OWNERS})


class GridSheet(Sheet):
    """What is shown; what is changed is in `writing` and `shaping`."""

    NAME = "cases"
    AUTO_FOCUS = "#cases-grid"
    CSS_PATH = "cases.tcss"

    table: Table = Table("document", (), ())
    #: The rows as they are shown: sorted, narrowed.
    lines: tuple[Line, ...] = ()

    def body(self) -> ComposeResult:
        """The grid with its editor, the values of a column, the cell in full, the line to narrow with."""
        with Horizontal(id="cases-body"):
            with Container(id="cases-box"):
                yield Grid(id="cases-grid")
                yield CellEditor(id="cases-editor")
            with VerticalScroll(id="cases-side", can_focus=False):
                yield Plain(id="cases-values", grows=True)
        yield Plain(id="cases-cell")
        yield Input(placeholder=_("Only rows with these words"), id="cases-filter")

    # Parts

    @property
    def grid(self) -> Grid:
        """The cells."""
        return self.query_one(Grid)

    @property
    def editor(self) -> CellEditor:
        """The line over a cell."""
        return self.query_one(CellEditor)

    @property
    def kept(self) -> Kept:
        """What is remembered."""
        if "cases" not in self.session.sheets:
            kept = self.session.sheets["cases"] = Kept()
            if self.session.page:
                kept.tabs["document"].row = self.session.page.document.id
        return cast(Kept, self.session.sheets["cases"])

    @property
    def tab(self) -> Tab:
        """How the table in sight is looked at."""
        return self.kept.tabs[self.kept.owner]

    @property
    def column(self) -> Column | None:
        """The column under the cursor."""
        return self.table.columns[self.grid.column] if self.table.columns else None

    @property
    def line(self) -> Line | None:
        """The row under the cursor."""
        return self.lines[self.grid.row] if self.lines else None

    # Showing

    def sync(self) -> None:
        """Show the tables as they are now; the cursor stays on its cell, the rows in their order."""
        project, tab = self.session.project, self.tab
        known = set(project.attribute_names(self.kept.owner))
        tab.added = [name for name in tab.added if name not in known]
        self.table = table(project, self.kept.owner, tab.added, project.progress() if project.progress_known else {})
        before = {thing: at for at, thing in enumerate(tab.order)}
        if before:
            held = {line.thing.id for line in self.table.lines if line.thing.id in before}
            new = [line for line in self._arranged() if line.thing.id not in held and not self._was_left_out(line)]
            old = sorted((x for x in self.table.lines if x.thing.id in held), key=lambda line: before[line.thing.id])
            self._show((*old, *new))
        else:
            self._show(self._arranged())
        self._known_ids = {line.thing.id for line in self.table.lines}

    def rearrange(self) -> None:
        """Sort and narrow anew."""
        self._show(self._arranged())

    def show_cell(self) -> None:
        """Show where the cursor is: the cell in full, the values of its column, the lines at the bottom."""
        line, column = self.line, self.column
        if line and column:
            self.tab.row, self.tab.column = line.thing.id, column.key
        self.query_one("#cases-cell", Plain).say(self._cell())
        self.query_one("#cases-values", Plain).say(self._values())
        self.show_status()
        self.show_keys()

    def status(self) -> tuple[list[str], list[str]]:
        """What was said, or where the cursor is; what is selected, what the rows are narrowed to."""
        grid, tab = self.grid, self.tab
        place = _("row {n}/{all}").format(n=number(grid.row + 1 if self.lines else 0), all=number(len(self.lines)))
        cells = len(grid.selection.places) if self.lines and not grid.selection.single else 0
        right = [
            self.session.project.coder,
            ngettext("{n} cell selected", "{n} cells selected", cells).format(n=number(cells)) if cells else "",
            _("selecting") if grid.selecting and not cells else "",
            _("only “{words}”: {n} of {all}").format(
                words=tab.wanted, n=number(len(self.lines)), all=number(len(self.table.lines))
            )
            if tab.wanted
            else "",
        ]
        return [self.said, place] if self.said else [place], right

    def offered(self) -> tuple[Command, ...]:
        """In a cell, what its line does; else the commands of the sheet."""
        return commands("cell") if self.editor.display else super().offered()

    def action_help(self) -> None:
        """The keys of the sheet and of a cell."""
        self.app.push_screen(KeySheet(self.NAME, "cell", "sheet", about=about_part(self.NAME)))

    def values(self, at: int) -> Counter[str]:
        """How often each value stands in a column, whatever rows are shown."""
        return Counter(line.cells[at] for line in self.table.lines)

    _known_ids: set[int] = set()

    def _was_left_out(self, line: Line) -> bool:
        """Whether a row was there before and narrowed away."""
        return line.thing.id in self._known_ids

    def _arranged(self) -> tuple[Line, ...]:
        tab, parts = self.tab, fold(self.tab.wanted).split()
        lines = list(self.table.lines)
        if parts:
            # As in the list of documents: words that stand side by side somewhere are looked for so.
            together = [line for line in lines if _has(line, [" ".join(parts)])]
            lines = together or [line for line in lines if _has(line, parts)]
        at = next((at for at, column in enumerate(self.table.columns) if column.key == tab.sorted_by), -1)
        if at >= 0:
            # Empty cells stand last whichever way one sorts.
            filled = [line for line in lines if line.cells[at].strip()]
            filled.sort(key=lambda line: sort_key(line.cells[at]), reverse=tab.falling)
            lines = filled + [line for line in lines if not line.cells[at].strip()]
        return tuple(lines)

    def _show(self, lines: tuple[Line, ...]) -> None:
        tab = self.tab
        self.lines = lines
        tab.order = [line.thing.id for line in lines]
        row = tab.order.index(tab.row) if tab.row in tab.order else min(self.grid.row, max(0, len(lines) - 1))
        keys = [column.key for column in self.table.columns]
        column = keys.index(tab.column) if tab.column in keys else min(self.grid.column, len(keys) - 1)
        self.grid.show([self._head(c) for c in self.table.columns], [line.cells for line in lines], row, column)
        if self.editor.display:
            self.editor.styles.offset = self.grid.place_of(self.grid.row, self.grid.column).offset
        self._tabs()
        self.show_cell()

    def _head(self, column: Column) -> Head:
        sign = ("▼" if self.tab.falling else "▲") if column.key == self.tab.sorted_by else ""
        return Head(column.title, column.right, column.writable, sign)

    def _tabs(self) -> None:
        text = Text(no_wrap=True, overflow="ellipsis")
        for at, owner in enumerate(OWNERS, 1):
            here = owner == self.kept.owner
            count = self.session.project.count_things(owner)
            text.append(f" {at} ", "bold" if here else self.ground.dim)
            text.append(f"{owner_name(owner)} {number(count)}", "bold reverse" if here else self.ground.dim)
            text.append("  ")
        self.query_one("#sheet-title", Plain).say(text)

    def _cell(self) -> Text:
        line, column = self.line, self.column
        text = Text(no_wrap=True, overflow="ellipsis")
        if self.editor.display:
            for value in self.editor.matching()[:20]:
                text.append("  " if text else "↓ ")
                text.append(" ".join(value.split()))
            return text
        if line is None or column is None:
            return text
        document = line.thing.fields.get("document", "")
        text.append(f"{document} › {line.thing.name}" if document else line.thing.name, "bold")
        text.append(f"  {column.title}{mark(':')}", self.ground.dim)
        text.append(" ".join(line.cells[self.grid.column].split()) or "∅")
        return text

    def _values(self) -> Text:
        column = self.column
        text = Text()
        if column is None or not self.lines:
            return text
        counts = self.values(self.grid.column)
        empty = counts.pop("", 0)
        text.append(column.title, "bold")
        some = ngettext("{n} value", "{n} values", len(counts)).format(n=number(len(counts)))
        text.append(f"\n{some}" + (", " + _("{n} empty").format(n=number(empty)) if empty else ""), self.ground.dim)
        most = sorted(counts.items(), key=lambda item: (-item[1], sort_key(item[0])))
        for value, count in most[:_VALUES]:
            text.append(f"\n{number(count):>5}  ", self.ground.dim)
            text.append(" ".join(value.split()))
        return text

    def on_resize(self, event: events.Resize) -> None:
        """Use the room there is."""
        self.set_class(event.size.width >= _WITH_VALUES, "-with-values")

    # Moving

    def on_grid_moved(self, event: Grid.Moved) -> None:
        """Show where the cursor is."""
        self.said = ""
        self.show_cell()

    def on_grid_head_clicked(self, event: Grid.HeadClicked) -> None:
        """Sort by the column."""
        self.grid.put(self.grid.row, event.column)
        self.action_sort()

    def action_move(self, where: str, extend: bool = False) -> None:
        """Move the cursor."""
        grid = self.grid
        steps = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}
        steps |= {"page_up": (-grid.page, 0), "page_down": (grid.page, 0)}
        if where in steps:
            grid.move(*steps[where], extend=extend)
        elif where in ("top", "bottom"):
            grid.put(0 if where == "top" else len(self.lines), grid.column, extend=extend)
        else:
            grid.put(grid.row, 0 if where == "row_start" else len(self.table.columns), extend=extend)

    def action_select(self) -> None:
        """Start selecting, or stop."""
        if not self.grid.drop():
            self.grid.selecting = True
            self.grid.origin = (self.grid.row, self.grid.column)
            self.show_status()

    def action_select_column(self) -> None:
        """Select the column under the cursor."""
        if self.lines:
            self.grid.select(0, len(self.lines) - 1, self.grid.column)

    def action_leave(self) -> None:
        """Drop the selection, then the filter, then back to the text."""
        if self.grid.origin is not None or self.grid.selecting:
            self.grid.drop()
        elif self.tab.wanted:
            self._narrow("")
        else:
            super().action_leave()

    def action_tab(self, step: int) -> None:
        """The next table."""
        self.action_to_tab((OWNERS.index(self.kept.owner) + step) % len(OWNERS))

    def action_to_tab(self, place: int) -> None:
        """Documents, speakers or cases."""
        self.grid.drop()
        self.kept.owner = OWNERS[place]
        self.said = ""
        self._known_ids = set()
        self.sync()
        self.set_focus(self.grid)

    def action_open(self) -> None:
        """Leave for the document of the row."""
        if self.line and self.kept.owner != "case":
            self.go_to(self.line.thing.document or self.line.thing.id)
        elif self.line:
            self.say(_("A case has no text of its own; open one of its documents."))

    # Sorting, narrowing

    def action_sort(self) -> None:
        """Sort by the column: rising, falling, as the project has it."""
        tab, column = self.tab, self.column
        if column is None:
            return
        if tab.sorted_by != column.key:
            tab.sorted_by, tab.falling = column.key, False
        elif not tab.falling:
            tab.falling = True
        else:
            tab.sorted_by, tab.falling = None, False
        self.rearrange()

    def action_filter(self) -> None:
        """Go to the line that narrows the rows."""
        line = self.query_one("#cases-filter", Input)
        line.value = self.tab.wanted
        line.add_class("-open")
        self.set_focus(line)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow while one types."""
        if event.input.id == "cases-filter" and event.input.has_focus:
            self._narrow(event.value)
        elif event.input is self.editor and self.editor.display:
            self.query_one("#cases-cell", Plain).say(self._cell())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Back to the rows, as narrow as they are."""
        if event.input.id == "cases-filter":
            self._close_filter()

    def on_key(self, event: events.Key) -> None:
        """Escape in the filter shows all rows."""
        line = self.query_one("#cases-filter", Input)
        if event.key == "escape" and line.has_focus:
            event.stop()
            self._narrow("")
            self._close_filter()

    def _narrow(self, wanted: str) -> None:
        self.tab.wanted = wanted.strip()
        self.rearrange()

    def _close_filter(self) -> None:
        self.query_one("#cases-filter").remove_class("-open")
        self.set_focus(self.grid)


def _has(line: Line, parts: list[str]) -> bool:
    words = [fold(cell) for cell in line.cells]
    return all(any(part in word for word in words) for part in parts)
