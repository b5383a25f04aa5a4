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
    width = max(cell_len(line) for line, _figures in rows)
    about_units = explained.every is not None
    lines = [_about_units(explained) if about_units else _("Tree, and how many segments each part finds by itself:")]
    columns = list(zip(*(figures for _line, figures in rows), strict=True))
    if about_units:
        columns = [(_("units"), *columns[0]), (_("segments"), *columns[1])]
        rows.insert(0, ("", ("", "")))
    else:
        columns = columns[1:]
    aligned = [[f"{figure:>{max(map(len, column))}}" for figure in column] for column in columns]
    for (line, _figures), figures in zip(rows, zip(*aligned, strict=True), strict=True):
        lines.append(f"  {line}{' ' * (width - cell_len(line))}  {'  '.join(figures)}")
    if explained.asked == "passages":
        lines.append("\n" + _("Passages that these share: {count}").format(count=number(explained.answers)))
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


def _about_units(explained: Explained) -> str:
    """Above a question about units: what the figures are."""
    every = {
        "turn": _("Each part is asked of all {every} turns:"),
        "paragraph": _("Each part is asked of all {every} paragraphs:"),
        "sentence": _("Each part is asked of all {every} sentences:"),
        "speaker": _("Each part is asked of all {every} people:"),
        "document": _("Each part is asked of all {every} documents:"),
        "case": _("Each part is asked of all {every} cases:"),
    }[explained.asked]
    return every.format(every=number(explained.every or 0)) + " " + _("does it hold a segment such as this?")


def _rows(part: Part, first: str, others: str) -> Iterator[tuple[str, tuple[str, str]]]:
    units = "" if part.units is None else number(part.units)
    yield first + printable(part.text), (units, number(part.segments))
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
