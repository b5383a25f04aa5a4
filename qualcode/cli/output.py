"""How commands print: rows as a table, JSON, JSON lines, CSV or Markdown. What comes from outside stays inert."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from qualcode.i18n import _, number
from qualcode.model.text import inert_cell

FORMATS = ("table", "json", "jsonl", "csv", "md")

#: What a terminal would obey, directions that would make a line read backwards, halves of characters.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

#: What looks like a path of codes.
_PATH = re.compile(r"\w/\w")

format_option = click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="table", show_default=True, help=_("How to print.")
)


def printable(text: object) -> str:
    """A text that a terminal shows and does not obey."""
    return _CONTROLS.sub("�", str(text))


def as_json(value: object, indent: int | None = None) -> str:
    """JSON that reads back as it was and shows nothing that `printable` would take out."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def as_xml(text: str) -> str:
    """XML with the same care: such characters are written as references, which read back as they were."""
    return _CONTROLS.sub(lambda found: f"&#x{ord(found[0]):x};", text)


def print_rows(
    rows: Iterable[Mapping[str, Any]], format_: str, columns: Sequence[str], shares: Mapping[str, float] | None = None
) -> None:
    """Print rows that all have these columns, see `formatted`; JSON lines appear one by one."""
    if format_ == "jsonl":
        for row in rows:
            click.echo(as_json(dict(row)))
        return
    text = formatted(rows, format_, columns, shares)
    # A file must hold what was said; a terminal must not obey it.
    click.echo(printable(text) if format_ == "csv" and sys.stdout.isatty() else text, nl=False)


def formatted(
    rows: Iterable[Mapping[str, Any]], format_: str, columns: Sequence[str], shares: Mapping[str, float] | None = None
) -> str:
    """Rows as a table, JSON, CSV or Markdown, with a line end.

    Programs read the columns under their own names, people under names in their language. `shares` caps columns of a
    table that is too wide at a share of the line, and leaves the rest to the others.
    """
    every = [dict(row) for row in rows]
    if format_ == "json":
        return as_json(every, indent=2) + "\n"
    if format_ == "csv":
        return _csv(every, columns)
    if format_ == "md":
        return _markdown(every, columns) + "\n"
    return _table(every, columns, shares or {}) + "\n"


def headings() -> dict[str, str]:
    """What columns are called above a table, in the user's language; others keep their name."""
    return {
        "name": _("name"),
        "kind": _("kind"),
        "words": _("words"),
        "turns": _("turns"),
        "speakers": _("speakers"),
        "speaker": _("speaker"),
        "document": _("document"),
        "documents": _("documents"),
        "documents_total": _("documents, subtree"),
        "code": _("code"),
        "codings": _("codings"),
        "codings_total": _("codings, subtree"),
        "level": _("level"),
        "quote": _("quote"),
        "coder": _("coder"),
        "memo": _("memo"),
        "value": _("value"),
        "segments": _("segments"),
        "created": _("created"),
        "action": _("action"),
        "detail": _("detail"),
        "state": _("state"),
        "changes": _("changes"),
        "source": _("source"),
        "target": _("target"),
        "count": _("count"),
        "unit": _("unit"),
        "measure": _("measure"),
        "minimum": _("minimum"),
        "query": _("query"),
        "nodes": _("nodes"),
        "edges": _("edges"),
        "stale": _("stale"),
        "attributes": _("attributes"),
        "cases": _("cases"),
        "encoding": _("encoding"),
    }


def _csv(rows: list[dict[str, Any]], columns: Sequence[str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([inert_cell(_flat(row.get(name))) for name in columns])
    return out.getvalue()


def _markdown(rows: list[dict[str, Any]], columns: Sequence[str]) -> str:
    def line(values: Iterable[object]) -> str:
        cells = (printable(value).replace("|", "\\|").replace("\n", " ") for value in values)
        return f"| {' | '.join(cells)} |"

    body = [line(_flat(row.get(name)) for name in columns) for row in rows]
    above = headings()
    return "\n".join([line(above.get(name, name) for name in columns), line("---" for _name in columns), *body])


def _table(rows: list[dict[str, Any]], columns: Sequence[str], shares: Mapping[str, float]) -> str:
    from rich.cells import cell_len

    if not rows:
        return _("Nothing found.")
    translated = headings()
    above = [translated.get(name, name) for name in columns]
    grid = [[_shown(row.get(name)) for name in columns] for row in rows]
    widths = [
        max(cell_len(text) for text in (name, *column))
        for name, column in zip(above, zip(*grid, strict=True), strict=True)
    ]
    room = shutil.get_terminal_size((120, 40)).columns
    if sum(widths) + 2 * (len(widths) - 1) > room:
        widths = [min(width, int(room * shares.get(name, 1))) for name, width in zip(columns, widths, strict=True)]
    widths = _fit(widths, room)
    lines = [above, ["─" * width for width in widths], *grid]
    return "\n".join(
        "  ".join(_cut(text, width) for text, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def _cut(text: str, width: int) -> str:
    """The text in exactly so many cells: cut at its end, a path in its middle, where it says least."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= width:
        return set_cell_size(text, width)
    if not _PATH.search(text):
        return set_cell_size(text, width - 1) + "…"
    head = set_cell_size(text, width // 3)
    tail = text[-(width - cell_len(head) - 1) :]
    return set_cell_size(f"{head}…{tail}", width)


def _fit(widths: list[int], room: int) -> list[int]:
    """Shrink the widest columns until the line fits the room."""
    widths = list(widths)
    while sum(widths) + 2 * (len(widths) - 1) > room and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    return widths


def _shown(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return "" if not value else "✓"
    if isinstance(value, int):
        return number(value)
    if isinstance(value, float):
        return number(value, 3)
    return printable(" ".join(str(_flat(value)).split()))


def _flat(value: object) -> object:
    if isinstance(value, Mapping):
        return "; ".join(f"{name}={item}" for name, item in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(str(item) for item in value)
    return "" if value is None else value
