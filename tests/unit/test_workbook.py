"""Workbooks: text stays text, numbers stay numbers, and what a spreadsheet cannot hold is said."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualcode.interchange import workbook
from qualcode.interchange.workbook import LONGEST, save, sheet_name
from qualcode.model.table import Column, Table
from tests.unit.test_table import HOSTILE

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def written(*tables: Table, facts: Any = ()) -> Any:
    """The workbook as openpyxl reads it."""
    target = io.BytesIO()
    save(target, tables, facts)
    return openpyxl.load_workbook(target)


def first_column(texts: list[str]) -> list[Any]:
    sheet = written(Table((Column("x"),), [(text,) for text in texts])).worksheets[0]
    return [row[0] for row in sheet.iter_rows(min_row=2)]


def test_a_table_is_a_sheet_with_a_head_that_stays() -> None:
    columns = (
        *(Column("code"), Column("segments", "count"), Column("share", "share"), Column("stale", "flag")),
        *(Column("created", "moment"), Column("cases", "names")),
    )
    rows = [("dirty work", 12, 0.25, True, "2026-11-22T07:11:17.760Z", ("a", "b")), ("x", None, None, False, "", ())]
    book = written(Table(columns, rows, "Grid: codes/cases"), facts=[("Project", "p"), ("Codings", 12)])
    assert book.sheetnames == ["Grid codes cases", "About"]
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert all(head.font.bold for head in sheet[1])
    assert [head.value for head in sheet[1]] == ["code", "segments", "share", "stale", "created", "cases"]
    assert [at.value for at in sheet[2]] == ["dirty work", 12, 0.25, True, "2026-11-22T07:11:17.760Z", "a; b"]
    assert [at.data_type for at in sheet[2]] == ["s", "n", "n", "b", "s", "s"]
    assert sheet["C2"].number_format == "0.0%"
    assert [at.value for at in sheet[3]] == ["x", None, None, False, None, None]
    assert [[at.value for at in row] for row in book["About"]] == [["About", "What"], ["Project", "p"], ["Codings", 12]]


def test_headings_and_the_last_sheet_speak_french(french: None) -> None:
    book = written(Table((Column("speaker"),), [("R",)]))
    assert book.worksheets[0]["A1"].value == "locuteur"


@pytest.mark.parametrize("styled", [True, False])
def test_hostile_texts_are_text(styled: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_LONG", 5_000 if styled else 0)
    hostile = [*HOSTILE, "=", "=1+1", "#N/A", "#REF!", "1e5", "2019-05-01", "TRUE"]
    cells = first_column(hostile)
    assert {at.data_type for at in cells} == {"s"}
    assert [at.value for at in cells] == [ILLEGAL.sub("�", text) for text in hostile]


def test_a_number_that_a_spreadsheet_would_round_is_text() -> None:
    sheet = written(Table((Column("n", "count"),), [(2**60,), (-5,)])).worksheets[0]
    assert [sheet["A2"].value, sheet["A3"].value] == [str(2**60), -5]


def test_what_does_not_fit_is_cut_and_replaced_and_said() -> None:
    long = Table((Column("x"),), [("a" * 40_000,), ("😀" * 20_000,), ("b" * LONGEST,), ("\0\x1b",)], notes=("A note.",))
    book = written(long)
    cut, cut_pairs, whole, replaced = (row[0].value for row in book.worksheets[0].iter_rows(min_row=2))
    assert len(cut) == LONGEST
    assert cut.endswith("a […]")
    assert len(cut_pairs.encode("utf-16-le")) // 2 <= LONGEST
    assert set(cut_pairs.removesuffix(" […]")) == {"😀"}
    assert (whole, replaced) == ("b" * LONGEST, "��")
    notes = [row[1].value for row in book["About"].iter_rows(min_row=2)]
    assert notes[0] == "A note."
    assert notes[1].startswith("2 texts are longer than a cell can hold")
    assert notes[2].startswith("1 cell held characters")


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 4)
    book = written(Table((Column("n", "count"),), ((n,) for n in range(7)), "Numbers"))
    assert book.sheetnames == ["Numbers", "Numbers (2)", "Numbers (3)", "About"]
    assert [row[0].value for name in book.sheetnames[:3] for row in book[name].iter_rows(min_row=2)] == list(range(7))
    assert "next sheet" in book["About"]["B2"].value


def test_rows_are_asked_for_as_they_are_written() -> None:
    alive = 0

    class Row(tuple[int, ...]):
        def __new__(cls, *values: int) -> Row:
            nonlocal alive
            alive += 1
            return super().__new__(cls, values)

        def __del__(self) -> None:
            nonlocal alive
            alive -= 1

    def rows() -> Iterator[Row]:
        for n in range(workbook._LONG * 3):
            assert alive <= workbook._LONG + 10
            yield Row(n)

    save(io.BytesIO(), [Table((Column("n", "count"),), rows())])


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("a[b]:c*d?e/f\\g", "a b c d e f g"),
        ("", "Table"),
        ("'quoted'", "quoted"),
        ("x" * 40, "x" * 31),
        ("\ud800\x00\x1b", "Table"),
        ("😀" * 20, "😀" * 15),
    ],
)
def test_sheets_have_names_that_a_spreadsheet_takes(title: str, name: str) -> None:
    assert sheet_name(title, []) == name
    again = sheet_name(title, [name.upper()])
    assert again != name
    assert again.endswith(" (2)")
    assert len(again.encode("utf-16-le")) // 2 <= 31


@given(st.lists(st.text(max_size=50), max_size=6))
@example(["History", "history", "HISTORY"])
def test_names_of_sheets_are_allowed_and_differ(titles: list[str]) -> None:
    taken: list[str] = []
    for title in titles:
        name = sheet_name(title, taken)
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.casefold() not in {other.casefold() for other in taken}
        assert name.casefold() != "history"
        taken.append(name)


@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
@example(["_x000D_", "a\r\nb", " x ", "\ufffe"])
def test_what_is_written_is_read_again(texts: list[str]) -> None:
    found = [at.value for at in first_column(texts)]
    assert found == [_as_read(text) for text in texts]


def _as_read(text: str) -> str | None:
    """What a spreadsheet makes of a text: line ends are \\n, what it cannot hold is �, nothing is the empty text."""
    escaped = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", ILLEGAL.sub("�", text))
    return escaped or None


def test_no_sheet_holds_a_formula(tmp_path: Path) -> None:
    save(tmp_path / "t.xlsx", [Table((Column("x"), Column("n", "count")), [(text, 1) for text in HOSTILE])])
    with zipfile.ZipFile(tmp_path / "t.xlsx") as parts:
        xml = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f" not in xml
    assert xml.count('t="inlineStr"') == len(HOSTILE) + 2


def test_an_office_shows_the_texts_and_runs_none(tmp_path: Path) -> None:
    texts = ["=1+1", "+1", "@SUM(A1)", '=cmd|"/c calc"!A1', "#N/A", "_x000D_", "001", "1e5"]
    save(tmp_path / "t.xlsx", [Table((Column("x"),), [(text,) for text in texts])])
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("there is no LibreOffice on this machine")
    command = [office, f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "csv"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "t.xlsx"], capture_output=True, check=True, timeout=120)
    if not (tmp_path / "t.csv").exists():
        pytest.skip("the LibreOffice of this machine has no spreadsheet")
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as stream:
        assert [row[0] for row in csv.reader(stream)] == ["x", *texts]
