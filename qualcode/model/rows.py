"""What the facade returns: lists of values that a notebook shows as a table and that pandas takes as a frame.

`Rows` is a list, equal to any list of the same values. A result that is one object (a crosstab, a network) inherits
from `Tabular` and says in `table()` how it looks. Neither pandas nor what a table is made of is loaded before it is
asked for: the screen, which shows none, starts without them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal, SupportsIndex, TypeVar, overload

if TYPE_CHECKING:
    import pandas

    from qualcode.model.table import Table

T = TypeVar("T")

#: How many rows a notebook shows.
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


#: How values look: the functions of `model.tables` by their first word; `fields` is a column for each field.
Look = Literal[
    "segments",
    "codings",
    "documents",
    "codes",
    "units",
    "passages",
    "queries",
    "query versions",
    "edge passages",
    "networks",
    "fields",
]


class Rows(list[T]):
    """A list whose values a notebook shows in a table, the first fifty, and whose `frame()` is for pandas.

    `look` says how the values look, by name or as a function.
    """

    def __init__(self, values: Iterable[T] = (), look: Look | Callable[[Sequence[T]], Table] = "fields") -> None:
        super().__init__(values)
        self._look = look

    @overload
    def __getitem__(self, at: SupportsIndex) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> Rows[T]: ...

    def __getitem__(self, at: SupportsIndex | slice) -> T | Rows[T]:
        if isinstance(at, slice):
            return Rows(super().__getitem__(at), self._look)
        return super().__getitem__(at)

    def table(self) -> Table:
        """The values as a table."""
        return self._as_table(self)

    def _as_table(self, values: Sequence[T]) -> Table:
        if not isinstance(self._look, str):
            return self._look(values)
        from qualcode.model.tables import LOOKS

        return LOOKS[self._look](values)

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
