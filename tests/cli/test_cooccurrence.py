"""`qualcode cooccurrence` and `qualcode network` as they are typed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx
import pytest

from qualcode import cli
from qualcode.model.document import Draft, Paragraph
from qualcode.model.span import Span
from qualcode.project import new_project, open_project

TEXT = "Je scanne, je trie. Le sale boulot, quoi."


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A project in which three codes meet on one line; one has a name that a spreadsheet would run."""
    with new_project(tmp_path / "p.qualcode") as project:
        project.add_drafts([Draft(name, "entretien", TEXT, (Paragraph(0, len(TEXT)),)) for name in ("un", "deux")])
        for code, start, end in (("dirty work/délégation", 0, 19), ("dirty work/tri", 11, 19), ("=cmd", 0, 41)):
            project.code_spans([("un", Span(start, end))], code, create=True)
        project.code("deux", 0, 9, "tri")
        project.code("deux", 20, 30, "=cmd")
    return str(tmp_path / "p.qualcode")


def say(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    assert cli.run(words) == status
    return capsys.readouterr().out


def test_a_table_is_printed_by_default(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = say(capsys, "cooccurrence", path).splitlines()
    assert lines[0].split() == ["source", "target", "count"]
    assert len(lines) == 2 + 3


def test_json_is_nodes_and_edges_with_code_paths(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    network = json.loads(say(capsys, "cooccurrence", path, "--unit", "document", "--format", "json"))
    assert (network["directed"], network["graph"]["unit"]) == (False, "document")
    assert {"id": "dirty work/tri", "code": "dirty work/tri", "count": 2} in network["nodes"]
    assert {"source": "dirty work/tri", "target": "=cmd", "count": 2} in network["edges"]
    assert len(network["edges"]) == 3


def test_measures_levels_and_thresholds(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("cooccurrence", path, "--format", "json", "--level", "1", "--measure", "jaccard")
    (edge,) = json.loads(say(capsys, *asked))["edges"]
    # Three passages of “dirty work” and two of “=cmd”; two and one of them meet.
    assert edge == {"source": "dirty work", "target": "=cmd", "count": 2, "jaccard": pytest.approx(1 / (3 + 2 - 1))}
    assert json.loads(say(capsys, *asked, "--min", "3"))["edges"] == []


def test_a_query_restricts(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("cooccurrence", path, "--unit", "document", "--format", "json", "--where", "doc:deux")
    assert [edge["count"] for edge in json.loads(say(capsys, *asked))["edges"]] == [1]
    assert cli.run(["cooccurrence", path, "--where", "code:("]) == 2
    assert cli.run(["cooccurrence", path, "--where", "code:tru"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_csv_runs_in_no_spreadsheet(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.reader(io.StringIO(say(capsys, "cooccurrence", path, "--format", "csv"))))
    assert rows[0] == ["source", "target", "count"]
    assert not any(cell.startswith("=") for row in rows for cell in row)
    assert any("=cmd" in cell for row in rows for cell in row)


def test_markdown(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = say(capsys, "cooccurrence", path, "--format", "md").splitlines()
    assert lines[:2] == ["| source | target | count |", "| --- | --- | ---: |"]


def test_a_table_shows_the_strongest_pairs_and_says_what_it_leaves_out(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["cooccurrence", path, "--unit", "document", "--top", "1"]) == 0
    out, err = capsys.readouterr()
    assert [line.split()[-1] for line in out.splitlines()[2:]] == ["2"]
    assert err == "… and 2 more pairs (--top 0 shows all, --min N the frequent ones).\n"
    assert cli.run(["cooccurrence", path, "--top", "0"]) == 0
    assert (len(capsys.readouterr().out.splitlines()), capsys.readouterr().err) == (2 + 3, "")
    assert cli.run(["cooccurrence", path, "--format", "csv", "--top", "1"]) == 2
    assert "--min" in capsys.readouterr().err


def test_without_a_wish_twenty_pairs_are_shown_and_a_file_has_all(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_project(path) as project:
        for n in range(8):
            project.code("un", 0, 5, f"code {n}", create=True)
    every = len(json.loads(say(capsys, "cooccurrence", path, "--format", "json", "--save", "n"))["edges"])
    assert every > 20
    for words in (("cooccurrence", path), ("network", "show", path, "n")):
        assert cli.run(words) == 0
        out, err = capsys.readouterr()
        # A saved network shows its codes above its pairs.
        assert len(out[out.find("source") :].splitlines()) == 2 + 20
        assert f"{every - 20} more pairs" in err
    say(capsys, "cooccurrence", path, "--format", "md", "-o", str(tmp_path / "r.md"))
    assert len((tmp_path / "r.md").read_text(encoding="utf-8").splitlines()) == 2 + every


def test_graphml_goes_to_a_file(path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "r.graphml"
    assert say(capsys, "cooccurrence", path, "--format", "graphml", "-o", str(target)) == ""
    graph = networkx.read_graphml(target)
    assert set(graph) == {"dirty work/délégation", "dirty work/tri", "=cmd"}
    assert graph.edges["dirty work/tri", "=cmd"]["count"] == 1
    assert [name for name in tmp_path.iterdir() if "partial" in name.name] == []


def test_a_folder_that_is_not_there_is_said(path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["cooccurrence", path, "-o", str(tmp_path / "no" / "r.csv"), "--format", "csv"]) == 1
    said = capsys.readouterr().err
    assert len(said.splitlines()) <= 2
    assert "Traceback" not in said


def test_networks_are_saved_listed_shown_and_deleted(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    counted = json.loads(say(capsys, "cooccurrence", path, "--save", "mon réseau", "--format", "json"))
    (listed,) = json.loads(say(capsys, "network", "list", path, "--format", "json"))
    assert (listed["name"], listed["unit"], listed["nodes"], listed["edges"]) == ("mon réseau", "overlap", 3, 3)
    assert listed["stale"] is False
    shown = json.loads(say(capsys, "network", "show", path, "Mon Reseau", "--format", "json"))
    assert {name: shown[name] for name in counted} == counted
    assert cli.run(["cooccurrence", path, "--save", "mon réseau"]) == 1
    assert "--replace" in capsys.readouterr().err
    say(capsys, "cooccurrence", path, "--unit", "document", "--save", "mon réseau", "--replace")
    assert "document" in say(capsys, "network", "list", path)
    say(capsys, "network", "delete", path, "mon réseau")
    assert say(capsys, "network", "list", path).strip() == "Nothing found."
    say(capsys, "undo", path)
    assert "mon réseau" in say(capsys, "network", "list", path)


def test_a_stale_network_says_so(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    say(capsys, "cooccurrence", path, "--save", "n")
    say(capsys, "code", path, "dirty work/tri", "--find", "boulot")
    assert cli.run(["network", "show", path, "n"]) == 0
    assert "stale" in capsys.readouterr().err
    (listed,) = json.loads(say(capsys, "network", "list", path, "--format", "json"))
    assert listed["stale"] is True


def test_unknown_names_are_usage_errors(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["network", "show", path, "rien"]) == 2
    assert cli.run(["cooccurrence", path, "--unit", "page"]) == 2
    assert cli.run(["cooccurrence", path, "--level", "0"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_matrix_for_people_numbers_its_columns(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = say(capsys, "cooccurrence", path, "--matrix").splitlines()
    names = [line.split("  ")[0] for line in lines[2:]]
    assert lines[0].split() == ["code", *(str(i + 1) for i in range(len(names)))]
    assert "délégation" in " ".join(names)
    assert not any("/" in name for name in names)
    cells = {name.split(" ", 1)[1]: line for name, line in zip(names, lines[2:], strict=True)}
    assert cells["tri"].split()[-1] in ("1", "·")
    # Programs read whole paths and zeros.
    rows = list(csv.reader(io.StringIO(say(capsys, "cooccurrence", path, "--matrix", "--format", "csv"))))
    assert "dirty work/tri" in rows[0]
    assert "·" not in sum(rows, [])


@pytest.mark.parametrize("words", [("cooccurrence",), ("compare", "--a", "code:tri", "--b", "code:délégation")])
def test_a_workbook_says_what_was_asked(words: tuple[str, ...], path: str, tmp_path: Path) -> None:
    import openpyxl

    asked = (words[0], path, *words[1:], "--unit", "document", "--min", "2", "-o", str(tmp_path / "t.xlsx"))
    assert cli.run(asked) == 0
    facts = dict(openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[-1].iter_rows(values_only=True))
    assert (facts["Unit"], facts["Pairs met at least"], facts["File"]) == ("document", 2, "p.qualcode")
    if words[0] == "compare":
        assert (facts["a"], facts["b"]) == ("code:tri", "code:délégation")


def test_units_are_spelled_as_in_a_query(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("cooccurrence", path, "--format", "csv", "--unit")
    assert say(capsys, *asked, "phrases") == say(capsys, *asked, "sentence")
    assert cli.run([*asked, "soir"]) == 2
    assert "'sentence'" in capsys.readouterr().err


def test_a_file_that_is_written_is_named(path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("t.csv", "t.xlsx", "t.svg"):
        assert cli.run(["cooccurrence", path, "-o", str(tmp_path / name)]) == 0
        said = capsys.readouterr()
        assert said.out == ""
        assert f"Written: {tmp_path / name}" in said.err.splitlines()
