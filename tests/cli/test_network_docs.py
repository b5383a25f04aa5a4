"""docs/networks.md on saved networks: its commands run on the invented study, and networkx finds the same values."""

from __future__ import annotations

import re
import shlex
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import networkx
import pytest

from qualcode import cli
from qualcode.project import Project, new_project
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "networks.md").read_text(encoding="utf-8")
SECTIONS = ("The place of codes", "What is kept")
ABOUT = "".join(part for part in PAGE.split("\n## ") if part.startswith(SECTIONS))
COMMANDS = [line.split("   #")[0].strip() for line in re.findall(r"^qualcode .*$", ABOUT, re.M)]
QUERIES = re.findall(r"^SELECT .*?;", ABOUT, re.M | re.S)


@pytest.fixture(scope="module")
def guichets(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The invented study, with the network that the page keeps and analyses."""
    with new_project(tmp_path_factory.mktemp("study") / "g.qualcode", coder="Camille") as project:
        project.import_study(corpus / "etude.yaml")
        project.save_network("tours", project.cooccurrence(unit="turn", measures="all").at_least(2))
        project.analyse_network("tours", seed=1)
        yield project


def test_the_commands_run(guichets: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(COMMANDS) == 5
    for command in COMMANDS:
        words = [str(guichets.path) if word == "P" else word for word in shlex.split(command)[1:]]
        assert cli.run([*words, "--replace"] if "--save" in words else words) == 0, command
    assert networkx.read_graphml(tmp_path / "tours.graphml").number_of_edges() == len(guichets.network("tours").edges)
    guichets.undo()
    guichets.undo()


def test_the_questions_in_sql_are_answered(guichets: Project) -> None:
    strongest, groups = (guichets.conn.execute(query).fetchall() for query in QUERIES)
    network = guichets.network("tours")
    assert {row[:3] for row in strongest} == {
        (edge.source, edge.target, edge.count) for edge in network.edges if edge.measures["fisher_q"] < 0.05
    }
    assert strongest
    assert [row[0] for row in groups] == list(range(1, len(groups) + 1))
    assert sum(row[2] for row in groups) == sum(node.count for node in network.nodes)


def test_networkx_finds_the_same_place_for_every_code(guichets: Project) -> None:
    saved = guichets.network("tours")
    drawn: networkx.Graph[str] = networkx.Graph()
    drawn.add_nodes_from(node.path for node in saved.nodes)
    for edge in saved.edges:
        drawn.add_edge(edge.source, edge.target, weight=edge.count, length=Fraction(1, edge.count))
    degree, strength = dict(drawn.degree()), dict(drawn.degree(weight="weight"))
    between = networkx.betweenness_centrality(drawn, weight="length")
    for node in saved.nodes:
        assert node.measures["degree"] == degree[node.path]
        assert node.measures["strength"] == strength[node.path]
        assert node.measures["betweenness"] == pytest.approx(float(between[node.path]))
    for name, expected in (("component", networkx.connected_components(drawn)), ("community", None)):
        groups = defaultdict(set)
        for node in saved.nodes:
            groups[node.measures[name]].add(node.path)
        sizes = [len(groups[number]) for number in sorted(groups)]
        assert sizes == sorted(sizes, reverse=True)
        if expected is not None:
            assert {frozenset(group) for group in groups.values()} == {frozenset(group) for group in expected}
        else:
            assert saved.summary.origin.analysis is not None
            assert saved.summary.origin.analysis.modularity == pytest.approx(
                networkx.community.modularity(drawn, groups.values())
            )


def test_an_edge_is_what_one_finds_by_reading(guichets: Project) -> None:
    """Turns that both codes touch, found with plain loops over the codings."""
    network = guichets.network("tours")
    paths = guichets.codebook().paths
    touched: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for document in guichets.documents():
        layout = guichets.layout(document.id)
        pieces = [(part.start, part.end) for part in layout.turns or layout.paragraphs]
        for coding in guichets.codings(document.id):
            for start, end in pieces:
                if max(start, coding.start) < min(end, coding.end):
                    touched[paths[coding.code]].add((document.id, start))
    counted = {
        frozenset(pair): len(touched[pair[0]] & touched[pair[1]])
        for pair in combinations(touched, 2)
        if len(touched[pair[0]] & touched[pair[1]]) >= 2
    }
    assert {frozenset((edge.source, edge.target)): edge.count for edge in network.edges} == counted
    edge = network.edges[0]
    met = guichets.edge_passages("tours", edge.source, edge.target)
    assert {(guichets.document(one.document or "").id, one.start) for one in met} == (
        touched[edge.source] & touched[edge.target]
    )
