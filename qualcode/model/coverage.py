"""How much of the text is coded, in characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qualcode.i18n import _
from qualcode.model.crosstab import dimension, label
from qualcode.model.rows import Tabular
from qualcode.model.table import Column, Table

#: What coverage can be counted by.
BY = ("code", "document", "speaker")


@dataclass(frozen=True, slots=True)
class Covered:
    """`covered` of `whole` characters, by `segments` that stand there; `value` is None for what has no such thing."""

    value: str | None
    segments: int
    covered: int
    whole: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None where there is nothing to cover."""
        return self.covered / self.whole if self.whole else None


@dataclass(frozen=True)
class Coverage(Tabular):
    """Coverage in all (`total`) and by one thing; `within` is the query that chose the documents."""

    total: Covered
    by: str | None = None
    lines: tuple[Covered, ...] = ()
    query: str = ""
    level: int | None = None
    within: str | None = None

    def table(self) -> Table:
        """A line for each value, and the total."""
        columns = (
            Column("value", heading=dimension(self.by) if self.by else "", room=0.5),
            Column("segments", "count"),
            Column("covered", "count", heading=_("characters coded")),
            Column("whole", "count", heading=_("of")),
            Column("share", "share", heading=_("share")),
        )
        rows = [(label(line.value), *_figures(line)) for line in self.lines]
        return Table(columns, [*rows, (_("Total"), *_figures(self.total))], "", self.notes())

    def notes(self) -> tuple[str, ...]:
        """What a reader must know of it."""
        said = [_("Of what respondents say, or of the text where there are no turns; what codings share counts once.")]
        if self.by == "code":
            said.append(_("Codes overlap: their shares add up to more than the total."))
        return tuple(said)

    def as_dict(self) -> dict[str, Any]:
        """All of it, for JSON; shares are between 0 and 1."""
        names = ("segments", "covered", "whole", "share")
        lines = [{"value": line.value, **dict(zip(names, _figures(line), strict=True))} for line in self.lines]
        total = dict(zip(names, _figures(self.total), strict=True))
        return {"by": self.by, "query": self.query, "within": self.within, "lines": lines, "total": total}


def _figures(line: Covered) -> tuple[int, int, int, float | None]:
    return line.segments, line.covered, line.whole, line.share
