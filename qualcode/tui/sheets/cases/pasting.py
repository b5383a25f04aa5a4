"""What a pasted block of cells would change, said before it is done.

A block goes down and right from the cursor, in the order in which the rows stand on the screen. Pasted on the first
column, a block of several columns is a table: its first line says which columns are meant, its first cells which rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from qualcode.errors import ProjectError
from qualcode.i18n import _, mark, ngettext, number
from qualcode.model.text import clean_line, clean_text, fold
from qualcode.model.things import Cell
from qualcode.tui.net import Dialog
from qualcode.tui.sheets.cases.columns import Column, Line, Table, read

#: Changes that are listed one by one.
_LISTED = 300


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that would hold something else: whose it is, which column, what it says now and then."""

    name: str
    title: str
    old: str
    new: str
    cell: Cell


@dataclass(slots=True)
class Plan:
    """What would be written, what is left out and why; `columns` are attributes that nothing has yet."""

    changes: list[Change] = field(default_factory=list)
    same: int = 0
    left_out: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)

    @property
    def cells(self) -> list[Cell]:
        """What to write."""
        return [change.cell for change in self.changes]

    @property
    def overwritten(self) -> int:
        """The cells that lose a value."""
        return sum(1 for change in self.changes if change.old)

    def add(self, table: Table, line: Line, at: int, typed: str) -> None:
        """Take a cell into the plan, or say why not."""
        column = table.columns[at]
        try:
            cell = read(table.owner, line.thing.id, column, typed)
        except ProjectError as error:
            self.leave(error.message)
            return
        if clean_text(typed) == line.cells[at]:
            self.same += 1
        else:
            self.changes.append(Change(line.thing.name, column.title, line.cells[at], clean_text(typed), cell))

    def leave(self, why: str) -> None:
        """Say what is left out, each thing once."""
        if why not in self.left_out:
            self.left_out.append(why)


def plan_block(table: Table, lines: Sequence[Line], block: Sequence[Sequence[str]], row: int, column: int) -> Plan:
    """A block of cells, its first at a row and a column of the grid as it is shown."""
    plan = Plan()
    titles = [fold(known.title) for known in table.columns[column : column + len(block[0])]]
    if len(block) > 1 and [fold(cell) for cell in block[0]] == titles:
        plan.leave(_("The first line holds the titles of the columns: it is left out."))
        block = block[1:]
    surplus = row + len(block) - len(lines)
    if surplus > 0:
        plan.leave(
            ngettext(
                "{n} line has no row to go to: it is left out.",
                "{n} lines have no row to go to: they are left out.",
                surplus,
            ).format(n=number(surplus))
        )
    wide = max(len(cells) for cells in block) + column - len(table.columns)
    if wide > 0:
        plan.leave(
            ngettext(
                "{n} column stands beyond the last one: it is left out (a adds a column).",
                "{n} columns stand beyond the last one: they are left out (a adds a column).",
                wide,
            ).format(n=number(wide))
        )
    for line, cells in zip(lines[row:], block, strict=False):
        for at, typed in enumerate(cells[: len(table.columns) - column], column):
            plan.add(table, line, at, typed)
    return plan


def plan_table(table: Table, block: Sequence[Sequence[str]]) -> tuple[Table, Plan]:
    """A table with titles above and names before; the table of the grid with the columns that it brings."""
    plan = Plan()
    known = {fold(column.title): at for at, column in enumerate(table.columns)}
    columns, places = [*table.columns], []
    for title in block[0][1:]:
        title = clean_line(title)
        if title and fold(title) not in known:
            known[fold(title)] = len(columns)
            columns.append(Column("attribute", title, title, writable=True))
            plan.columns.append(title)
        places.append(known[fold(title)] if title else -1)
    added = ("",) * len(plan.columns)
    wider = Table(table.owner, tuple(columns), tuple(Line(line.thing, line.cells + added) for line in table.lines))
    for cells in block[1:]:
        name = clean_line(cells[0])
        line = _named(wider, name)
        if line is None:
            plan.leave(_("No row, or several, are called “{name}”: left out.").format(name=name))
            continue
        for at, typed in zip(places, cells[1:], strict=False):
            if at > 0:
                plan.add(wider, line, at, typed)
    return wider, plan


def is_table(table: Table, block: Sequence[Sequence[str]], column: int) -> bool:
    """Whether a block pasted on the first column is a table: most of its first cells are names of rows."""
    if column or len(block) < 2 or min(len(cells) for cells in block) < 2:
        return False
    names = {fold(line.cells[0]) for line in table.lines}
    return sum(fold(cells[0]) in names for cells in block[1:]) * 2 > len(block) - 1


def _named(table: Table, name: str) -> Line | None:
    exact = [line for line in table.lines if line.cells[0] == name]
    found = exact or [line for line in table.lines if fold(line.cells[0]) == fold(name)]
    return found[0] if len(found) == 1 else None


class Preview(Dialog[bool]):
    """The changes, one by one; `y` (in French also `o`) makes them, `n` and Escape do not."""

    BINDINGS = [
        Binding("y,Y,o,O", "dismiss(True)", show=False),
        Binding("n,N,escape,q", "dismiss(False)", show=False),
        Binding("down,space,pagedown", "scroll_on(1)", show=False),
        Binding("up,pageup", "scroll_on(-1)", show=False),
    ]

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self._plan = plan

    def compose(self) -> ComposeResult:
        """What is asked, what would change, the keys."""
        with Vertical(classes="dialog"):
            yield Static(summary(self._plan), id="question", markup=False)
            with VerticalScroll(id="changes", can_focus=False):
                yield Static(self._changes(), markup=False)
            yield Static(_("y yes · n no · ↑ ↓ see all"), classes="dialog-keys", markup=False)

    def action_scroll_on(self, pages: int) -> None:
        """See more."""
        box = self.query_one("#changes", VerticalScroll)
        box.scroll_relative(y=pages * max(1, box.size.height - 1), animate=False)

    def _changes(self) -> Text:
        text = Text(no_wrap=True, overflow="ellipsis")
        for change in self._plan.changes[:_LISTED]:
            text.append("\n" if text else "")
            text.append(change.name, "bold")
            text.append(f"  {change.title}{mark(':')}")
            text.append(_shown(change.old), "strike" if change.old else "dim")
            text.append(" → ")
            text.append(_shown(change.new), "bold" if change.new else "dim")
        more = len(self._plan.changes) - _LISTED
        if more > 0:
            text.append("\n" + ngettext("and {n} more", "and {n} more", more).format(n=number(more)))
        return text


def summary(plan: Plan) -> str:
    """The question: how many cells change, how many lose a value; what is left out."""
    n, emptied = len(plan.changes), sum(1 for change in plan.changes if not change.new)
    overwritten = plan.overwritten - emptied
    parts = [
        ngettext("{n} cell changes", "{n} cells change", n).format(n=number(n)),
        ngettext("{n} overwritten", "{n} overwritten", overwritten).format(n=number(overwritten))
        if overwritten
        else "",
        ngettext("{n} emptied", "{n} emptied", emptied).format(n=number(emptied)) if emptied else "",
        ngettext("{n} as it was", "{n} as they were", plan.same).format(n=number(plan.same)) if plan.same else "",
    ]
    lines = [", ".join(part for part in parts if part) + "."]
    if plan.columns:
        lines.append(_("New columns: {names}.").format(names=", ".join(plan.columns)))
    more = len(plan.left_out) - 4
    lines += [f"• {why}" for why in plan.left_out[:4]]
    if more > 0:
        lines.append("• " + ngettext("and {n} more", "and {n} more", more).format(n=number(more)))
    return "\n".join([*lines, "", _("Write this?")])


def _shown(value: str) -> str:
    return " ".join(value.split()) or "∅"
