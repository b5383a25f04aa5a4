"""Tables as a workbook for spreadsheets: a sheet for each table, and one that says where the figures come from.

Text is text: no cell is a formula, whatever it begins with. Rows are written as they come, so a hundred thousand
segments take no more memory than one. A spreadsheet cannot hold everything: control characters become �, texts beyond
32,767 characters are cut and end with […], and rows beyond 1,048,575 go to a further sheet; the last sheet says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from qualcode.i18n import _, ngettext, number
from qualcode.model.table import Column, Kind, Table, cell, shown

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook

#: What a cell and a sheet can hold, by the format.
LONGEST = 32_767
MOST_ROWS = 1_048_576
_CUT = " […]"
_NAME_LENGTH = 31
#: What no cell can hold: XML has no way to write it.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
#: What a reader would take for the number of a character.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_UNFIT_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
_FORMATS: Mapping[Kind, str] = {"share": "0.0%", "count": "#,##0", "number": "#,##0.000"}
#: Beyond this a spreadsheet would round a whole number.
_EXACT = 10**15
#: Widths in characters, judged by so many rows; columns as wide as can be break their lines.
_JUDGED, _NARROW, _WIDE = 200, 8, 60
#: Lists longer than this have no breaks and no separators of thousands: that is half the time to write and to open.
_LONG = 5_000
#: What openpyxl would take for a formula or an error.
_GUESSED = ("=", "#")

#: What the last sheet says: a label and a text or number.
Facts = Sequence[tuple[str, object]]


@dataclass
class _Losses:
    """What the format could not hold."""

    cut: int = 0
    replaced: int = 0
    sheets: int = 0


@dataclass
class _Sheet:
    """One sheet while it is written: a cell for each column, filled again for every row."""

    cells: list[Cell]
    losses: _Losses

    def filled(self, row: Sequence[object]) -> list[Any]:
        """The values of a row, in cells where they have a style or might be taken for what they are not."""
        return [self._filled(at, cell(value)) for at, value in zip(self.cells, row, strict=True)]

    def _filled(self, at: Cell, value: str | int | float | bool | None) -> Any:
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= _EXACT:
            value = str(value)
        text = isinstance(value, str)
        if isinstance(value, str):
            value = self.fit(value)
            text = at.has_style or value.startswith(_GUESSED)
        if not text and not at.has_style:
            return value
        at.value = value
        if text:
            # Said after the value, from which openpyxl would guess.
            at.data_type = "s"
        return at

    def fit(self, text: str) -> str:
        """A text as a cell can hold it; what is lost is counted."""
        if not text.isprintable():
            fitting = _UNFIT.sub("�", text)
            self.losses.replaced += fitting != text
            text = fitting
        text = _ESCAPE.sub("_x005F_", text)
        if len(text) * 2 > LONGEST and len(text.encode("utf-16-le")) > 2 * LONGEST:
            self.losses.cut += 1
            kept = text.encode("utf-16-le")[: 2 * (LONGEST - len(_CUT))]
            text = kept.decode("utf-16-le", "ignore") + _CUT
        return text


def save(target: Path | IO[bytes], tables: Iterable[Table], facts: Facts = ()) -> None:
    """Write a workbook with a sheet for each table and, last, one with the facts, the notes and what was lost.

    A path is written to as it stands; give one of `files.replacing`. It gets the whole at once: a zip archive that
    cannot be ended on a full disk would complain once more when nobody listens.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    whole = BytesIO()
    try:
        _fill_book(book, tables, facts)
        book.save(whole)
    finally:
        # A sheet that is left open when writing fails would complain much later, where nobody listens.
        for sheet in book.worksheets:
            if not getattr(sheet, "closed", True):
                with suppress(Exception):
                    sheet.close()
    if isinstance(target, Path):
        target.write_bytes(whole.getbuffer())
    else:
        target.write(whole.getbuffer())


def _fill_book(book: Workbook, tables: Iterable[Table], facts: Facts) -> None:
    losses = _Losses()
    notes: list[str] = []
    for table in tables:
        notes += table.notes
        _write_table(book, table.reaching("data", people=True).spread(), losses)
    lines = [*facts, *((_("Note"), note) for note in (*dict.fromkeys(notes), *_said(losses)))]
    rows = [(label, value if isinstance(value, int) else shown(value)) for label, value in lines]
    _write_table(
        book, Table((Column("about", heading=_("About")), Column("what", heading=_("What"))), rows, _("About")), losses
    )


def sheet_name(title: str, taken: Iterable[str]) -> str:
    """A name that a sheet can have, unlike the names taken (case aside): 31 characters without `[]:*?/\\`."""
    names = {name.casefold() for name in taken}
    clean = " ".join(_UNFIT_IN_NAME.sub(" ", title).split()).strip("' ") or _("Table")
    # Excel keeps this name for itself.
    names |= {"history"}
    for n in range(1, len(names) + 2):
        end = f" ({n})" if n > 1 else ""
        name = _units(clean, _NAME_LENGTH - len(end)) + end
        if name.casefold() not in names:
            return name
    raise AssertionError("one more name than there are sheets")


def _units(text: str, most: int) -> str:
    """The text cut to so many units of UTF-16, which is what spreadsheets count in."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore").strip()


def _write_table(book: Workbook, table: Table, losses: _Losses) -> None:
    rows = iter(table.rows)
    first = list(islice(rows, _LONG))
    judged = first[:_JUDGED]
    widths = [_width(column, (row[i] for row in judged)) for i, column in enumerate(table.columns)]
    everything = chain(first, rows)
    styled = len(first) < _LONG
    _write_sheet(book, table, islice(everything, MOST_ROWS - 1), widths, styled, losses)
    while (more := next(everything, None)) is not None:
        losses.sheets += 1
        _write_sheet(book, table, chain((more,), islice(everything, MOST_ROWS - 2)), widths, styled, losses)


def _write_sheet(
    book: Workbook,
    table: Table,
    rows: Iterable[Sequence[object]],
    widths: Sequence[float],
    styled: bool,
    losses: _Losses,
) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet: Any = book.create_sheet(sheet_name(table.title or _("Table"), book.sheetnames))
    sheet.freeze_panes = "A2"
    for i, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(i)].width = width
    above = _Sheet([WriteOnlyCell(sheet) for _column in table.columns], losses)
    for head in above.cells:
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    sheet.append(above.filled([column.title for column in table.columns]))
    below = _Sheet([WriteOnlyCell(sheet) for _column in table.columns], losses)
    for at, column, width in zip(below.cells, table.columns, widths, strict=True):
        if styled:
            at.alignment = Alignment(wrap_text=width >= _WIDE, vertical="top")
        if styled or column.kind == "share":
            at.number_format = _FORMATS.get(column.kind, "General")
    for row in rows:
        sheet.append(below.filled(row))


def _width(column: Column, values: Iterator[object]) -> float:
    longest = max((max(map(len, shown(value, column.kind).split("\n"))) for value in values), default=0)
    return min(max(longest, len(column.title), _NARROW) + 2, _WIDE)


def _said(losses: _Losses) -> Iterator[str]:
    if losses.cut:
        yield ngettext(
            "{n} text is longer than a cell can hold (32,767 characters) and ends with […].",
            "{n} texts are longer than a cell can hold (32,767 characters) and end with […].",
            losses.cut,
        ).format(n=number(losses.cut))
    if losses.replaced:
        yield ngettext(
            "{n} cell held characters that a spreadsheet cannot; they are shown as �.",
            "{n} cells held characters that a spreadsheet cannot; they are shown as �.",
            losses.replaced,
        ).format(n=number(losses.replaced))
    if losses.sheets:
        yield _("There are more rows than a sheet can hold; they go on in the next sheet.")
