"""Tables as text: csv and tsv for spreadsheets, JSON for programs, Markdown for pages.

What comes from outside stays inert: no cell is a formula, nothing becomes markup. Programs read the keys of the
columns, a page has their headings. Workbooks are in `workbook`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator

from qualcode.model.table import Table, cell, nothing, one_line, shown
from qualcode.model.text import inert_cell

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
#: Halves of characters: no file can hold them.
_HALVES = re.compile(r"[\ud800-\udfff]")
_UNFIT = re.compile(r"[\x00\ud800-\udfff]")


def delimited(table: Table, separator: str = ",") -> str:
    """A line of keys, then a line for each row. Cells that a spreadsheet would run are quoted with `'`.

    True and false are written so; nothing is an empty cell, like the empty text; NUL and halves of characters, which
    readers refuse, become �.
    """
    flat = table.reaching("data").spread()
    out = _Lines(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerow([_written(column.key) for column in flat.columns])
    writer.writerows([_written(cell(value)) for value in row] for row in flat.rows)
    return out.getvalue()


class _Lines(io.StringIO):
    """Rows end with a line feed; the writer is told otherwise, so that it quotes carriage returns within cells too."""

    def write(self, line: str) -> int:
        return super().write(line.removesuffix("\r\n") + "\n")


def _written(value: object) -> object:
    if isinstance(value, str):
        return inert_cell(_UNFIT.sub("�", value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def json_lines(table: Table) -> Iterator[str]:
    """An object on a line for each row; rows are made as they are asked for."""
    return (as_json(row) for row in table.reaching("data").as_dicts())


def as_json(value: object, indent: int | None = None) -> str:
    """JSON with the letters as they are; halves of characters are written as escapes, which read back."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _HALVES.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def markdown(tables: Iterable[Table]) -> str:
    """The tables below each other, each with its title if it has one and its notes; a line ends it."""
    blocks: list[str] = []
    for table in tables:
        page = table.reaching("page", people=True)
        blocks += [f"## {plain(page.title)}"] if page.title else []
        blocks.append(_markdown_rows(page))
        blocks += [plain(note) for note in page.notes]
    return "\n\n".join(blocks) + "\n"


def _markdown_rows(table: Table) -> str:
    if not table.columns:
        return nothing()
    kinds = [column.kind for column in table.columns]
    rules = ["---:" if kind in ("count", "number", "share") else "---" for kind in kinds]
    lines = [_line(plain(column.title) for column in table.columns), _line(rules)]
    lines += [_line(plain(shown(value, kind)) for value, kind in zip(row, kinds, strict=True)) for row in table.rows]
    return "\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def plain(text: str) -> str:
    """A text on one line in which nothing is markup for a reader of Markdown."""
    return _MARKUP.sub(r"\\\1", one_line(_CONTROLS.sub(" ", _HALVES.sub("�", text))))
