"""The same question put to two queries: the second one is asked for, the answer is worked out beside the screen."""

from __future__ import annotations

from dataclasses import replace

from qualcode.analysis.measures import allowed
from qualcode.errors import QualcodeError
from qualcode.i18n import _
from qualcode.model.comparison import COMPARABLE, Comparison
from qualcode.project import Project
from qualcode.tui.jobs import Report
from qualcode.tui.sheets.cooccurrence.keeping import Keeping
from qualcode.tui.sheets.cooccurrence.memory import Compared
from qualcode.tui.widgets.query_line import QueryLine


class Comparing(Keeping):
    """What is asked is compared with what another query finds."""

    def action_compare(self) -> None:
        """Ask for the query of the other side."""
        memory = self.memory
        here = memory.question.query or _("everything")
        purpose = _("Compare {query} with the codings that this query finds:").format(query=here)
        before = memory.compared.other if memory.compared else memory.question.query
        self.comparing = True
        self.line.open(before, memory.asked, self.ground, purpose)

    def on_query_line_asked(self, event: QueryLine.Asked) -> None:
        """Count the codings that a query finds, or compare with them."""
        try:
            self.session.project.where(event.query)
        except QualcodeError as error:
            self.line.refuse(str(error))
            return
        if event.query:
            self.memory.asked = [*(known for known in self.memory.asked if known != event.query), event.query]
        self.line.close()
        self.set_focus(self.board)
        if self.comparing:
            self._compare(event.query)
        else:
            self.ask(replace(self.memory.question, query=event.query))

    def _compare(self, other: str) -> None:
        asked = self.memory.question
        measure = asked.measure
        if measure not in COMPARABLE or measure not in allowed(asked.unit) or measure == "count":
            # A count says how large the sides are.
            measure = "jaccard"
        question = replace(asked, measure=measure, rounds=0)
        state = self.session.project.counted_from()
        known = self.memory.compared
        if known is not None and (known.question, known.other, known.state) == (question, other, state):
            self._show_comparison(known)
            return

        def work(project: Project, report: Report) -> Comparison:
            return project.compare(
                question.query,
                other,
                unit=question.unit,
                level=question.level,
                measure=measure,
                window=question.window,
                population=question.population,
                codes=question.codes,
                progress=lambda at, of: report(at, of, ""),
            )

        app = self.app

        def done(comparison: Comparison) -> None:
            self.memory.compared = Compared(question, other, state, comparison)
            if app.screen is self:
                self._show_comparison(self.memory.compared)
            else:
                app.notify(_("The comparison is ready: O, = and Enter show it."), markup=False)

        self.jobs.start(_("Comparing"), work, done)

    def _show_comparison(self, compared: Compared) -> None:
        from qualcode.tui.sheets.cooccurrence.comparison import ComparisonSheet

        self.app.push_screen(ComparisonSheet(self.session, compared), self._come_back)
