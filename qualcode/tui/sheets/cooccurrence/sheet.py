"""Which codes go together: the map of all pairs, the picture of one code's neighbours, the passages behind each."""

from __future__ import annotations

from collections.abc import Mapping

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from qualcode.analysis.network import dense
from qualcode.errors import QualcodeError
from qualcode.i18n import _, ngettext, number
from qualcode.model.network import Cooccurrence, Question
from qualcode.tui.session import Session
from qualcode.tui.sheets.cooccurrence import ego, heat, words
from qualcode.tui.sheets.cooccurrence.board import Board
from qualcode.tui.sheets.cooccurrence.exporting import Exporting
from qualcode.tui.sheets.cooccurrence.heat import Ink, Window
from qualcode.tui.sheets.cooccurrence.measure_words import LONG
from qualcode.tui.sheets.cooccurrence.memory import remembered
from qualcode.tui.sheets.cooccurrence.table import Table, Tie, table
from qualcode.tui.sheets.sheet import About
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.query_line import QueryLine

#: From this width on the neighbours are listed beside their picture.
_WIDE = 110
#: From so many codings on, counting goes on beside the screen.
LARGE = 20_000
#: Neighbours in a picture.
_DRAWN = 12


class CooccurrenceSheet(Exporting):
    """The sheet of what goes together. It knows a question and its answer, whatever units and measures there are."""

    NAME = "cooccurrence"
    CSS_PATH = "cooccurrence.tcss"
    AUTO_FOCUS = "#board"

    def __init__(self, session: Session, about: About) -> None:
        super().__init__(session, about)
        self.memory = remembered(session)
        self.table: Table | None = None
        self.row = self.column = 0
        self.chosen = 0
        self.spots: list[ego.Spot] = []
        self.frame: heat.Frame | None = None
        self.window = Window()
        self.counting: Question | None = None
        self.groups: Mapping[str, int] = {}
        self._shown: tuple[Question, str] | None = None
        self._stale = False
        if about.code:
            path = session.project.codebook().path(about.code)
            self.memory.at = (path, self.memory.at[1] if self.memory.at[0] == path else "")
            self.memory.centre = path if self.memory.centre else ""

    def body(self) -> ComposeResult:
        """The line of the query, the map or the picture, what lies under the cursor, the threshold."""
        yield QueryLine(self.session.project.vocabulary, id="query-line")
        with Horizontal(id="board-and-list"):
            yield Board(self._draw, id="board")
            yield Plain(id="neighbours")
        yield Plain(id="pair")
        yield Plain(id="threshold")

    # Parts

    @property
    def board(self) -> Board:
        """What is painted on."""
        return self.query_one(Board)

    @property
    def line(self) -> QueryLine:
        """The line in which a query is written."""
        return self.query_one(QueryLine)

    # The answer

    def sync(self) -> None:
        """Answer the question as the project is now; where that takes long, beside the screen."""
        project, question = self.session.project, self.memory.question
        if self.memory.saved and self._show_saved():
            return
        self.groups = {}
        state = project.counted_from()
        known = self.memory.answer(question, state)
        if known is not None:
            self._answered(known, question)
        elif self.counting is not None:
            self._show_lines()
        elif question.measure in LONG or (sum(project.code_counts().values()) > LARGE and self.jobs.current is None):
            self._count_beside(state)
        else:
            try:
                network = words.counted(project, question)
            except QualcodeError as error:
                self.app.notify(str(error), severity="error", markup=False)
                self.show_network(words.nothing(question))
                return
            self.memory.keep(network, question, state)
            self._answered(network, question)

    def _answered(self, network: Cooccurrence, question: Question) -> None:
        self._shown = question, ""
        self.show_network(network)

    def _count_beside(self, state: int) -> None:
        question = self.memory.question

        def done(network: Cooccurrence) -> None:
            self.counting = None
            self.memory.keep(network, question, state)
            if self.is_attached and self.is_running:
                # Meanwhile another question may have been asked.
                self.sync()

        title = _("Comparing with chance") if question.measure in LONG else _("Counting what goes together")
        if self.jobs.start(
            title, lambda project, report: words.counted(project, question, lambda at, of: report(at, of, "")), done
        ):
            self.counting = question
            self._show_lines()
        else:
            self._as_shown()

    def show_job(self) -> None:
        """Show what runs; notice when the counting was stopped."""
        super().show_job()
        if self.counting is not None and self.jobs.current is None:
            stopped, self.counting = self.counting, None
            if self.memory.question != stopped:
                self.sync()
            else:
                self._as_shown()

    def _as_shown(self) -> None:
        """Ask again for what is still shown, when the answer to something else did not come."""
        if self._shown is not None:
            self.memory.question, self.memory.saved = self._shown
        self.show_board()

    def _show_saved(self) -> bool:
        """Show the saved network; False when it is gone."""
        try:
            known = self.session.project.network(self.memory.saved)
        except QualcodeError:
            self.memory.saved = ""
            return False
        self._stale = known.stale
        self.groups = {n.path: int(n.measures["community"]) for n in known.nodes if "community" in n.measures}
        self._shown = self.memory.question, self.memory.saved
        self.show_network(dense(known))
        return True

    def show_network(self, network: Cooccurrence) -> None:
        """Show a network; the cursor stays with its codes, or those above or under them."""
        memory = self.memory
        least = memory.threshold(network.question.measure)
        self.table = table(network, least, memory.order, empty=memory.empty, groups=self.groups)
        row = words.row_near(self.table, memory.at[0])
        column = words.row_near(self.table, memory.at[1])
        if row is None:
            self.row, self.column = self.table.strongest()
        else:
            if column == row and memory.at[0] != memory.at[1]:
                # At this level both are one code.
                column = None
            ties = self.table.ties(row)
            self.row, self.column = row, column if column is not None else ties[0].row if ties else row
        if memory.centre:
            self._show_centre()
        self.show_board()

    def _show_centre(self) -> None:
        assert self.table is not None
        centre = words.row_near(self.table, self.memory.centre)
        if centre is None:
            self.memory.centre = ""
            return
        self.row = centre
        chosen = words.row_near(self.table, self.memory.chosen)
        ties = [tie.row for tie in self.ties()]
        self.chosen = ties.index(chosen) if chosen in ties else 0

    def ties(self) -> list[Tie]:
        """The neighbours in the picture, the strongest first."""
        if self.table is None or not len(self.table):
            return []
        return self.table.ties(self.row, min(_DRAWN, ego.room_for(self.board.size.height)))

    # Showing

    def show_board(self) -> None:
        """Show what is known now: title, map or picture, lines."""
        found = self.table
        if found is not None and len(found):
            other = self.column
            if self.memory.centre:
                self.memory.centre = found.path(self.row)
                ties = self.ties()
                other = ties[min(self.chosen, len(ties) - 1)].row if ties else self.row
                self.memory.chosen = found.path(other)
            self.memory.at = (found.path(self.row), found.path(other))
        self.set_class(bool(self.memory.centre) and self.app.size.width >= _WIDE, "-listed")
        self.board.show(self.ground)
        self._show_lines()

    def _show_lines(self) -> None:
        found, memory = self.table, self.memory
        self.show_title(
            _("Co-occurrence"), words.title(memory, found, counting=self.counting is not None, stale=self._stale)
        )
        self.query_one("#pair", Plain).say(self._pair_said())
        self.query_one("#threshold", Plain).say(
            words.slider(found, memory.centre != "", self.app.size.width, self.ground)
        )
        if found is not None and memory.centre:
            self.query_one("#neighbours", Plain).say(words.neighbours(found, self.ties(), self.chosen, self.ground))
        self.show_status()
        self.show_keys()

    def _pair_said(self) -> Text:
        if self.table is None or not len(self.table):
            return Text(_("No two codes go together here.") if self.table is not None else "", self.ground.dim)
        return words.pair(self.table, self.row, self.other(), self.app.size.width - 2, self.ground)

    def other(self) -> int:
        """The row of the second code that is meant."""
        if not self.memory.centre:
            return self.column
        ties = self.ties()
        return ties[min(self.chosen, len(ties) - 1)].row if ties else self.row

    def _draw(self, width: int, height: int) -> list[list[Ink]]:
        found = self.table
        if found is None:
            said = _("Counting…") if self.counting else _("The counting was stopped. 0 begins it again.")
            return [[Ink("")], [Ink(f"  {said}", "label")]]
        if not len(found):
            said = _("No pair reaches the threshold. < lowers it, a shows all codes.")
            return [[Ink("")], [Ink(f"  {said}", "label")]]
        if self.memory.centre:
            return self._draw_picture(found, width, height)
        self.frame = heat.frame(found, width, height, narrow=self.memory.narrow)
        self.window = heat.follow(self.frame, len(found), self.row, self.column, self.window)
        return heat.draw(found, self.frame, self.window, self.row, self.column)

    def _draw_picture(self, found: Table, width: int, height: int) -> list[list[Ink]]:
        drawn = ego.picture(
            heat.short_name(found, self.row),
            f"n = {number(found.total(self.row))}",
            words.spokes(found, self.ties(), self.chosen),
            width - 2,
            height,
            self.chosen,
        )
        self.spots = drawn.spots
        return [[Ink(" "), *line, Ink(" ")] for line in drawn.lines]

    def dress(self) -> None:
        """Take the colours of another theme."""
        self.show_board()

    def status(self) -> tuple[list[str], list[str]]:
        """Where the cursor is, and who codes."""
        found = self.table
        place = ""
        if found is not None and len(found) and not self.memory.centre:
            place = _("row {row}, column {column} of {size}").format(
                row=number(self.row + 1), column=number(self.column + 1), size=number(len(found))
            )
        shown = ""
        if found is not None:
            pairs, every = found.pairs()
            shown = ngettext("{shown} of {n} pair", "{shown} of {n} pairs", every).format(
                shown=number(pairs), n=number(every)
            )
        return [self.said or shown], [self.session.project.coder, place]

    # What the widgets say

    def on_board_clicked(self, event: Board.Clicked) -> None:
        """Put the cursor there; twice: the passages."""
        if self.table is None or not len(self.table):
            return
        if self.memory.centre:
            for at, spot in enumerate(self.spots):
                if spot.row == event.y and spot.start <= event.x - 1 < spot.start + spot.width:
                    self.chosen = at
        elif self.frame:
            cell = heat.cell_at(self.frame, self.window, len(self.table), event.x, event.y)
            self.row, self.column = cell or (self.row, self.column)
        self.show_board()
        if event.chain == 2:
            self.action_passages()

    def on_resize(self, event: events.Resize) -> None:
        """Use the room there is."""
        self.call_after_refresh(self.show_board)
