"""What comes out of the coding in numbers: grids, crosstabs, how much of the text is coded, when new codes stop coming.

Segments are codings. People are counted as persons (a case is one person wherever it speaks), interviewers are none.
How it is done stands in modules of their own, loaded when something is first counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.errors import QueryError, UnknownName
from qualcode.i18n import _
from qualcode.project.documents import did_you_mean
from qualcode.project.queries import Queries

if TYPE_CHECKING:
    from qualcode.model.coverage import Coverage
    from qualcode.model.crosstab import Crosstab, Grid
    from qualcode.model.saturation import Saturation
    from qualcode.model.tally import Tally


class Counting(Queries):
    """The part of the facade that counts by two things, coverage and saturation. docs/counting.md defines each."""

    def count_names(self, words: Sequence[str]) -> list[str]:
        """The one or two things to count by that are meant by words such as `role`, or `role,site`.

        A word that is the name of an attribute is taken whole, commas and all. Raises QueryError.
        """
        from qualcode.model.text import fold

        known = {fold(name) for name in self.vocabulary().attributes}
        names = [part.strip() for word in words for part in ([word] if fold(word) in known else word.split(","))]
        if len(names) > 2 or not all(names):
            raise QueryError(_("One counts by one thing, or by two."), _("As in --count-by role --count-by site."))
        return names

    def tally(self, query: str = "", by: str = "code", *, level: int | None = None, min_cell: int = 0) -> Tally:
        """The segments of a query by one thing, as `count_by`, with the total; codes can be rolled up to a level.

        `min_cell` hides what fewer respondents stand behind, and what would give it away. Raises as `grid` does.
        """
        from qualcode.project import crossing

        return crossing.tally(self, crossing.Asked(query, by, level=level, min_cell=min_cell))

    def grid(
        self,
        query: str = "",
        rows: str = "code",
        columns: str = "case",
        *,
        measure: str = "segments",
        level: int | None = None,
        every: bool = False,
        min_cell: int = 0,
    ) -> Grid:
        """The segments of a query by two things, with the empty cells: code, document, kind, speaker, case, coder or
        an attribute.

        `measure` is `segments`, `respondents` (different persons), `documents` or `characters` (those that several
        segments cover count once). `level` rolls codes up to that depth, 1 for the roots. `every` adds the rows and
        columns where the query finds nothing. `min_cell` hides what fewer respondents stand behind, and what would
        give it away.

        Raises UnknownName for what cannot be counted by, QueryError for a query, level or measure that is not one.
        """
        from qualcode.model.crosstab import MEASURES
        from qualcode.project import crossing

        if measure not in MEASURES:
            raise UnknownName(
                _("There is no measure “{name}”.").format(name=measure),
                did_you_mean(measure, MEASURES) or _("Known: {names}.").format(names=", ".join(MEASURES)),
            )
        return crossing.grid(self, crossing.Asked(query, rows, columns, level, every, min_cell), measure)

    def crosstab(
        self,
        query: str = "",
        rows: str = "code",
        columns: str = "role",
        *,
        level: int | None = None,
        min_cell: int = 0,
        tests: bool = True,
    ) -> Crosstab:
        """The segments of a query by two things, with respondents, percentages and tests of independence.

        Tests leave out what has no value. They are not made where segments stand in several cells, and not told where
        a number is hidden, which they would help to find. Raises as `grid` does.
        """
        from qualcode.project import crossing

        return crossing.crosstab(self, crossing.Asked(query, rows, columns, level, False, min_cell), tests)

    def coverage(
        self, query: str = "", by: str | None = None, *, level: int | None = None, within: str | None = None
    ) -> Coverage:
        """How much of what respondents say the segments of a query cover: in all, by code, document or speaker.

        Characters that several segments cover count once. Neither the numerator nor the denominator holds labels,
        interviewers' turns or headings; see docs/counting.md. `level` rolls codes up. `within` is a query: only the
        documents in which it finds something are the text that is covered (all documents when None).
        Raises UnknownName and QueryError.
        """
        from qualcode.model.coverage import BY
        from qualcode.project import covering

        if by is not None and by not in BY:
            raise UnknownName(
                _("Coverage is counted by code, document or speaker, not by “{name}”.").format(name=by),
                did_you_mean(by, BY),
            )
        return covering.coverage(self, query, by, level, within)

    def saturation(
        self,
        query: str = "",
        *,
        order: str = "document",
        level: int | None = None,
        within: str | None = None,
        rounds: int = 1_000,
        seed: int = 1,
    ) -> Saturation:
        """How many codes each document brings that none before it had, among the segments of a query.

        `order` is `document` (the order of the project), `coding` (when the first coding of a document was made) or
        an attribute of documents such as `date`, those without it last. The documents are those in which the query
        finds something, or in which `within` does. Beside it the curve to expect from any order: its mean, and the
        band in which 95 % of `rounds` random orders lie (seeded). Raises UnknownName and QueryError.
        """
        from qualcode.project import saturating

        return saturating.saturation(self, query, order, level, within, (rounds, seed))
