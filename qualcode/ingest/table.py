"""A table of answers (.csv): a document per row that holds open text, a case per respondent.

Closed columns become attributes of both. Without a plan the columns say what they are: text when their filled cells
are long, identifier by name or because no value comes twice, attribute otherwise.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.errors import ImportFailure, UnknownName
from qualcode.i18n import _, ngettext
from qualcode.ingest import paragraphs
from qualcode.ingest.decode import decode
from qualcode.ingest.delimited import delimiter, is_coding_header, long_cells
from qualcode.ingest.manuscript import Material, Reading, RowPlan
from qualcode.ingest.normalise import normalise
from qualcode.model.document import Case, Draft, Speaker, Turn
from qualcode.model.text import clean_line, fold

_TEXT_LENGTH = 40
_IDENTIFIERS = ("id", "n°", "no", "n", "num", "numero", "identifiant", "code", "repondant", "id repondant", "numero id")


@dataclass(frozen=True, slots=True)
class _Table:
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    warnings: tuple[str, ...] = ()

    def column(self, index: int) -> list[str]:
        return [row[index] for row in self.rows if row[index]]


@dataclass(frozen=True, slots=True)
class _Columns:
    id: int | None
    text: tuple[int, ...]
    closed: tuple[int, ...]


def read(material: Material) -> Reading:
    """The respondents in a table; raises ImportFailure when it has no header or no row, UnknownName for a column."""
    decoded = decode(material.data)
    table = _parse(normalise(decoded.text).text)
    if is_coding_header(",".join(table.header)):
        raise ImportFailure(_("this table holds codings, not answers."))
    columns = _chosen(table, material.rows) if material.rows else _guessed(table)
    source = material.source(decoded.encoding)
    drafts: list[Draft] = []
    cases: list[Case] = []
    for name, row in zip(_names(table, columns, material.stem), table.rows, strict=True):
        attributes = {table.header[i]: row[i] for i in columns.closed if row[i]}
        cases.append(Case(0, name, "person", attributes))
        text, styles = _answers(table, columns, row)
        own = name.rpartition("/")[2]
        if text:
            drafts.append(
                Draft(
                    name=name,
                    kind=material.kind or "questionnaire",
                    text=text,
                    paragraphs=paragraphs.split(text, styles),
                    turns=_turns(styles, own),
                    speakers=(Speaker(own, own, case=name),),
                    attributes=attributes,
                    cases=(name,),
                    source=source,
                )
            )
    warnings = (*decoded.warnings, *table.warnings)
    if not drafts:
        warnings += (_("No column holds open answers: the rows are kept as cases only."),)
    return Reading(tuple(drafts), tuple(cases), decoded.encoding, warnings)


def _parse(text: str) -> _Table:
    text = re.sub(r"\Asep=.\n", "", text)
    separator = delimiter(text)
    try:
        with long_cells():
            records = [record for record in csv.reader(io.StringIO(text), delimiter=separator) if any(record)]
    except csv.Error as error:
        raise ImportFailure(_("the table cannot be read ({error}).").format(error=error)) from None
    if len(records) < 2 or len(records[0]) < 2:
        raise ImportFailure(_("this is no table with a line of column names and at least one row."))
    return _squared(records)


def _squared(records: Sequence[Sequence[str]]) -> _Table:
    """Every row as wide as the widest, so that no cell is lost; columns without a name get one."""
    width = max(len(record) for record in records)
    header: list[str] = []
    for i in range(width):
        name = " ".join(records[0][i].split()) if i < len(records[0]) else ""
        name = name or _("column {number}").format(number=i + 1)
        same = sum(1 for other in header if other == name or re.fullmatch(re.escape(name) + r" \(\d+\)", other))
        header.append(f"{name} ({same + 1})" if same else name)
    uneven = sum(1 for record in records[1:] if len(record) > len(records[0]))
    rows = [tuple(cell.strip() for cell in record) + ("",) * (width - len(record)) for record in records[1:]]
    warning = ngettext(
        "{count} row has more cells than the first line has names.",
        "{count} rows have more cells than the first line has names.",
        uneven,
    ).format(count=uneven)
    return _Table(tuple(header), tuple(rows), (warning,) if uneven else ())


def _chosen(table: _Table, plan: RowPlan) -> _Columns:
    identifier = _index(table, plan.id) if plan.id else None
    guessed = _guessed(table)
    text = tuple(_index(table, name) for name in plan.text) if plan.text else guessed.text
    if plan.attributes is None:
        closed = tuple(i for i in range(len(table.header)) if i not in text and i != identifier)
    else:
        closed = tuple(_index(table, name) for name in plan.attributes)
    return _Columns(identifier if plan.id else guessed.id, text, closed)


def _index(table: _Table, name: str) -> int:
    if name in table.header:
        return table.header.index(name)
    near = [i for i, column in enumerate(table.header) if fold(column) == fold(name)]
    if len(near) == 1:
        return near[0]
    raise UnknownName(
        _("There is no column “{name}”.").format(name=name),
        _("Columns: {columns}").format(columns=", ".join(table.header)),
    )


def _guessed(table: _Table) -> _Columns:
    text = tuple(i for i in range(len(table.header)) if _mean_length(table.column(i)) > _TEXT_LENGTH)
    others = [i for i in range(len(table.header)) if i not in text]
    identifier = next((i for i in others if fold(table.header[i]) in _IDENTIFIERS and _unique(table, i)), None)
    if identifier is None:
        identifier = next((i for i in others if _unique(table, i)), None)
    return _Columns(identifier, text, tuple(i for i in others if i != identifier))


def _mean_length(cells: Sequence[str]) -> float:
    return sum(len(cell) for cell in cells) / len(cells) if cells else 0.0


def _unique(table: _Table, index: int) -> bool:
    cells = table.column(index)
    return len(cells) == len(table.rows) == len(set(cells))


def _names(table: _Table, columns: _Columns, stem: str) -> list[str]:
    """`stem/ID` for every row, the row's number standing in for an empty identifier, none twice."""
    names: list[str] = []
    used: set[str] = set()
    for number, row in enumerate(table.rows, start=1):
        own = clean_line(row[columns.id] if columns.id is not None else "") or str(number)
        name, again = f"{stem}/{own}", 2
        while name in used:
            name, again = f"{stem}/{own} ({again})", again + 1
        used.add(name)
        names.append(name)
    return names


def _answers(table: _Table, columns: _Columns, row: Sequence[str]) -> tuple[str, list[tuple[int, int, str]]]:
    """The open answers of a row, each under its question when the table asks several."""
    parts: list[str] = []
    styles: list[tuple[int, int, str]] = []
    length = 0
    for index in columns.text:
        if not row[index]:
            continue
        if parts:
            parts.append("\n\n")
            length += 2
        if len(columns.text) > 1:
            title = table.header[index]
            styles.append((length, length + len(title), "heading"))
            parts.append(title + "\n")
            length += len(title) + 1
        styles.append((length, length + len(row[index]), "body"))
        parts.append(row[index])
        length += len(row[index])
    return "".join(parts), styles


def _turns(styles: Sequence[tuple[int, int, str]], respondent: str) -> tuple[Turn, ...]:
    """An answer is a turn of its respondent; the question above it stands where a transcript has the label."""
    found = []
    question: int | None = None
    for start, end, style in styles:
        if style == "heading":
            question = start
            continue
        found.append(Turn(start if question is None else question, end, start, respondent))
        question = None
    return tuple(found)
