"""Coding files: who put which code on which words, as a table (.csv) or one JSON object per line (.jsonl).

Columns: `document`, `code`, and where: `quotation`, or `start` and `end` in code points, or both; `occurrence` says
which when the words stand several times; `coder`, `memo` and `weight` (0–100) may be empty. Other columns are ignored,
so a file that a query wrote can be read again.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.errors import ImportFailure
from qualcode.files import reason
from qualcode.i18n import _, ngettext
from qualcode.ingest.decode import decode
from qualcode.ingest.delimited import delimiter, long_cells
from qualcode.model.text import clean_line, clean_text, plain_cell

#: So many mistakes of a file are named; the rest is counted.
MISTAKES_SHOWN = 20
#: The digits of a number that can be a place in a text.
_LONGEST_NUMBER = 18
_NAMES = {"quote": "quotation", "citation": "quotation", "begin": "start"}


@dataclass(frozen=True, slots=True)
class CodingRow:
    """One line of a coding file; `line` counts from 1. `start`, `end` are code points, `occurrence` counts from 1."""

    line: int
    document: str
    code: str
    quotation: str = ""
    start: int | None = None
    end: int | None = None
    occurrence: int | None = None
    coder: str = ""
    memo: str = ""
    weight: int | None = None


def read_codings(path: Path) -> tuple[CodingRow, ...]:
    """The codings of a file, none of them checked against a project.

    Raises ImportFailure with the line of every row that lacks something or holds what is no number.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ImportFailure(
            _("{name}: the file cannot be opened ({error}).").format(name=path.name or path, error=reason(error))
        ) from error
    try:
        text = decode(data).text
    except ImportFailure as error:
        raise ImportFailure(f"{path.name}: {error.message}", error.hint) from error
    records = _lines(text, path.name) if path.suffix.lower() in (".jsonl", ".ndjson") else _table(text, path.name)
    rows: list[CodingRow] = []
    mistakes: list[str] = []
    for line, record in records:
        try:
            rows.append(_row(line, record))
        except _Mistake as mistake:
            mistakes.append(_("{name}, line {line}: {mistake}").format(name=path.name, line=line, mistake=mistake))
    if mistakes:
        raise ImportFailure(mistakes[0], others(mistakes))
    return tuple(rows)


def others(mistakes: Sequence[str]) -> str:
    """The mistakes of a file but the first, a line each; where they are many, the rest is counted."""
    shown = list(mistakes[1:MISTAKES_SHOWN])
    hidden = len(mistakes) - 1 - len(shown)
    if hidden:
        shown.append(ngettext("… and {n} more mistake.", "… and {n} more mistakes.", hidden).format(n=hidden))
    return "\n".join(shown)


class _Mistake(Exception):
    pass


def _table(text: str, name: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter(text))
    line = 1
    try:
        with long_cells():
            _check_columns(reader.fieldnames or (), name)
            for record in reader:
                # A cell may hold line ends, so a row begins one line after the end of the row before.
                yield line + 1, {key: value for key, value in record.items() if isinstance(key, str)}
                line = reader.line_num
    except csv.Error as error:
        raise ImportFailure(
            _("{name}, line {line}: {mistake}").format(name=name, line=reader.line_num, mistake=error)
        ) from None


def _check_columns(header: Sequence[str | None], name: str) -> None:
    """Raise ImportFailure, once and not for every line, when a column is missing."""
    found = [column.strip() for column in header if column]
    for column in ("document", "code"):
        if column not in (known.lower() for known in found):
            raise ImportFailure(
                _("{name}: the column “{column}” is missing.").format(name=name, column=column),
                _("Columns: {columns}").format(columns=", ".join(found)),
            )


def _lines(text: str, name: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        if not isinstance(record, dict):
            raise ImportFailure(
                _("{name}, line {line}: {mistake}").format(name=name, line=number, mistake=_("this is no JSON object."))
            )
        yield number, record


def _row(line: int, record: Mapping[str, object]) -> CodingRow:
    fields = {_NAMES.get(key.strip().lower(), key.strip().lower()): value for key, value in record.items()}
    document, code = plain_cell(_text(fields, "document")), plain_cell(_text(fields, "code"))
    for name, value in (("document", document), ("code", code)):
        if not value.strip():
            raise _Mistake(_("“{column}” is missing.").format(column=name))
    start, end = _number(fields, "start"), _number(fields, "end")
    quotation = _text(fields, "quotation")
    if not quotation.strip() and (start is None or end is None):
        raise _Mistake(_("there is neither a quotation nor a start and an end."))
    weight = _number(fields, "weight")
    if weight is not None and weight > 100:
        raise _Mistake(_("“{column}” must lie between 0 and 100.").format(column="weight"))
    return CodingRow(
        line=line,
        document=document.strip(),
        code=code.strip(),
        quotation=quotation,
        start=start,
        end=end,
        occurrence=_number(fields, "occurrence"),
        coder=clean_line(plain_cell(_text(fields, "coder"))),
        memo=clean_text(plain_cell(_text(fields, "memo"))),
        weight=weight,
    )


def _text(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    return "" if value is None else str(value)


def _number(fields: Mapping[str, object], name: str) -> int | None:
    written = _text(fields, name).strip()
    if not written:
        return None
    if not written.isdecimal() or len(written) > _LONGEST_NUMBER:
        raise _Mistake(_("“{column}” is no whole number: {value}").format(column=name, value=written))
    return int(written)
