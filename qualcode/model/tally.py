"""Counts by one thing, with a total, in which small numbers may be kept back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qualcode.i18n import _
from qualcode.model.crosstab import dimension, hidden_sentence, label, mark, several_note
from qualcode.model.rows import Tabular
from qualcode.model.table import Column, Table


@dataclass(frozen=True, slots=True)
class Line:
    """`segments` in `documents`, said by `speakers` different respondents; all None where they are kept back."""

    value: str | None
    segments: int | None
    documents: int | None
    speakers: int | None


@dataclass(frozen=True)
class Tally(Tabular):
    """Segments by one thing, the largest first and what has none last; `total` counts every segment once."""

    by: str
    lines: tuple[Line, ...]
    total: Line
    query: str = ""
    level: int | None = None
    min_cell: int = 0
    several: tuple[str, ...] = ()

    def table(self) -> Table:
        """A line for each value, and the total."""
        columns = (Column("value", heading=dimension(self.by)), *(Column(name, "count") for name in _COUNTED))
        rows = [(label(line.value), *self._shown(line)) for line in self.lines]
        return Table(columns, [*rows, (_("Total"), *self._shown(self.total))], "", self.notes())

    def notes(self) -> tuple[str, ...]:
        """What a reader must know of it."""
        hidden = any(line.segments is None for line in (*self.lines, self.total))
        return (*several_note(self.several), *((hidden_sentence(self.min_cell),) if hidden else ()))

    def as_dict(self) -> dict[str, Any]:
        """All of it, for JSON; null is what is kept back."""
        lines = [{"value": line.value, **_numbers(line)} for line in self.lines]
        return {"by": self.by, "min_cell": self.min_cell, "counts": lines, "total": _numbers(self.total)}

    def _shown(self, line: Line) -> list[object]:
        return [mark(self.min_cell) if value is None else value for value in _numbers(line).values()]


_COUNTED = ("segments", "documents", "speakers")


def _numbers(line: Line) -> dict[str, int | None]:
    return {name: getattr(line, name) for name in _COUNTED}
