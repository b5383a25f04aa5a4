"""Coding files, row by row, with the line of every mistake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualcode.errors import ImportFailure
from qualcode.ingest import CodingRow, read_codings


def write(tmp_path: Path, name: str, content: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table(tmp_path: Path, separator: str) -> None:
    lines = [
        "document,quotation,code,coder,memo,occurrence,weight",
        'd1,"Oui\nnon",a/b,Camille,un mémo,2,50',
        "d2,Ben,c,,,,",
    ]
    path = write(tmp_path, "c.csv", "\r\n".join(lines).replace(",", separator))
    assert read_codings(path) == (
        CodingRow(2, "d1", "a/b", "Oui\nnon", occurrence=2, coder="Camille", memo="un mémo", weight=50),
        CodingRow(4, "d2", "c", "Ben"),
    )


def test_json_lines_as_a_query_writes_them(tmp_path: Path) -> None:
    segment = {
        "document": "d1",
        "kind": "entretien",
        "start": 3,
        "end": 9,
        "quote": "Voilà.",
        "code": "a",
        "attributes": {},
    }
    path = write(tmp_path, "c.jsonl", "\n" + json.dumps(segment, ensure_ascii=False) + "\n\n")
    assert read_codings(path) == (CodingRow(2, "d1", "a", "Voilà.", 3, 9),)


def test_every_mistake_is_named_with_its_line(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "c.csv",
        "document,code,quotation,start,end,weight\n,a,x,,,\nd,,x,,,\nd,a,,,,\nd,a,,1,,\nd,a,,x,2,\nd,a,x,,,101\nd,a,x,,,\n",
    )
    with pytest.raises(ImportFailure) as caught:
        read_codings(path)
    said = str(caught.value).splitlines()
    assert [line.split(":")[0] for line in said] == [f"c.csv, line {n}" for n in range(2, 8)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("c.csv", b""),
        ("c.csv", bytes(300)),
        ("c.jsonl", b"{"),
        ("c.jsonl", b"[1]"),
        ("c.jsonl", b"[" * 100_000),
        ("c.csv", b"un titre\nune ligne\n"),
    ],
)
def test_broken_files_are_named(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(ImportFailure, match=name):
        read_codings(write(tmp_path, name, content))


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ImportFailure, match=r"absent\.csv"):
        read_codings(tmp_path / "absent.csv")
