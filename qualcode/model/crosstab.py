"""Counts by two things: grids of one measure, and crosstabs with percentages, respondents and tests.

A number that is kept back (see `analysis.suppression`) is None wherever a value is kept, and the mark `<3` wherever it
is shown: neither it nor anything it could be worked out from is in the object. An empty cell is 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qualcode.i18n import _, number, percent
from qualcode.model.code_names import Branch, branch
from qualcode.model.rows import Tabular
from qualcode.model.table import Column, Table

if TYPE_CHECKING:
    import pandas

#: What a cell can count.
MEASURES = ("segments", "respondents", "documents", "characters")
#: What a percentage is of.
SHARES = ("row", "column", "total")


@dataclass(frozen=True)
class Grid(Tabular):
    """One measure by two things. `cells[i][j]` belongs to `row_values[i]` and `column_values[j]`; None is kept back.

    A value None in `row_values` or `column_values` stands for what has no such thing. Totals count what they hold once,
    and are not always the sums of the cells: see `several`, the dimensions in which a segment stands more than once,
    and the measures respondents and characters, which overlap. `min_cell` is how many respondents a cell must have to
    be shown (0: all are shown).
    """

    rows_by: str
    columns_by: str
    measure: str
    row_values: tuple[str | None, ...]
    column_values: tuple[str | None, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None
    query: str = ""
    level: int | None = None
    min_cell: int = 0
    several: tuple[str, ...] = ()

    @property
    def kept_back(self) -> int:
        """How many numbers are hidden, totals among them."""
        every = (*(cell for row in self.cells for cell in row), *self.row_totals, *self.column_totals, self.total)
        return sum(value is None for value in every)

    def share(self, row: int, column: int, of: str) -> float | None:
        """A cell as a share (0 to 1) of its row, its column or the whole; -1 is the total of a side.

        None where the cell or the whole is kept back, or where there is nothing in the whole.
        """
        part = self._at(row, column)
        whole = self._at(row, -1) if of == "row" else self._at(-1, column) if of == "column" else self.total
        return part / whole if part is not None and whole else None

    def table(self) -> Table:
        """A line for each row, a column for each column, totals last; the lines of a table of numbers."""
        rows = [
            (label(value), *map(self.shown, cells), self.shown(total))
            for value, cells, total in zip(self.row_values, self.cells, self.row_totals, strict=True)
        ]
        below = (_("Total"), *map(self.shown, self.column_totals), self.shown(self.total))
        return Table(self.heads(), [*rows, below], titled(self), self.notes())

    def heads(self, names: Branch | None = None) -> tuple[Column, ...]:
        """The columns of a table with totals; programs know what has no value as `none`, the last one as `total`.

        `names` are those of the codes, where the page says above them which branch they are of.
        """
        keys = unique([self.rows_by, *("none" if value is None else value for value in self.column_values), "total"])
        words = (*(_named(value, self.columns_by, names) for value in self.column_values), _("Total"))
        named = (Column(key, "count", heading=word) for key, word in zip(keys[1:], words, strict=True))
        return (Column(keys[0], heading=dimension(self.rows_by), room=0.4), *named)

    def frame(self) -> pandas.DataFrame:
        """A frame of pandas: a row and a column for each value, no totals; missing is what is kept back.

        Raises MissingLibrary.
        """
        from qualcode.model.frames import matrix

        rows, columns = ([label(value) for value in values] for values in (self.row_values, self.column_values))
        return matrix(self.cells, (self.rows_by, rows), (self.columns_by, columns))

    def branch(self) -> Branch:
        """What codes are called in a page, where all of them are of one branch."""
        sides = ((self.rows_by, self.row_values), (self.columns_by, self.column_values))
        return branch(value for by, values in sides if by == "code" for value in values if value is not None)

    def page(self, of: str | None = None) -> Table:
        """The table for people, each number with its percentage of the row, the column or the total.

        A path that all codes share stands in the title only.
        """
        names = self.branch()
        rows = [
            (
                _named(value, self.rows_by, names),
                *(self._worded(i, j, of) for j in (*range(len(self.column_values)), -1)),
            )
            for i, value in (*enumerate(self.row_values), (-1, _("Total")))
        ]
        return Table(self.heads(names), rows, titled(self, of, names.path))

    def shown(self, value: int | None) -> int | str:
        """The number, or the mark of one that is kept back."""
        return mark(self.min_cell) if value is None else value

    def notes(self) -> tuple[str, ...]:
        """What a reader must know of this table."""
        return (*several_note(self.several), *hidden_note(self))

    def as_dict(self) -> dict[str, Any]:
        """All of it, for JSON; null is what is kept back, and a value that is not there."""
        return {
            "rows_by": self.rows_by,
            "columns_by": self.columns_by,
            "measure": self.measure,
            "query": self.query,
            "level": self.level,
            "min_cell": self.min_cell,
            "several": list(self.several),
            "rows": list(self.row_values),
            "columns": list(self.column_values),
            "cells": [list(row) for row in self.cells],
            "row_totals": list(self.row_totals),
            "column_totals": list(self.column_totals),
            "total": self.total,
        }

    def _worded(self, row: int, column: int, of: str | None) -> str:
        value = self._at(row, column)
        if value is None:
            return mark(self.min_cell)
        share = self.share(row, column, of) if of else None
        return number(value) if share is None else f"{number(value)} ({percent(share)})"

    def _at(self, row: int, column: int) -> int | None:
        if row == -1:
            return self.total if column == -1 else self.column_totals[column]
        return self.row_totals[row] if column == -1 else self.cells[row][column]


@dataclass(frozen=True)
class Independence:
    """Pearson's test of independence; see `analysis.independence` for the formulas.

    `expected[i][j]` and `residuals[i][j]` belong to the rows and columns of the crosstab; None where a row or column
    took no part (it is empty, or stands for what has no value). `small` is the share of expected counts under 5,
    `smallest` the smallest.
    """

    statistic: float
    df: int
    p: float
    cramers_v: float
    n: int
    expected: tuple[tuple[float | None, ...], ...]
    residuals: tuple[tuple[float | None, ...], ...]
    small: float
    smallest: float

    @property
    def doubtful(self) -> bool:
        """Cochran's rule (1954): more than 20 % of the expected counts under 5, or one under 1."""
        return self.small > 0.2 or self.smallest < 1

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "chi2": self.statistic,
            "df": self.df,
            "p": self.p,
            "cramers_v": self.cramers_v,
            "n": self.n,
            "expected_under_5": self.small,
            "smallest_expected": self.smallest,
            "doubtful": self.doubtful,
            "expected": [list(row) for row in self.expected],
            "residuals": [list(row) for row in self.residuals],
        }


@dataclass(frozen=True)
class Permutation:
    """The statistic of the segments of respondents against `rounds` tables whose persons were dealt out anew.

    `dimension` is the one dealt out: the one in which each of the `persons` stands in one place. `p` is
    (1 + tables at least as far from independence) / (1 + rounds).
    """

    dimension: str
    persons: int
    statistic: float
    p: float
    rounds: int
    seed: int

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {name: getattr(self, name) for name in ("dimension", "persons", "statistic", "p", "rounds", "seed")}


@dataclass(frozen=True)
class Crosstab(Tabular):
    """Segments by two things, with the different respondents of each cell and what chance would give.

    `test` is on segments, `person_test` on respondents; `repeated` of the `persons` stand in several cells, and only
    where none does are persons tested. A test is None where there is nothing to test: fewer than two rows or columns,
    segments that stand in several cells, numbers that are kept back.
    """

    segments: Grid
    respondents: Grid
    test: Independence | None = None
    person_test: Independence | None = None
    permutation: Permutation | None = None
    persons: int = 0
    repeated: int = 0
    untested: str = ""

    def table(self) -> Table:
        """A line for each cell, totals among them: what programs read. Shares are between 0 and 1."""
        columns = (
            *(
                Column("row", heading=dimension(self.segments.rows_by)),
                Column("column", heading=dimension(self.segments.columns_by)),
            ),
            *(Column("total", "text"), Column("segments", "count"), Column("respondents", "count")),
            *(Column(f"{of}_share", "share") for of in SHARES),
            *(Column(f"respondents_{of}_share", "share") for of in SHARES),
            *(Column("expected", "number"), Column("residual", "number")),
        )
        return Table(columns, list(self._lines()), titled(self.segments), self.notes())

    def frame(self) -> pandas.DataFrame:
        """A frame of pandas with a row for each cell, no totals; missing is what is kept back. Raises MissingLibrary.

        `segments.frame()` and `respondents.frame()` are matrices.
        """
        from qualcode.model.frames import frame

        columns = tuple(column for column in self.table().columns if column.key != "total")
        hidden = mark(self.segments.min_cell)
        rows = [
            (row, column, *(None if value == hidden else value for value in others))
            for row, column, total, *others in self._lines()
            if not total
        ]
        return frame(Table(columns, rows))

    def page(self, of: str | None = "row") -> tuple[Table, Table]:
        """Two tables for people: segments, then respondents, each with a percentage of the row, the column or all."""
        return self.segments.page(of), self.respondents.page(of)

    def notes(self) -> tuple[str, ...]:
        """What a reader must know: what a total is, what is kept back, what the tests say and what they rest on."""
        from qualcode.model.crosstab_notes import notes

        return notes(self)

    def as_dict(self) -> dict[str, Any]:
        """All of it, for JSON."""
        return {
            "segments": self.segments.as_dict(),
            "respondents": self.respondents.as_dict(),
            "test": self.test.as_dict() if self.test else None,
            "person_test": self.person_test.as_dict() if self.person_test else None,
            "permutation": self.permutation.as_dict() if self.permutation else None,
            "persons": self.persons,
            "repeated": self.repeated,
            "untested": self.untested,
        }

    def _lines(self) -> Iterator[tuple[object, ...]]:
        counts, people = self.segments, self.respondents
        for i, row in (*enumerate(counts.row_values), (-1, None)):
            for j, column in (*enumerate(counts.column_values), (-1, None)):
                inner = i >= 0 and j >= 0
                which = "" if inner else "row" if i >= 0 else "column" if j >= 0 else "all"
                yield (
                    *(row, column, which),
                    *(counts.shown(counts._at(i, j)), people.shown(people._at(i, j))),
                    *(counts.share(i, j, of) for of in SHARES),
                    *(people.share(i, j, of) for of in SHARES),
                    self.test.expected[i][j] if inner and self.test else None,
                    self.test.residuals[i][j] if inner and self.test else None,
                )

    def _repr_html_(self) -> str:
        from qualcode.model.notebook import html

        first, second = self.page()
        return html(first) + html(replace(second, notes=self.notes()))


def dimension(by: str) -> str:
    """What one counts by, in the user's language; an attribute bears its own name."""
    kind = by.removeprefix("case:")
    if kind != by:
        kinds = {"person": _("person"), "site": _("site"), "institution": _("institution")}
        return f"{_('case')} ({kinds.get(kind, kind)})"
    names = {"code": _("code"), "document": _("document"), "kind": _("kind"), "speaker": _("speaker")}
    return {**names, "case": _("case"), "coder": _("who coded")}.get(by, by)


def label(value: str | None) -> str:
    """A value for people to read."""
    return _("(none)") if value is None else value


def _named(value: str | None, by: str, names: Branch | None) -> str:
    return label(names.name(value) if names and value is not None and by == "code" else value)


def mark(minimum: int) -> str:
    """What stands for a number that is kept back."""
    return f"<{number(minimum)}"


def unique(names: Sequence[str]) -> list[str]:
    """Names of columns, of which no two are the same: a case may be called like a total."""
    found: list[str] = []
    for name in names:
        at, free = 1, name
        while free in found:
            at += 1
            free = f"{name} ({at})"
        found.append(free)
    return found


def titled(grid: Grid, of: str | None = None, branch: str = "") -> str:
    """What a table shows, in a line; `branch` is the path under which its codes stand."""
    rows, columns = (
        _("{codes} under “{path}”").format(codes=dimension(by), path=branch)
        if branch and by == "code"
        else dimension(by)
        for by in (grid.rows_by, grid.columns_by)
    )
    what = {
        "segments": _("Segments by {rows} and {columns}"),
        "respondents": _("Respondents by {rows} and {columns}"),
        "documents": _("Documents by {rows} and {columns}"),
        "characters": _("Characters by {rows} and {columns}"),
    }[grid.measure].format(rows=rows, columns=columns)
    shares = {"row": _("of the row"), "column": _("of the column"), "total": _("of all")}
    return f"{what} (% {shares[of]})" if of in shares else what


def several_note(several: Sequence[str]) -> tuple[str, ...]:
    """Why sums are larger than totals."""
    if not several:
        return ()
    said = _("A segment with several values of {names} counts in each; totals count it once.")
    return (said.format(names=", ".join(map(dimension, several))),)


def hidden_note(grid: Grid) -> tuple[str, ...]:
    """What the mark means, where there is one."""
    return (hidden_sentence(grid.min_cell),) if grid.kept_back else ()


def hidden_sentence(minimum: int) -> str:
    """What the mark of a number that is kept back means."""
    said = _(
        "{mark}: kept back, because fewer than {n} respondents stand there, or because such a number could be worked "
        "out from this one."
    )
    return said.format(mark=mark(minimum), n=number(minimum))
