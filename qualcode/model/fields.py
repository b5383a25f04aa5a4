"""Any list of dataclasses as a table: a column for each field, of the kind that its values are."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qualcode.model.table import Column, Kind, Table


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
