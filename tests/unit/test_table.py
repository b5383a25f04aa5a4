"""Tables as text: what is written is read again, and nothing in a cell is obeyed."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualcode.interchange.tabular import delimited, json_lines, markdown
from qualcode.model.table import Column, Table, cell, shown
from qualcode.model.text import plain_cell

COLUMNS = (
    Column("code"),
    Column("segments", "count"),
    Column("share", "share"),
    Column("created", "moment", "data"),
    Column("attributes", "fields", "data", names=("role", "code")),
)
ROWS = [
    ("dirty work", 1234, 0.255, "2026-11-22T07:11:17.760Z", {"role": "AS", "code": "=1+1"}),
    ("a|b", None, None, "", {}),
]


def read(text: str, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def test_csv_has_keys_raw_numbers_and_a_column_for_each_attribute() -> None:
    assert read(delimited(Table(COLUMNS, ROWS))) == [
        ["code", "segments", "share", "created", "role", "attribute code"],
        ["dirty work", "1234", "0.255", "2026-11-22T07:11:17.760Z", "AS", "'=1+1"],
        ["a|b", "", "", "", "", ""],
    ]


def test_tsv_is_parted_by_tabs() -> None:
    assert delimited(Table((Column("a"), Column("b")), [("x\ty", 1)]), "\t") == 'a\tb\n"x\ty"\t1\n'


def test_json_keeps_everything_under_its_key() -> None:
    (first, second) = map(json.loads, json_lines(Table(COLUMNS, ROWS)))
    assert first["attributes"] == {"role": "AS", "code": "=1+1"}
    assert second["segments"] is None
    assert json.loads(next(json_lines(Table((Column("p", "number"),), [(float("nan"),)])))) == {"p": None}


def test_a_page_has_headings_and_people_read_numbers_in_their_language(french: None) -> None:
    lines = markdown([Table(COLUMNS, ROWS, notes=("Une *note*.",))]).splitlines()
    assert lines[0].startswith("| code | ")
    assert lines[1] == "| --- | ---: | ---: |"
    assert lines[2:] == ["| dirty work | 1\u202f234 | 25,5\u00a0% |", r"| a\|b |  |  |", "", r"Une \*note\*."]


def test_people_have_an_order_of_their_own() -> None:
    table = Table((Column("start", "count", "data"), Column("quote"), Column("who")), [(1, "q", "w")], order=("who",))
    assert markdown([table]).splitlines()[2] == "| w | q |"
    assert read(delimited(table))[0] == ["start", "quote", "who"]


def test_an_attribute_that_is_called_like_two_columns_keeps_its_own() -> None:
    table = Table(
        (Column("code"), Column("attribute code"), Column("attributes", "fields", names=("code",))),
        [("x", "y", {"code": "z"})],
    )
    assert read(delimited(table)) == [["code", "attribute code", "attribute attribute code"], ["x", "y", "z"]]


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        (True, "flag", "✓"),
        (False, "flag", ""),
        (None, "count", ""),
        (float("inf"), "number", ""),
        (0.5, "share", "50.0%"),
        (2.0, "number", "2.000"),
        (1, "number", "1.000"),
        (1234, "count", "1,234"),
        (1e-9, "number", "<0.001"),
        (0.0, "number", "0.000"),
        ("<3", "count", "<3"),
        (("a", "b"), "names", "a; b"),
        ({"site": "MDS"}, "fields", "site=MDS"),
    ],
)
def test_values_are_said(value: object, kind: str, said: str) -> None:
    assert shown(value, kind) == said  # type: ignore[arg-type]  # the kinds are listed above


HOSTILE = (
    '=cmd|"/c calc"!A1',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r\n=1",
    "'=1",
    "''@x",
    "a\nb",
    'with "quotes", and commas',
    "\u202etxt.exe",
    "[/bold]",
    "<script>alert(1)</script>",
    "\x1b[31m",
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_cell_is_a_formula_and_what_was_written_is_read(hostile: str) -> None:
    _head, (written, number) = read(delimited(Table((Column("x"), Column("n", "count")), [(hostile, -1)])))
    assert written[:1] not in ("=", "+", "-", "@", "\t", "\r")
    assert (plain_cell(written), number) == (hostile, "-1")


@given(st.lists(st.tuples(st.text(), st.integers() | st.none()), max_size=8), st.sampled_from([",", "\t"]))
@example([("\0", 1), ("\ud800", None)], ",")
def test_what_is_written_is_read_again(rows: list[tuple[str, int | None]], separator: str) -> None:
    text = delimited(Table((Column("x"), Column("n", "count")), rows), separator)
    text.encode()
    _head, *found = read(text, separator)
    assert [(plain_cell(x), n) for x, n in found] == [
        ("".join("�" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in x), "" if n is None else str(n))
        for x, n in rows
    ]


@given(st.text())
def test_json_reads_back_as_it_was(text: str) -> None:
    (line,) = json_lines(Table((Column("x"),), [(text,)]))
    line.encode()
    assert json.loads(line) == {"x": text}


@given(st.text(), st.text())
@example("<b>*x*</b> [y](javascript:z) `a` $b$ \\| |", "![i](u)")
def test_markdown_stays_a_row_of_two_cells_without_markup(one: str, other: str) -> None:
    page = markdown([Table((Column("a"), Column("b")), [(one, other)])])
    page.encode()
    head, rule, row, end = page.split("\n")
    assert (head, rule, end) == ("| a | b |", "| --- | --- |", "")
    unescaped = row.replace("\\\\", "").replace("\\|", "")
    assert unescaped.count("|") == 3
    for sign in "`*_[]<>#~!&$":
        assert sign not in row.replace("\\\\", "").replace(f"\\{sign}", "")


def test_cells_of_files() -> None:
    assert [cell(value) for value in (None, True, 3, 0.5, float("nan"), ("a", 1), {"a": (1, 2)})] == [
        *(None, True, 3, 0.5, None, "a; 1", "a=1; 2")
    ]
