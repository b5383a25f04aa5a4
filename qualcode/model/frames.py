"""Results as frames of pandas, which is an extra: `pip install 'qualcode[frames]'`.

Columns bear the keys of the table, in English. Whole numbers are `int64` (`Int64` where some are missing), shares and
other numbers `float64`, yes or no `bool`, moments `datetime64` in UTC, everything else text; several names stay a list.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

from qualcode.errors import MissingLibrary
from qualcode.i18n import _
from qualcode.model.fields import fields_table
from qualcode.model.rows import Rows, Tabular
from qualcode.model.table import Column, Table

if TYPE_CHECKING:
    import pandas


def frame(result: object) -> pandas.DataFrame:
    """A result of the facade as a frame of pandas: rows, a crosstab, a network, or any list of dataclasses.

    Raises MissingLibrary where there is no pandas, TypeError for what is no result.
    """
    if isinstance(result, Table):
        return _frame(result)
    if isinstance(result, (Rows, Tabular)):
        return result.frame()
    if isinstance(result, (list, tuple)) and all(dataclasses.is_dataclass(value) for value in result):
        return _frame(fields_table(result))
    raise TypeError(_("{name} is no result that can become a frame.").format(name=type(result).__name__))


def matrix(
    cells: Sequence[Sequence[int | None]], rows: tuple[str, Sequence[str]], columns: tuple[str, Sequence[str]]
) -> pandas.DataFrame:
    """A frame of whole numbers: rows and columns, each with what they are by and their labels. See `frame`."""
    library = load_pandas()
    kind = "Int64" if any(value is None for row in cells for value in row) else "int64"
    made: pandas.DataFrame = library.DataFrame(
        {at: library.Series([row[at] for row in cells], dtype=kind) for at in range(len(columns[1]))},
        index=range(len(rows[1])),
    )
    made.index = library.Index(rows[1], name=rows[0])
    made.columns = library.Index(columns[1], name=columns[0])
    return made


def load_pandas() -> ModuleType:
    """The library itself; raises MissingLibrary that says how to get it."""
    try:
        import pandas
    except ImportError as error:
        raise MissingLibrary(
            _("Frames need pandas, which is not installed."), _("Install it with: pip install 'qualcode[frames]'")
        ) from error
    return pandas


def _frame(table: Table) -> pandas.DataFrame:
    library = load_pandas()
    flat = table.spread()
    cells: Sequence[Sequence[object]] = list(zip(*flat.rows, strict=True)) or [()] * len(flat.columns)
    made: pandas.DataFrame = library.DataFrame(index=library.RangeIndex(len(cells[0]) if cells else 0))
    series = [_series(library, column, values) for column, values in zip(flat.columns, cells, strict=True)]
    if series:
        made = library.concat(series, axis=1)
        made.columns = library.Index([column.key for column in flat.columns])
    return made


def _series(library: Any, column: Column, values: Sequence[object]) -> Any:
    if column.kind in ("count", "number", "share") and any(isinstance(value, str) for value in values):
        # A count that was kept back is no number, and must not become one.
        return library.Series(list(values), dtype="object")
    if column.kind == "count":
        return library.Series(list(values), dtype="Int64" if None in values else "int64")
    if column.kind in ("number", "share"):
        return library.Series(list(values), dtype="float64")
    if column.kind == "flag":
        return library.Series(list(values), dtype="boolean" if None in values else "bool")
    if column.kind == "moment":
        return library.to_datetime(
            library.Series(list(values), dtype="str"), utc=True, errors="coerce", format="ISO8601"
        )
    if column.kind in ("names", "fields"):
        return library.Series([_list(value) for value in values], dtype="object")
    return library.Series(list(values), dtype="str")


def _list(value: object) -> object:
    return list(value) if isinstance(value, Iterable) and not isinstance(value, (str, dict)) else value
