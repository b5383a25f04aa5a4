"""What one does with the map: move, ask otherwise, see the passages, the neighbours, save."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.i18n import _
from qualcode.model.network import STRENGTHS, UNITS, WINDOWED, Cooccurrence, Question
from qualcode.model.network_lists import refreshed_in_words
from qualcode.model.retrieval import Pair
from qualcode.tui.screens.ask import AskLine
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.sheets.cooccurrence import ego
from qualcode.tui.sheets.cooccurrence.saved import SavedNetworks
from qualcode.tui.sheets.cooccurrence.table import ORDERS, nearest_step, steps
from qualcode.tui.sheets.sheet import About, Place, Sheet

if TYPE_CHECKING:
    from qualcode.project.saved_networks import Refreshed
    from qualcode.tui.sheets.cooccurrence.board import Board
    from qualcode.tui.sheets.cooccurrence.heat import Frame
    from qualcode.tui.sheets.cooccurrence.memory import Remembered
    from qualcode.tui.sheets.cooccurrence.table import Table
    from qualcode.tui.widgets.query_line import QueryLine


class CooccurrenceActions(Sheet):
    """The actions of the co-occurrence sheet; the sheet shows what came of them."""

    memory: Remembered
    table: Table | None
    row: int
    column: int
    chosen: int
    spots: list[ego.Spot]
    frame: Frame | None

    if TYPE_CHECKING:

        @property
        def line(self) -> QueryLine: ...
        @property
        def board(self) -> Board: ...
        def other(self) -> int: ...
        def show_board(self) -> None: ...
        def show_network(self, network: Cooccurrence) -> None: ...

    # Moving

    def action_step(self, where: str) -> None:
        """Move the cursor by a cell, or to a neighbour in the picture."""
        if self.table is None or not len(self.table):
            return
        if self.memory.centre:
            self.chosen = ego.neighbour(self.spots, self.chosen, where)
        else:
            self._move(*{"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}[where])
        self.said = ""
        self.show_board()

    def action_page(self, by: int) -> None:
        """Move the cursor by a screenful of rows."""
        if self.table is not None and not self.memory.centre:
            self._move(by * max(1, (self.frame.rows if self.frame else 10) - 1), 0)
            self.show_board()

    def action_end(self, by: int) -> None:
        """Go to the first or the last column."""
        if self.table is not None and not self.memory.centre:
            self._move(0, by * len(self.table))
            self.show_board()

    def action_corner(self, by: int) -> None:
        """Go to the first or the last row."""
        if self.table is not None and not self.memory.centre:
            self._move(by * len(self.table), 0)
            self.show_board()

    def action_strongest(self, by: int) -> None:
        """Go to the next pair of the row by strength, or the one before."""
        if self.table is None or not len(self.table) or self.memory.centre:
            return
        ties = [tie.row for tie in self.table.ties(self.row)]
        if ties:
            at = ties.index(self.column) + by if self.column in ties else 0
            self.column = ties[at % len(ties)]
            self.show_board()

    def _move(self, rows: int, columns: int) -> None:
        last = len(self.table or ()) - 1
        self.row = max(0, min(last, self.row + rows))
        self.column = max(0, min(last, self.column + columns))

    # Asking

    def ask(self, question: Question) -> None:
        """Answer another question."""
        self.memory.question = question
        self.memory.saved = ""
        self.said = ""
        self.sync()

    def action_unit(self, by: int) -> None:
        """Another unit: where two codes must be together."""
        units = list(UNITS)
        question = self.memory.question
        unit = units[(units.index(question.unit) + by) % len(units) if question.unit in units else 0]
        self.ask(replace(question, unit=unit, window=question.window if unit in WINDOWED else 1))

    def action_measure(self) -> None:
        """Another measure of strength."""
        measures = list(STRENGTHS)
        at = measures.index(self.memory.question.measure) if self.memory.question.measure in measures else 0
        self.ask(replace(self.memory.question, measure=measures[(at + 1) % len(measures)]))

    def action_level(self, level: int) -> None:
        """Roll codes up to a level of the codebook; 0 leaves them as they are."""
        self.ask(replace(self.memory.question, level=level or None))

    def action_deeper(self, by: int) -> None:
        """A level more, or less, of the codebook."""
        book = self.session.project.codebook()
        depth = max((book.depth(code) for code in book), default=1)
        level = (self.memory.question.level or depth) + by
        self.ask(replace(self.memory.question, level=None if level >= depth else max(1, level)))

    def action_ask(self) -> None:
        """Restrict what is counted by a query."""
        self.line.open(self.memory.question.query, self.memory.asked, self.ground)

    def action_leave(self) -> None:
        """Out of the query's line, out of the picture, back to the text."""
        if self.line.opened:
            self.line.close()
            self.set_focus(self.board)
        elif self.memory.centre:
            self.memory.centre = ""
            self._again()
        else:
            super().action_leave()

    # Looks

    def action_threshold(self, by: int) -> None:
        """Raise or lower the strength from which pairs are shown."""
        if self.table is None:
            return
        scale = steps(self.memory.question.measure, self.table.top)
        at = nearest_step(scale, self.memory.threshold) + by
        self.memory.least[self.memory.question.measure] = scale[max(0, min(len(scale) - 1, at))]
        self._again()

    def action_sort(self) -> None:
        """As in the codebook, strongest first, neighbours together."""
        self.memory.order = ORDERS[(ORDERS.index(self.memory.order) + 1) % len(ORDERS)]
        self._again()

    def action_empty(self) -> None:
        """Show all codes, or only those of which a pair is shown."""
        self.memory.empty = not self.memory.empty
        self._again()

    def action_cells(self) -> None:
        """Figures or shades."""
        if self.frame is not None:
            self.memory.narrow = self.frame.figures
            self.show_board()

    def _again(self) -> None:
        self.said = ""
        if self.table is not None:
            self.show_network(self.table.network)

    # Going on

    def action_passages(self) -> None:
        """The passages of the pair, or on the diagonal of the code."""
        if self.table is None or not len(self.table):
            return
        from qualcode.tui.sheets.retrieval.sheet import RetrievalSheet
        from qualcode.tui.sheets.retrieval.subject import Subject

        pair = Pair(self.table.path(self.row), self.table.path(self.other()))
        if pair.one != pair.other and not self.table.count(self.row, self.other()):
            self.say(_("These two codes never go together."))
            return
        subject = Subject(pair=pair, question=replace(self.table.network.question, measure="count", minimum=1))
        self.app.push_screen(RetrievalSheet(self.session, About(), subject), self._come_back)

    def _come_back(self, place: Place | None) -> None:
        if place is not None:
            self.dismiss(place)
        else:
            self.sync()

    def action_neighbours(self) -> None:
        """The neighbours of the code of the row, drawn; in the picture, those of the chosen neighbour."""
        if self.table is None or not len(self.table):
            return
        if self.memory.centre:
            self.memory.centre, self.memory.chosen = self.table.path(self.other()), self.table.path(self.row)
        else:
            self.memory.centre, self.memory.chosen = self.table.path(self.row), self.table.path(self.column)
        self._again()

    # Saving

    def action_save(self) -> None:
        """Keep the network under a name."""
        found = self.table
        if found is None or not len(found):
            return
        # A saved network answers its question, which knows the least count but no other threshold.
        least = int(self.memory.least.get("count", 1.0))
        title = _("Save the network under the name (pairs met at least {n} times)").format(n=least)

        def answer(name: str | None) -> None:
            if name:
                self._save(name, found.network.at_least(least))

        self.app.push_screen(AskLine(title, self.memory.saved), answer)

    def _save(self, name: str, network: Cooccurrence, *, replacing: bool = False) -> None:
        project = self.session.project
        if not replacing and any(known.name == name for known in project.networks()):
            question = _("There is already a network “{name}”. Replace it?").format(name=name)
            self.app.push_screen(
                Confirm(question), lambda yes: self._save(name, network, replacing=True) if yes else None
            )
            return
        with self.guarded():
            project.save_network(name, network, replacing=replacing)
            self.sync()
            self.say(_("Saved as “{name}”.").format(name=name))

    def action_networks(self) -> None:
        """The saved networks."""
        known = self.session.project.networks()
        if not known:
            self.say(_("No network is saved yet: s saves this one."))
            return
        self.app.push_screen(SavedNetworks(known), self._chosen)

    def _chosen(self, answer: tuple[str, str] | None) -> None:
        if answer is None:
            return
        what, name = answer
        if what == "delete":
            question = _("Delete the network “{name}”?").format(name=name)
            self.app.push_screen(Confirm(question), lambda yes: self._delete(name) if yes else None)
            return
        if what == "refresh":
            self._refresh(name)
            return
        with self.guarded():
            kept = self.session.project.network(name).question
            # The map is drawn by strengths; networks kept by another measure are shown by their counts.
            measure = kept.measure if kept.measure in STRENGTHS else "count"
            self.memory.question = replace(kept, minimum=1, measure=measure)
            self.memory.saved = name
            self.said = ""
            self.sync()

    def _refresh(self, name: str) -> None:
        def done(refreshed: Refreshed) -> None:
            self.sync()
            changed = refreshed.difference if refreshed.counted else None
            self.say(refreshed_in_words(refreshed.network.summary.name, changed))

        self.jobs.start(
            _("Counting what goes together"),
            lambda project, report: project.refresh_network(name, lambda at, of: report(at, of, "")),
            done,
        )

    def _delete(self, name: str) -> None:
        with self.guarded():
            self.session.project.delete_network(name)
            self.sync()
            self.say(_("Deleted: network “{name}”.").format(name=name))
