"""When new codes stop coming: the codes that each document brings, and the curve that any order would give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qualcode.i18n import _, ngettext, number
from qualcode.model.rows import Tabular
from qualcode.model.table import Column, Table

#: The orders that are no attribute.
ORDERS = ("document", "coding")


@dataclass(frozen=True, slots=True)
class Step:
    """A document in its place: its segments and codes, those that none before it had, how many there are by then.

    `mean`, `low` and `high` are how many codes so many documents give in any order: the mean of all orders, and the
    bounds of the middle 95 % of random orders.
    """

    document: str
    placed_by: str
    segments: int
    codes: int
    new: tuple[str, ...]
    cumulative: int
    mean: float
    low: int
    high: int


@dataclass(frozen=True)
class Saturation(Tabular):
    """The documents in their order. `unplaced` is how many of them had no value to be placed by, and stand last."""

    steps: tuple[Step, ...]
    order: str
    query: str = ""
    level: int | None = None
    within: str | None = None
    unplaced: int = 0
    rounds: int = 0
    seed: int = 0

    @property
    def codes(self) -> int:
        """How many codes there are in all."""
        return self.steps[-1].cumulative if self.steps else 0

    @property
    def since_new(self) -> int:
        """How many documents came after the last one that brought a new code."""
        return next((n for n, step in enumerate(reversed(self.steps)) if step.new), len(self.steps))

    def table(self) -> Table:
        """A line for each document."""
        columns = (
            Column("place", "count", heading=_("number")),
            Column("document", room=0.4),
            Column("placed_by", heading=self.order, reach="page"),
            Column("segments", "count"),
            Column("codes", "count", heading=_("codes")),
            Column("new", "count", heading=_("new")),
            Column("cumulative", "count", heading=_("in all")),
            Column("mean", "number", heading=_("any order, mean"), reach="page"),
            Column("low", "count", heading=_("2.5 %"), reach="page"),
            Column("high", "count", heading=_("97.5 %"), reach="page"),
            Column("new_codes", "names", heading=_("new codes"), reach="data"),
        )
        rows = [
            (
                *(place, step.document, step.placed_by, step.segments, step.codes, len(step.new), step.cumulative),
                *(step.mean, step.low, step.high, step.new),
            )
            for place, step in enumerate(self.steps, 1)
        ]
        return Table(columns, rows, "", self.notes())

    def notes(self) -> tuple[str, ...]:
        """What it comes to, in sentences."""
        if not self.steps:
            return ()
        line = ngettext(
            "{codes} codes; {n} document since the last new one.",
            "{codes} codes; {n} documents since the last new one.",
            self.since_new,
        ).format(codes=number(self.codes), n=number(self.since_new))
        if not self.unplaced:
            return (line,)
        last = ngettext(
            "{n} document has no “{name}” and stands last.",
            "{n} documents have no “{name}” and stand last.",
            self.unplaced,
        ).format(n=number(self.unplaced), name=self.order)
        return line, last

    def as_dict(self) -> dict[str, Any]:
        """All of it, for JSON."""
        names = ("document", "placed_by", "segments", "codes", "cumulative", "mean", "low", "high")
        return {
            "order": self.order,
            "query": self.query,
            "level": self.level,
            "within": self.within,
            "codes": self.codes,
            "since_new": self.since_new,
            "unplaced": self.unplaced,
            "rounds": self.rounds,
            "seed": self.seed,
            "steps": [{**{name: getattr(step, name) for name in names}, "new": list(step.new)} for step in self.steps],
        }
