"""Networks as files on the command line: the suffix says the format, a terminal gets no picture."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest

from qualcode import cli
from qualcode.errors import UnknownName
from qualcode.model.document import Draft, Paragraph
from qualcode.model.span import Span
from qualcode.project import new_project, open_project

TEXT = "Je scanne, je trie. Le sale boulot, quoi."


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Three codes that meet; one has a name that a spreadsheet would run. One network is kept as “réseau”."""
    with new_project(tmp_path / "p.qualcode") as project:
        project.add_drafts([Draft(name, "entretien", TEXT, (Paragraph(0, len(TEXT)),)) for name in ("un", "deux")])
        for code, start, end in (("dirty work/délégation", 0, 19), ("dirty work/tri", 11, 19), ("=cmd", 0, 41)):
            project.code_spans([("un", Span(start, end))], code, create=True)
        project.code("deux", 0, 9, "tri")
        project.code("deux", 0, 30, "=cmd")
        project.save_network("réseau", project.cooccurrence(unit="paragraph", measure="jaccard"))
    return str(tmp_path / "p.qualcode")


@pytest.mark.parametrize("words", [("cooccurrence",), ("network", "show"), ("network", "export")])
def test_the_suffix_says_the_format(path: str, words: tuple[str, ...], tmp_path: Path) -> None:
    asked = [*words, path, *(["réseau"] if words[0] == "network" else ["--unit", "paragraph", "--measure", "jaccard"])]
    for suffix in ("svg", "png", "html", "gexf", "gv", "graphml", "json", "csv"):
        assert cli.run([*asked, "-o", str(tmp_path / f"r.{suffix}")]) == 0
    codes = {"dirty work/délégation", "dirty work/tri", "=cmd"}
    assert set(networkx.read_gexf(tmp_path / "r.gexf")) == codes
    assert set(networkx.read_graphml(tmp_path / "r.graphml")) == codes
    assert set(networkx.node_link_graph(json.loads((tmp_path / "r.json").read_text()))) == codes
    assert (tmp_path / "r.gv").read_text().startswith("graph qualcode {")
    assert (tmp_path / "r.png").read_bytes().startswith(b"\x89PNG\r\n")
    assert (tmp_path / "r.html").read_text().startswith("<!DOCTYPE html>")
    rows = list(csv.reader((tmp_path / "r.csv").read_text().splitlines()))
    assert rows[0][:4] == ["source", "target", "count", "jaccard"]
    texts = {text.text for text in ElementTree.parse(tmp_path / "r.svg").iter("{http://www.w3.org/2000/svg}text")}
    assert {"délégation", "tri", "=cmd"} <= texts


def test_a_file_is_not_replaced_unless_one_says_so(path: str, tmp_path: Path) -> None:
    target = tmp_path / "r.svg"
    target.write_text("mine")
    assert cli.run(["cooccurrence", path, "-o", str(target)]) != 0
    assert target.read_text() == "mine"
    assert cli.run(["cooccurrence", path, "-o", str(target), "--force"]) == 0
    assert "<svg" in target.read_text()


def test_a_heat_map_is_another_figure(path: str, tmp_path: Path) -> None:
    target = tmp_path / "r.svg"
    assert cli.run(["cooccurrence", path, "--figure", "heatmap", "-o", str(target)]) == 0
    assert 'id="diagonal"' in target.read_text()
    assert cli.run(["cooccurrence", path, "--figure", "heatmap", "-o", str(tmp_path / "r.csv")]) == 2
    assert cli.run(["cooccurrence", path, "--figure", "heatmap"]) == 2


def test_a_matrix_is_a_table(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["cooccurrence", path, "--unit", "paragraph", "--matrix", "--format", "csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows[0] == ["code", "dirty work/délégation", "dirty work/tri", "'=cmd"]
    assert rows[3] == ["'=cmd", "1", "2", ""]
    assert cli.run(["cooccurrence", path, "--matrix", "--format", "gexf"]) == 2


def test_two_sub_corpora_are_drawn(path: str, tmp_path: Path) -> None:
    target = tmp_path / "r.svg"
    asked = ["compare", path, "--a", "doc:un", "--b", "doc:deux", "--unit", "paragraph", "--rounds", "0"]
    assert cli.run([*asked, "-o", str(target)]) == 0
    drawn = target.read_text()
    assert [f'id="flow-{at}"' in drawn for at in (1, 2, 3, 4)] == [True, True, True, False]
    assert {"doc:un", "doc:deux"} <= {text.text for text in ElementTree.fromstring(drawn).iter() if text.text}


def test_a_saved_network_says_when_it_was_counted(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["network", "list", path, "--format", "json"]) == 0
    (kept,) = json.loads(capsys.readouterr().out)
    for at in (1, 2):
        assert cli.run(["network", "export", path, "réseau", "-o", str(tmp_path / f"{at}.svg")]) == 0
    drawn = (tmp_path / "1.svg").read_text()
    assert kept["created"][:7] in drawn
    assert drawn == (tmp_path / "2.svg").read_text()


def test_the_facade_writes_the_same(path: str, tmp_path: Path) -> None:
    assert cli.run(["network", "export", path, "réseau", "-o", str(tmp_path / "r.html")]) == 0
    with open_project(path) as project:
        network = project.network("réseau")
        assert project.network_file(network, "html") == (tmp_path / "r.html").read_bytes()
        comparison = project.compare("doc:un", "doc:deux", rounds=0)
        assert project.comparison_file(comparison, "png").startswith(b"\x89PNG")
        for write in (
            lambda: project.network_file(network, "pdf"),
            lambda: project.comparison_file(comparison, "html"),
        ):
            with pytest.raises(UnknownName):
                write()
