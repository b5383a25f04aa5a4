"""Networks and comparisons written by the suffix of the file."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from qualcode.errors import QualcodeError
from qualcode.project import Project
from qualcode.project.network_writing import COMPARISON_SUFFIXES, write_comparison, write_network


@pytest.fixture
def coded(project: Project) -> Project:
    """Three codes, of which two are together in both documents."""
    for document in project.documents():
        for code in ("a/one", "a/two"):
            project.code(document.name, 0, 10, code, create=True)
    project.code(project.documents()[0].name, 5, 12, "b", create=True)
    return project


def test_a_table_has_every_pair_and_says_nothing_else(coded: Project, tmp_path: Path) -> None:
    network = coded.cooccurrence(unit="document", measure="jaccard")
    target = tmp_path / "pairs.CSV"
    write_network(target, network)
    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"))))
    assert [(row["source"], row["target"], int(row["count"])) for row in rows] == [
        (edge.source, edge.target, edge.count) for edge in network.edges
    ]
    assert rows


def test_a_workbook_says_what_was_asked(coded: Project, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    target = tmp_path / "pairs.xlsx"
    write_network(target, coded.cooccurrence(unit="turn", window=3))
    cells = {cell for sheet in load_workbook(target) for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {"turn", "window", "a/one"} <= cells


@pytest.mark.parametrize("suffix", [suffixes[0] for suffixes in COMPARISON_SUFFIXES.values()])
def test_comparisons(coded: Project, tmp_path: Path, suffix: str) -> None:
    found = coded.compare("", "NOT code:b", unit="document")
    target = tmp_path / f"a{suffix}"
    write_comparison(target, found)
    content = target.read_bytes()
    assert len(content) > 50
    if suffix == ".json":
        assert json.loads(content)["edges"] == found.as_dict()["edges"]


def test_what_cannot_be_written_is_said_in_a_sentence(coded: Project, tmp_path: Path) -> None:
    network = coded.cooccurrence()
    with pytest.raises(QualcodeError, match="does not say which format"):
        write_network(tmp_path / "a.doc", network)
    for name in ("folder.csv", "folder.xlsx", "folder.svg"):
        (tmp_path / name).mkdir()
        with pytest.raises(QualcodeError, match="is a folder"):
            write_network(tmp_path / name, network)
    with pytest.raises(QualcodeError, match="does not exist"):
        write_network(tmp_path / "nowhere" / "a.json", network)
