"""What the facade returns: lists of values that a notebook shows as a table and that pandas takes as a frame.

`Rows` is a list, equal to any list of the same values. A result that is one object (a crosstab, a network) inherits
from `Tabular` and says in `table()` how it looks. Neither pandas nor a notebook is loaded before it is asked for.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, SupportsIndex, TypeVar, overload

from qualcode.model.table import Column, Kind, Table

if TYPE_CHECKING:
    import pandas

T = TypeVar("T")

#: How many rows a notebook shows, and how many the interpreter.
_IN_NOTEBOOK = 50


class Tabular:
    """A result that can be shown as a table: `table()` is what the class adds, the rest follows."""

    __slots__ = ()

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        # A dataclass would write a repr of its own, with every number in it.
        setattr(cls, "__repr__", cls.__repr__)  # noqa: B010  # an assignment to a method is no type for mypy

    def __repr__(self) -> str:
        table = self.table()
        lines = sum(1 for _row in table.rows)
        return f"<{type(self).__name__}: {lines} rows, {len(table.columns)} columns>"

    def table(self) -> Table:
        """The result as a table."""
        raise NotImplementedError

    def frame(self) -> pandas.DataFrame:
        """The result as a frame of pandas; raises MissingLibrary where there is none."""
        from qualcode.model.frames import frame

        return frame(self.table())

    def _repr_html_(self) -> str:
        from qualcode.model.notebook import html

        return html(self.table(), _IN_NOTEBOOK)


class Rows(list[T]):
    """A list whose values a notebook shows in a table, the first fifty, and whose `frame()` is for pandas.

    `table` says how the values look: one of the functions in `model.tables`; without it, a column for each field.
    """

    def __init__(self, values: Iterable[T] = (), table: Callable[[Sequence[T]], Table] | None = None) -> None:
        super().__init__(values)
        self._as_table = table or fields_table

    @overload
    def __getitem__(self, at: SupportsIndex) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> Rows[T]: ...

    def __getitem__(self, at: SupportsIndex | slice) -> T | Rows[T]:
        if isinstance(at, slice):
            return Rows(super().__getitem__(at), self._as_table)
        return super().__getitem__(at)

    def table(self) -> Table:
        """The values as a table."""
        return self._as_table(self)

    def frame(self) -> pandas.DataFrame:
        """A frame of pandas with a row for each value; raises MissingLibrary where there is no pandas."""
        from qualcode.model.frames import frame

        return frame(self.table())

    def __repr__(self) -> str:
        from qualcode.model.notebook import short

        return short(self)

    def _repr_html_(self) -> str:
        from qualcode.model.notebook import html

        return html(self._as_table(self[:_IN_NOTEBOOK]), _IN_NOTEBOOK, len(self))


def fields_table(values: Sequence[Any]) -> Table:
    """Any dataclasses of one class as a table: a column for each field, of the kind that the values are."""
    if not values:
        return Table((), ())
    names = [field.name for field in dataclasses.fields(values[0])]
    columns = tuple(Column(name, _kind(name, [getattr(value, name) for value in values])) for name in names)
    return Table(columns, [tuple(_plain(getattr(value, name)) for name in names) for value in values])


def _kind(name: str, values: Iterable[object]) -> Kind:
    kinds: set[Kind] = {_kind_of(value) for value in values if value is not None}
    if kinds == {"text"} and name == "created":
        return "moment"
    if kinds == {"count", "number"}:
        return "number"
    return kinds.pop() if len(kinds) == 1 else "text"


def _kind_of(value: object) -> Kind:
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, int):
        return "count"
    if isinstance(value, float):
        return "number"
    if isinstance(value, Mapping):
        return "fields"
    return "names" if isinstance(value, (list, tuple)) and not hasattr(value, "_fields") else "text"


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value
