"""The history of a study for its method section: a table for a spreadsheet, a page in Markdown, oldest action first.

What comes from outside stays inert: no cell is a formula, no name becomes markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qualcode.i18n import _
from qualcode.interchange.tabular import delimited
from qualcode.model.table import Column, Table

#: The columns of the table, the same as those of `qualcode log`.
COLUMNS = (
    *(Column("id", "count"), Column("created", "moment"), Column("action"), Column("detail"), Column("coder")),
    *(Column("state"), Column("changes", "count")),
)

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Counts:
    """A small table that says how often each thing was done: its heading, then name and number."""

    heading: str
    rows: Sequence[tuple[str, str]]


def log_table(rows: Iterable[Mapping[str, Any]]) -> Table:
    """Actions, as mappings with these columns, as a table."""
    return Table(COLUMNS, (tuple(row[column.key] for column in COLUMNS) for row in rows), _("History"))


def as_table(rows: Iterable[Mapping[str, Any]]) -> str:
    """Comma-separated values with a line of names."""
    return delimited(log_table(rows))


def as_markdown(
    title: str, about: Sequence[str], counts: Sequence[Counts], headings: Sequence[str], rows: Iterable[Sequence[str]]
) -> str:
    """A page: title, some lines on what it covers, counts, then a table with an action on each line."""
    blocks = [f"# {_plain(title)}", *(_plain(line) for line in about if line)]
    for count in counts:
        blocks.append("\n".join(_table([count.heading, "n"], count.rows)))
    blocks.append("\n".join(_table(headings, rows)))
    return "\n\n".join(blocks) + "\n"


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    rule = "|" + "|".join(" --- " for _heading in headings) + "|"
    return [_line(headings), rule, *map(_line, rows)]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_plain(cell) for cell in cells) + " |"


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(_CONTROLS.sub(" ", text).split()))
