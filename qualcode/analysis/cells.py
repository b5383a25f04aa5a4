"""Cells as text: what a spreadsheet puts on the clipboard, and the order in which people expect values to stand."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from qualcode.model.text import fold, inert_cell, plain_cell

_NUMBER = re.compile(r"([+-]?\d+(?:[.,]\d+)?)\s*(.*)")
_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_MONTH = re.compile(r"(\d{1,2})[/.](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?\b")
_RUN = re.compile(r"(\d+)")

#: What places a value among others: empty ones last, then what it is (date, number, words), then itself.
Key = tuple[int, tuple[float, ...], tuple[tuple[int, int, str], ...]]


def pasted(text: str) -> list[list[str]]:
    """The cells of a text that was copied from a spreadsheet, or line by line from anywhere.

    Tabs part cells, line ends lines; a cell in quotation marks may hold both, as spreadsheets write them. An empty line
    is an empty cell; the line end after the last line is none.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if re.search(r'(?:^|[\t\n])"', text) and text.count('"') % 2 == 0:
        rows = [row or [""] for row in csv.reader(io.StringIO(text, newline=""), delimiter="\t")]
    else:
        rows = [line.split("\t") for line in text.split("\n")]
    return [[plain_cell(cell) for cell in row] for row in rows]


def copied(rows: Iterable[Sequence[str]]) -> str:
    """Cells as text that a spreadsheet takes in as cells, none of them as a formula."""
    out = io.StringIO()
    # Only what would be read as several cells is quoted: a lone quotation mark is a mark.
    for row in rows:
        out.write("\t".join(_quoted(cell) for cell in row) + "\n")
    return out.getvalue().removesuffix("\n")


def sort_key(value: str) -> Key:
    """The place of a value: dates (2019-05, 12/03/2019) and numbers (12, 3,5 ans) by what they say, words by letter."""
    value = value.strip()
    if not value:
        return 3, (), ()
    for pattern, order in ((_ISO, (1, 2, 3)), (_DAY, (3, 2, 1)), (_MONTH, (2, 1))):
        found = pattern.fullmatch(value)
        if found:
            return 0, tuple(float(found[group] or 0) for group in order), ()
    found = _NUMBER.fullmatch(value)
    if found:
        return 1, (float(found[1].replace(",", ".")),), _natural(found[2])
    return 2, (), _natural(value)


def _natural(value: str) -> tuple[tuple[int, int, str], ...]:
    """`P2` before `P10`: runs of digits count as numbers."""
    parts = (part for part in _RUN.split(fold(value)) if part)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


def _quoted(cell: str) -> str:
    cell = str(inert_cell(cell))
    return '"' + cell.replace('"', '""') + '"' if re.search(r'[\t\n\r]|^"', cell) else cell
