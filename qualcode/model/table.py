"""What comes out of a question, as a table: one value that the terminal, files, notebooks and frames all show.

A command, or a result of the facade, says once what its columns are; every format follows from that:

    Table(
        columns=(Column("code", room=0.4), Column("segments", "count"), Column("share", "share")),
        rows=[("dirty work", 12, 0.25)],
        notes=(_("Counts under 3 are left out."),),
    )

Rows hold raw values in the order of the columns: text, int, float, bool, None where there is nothing, a tuple of texts,
a mapping. A text may stand in a column of numbers (`<3` where a count is kept back). A share is between 0 and 1.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from qualcode.i18n import _, number, percent
from qualcode.model.headings import headings
from qualcode.model.moment import local_moment

#: What a column holds: words, a whole number, a number with decimals, a share from 0 to 1, yes or no, a moment as the
#: project keeps it (UTC), several names, values by name.
Kind = Literal["text", "count", "number", "share", "flag", "moment", "names", "fields"]

#: How far a column reaches: `always`; `page`: not on the terminal; `data`: only in csv, xlsx, json; `frame`: only in
#: frames of pandas.
Reach = Literal["always", "page", "data", "frame"]
_REACH: tuple[Reach, ...] = ("always", "page", "data", "frame")

NUMBERS = ("count", "number", "share")
_DECIMALS = 3
_LEAST = 10**-_DECIMALS
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
#: Several names in one cell of a file.
_BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `key` is its name for programs, `heading` for people (by default what `headings` says of the key).

    `room` caps it at a share of a line that is too narrow. A column of `fields` becomes, in csv, xlsx and frames, a
    column for each of its `names`.
    """

    key: str
    kind: Kind = "text"
    reach: Reach = "always"
    heading: str = ""
    names: tuple[str, ...] | None = None
    room: float = 1.0

    @property
    def title(self) -> str:
        """What stands above the column, in the user's language."""
        return self.heading or headings().get(self.key, self.key)


@dataclass(frozen=True)
class Table:
    """Columns and rows, which may be a generator that is read once. `notes` are sentences that belong below.

    `order` are the keys of the columns that people read first, where programs have another order.
    """

    columns: tuple[Column, ...]
    rows: Iterable[Sequence[object]]
    title: str = ""
    notes: tuple[str, ...] = ()
    order: tuple[str, ...] = ()

    def reaching(self, reach: Reach, people: bool = False) -> Table:
        """The same table with the columns that reach so far, in the order for people or for programs."""
        kept = [i for i, column in enumerate(self.columns) if _REACH.index(column.reach) <= _REACH.index(reach)]
        if people and self.order:
            first = {key: i for i, key in enumerate(self.order)}
            kept.sort(key=lambda i: first.get(self.columns[i].key, len(first)))
        if kept == list(range(len(self.columns))):
            return self
        rows = ([row[i] for i in kept] for row in self.rows)
        return replace(self, columns=tuple(self.columns[i] for i in kept), rows=rows)

    def naming(self, key: str, missing: str) -> Table:
        """The same table with words where a column has nothing, for people."""
        at = [column.key for column in self.columns].index(key)
        rows = ([missing if i == at and value is None else value for i, value in enumerate(row)] for row in self.rows)
        return replace(self, rows=rows)

    def spread(self) -> Table:
        """The same table with a column for each name of its `fields`; one that bears a name twice says whose it is."""
        if all(column.names is None for column in self.columns):
            return self
        taken = {column.key for column in self.columns if column.names is None}
        columns: list[Column] = []
        for column in self.columns:
            columns += [column] if column.names is None else [_own(column, name, taken) for name in column.names]
        return replace(self, columns=tuple(columns), rows=map(self._spread_row, self.rows))

    def _spread_row(self, row: Sequence[object]) -> list[object]:
        cells: list[object] = []
        for column, value in zip(self.columns, row, strict=True):
            if column.names is None:
                cells.append(value)
            else:
                of = value if isinstance(value, Mapping) else {}
                cells += [of.get(name) for name in column.names]
        return cells

    def as_dicts(self) -> Iterator[dict[str, object]]:
        """The rows under the keys of their columns, for JSON: raw text, lists, objects, null where there is nothing."""
        keys = [column.key for column in self.columns]
        for row in self.rows:
            yield dict(zip(keys, map(_for_json, row), strict=True))


def _own(column: Column, name: str, taken: set[str]) -> Column:
    # An attribute may be called like a field: both keep their column.
    key = name
    while key in taken:
        key = f"{column.key.removesuffix('s')} {key}"
    taken.add(key)
    return Column(key, "text", column.reach, key)


def _for_json(value: object) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Mapping):
        return {str(name): _for_json(item) for name, item in value.items()}
    return [_for_json(item) for item in value] if isinstance(value, (list, tuple)) else value


def cell(value: object) -> str | int | float | bool | None:
    """A value as a cell of a file holds it: several names become one text, what is no number is nothing."""
    if isinstance(value, Mapping):
        return _BETWEEN.join(f"{name}={cell(item)}" for name, item in value.items())
    if isinstance(value, (list, tuple)):
        return _BETWEEN.join(str(cell(item)) for item in value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, (str, int)) else str(value)


def shown(value: object, kind: Kind = "text") -> str:
    """A value as a person reads it, in their language; what comes from outside is not made harmless here."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "✓" if value else ""
    if isinstance(value, (int, float)):
        if kind == "share":
            return percent(value)
        if kind == "count" or (isinstance(value, int) and kind != "number"):
            return number(value)
        # A small p is not nothing.
        return f"<{number(_LEAST, _DECIMALS)}" if 0 < value < _LEAST / 2 else number(value, _DECIMALS)
    return local_moment(value) if kind == "moment" and isinstance(value, str) else str(cell(value))


def one_line(text: str) -> str:
    """The text on one line; spaces that must not break stay, and the groups of a number with them."""
    return _SPACES.sub(" ", text).strip(" ")


def nothing() -> str:
    """What is said instead of a table without rows."""
    return _("Nothing found.")
