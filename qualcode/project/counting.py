"""What comes out of the coding in numbers: grids, crosstabs, how much of the text is coded, when new codes stop coming.

Segments are codings. People are counted as persons (a case is one person wherever it speaks), interviewers are none.
How it is done stands in modules of their own, loaded when something is first counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.errors import UnknownName
from qualcode.i18n import _
from qualcode.project.documents import did_you_mean
from qualcode.project.queries import Queries

if TYPE_CHECKING:
    from qualcode.model.crosstab import Crosstab, Grid


class Counting(Queries):
    """The part of the facade that counts by two things, coverage and saturation. docs/counting.md defines each."""

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

        `measure` is `segments`, `respondents` (different persons) or `characters` (those that several segments cover
        count once). `level` rolls codes up to that depth, 1 for the roots. `every` adds the rows and columns where the
        query finds nothing. `min_cell` hides what fewer respondents stand behind, and what would give it away.

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
