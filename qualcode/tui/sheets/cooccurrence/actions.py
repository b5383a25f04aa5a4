"""What one does with the map: move, ask otherwise, see the passages, the neighbours, save."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.analysis.measures import allowed
from qualcode.i18n import _
from qualcode.model.network import STRENGTHS, UNITS, WINDOWED, Cooccurrence, Question
from qualcode.model.retrieval import Pair
from qualcode.tui.sheets.cooccurrence import ego, words
from qualcode.tui.sheets.cooccurrence.measure_words import LONG, measure_name, why_not
from qualcode.tui.sheets.cooccurrence.scales import nearest_step, steps
from qualcode.tui.sheets.cooccurrence.table import ORDERS
from qualcode.tui.sheets.sheet import About, Place, Sheet

if TYPE_CHECKING:
    from qualcode.tui.sheets.cooccurrence.board import Board
    from qualcode.tui.sheets.cooccurrence.heat import Frame
    from qualcode.tui.sheets.cooccurrence.memory import Remembered
    from qualcode.tui.sheets.cooccurrence.table import Table
    from qualcode.tui.widgets.query_line import QueryLine


#: How many units a window can have.
WINDOWS = (1, 2, 3, 5, 8)


class CooccurrenceActions(Sheet):
    """The actions of the co-occurrence sheet; the sheet shows what came of them."""

    memory: Remembered
    table: Table | None
    row: int
    column: int
    chosen: int
    spots: list[ego.Spot]
    frame: Frame | None
    #: The question that is being answered beside the screen.
    counting: Question | None
    #: Whether the query that is being written is the other side of a comparison.
    comparing = False

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
        """Answer another question; what the unit does not allow to be asked is counted."""
        self.said = ""
        if question.measure not in allowed(question.unit):
            refused = f"{measure_name(question.measure)}: {why_not(question.measure)}"
            self.app.notify(refused, markup=False)
            question = replace(question, measure="count")
        self.memory.question = question
        self.memory.saved = ""
        if self.counting is not None and self.counting.measure in LONG:
            # The next one is answered when that has stopped.
            self.jobs.cancel()
        self.sync()

    def action_unit(self, by: int) -> None:
        """Another unit: where two codes must be together."""
        units = list(UNITS)
        question = self.memory.question
        unit = units[(units.index(question.unit) + by) % len(units) if question.unit in units else 0]
        self.ask(replace(question, unit=unit, window=question.window if unit in WINDOWED else 1))

    def action_window(self, by: int) -> None:
        """More, or fewer, units in a row that are one place to be together in."""
        question = self.memory.question
        if question.unit not in WINDOWED:
            self.say(_("Windows are made of sentences, turns or paragraphs: t chooses them."))
            return
        at = max(at for at, size in enumerate(WINDOWS) if size <= question.window) + by
        window = WINDOWS[max(0, min(len(WINDOWS) - 1, at))]
        if window != question.window:
            self.ask(replace(question, window=window))

    def action_population(self) -> None:
        """Other units that there are: all, or those with a coding."""
        question = self.memory.question
        if not words.needs_population(question):
            self.say(_("This measure does not ask how many units have neither code: V offers those that do."))
            return
        self.ask(replace(question, population="all" if question.population == "coded" else "coded"))

    def action_measures(self) -> None:
        """Choose among all measures."""
        from qualcode.tui.sheets.cooccurrence.measures import ChooseMeasure

        def chosen(measure: str | None) -> None:
            if measure is not None:
                self.ask(replace(self.memory.question, measure=measure))

        self.app.push_screen(ChooseMeasure(self.memory.question), chosen)

    def action_measure(self) -> None:
        """The next of the measures that are quick and need nothing else."""
        measures = list(STRENGTHS)
        at = measures.index(self.memory.question.measure) if self.memory.question.measure in measures else -1
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
        self.comparing = False
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
        # While another question is being answered, the map still shows the last one.
        measure = self.table.network.question.measure
        scale = steps(measure, self.table.top)
        at = nearest_step(scale, self.memory.threshold(measure)) + by
        self.memory.least[measure] = scale[max(0, min(len(scale) - 1, at))]
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
