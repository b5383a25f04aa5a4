"""What `qualcode query --explain` prints: the tree with what each part finds, the SQL, its parameters."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Iterator

from rich.cells import cell_len

from qualcode.cli.output import printable
from qualcode.i18n import _, ngettext, number
from qualcode.model.explained import Explained, Part

#: As much of a parameter as is shown; a list of ids can hold them all.
_SHOWN = 60


def explanation(explained: Explained) -> str:
    """The text of it, for a person to read."""
    rows = list(_rows(explained.tree, "", ""))
    width = max(cell_len(line) for line, _count in rows)
    figures = [number(count) for _line, count in rows]
    lines = [_("Tree, and how many segments each part finds by itself:")]
    for (line, _count), figure in zip(rows, figures, strict=True):
        lines.append(f"  {line}{' ' * (width - cell_len(line))}  {figure:>{max(map(len, figures))}}")
    lines.append("\nSQL:")
    # Every value is bound: there is no string in the SQL whose spaces would count.
    sql = " ".join(explained.sql.split())
    lines += [f"  {line}" for line in textwrap.wrap(sql, _room() - 2, break_long_words=False, break_on_hyphens=False)]
    if explained.params:
        lines.append("\n" + _("Parameters:"))
        lines += [f"  {place}. {printable(_shown(value))}" for place, value in enumerate(explained.params, 1)]
    return "\n".join(lines) + "\n"


def _room() -> int:
    return max(40, shutil.get_terminal_size((100, 40)).columns)


def _rows(part: Part, first: str, others: str) -> Iterator[tuple[str, int]]:
    yield first + printable(part.text), part.segments
    for below in part.parts:
        last = below is part.parts[-1]
        yield from _rows(below, others + ("└ " if last else "├ "), others + ("  " if last else "│ "))


def _shown(value: int | str) -> str:
    if not isinstance(value, str):
        return str(value)
    if len(value) <= _SHOWN:
        return "'" + value.replace("'", "''") + "'"
    if value.startswith("[") and re.fullmatch(r"[\[\]\d, ]+", value):
        count = value.count(",") + 1
        return f"'{value[:_SHOWN]}…' " + ngettext("({count} id)", "({count} ids)", count).format(count=number(count))
    return f"'{value[:_SHOWN]}…'"
