"""Giving names in the tree itself: a new code where it will stand, another name where the old one stood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input

from qualcode.i18n import _
from qualcode.model.codebook import join_path, split_path
from qualcode.tui.sheets.codebook.base import CodebookDesk
from qualcode.tui.sheets.codebook.rows import NEW, Row


class NameLine(Input):
    """One line over a row of the tree; Enter takes it, Escape or leaving it does not."""

    BINDINGS = [
        Binding("escape", "cancel", show=False),
        # What is undone here is what one types, not what one did before.
        Binding("ctrl+z,ctrl+y,up,down,tab,shift+tab", "nothing", show=False),
    ]

    class Cancelled(Message):
        """The line was left."""

    def action_cancel(self) -> None:
        """Leave it."""
        self.post_message(self.Cancelled())

    def action_nothing(self) -> None:
        """Keep to the line."""

    def on_blur(self, event: events.Blur) -> None:
        """Leave it."""
        self.post_message(self.Cancelled())


class Naming(CodebookDesk):
    """Adding and renaming."""

    _name_given: Callable[[str], None] | None = None

    @property
    def naming(self) -> bool:
        """Whether a name is being written."""
        return self._name_given is not None

    def action_add(self) -> None:
        """Name a new code below the one under the cursor."""
        here = self.here
        if here is None:
            self.action_add_beside()
            return
        self.kept.closed = (self.kept.closed or set()) - {here.id}
        self.show_codes()
        rows = list(self.table.shown.rows)
        depth = rows[self.table.at].depth
        at = self._end_of_branch(rows, self.table.at)

        def given(name: str) -> None:
            self._add(here.id, None, name)

        self._open_gap(at, depth + 1, given)

    def action_add_beside(self) -> None:
        """Name a new code behind the one under the cursor, on its level."""
        rows, here = list(self.table.shown.rows), self.here
        if here is None:
            self.remove_class("-empty")
            self._open_gap(0, 0, lambda name: self._add(None, None, name))
            return
        siblings = [code.id for code in self.book.children(here.parent)]
        after = siblings[siblings.index(here.id) + 1 :]

        def given(name: str) -> None:
            self._add(here.parent, after[0] if after else None, name)

        self._open_gap(self._end_of_branch(rows, self.table.at), rows[self.table.at].depth, given)

    def action_rename(self) -> None:
        """Give the code under the cursor another name."""
        here = self.here
        if here is None:
            return

        def given(name: str) -> None:
            def act() -> str:
                if not self.session.project.change_code(here.id, name=name):
                    return _("Nothing was changed.")
                return _("“{old}” is called “{new}” now.").format(old=here.name, new=self.book[here.id].name)

            if self.do(act, here.id):
                self._close_line()

        self._open_line(here.id, here.name, given)

    def on_name_line_cancelled(self, event: NameLine.Cancelled) -> None:
        """Leave all as it was."""
        if self._name_given is not None:
            self._close_line()
            self.show_codes()

    def name_given(self, name: str) -> None:
        """Do with a name what it was asked for; an empty one is none."""
        if self._name_given is None:
            return
        if name.strip():
            self._name_given(name)
        else:
            self.on_name_line_cancelled(NameLine.Cancelled())

    def place_name_line(self) -> None:
        """Put the line where its row stands now."""
        if self._name_given is None:
            return
        line = self.query_one(NameLine)
        new = any(row.code == NEW for row in self.table.shown.rows)
        place = self.table.row_place(NEW if new else (self.table.code or NEW))
        if place is not None:
            line.styles.offset = (place[0] + 1, place[1])
            line.styles.width = max(12, self.table.size.width - place[0] - 3)

    def _add(self, parent: int | None, before: int | None, name: str) -> None:
        project = self.session.project
        above = [self.book[id_].name for id_ in self.book.ancestors(parent)] if parent is not None else []
        path = join_path([*above, *split_path(name)])
        made: list[int] = []

        def act() -> str:
            with project.action("add code", path):
                code = project.add_code(path, parents=True)
                made.append(code.id)
                if before is not None and code.parent == parent:
                    project.place_codes([code.id], parent, before)
            return _("Added: {path}   (e defines it)").format(path=self.book.path(code.id))

        with self.guarded():
            said = act()
            self._close_line()
            self.show_codes(made[0])
            self.say(said)

    def _end_of_branch(self, rows: list[Row], at: int) -> int:
        """The place after the last row that stands below one."""
        depth = rows[at].depth
        return next((n for n in range(at + 1, len(rows)) if rows[n].depth <= depth), len(rows))

    def _open_gap(self, at: int, depth: int, given: Callable[[str], None]) -> None:
        rows = list(self.table.shown.rows)
        rows.insert(at, Row(NEW, depth))
        self.table.show(replace(self.table.shown, rows=rows), NEW)
        self._open_line(NEW, "", given)

    def _open_line(self, code: int, name: str, given: Callable[[str], None]) -> None:
        self._name_given = given
        line = self.query_one(NameLine)
        line.placeholder = _("Name; a / makes a code below it") if code == NEW else ""
        line.value = name
        line.cursor_position = len(name)
        line.add_class("-open")
        self.place_name_line()
        self.set_focus(line)
        self.call_after_refresh(self.place_name_line)

    def _close_line(self) -> None:
        self._name_given = None
        self.query_one(NameLine).remove_class("-open")
        self.set_focus(self.table)
