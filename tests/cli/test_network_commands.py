"""`qualcode network …` as it is typed: analyse, compare, refresh, export, the passages of a pair."""

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
TRI, DELEGATION = "dirty work/tri", "dirty work/délégation"


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Three codes on one line of two documents, one with a name that a spreadsheet would run; kept as “carte”."""
    with new_project(tmp_path / "p.qualcode") as project:
        project.add_drafts([Draft(name, "entretien", TEXT, (Paragraph(0, len(TEXT)),)) for name in ("un", "deux")])
        for code, start, end in ((DELEGATION, 0, 19), (TRI, 11, 19), ("=cmd", 0, 41)):
            project.code_spans([("un", Span(start, end))], code, create=True)
        project.code("deux", 0, 9, "tri")
        project.code("deux", 20, 30, "=cmd")
        project.save_network("carte", project.cooccurrence())
    return str(tmp_path / "p.qualcode")


def say(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> tuple[str, str]:
    assert cli.run(words) == status
    return capsys.readouterr()


def network(capsys: pytest.CaptureFixture[str], command: str, path: str, *words: str) -> str:
    return say(capsys, "network", command, path, *words)[0]


def test_show_prints_codes_and_pairs(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = network(capsys, "show", path, "carte").splitlines()
    assert lines[0] == "Codes"
    assert lines[lines.index("Pairs") + 1].split() == ["source", "target", "count"]
    assert len(lines) == 2 * 3 + 3 + 3 + 1
    rows = list(csv.DictReader(io.StringIO(network(capsys, "show", path, "carte", "--nodes", "--format", "csv"))))
    assert [(row["code"], row["count"]) for row in rows][:2] == [(DELEGATION, "1"), (TRI, "2")]
    assert len(csv_rows(network(capsys, "show", path, "carte", "--format", "csv"))) == 1 + 3


def csv_rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_json_says_all_that_is_kept(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    say(capsys, "network", "analyse", path, "carte", "--seed", "3")
    shown = json.loads(network(capsys, "show", path, "carte", "--format", "json"))
    assert (shown["name"], shown["unit"], shown["stale"]) == ("carte", "overlap", False)
    assert shown["analysis"]["seed"] == 3
    assert {"degree", "betweenness", "community"} <= set(shown["nodes"][0])
    assert "disparity" in shown["edges"][0]


def test_an_analysis_is_printed_and_kept(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = say(capsys, "network", "analyse", path, "carte")
    assert out.splitlines()[0].split() == [
        *("code", "count", "degree", "strength", "betweenness", "community", "component"),
    ]
    assert err == "1 community (modularity 0.000), 1 component; density 1.000.\n"
    data = json.loads(network(capsys, "analyse", path, "carte", "--format", "json"))
    assert data["analysis"]["density"] == 1
    assert [node["degree"] for node in data["nodes"]] == [2, 2, 2]
    with open_project(path) as project:
        assert project.network("carte").summary.origin.analysis is not None
    say(capsys, "network", "analyse", path, "carte", "--resolution", "0", status=2)


def test_parts_of_a_network(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    with open_project(path) as project:
        project.code("deux", 31, 40, "seul", create=True)
        project.code("deux", 31, 40, "autre", create=True)
    say(capsys, "network", "refresh", path, "carte")
    rows = csv_rows(network(capsys, "show", path, "carte", "--ego", "seul", "--format", "csv"))
    assert [row[:2] for row in rows[1:]] == [["seul", "autre"]]
    rows = csv_rows(network(capsys, "show", path, "carte", "--min", "2", "--format", "csv"))
    assert rows[1:] == []
    rows = csv_rows(network(capsys, "show", path, "carte", "--backbone", "0.9", "--format", "csv"))
    assert len(rows) == 1 + 3
    _out, err = say(capsys, "network", "show", path, "carte", "--ego", "rien", status=2)
    assert "no code “rien”" in err
    say(capsys, "network", "show", path, "carte", "--backbone", "0", status=2)


def test_a_backbone_is_counted_and_kept(path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_project(path) as project:
        for start in (0, 3, 6):
            project.code("un", start, start + 2, "rare", create=True)
        project.code("un", 30, 33, "rare")
        project.code("un", 29, 35, "dernier", create=True)
    # “rare” meets délégation 3 times, =cmd 4 times, dernier once: half is with =cmd, and (1 − 1/2)² is 0.25.
    asked = ("cooccurrence", path, "--backbone", "0.3", "--format", "csv")
    rows = csv_rows(say(capsys, *asked, "--save", "os")[0])
    assert ["=cmd", "rare"] in [sorted(cell.lstrip("'") for cell in row[:2]) for row in rows[1:]]
    assert 0 < len(rows) - 1 < len(csv_rows(say(capsys, *asked[:2], "--format", "csv")[0])) - 1
    assert [row[:3] for row in csv_rows(network(capsys, "show", path, "os", "--format", "csv"))] == [
        row[:3] for row in rows
    ]
    assert json.loads(network(capsys, "list", path, "--format", "json"))[1]["backbone"] == 0.3
    say(capsys, *asked[:4], "-o", str(tmp_path / "os.svg"))
    say(capsys, *asked[:4], "-o", str(tmp_path / "os.png"), "--figure", "heatmap")
    say(capsys, *asked[:4], "-o", str(tmp_path / "os.html"))


def test_the_passages_of_a_pair(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = say(capsys, "network", "passages", path, "carte", "tri", "délégation")
    assert out.splitlines()[2].split("  ")[0] == "un"
    assert "je trie." in out
    assert err == "They meet in 1 place.\n"
    (met,) = json.loads(network(capsys, "passages", path, "carte", TRI, DELEGATION, "--format", "json"))
    assert (met["document"], met["start"], met["end"], met["shared"]) == ("un", 11, 19, "je trie.")
    assert [segment["code"] for segment in met["source"]] == [TRI]
    rows = csv_rows(network(capsys, "passages", path, "carte", "=cmd", "tri", "--format", "csv"))
    assert len(rows) == 1 + 2
    assert not any(cell.startswith("=") for row in rows for cell in row)
    say(capsys, "network", "passages", path, "carte", "tri", "tri", status=2)
    say(capsys, "network", "passages", path, "carte", "tri", "rien", status=2)


def test_what_changed_is_said_then_refreshed(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert network(capsys, "diff", path, "carte") == "Nothing differs.\n"
    assert network(capsys, "refresh", path, "carte") == "“carte” is up to date.\n"
    say(capsys, "code", path, "neuf", "--find", "boulot", "--create")
    (listed,) = json.loads(network(capsys, "list", path, "--format", "json"))
    assert (listed["stale"], listed["reason"]) == (True, "counted")
    out, err = say(capsys, "network", "diff", path, "carte")
    assert "new" in out
    assert err == "Codes: 1 added. Pairs: 1 added.\n"
    found = json.loads(network(capsys, "diff", path, "carte", "--format", "json"))
    assert [(node["code"], node["state"]) for node in found["nodes"]] == [("neuf", "added")]
    assert found["edges"][0]["count_before"] is None
    assert network(capsys, "refresh", path, "carte") == (
        "Refreshed: network “carte”. Codes: 1 added. Pairs: 1 added.\n"
    )
    say(capsys, "undo", path)
    say(capsys, "cooccurrence", path, "--save", "autre")
    rows = csv_rows(network(capsys, "diff", path, "carte", "autre", "--format", "csv"))
    assert [row[:3] for row in rows[1:]] == [[*sorted(row[:2] for row in rows[1:])[0], "added"]]
    assert network(capsys, "refresh", path, "--all").count("Refreshed") == 1
    assert network(capsys, "refresh", path, "--all") == "No network had to be refreshed.\n"
    say(capsys, "network", "refresh", path, status=2)
    say(capsys, "network", "refresh", path, "carte", "--all", status=2)


def test_of_many_stale_networks_only_the_number_is_said(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("b", "c"):
        say(capsys, "cooccurrence", path, "--save", name)
    say(capsys, "code", path, "neuf", "--find", "boulot", "--create")
    assert say(capsys, "network", "list", path)[1].count("is stale: codings or codes") == 3
    with open_project(path) as project:
        project.save_network("d", project.cooccurrence())
    say(capsys, "code", path, "neuf", "--find", "scanne")
    assert say(capsys, "network", "list", path)[1] == (
        "4 networks are stale; `qualcode network refresh P --all` counts them again.\n"
    )


def test_a_code_that_was_renamed_is_said(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    say(capsys, "codes", "rename", path, "tri", "classement")
    _out, err = say(capsys, "network", "diff", path, "carte")
    assert err == "Renamed: dirty work/tri → dirty work/classement\nCodes: 1 renamed.\n"
    assert network(capsys, "refresh", path, "carte") == "Refreshed: network “carte”. Codes: 1 renamed.\n"


def test_a_network_whose_query_is_broken_is_left(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    say(capsys, "cooccurrence", path, "--where", "code:tri OR code:délégation", "--save", "restreint")
    with open_project(path) as project:
        project.conn.execute("UPDATE codes SET name = 'parti' WHERE name = 'tri'")
    out, err = say(capsys, "network", "refresh", path, "--all")
    assert out.startswith("Refreshed: network “carte”.")
    assert "“restreint” was left" in err
    _out, err = say(capsys, "network", "refresh", path, "restreint", status=2)
    assert "Traceback" not in err


@pytest.mark.parametrize("suffix", ["graphml", "gexf", "dot", "json", "csv", "svg", "html"])
def test_exports(path: str, tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / f"carte.{suffix}"
    assert network(capsys, "export", path, "carte", "-o", str(target)) == ""
    assert "dirty work/tri" in target.read_text(encoding="utf-8") or suffix in ("svg", "html")
    if suffix == "graphml":
        assert networkx.read_graphml(target).number_of_edges() == 3
    say(capsys, "network", "export", path, "carte", "-o", str(target), status=1)
    say(capsys, "network", "export", path, "carte", "-o", str(target), "--force")


def test_a_matrix_and_no_format(path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = csv_rows(network(capsys, "export", path, "carte", "--matrix", "--format", "csv"))
    assert len(rows) == len(rows[0]) == 1 + 3
    _out, err = say(capsys, "network", "export", path, "carte", status=2)
    assert "--format" in err
    book = tmp_path / "carte.xlsx"
    network(capsys, "show", path, "carte", "-o", str(book))
    import openpyxl

    assert openpyxl.load_workbook(book).sheetnames[:2] == ["Codes", "Pairs"]


def test_renaming(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert network(capsys, "rename", path, "carte", "[/bold] 😀") == "Renamed: network “[/bold] 😀”.\n"
    assert "[/bold] 😀" in network(capsys, "list", path)
    say(capsys, "cooccurrence", path, "--save", "b")
    _out, err = say(capsys, "network", "rename", path, "b", "[/bold] 😀", status=1)
    assert "already a network" in err
    say(capsys, "network", "rename", path, "rien", "x", status=2)
