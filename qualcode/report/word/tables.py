"""Tables, row by row: a cell reached by its index makes python-docx count all cells before it."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.i18n import _, number
from qualcode.report.content import CountTable, Fact, Section
from qualcode.report.word import styles
from qualcode.report.word.elements import Element, element, one_line, paragraph, run

#: The width of the text on A4 with margins of 2.5 cm, in twentieths of a point.
TEXT_WIDTH = 9070
_NUMBER_WIDTH = 2000
_LABEL_WIDTH = 2600
#: A table of at most so many rows does not break across pages.
_KEPT_TOGETHER = 12
#: How many of its rows the total takes along when a longer one breaks.
_LAST_ROWS = 3


def counts(body: Element, section: Section) -> None:
    """A table per dimension: the code's own codings and, where they differ, those with the codes below."""
    columns = section.columns
    widths = [TEXT_WIDTH - len(columns) * _NUMBER_WIDTH, *[_NUMBER_WIDTH] * len(columns)]
    named = {"own": _("Segments"), "total": _("With subcodes")}
    for block in section.tables:
        table = _table(body, widths)
        heading = (block.heading, *(named[column] for column in columns))
        _row(table, heading, widths, header=True, bold=True, keep_next=True)
        loose = len(block.rows) - _LAST_ROWS if len(block.rows) > _KEPT_TOGETHER else 0
        for place, row in enumerate(block.rows):
            values = [number(getattr(row, column)) for column in columns]
            _row(table, (row.label, *values), widths, keep_next=place >= loose)
        totals = [number(sum(getattr(row, column) for row in block.rows)) for column in columns]
        _row(table, (_("Total"), *totals), widths, bold=True)
        # Without something between them, two tables are one.
        paragraph(body, styles.GAP)


def on_a_line(table: CountTable) -> str:
    """« entretien-1 (4) · notes-2 (2) », the codes below counted in."""
    # The count stays with the end of its name.
    return " · ".join(f"{row.label}\u00a0({number(row.total)})" for row in table.rows)


def facts(body: Element, lines: Sequence[Fact]) -> None:
    """Labels and values in two columns."""
    widths = [_LABEL_WIDTH, TEXT_WIDTH - _LABEL_WIDTH]
    table = _table(body, widths)
    for line in lines:
        indent = "\u2003" if line.level > 1 else ""
        row = element(table, "tr")
        _cell(row, indent + line.label, widths[0], styles.CELL, bold=line.level == 1)
        _cell(row, line.value, widths[1], styles.CELL)
    paragraph(body, styles.GAP)


def _table(body: Element, widths: Sequence[int]) -> Element:
    table = element(body, "tbl")
    properties = element(table, "tblPr")
    element(properties, "tblStyle", val=styles.COUNTS)
    element(properties, "tblW", w=str(sum(widths)), type="dxa")
    element(properties, "tblLayout", type="fixed")
    grid = element(table, "tblGrid")
    for width in widths:
        element(grid, "gridCol", w=str(width))
    return table


def _row(
    table: Element,
    values: Sequence[str],
    widths: Sequence[int],
    *,
    header: bool = False,
    bold: bool = False,
    keep_next: bool = False,
) -> None:
    row = element(table, "tr")
    properties = element(row, "trPr")
    element(properties, "cantSplit")
    if header:
        element(properties, "tblHeader")
    for place, (value, width) in enumerate(zip(values, widths, strict=True)):
        style = styles.NUMBER if place else styles.CELL
        text = _cell(row, value, width, style, bold=bold)
        if keep_next:
            element(text[0], "keepNext")


def _cell(row: Element, text: str, width: int, style: str, *, bold: bool = False) -> Element:
    cell = element(row, "tc")
    element(element(cell, "tcPr"), "tcW", w=str(width), type="dxa")
    made = paragraph(cell, style)
    run(made, one_line(text), styles.LABEL if bold else "")
    return made
