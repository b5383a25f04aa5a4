"""Writing into the grid: a cell, a selection, a pasted block; each one step of the history."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from qualcode.analysis.cells import copied, pasted
from qualcode.i18n import _, ngettext, number
from qualcode.model.things import YES, Cell, split_names
from qualcode.tui.screens.choose import Choose
from qualcode.tui.sheets.cases.base import GridSheet
from qualcode.tui.sheets.cases.columns import Column, Line, kinds, read
from qualcode.tui.sheets.cases.editor import CellEditor
from qualcode.tui.sheets.cases.grid import Grid
from qualcode.tui.sheets.cases.pasting import Plan, Preview, is_table, plan_block, plan_table
from qualcode.tui.sheets.cases.pick_cases import PickCases


class Writing(GridSheet):
    """The actions on cells."""

    _targets: tuple[tuple[int, Column], ...] = ()

    # One cell, or the same in all that are selected

    def action_edit(self) -> None:
        """Write the cell under the cursor, or the same into all selected cells."""
        column, line = self.column, self.line
        if column is None or line is None:
            return
        if not column.writable:
            self.say(_("“{column}” cannot be changed here.").format(column=column.title))
            return
        self._targets = tuple((line.thing.id, col) for line, col, _said in self._selected() if col.writable)
        if column.field == "interviewer":
            self._write_all("" if line.thing.fields["interviewer"] else YES)
        elif column.field == "kind":
            self._choose_kind()
        elif column.field == "cases":
            self._pick_cases(line)
        else:
            counts = self.values(self.grid.column)
            place = self.grid.place_of(self.grid.row, self.grid.column)
            # The grid has a margin of one cell.
            self.editor.open(line.cells[self.grid.column], counts, place.translate((1, 0)), self.grid.size.width)
            self.show_cell()

    def on_grid_pressed(self, event: Grid.Pressed) -> None:
        """Write the cell that was clicked again."""
        self.action_edit()

    def on_cell_editor_left(self, event: CellEditor.Left) -> None:
        """Write nothing."""
        self._close_editor()

    def on_cell_editor_written(self, event: CellEditor.Written) -> None:
        """Write it, and go on with the next cell, as a spreadsheet does.

        Below, one writes on in an empty cell only: the next letter would take the place of what is there.
        """
        many = len(self._targets) > 1
        if (many or event.text != self.editor.initial) and not self._write_all(event.text):
            self.set_focus(self.editor)
            return
        self._close_editor()
        if many:
            return
        row, column = self.grid.row + event.rows, self.grid.column + event.columns
        if 0 <= row < len(self.lines) and 0 <= column < len(self.table.columns):
            said = self.said
            self.grid.put(row, column)
            self.say(said)
            free = bool(event.columns) or not self.lines[row].cells[column].strip()
            if free and self._is_typed(self.table.columns[column]):
                self.call_after_refresh(self.action_edit)

    def on_cell_editor_pasted_block(self, event: CellEditor.PastedBlock) -> None:
        """Several cells: not for one."""
        self._close_editor()
        self._paste(event.text)

    def action_clear(self) -> None:
        """Empty the selected cells."""
        cells = [
            Cell(self.table.owner, line.thing.id, column.field, "", column.attribute)
            for line, column, said in self._selected()
            if said and (column.attribute or column.field == "cases")
        ]
        if cells:
            self.write(cells)
        elif self.column and not self.column.attribute:
            self.say(_("Only attributes and cases can be emptied."))

    # Clipboard

    def action_copy(self) -> None:
        """Copy the selected cells, for here and for other programs."""
        if not self.lines:
            return
        block = self.grid.selection
        rows = [line.cells[block.left : block.right + 1] for line in self.lines[block.top : block.bottom + 1]]
        self.app.copy_to_clipboard(copied(rows))
        n = len(block.places)
        self.say(ngettext("{n} cell copied", "{n} cells copied", n).format(n=number(n)))

    def action_paste(self) -> None:
        """Paste what was copied in this window; the terminal's own paste works as well."""
        if self.app.clipboard:
            self._paste(self.app.clipboard)
        else:
            self.say(_("Nothing was copied here. What another program has copied comes with the terminal's own paste."))

    def on_grid_pasted(self, event: Grid.Pasted) -> None:
        """Paste what the terminal hands over."""
        self._paste(event.text)

    def _paste(self, text: str) -> None:
        block, place = pasted(text), self.grid.selection
        if not self.lines or not text:
            return
        if is_table(self.table, block, place.left):
            _wider, plan = plan_table(self.table, block)
        elif len(block) == 1 and len(block[0]) == 1:
            plan = Plan()
            for row, column in place.places:
                plan.add(self.table, self.lines[row], column, block[0][0])
        else:
            plan = plan_block(self.table, self.lines, block, place.top, place.left)
        self.ask_and_write(plan, at_once=len(place.places) == 1 and len(block) == 1 and len(block[0]) == 1)

    # What all come to

    def ask_and_write(self, plan: Plan, *, at_once: bool = False) -> None:
        """Say what would change and ask; a single cell is written at once."""
        if not plan.changes:
            self.say(plan.left_out[0] if plan.left_out else _("Nothing changes: it is all there already."))
        elif at_once:
            self.write(plan.cells)
        else:

            def answer(yes: bool | None) -> None:
                if yes:
                    self.write(plan.cells)

            self.app.push_screen(Preview(plan), answer)

    def write(self, cells: Sequence[Cell]) -> bool:
        """Write cells in one step; whether they could be."""
        with self.guarded():
            changed = self.session.project.set_cells(cells)
            self.sync()
            said = ngettext("{n} cell written (u undoes)", "{n} cells written (u undoes)", changed)
            self.say(said.format(n=number(changed)) if changed else _("Nothing changes: it is all there already."))
            return True
        return False

    def _write_all(self, text: str) -> bool:
        with self.guarded():
            return self.write([read(self.table.owner, thing, column, text) for thing, column in self._targets])
        return False

    def _selected(self) -> list[tuple[Line, Column, str]]:
        """The selected cells: row, column, what they say."""
        return [
            (self.lines[row], self.table.columns[column], self.lines[row].cells[column])
            for row, column in self.grid.selection.places
            if self.lines
        ]

    def _is_typed(self, column: Column) -> bool:
        return column.writable and column.field in ("attribute", "name")

    def _close_editor(self) -> None:
        self.editor.close()
        self.set_focus(self.grid)
        self.show_cell()

    def _choose_kind(self) -> None:
        named = kinds(self.table.owner)

        def answer(place: int | None) -> None:
            if place is not None:
                self._write_all(list(named)[place])

        self.app.push_screen(Choose(self._asked(), [Text(name) for name in named.values()]), answer)

    def _pick_cases(self, line: Line) -> None:
        cases = self.session.project.things("case")
        ticked = split_names(line.thing.fields["cases"], [case.name for case in cases])

        def answer(names: tuple[str, ...] | None) -> None:
            if names is not None:
                self._write_all("; ".join(names))

        self.app.push_screen(PickCases(self._asked(), cases, ticked), answer)

    def _asked(self) -> str:
        """What the question is about: one row, or how many."""
        column, n = self.column, len({thing for thing, _column in self._targets})
        title = column.title if column else ""
        if n == 1 and self.line:
            return f"{self.line.thing.name} › {title}"
        return f"{title} · " + ngettext("{n} row", "{n} rows", n).format(n=number(n))
