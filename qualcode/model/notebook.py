"""How results look in a notebook and in the interpreter: a plain table that goes with any theme, and a short line.

Everything from outside is escaped; there are no scripts, no links, no colours of our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice
from typing import Any

from qualcode.i18n import ngettext, number
from qualcode.model.table import NUMBERS, Kind, Table, nothing, shown

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LONGEST = 400
_NUMERIC = ' style="text-align: right"'
_WORDS = ' style="text-align: left"'
#: How many values the interpreter shows, each cut at so many characters.
_VALUES, _VALUE = 3, 160


def html(table: Table, most: int = 50, total: int | None = None) -> str:
    """A table for a notebook with at most so many rows; `total` is how many there are when not all were given."""
    page = table.reaching("page", people=True)
    rows = iter(page.rows)
    body = [_row(row, [column.kind for column in page.columns]) for row in islice(rows, most)]
    every = len(body) + sum(1 for _left in rows) if total is None else total
    if not body:
        return f"<p>{safe(nothing())}</p>"
    heads = "".join(
        f"<th{_NUMERIC if column.kind in NUMBERS else _WORDS}>{safe(column.title)}</th>" for column in page.columns
    )
    caption = f"<caption>{safe(page.title)}</caption>" if page.title else ""
    notes = [*page.notes, *([more(every - len(body))] if every > len(body) else [])]
    return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{''.join(body)}</tbody></table>" + "".join(
        f"<p>{safe(note)}</p>" for note in notes
    )


def more(n: int) -> str:
    """How many rows are left out."""
    return ngettext("… and {n} more", "… and {n} more", n).format(n=number(n))


def facts(lines: Iterable[tuple[str, object]], title: str = "") -> str:
    """A small table of labels and values for a notebook."""
    caption = f"<caption>{safe(title)}</caption>" if title else ""
    rows = "".join(
        f"<tr><th{_WORDS}>{safe(label)}</th><td{_WORDS}>{safe(shown(value))}</td></tr>" for label, value in lines
    )
    return f"<table>{caption}<tbody>{rows}</tbody></table>"


def safe(text: str) -> str:
    """A text that a browser shows and does not obey; a very long one is cut."""
    kept = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return escape(_CONTROLS.sub("�", kept)).replace("\n", "<br>")


def short(values: Sequence[Any]) -> str:
    """A list for the interpreter: its first values, each on a line that is cut, and how many more there are."""
    first = [_cut(repr(value)) for value in values[:_VALUES]]
    if len(values) <= 1:
        return f"[{''.join(first)}]"
    left = [more(len(values) - len(first))] if len(values) > len(first) else []
    return "[" + ",\n ".join([*first, *left]) + "]"


def _row(row: Sequence[object], kinds: Sequence[Kind]) -> str:
    cells = (
        f"<td{_NUMERIC if kind in NUMBERS else _WORDS}>{safe(shown(value, kind))}</td>"
        for value, kind in zip(row, kinds, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"


def _cut(text: str) -> str:
    line = _CONTROLS.sub("�", " ".join(text.split()))
    return line if len(line) <= _VALUE else line[: _VALUE - 1] + "…"
