"""Networks for other programs: what is written reads back, and no name is more than a name."""

from __future__ import annotations

import io
import json
import re
from xml.etree import ElementTree

import networkx
import pytest
from hypothesis import given, settings

from qualcode.analysis.graph_files import dot, gexf, graphml, matrix_table, node_link
from qualcode.interchange.tabular import delimited
from qualcode.model.network import Edge, Network, Node, Question
from tests.unit.networks import Made, hostile, network, networks

SMALL = Made(
    Question(unit="turn", measure="p_target", query="site:MDS"),
    (Node("a", 4, {"community": 1, "betweenness": 0.5}), Node("b/c", 2, {"community": 2, "betweenness": 0.0})),
    (Edge("a", "b/c", 2, 0.5, {"p_target": 0.5, "p_source": 1.0, "g2": float("inf"), "npmi": -0.25}),),
)
TRIANGLE = network({"un": 4, "deux": 3, "trois": 2}, [("un", "deux", 2), ("deux", "trois", 1)])

#: What Graphviz reads as one string: quotes and, in what we write, backslashes come in pairs.
_STRING = r'"(?:[^"\\]|\\.)*"'
_PAIRS = rf"{_STRING}={_STRING}"
_NODE = re.compile(rf"  ({_STRING}) \[({_PAIRS}(?:, {_PAIRS})*)\];", re.DOTALL)
_EDGE = re.compile(rf"  ({_STRING}) -- ({_STRING}) \[{_PAIRS}(?:, {_PAIRS})*\];", re.DOTALL)
_GRAPH = re.compile(rf"  {_PAIRS}(?:; {_PAIRS})*;", re.DOTALL)


def test_gexf_reads_back_with_counts_weights_and_measures() -> None:
    read = networkx.read_gexf(io.BytesIO(gexf(SMALL).encode()))
    assert dict(read.nodes(data="label")) == {"a": "a", "b/c": "b/c"}
    assert read.nodes["a"]["count"] == 4
    assert read.nodes["a"]["betweenness"] == 0.5
    edge = read.edges["a", "b/c"]
    assert (edge["count"], edge["weight"], edge["p_target"], edge["p_source"], edge["npmi"]) == (
        2,
        0.5,
        0.5,
        1.0,
        -0.25,
    )
    assert "g2" not in edge
    assert 'version="1.3"' in gexf(SMALL)


def test_graphml_reads_back_the_same() -> None:
    read = networkx.parse_graphml(graphml(SMALL))
    assert (read.graph["unit"], read.graph["query"]) == ("turn", "site:MDS")
    assert read.edges["a", "b/c"]["p_source"] == 1.0
    assert read.nodes["b/c"]["community"] == 2


def test_node_link_is_what_networkx_reads() -> None:
    read = networkx.node_link_graph(json.loads(json.dumps(node_link(SMALL), allow_nan=False)))
    assert type(read) is networkx.Graph
    assert dict(read.nodes(data="count")) == {"a": 4, "b/c": 2}
    assert read.edges["a", "b/c"] == {"count": 2, "p_target": 0.5, "p_source": 1, "npmi": -0.25}
    assert read.graph["query"] == "site:MDS"


def test_dot_says_codes_and_pairs() -> None:
    written = dot(TRIANGLE)
    assert '  "un" -- "deux" ["penwidth"="6.0", "count"="2", "jaccard"="0.4"];' in written.splitlines()
    assert '  "trois" ["label"="trois", "count"="2"];' in written.splitlines()


@pytest.mark.parametrize("made", [hostile(), TRIANGLE, SMALL], ids=["hostile", "triangle", "small"])
def test_dot_is_made_of_quoted_strings_alone(made: Network) -> None:
    rest = dot(made).removeprefix("graph qualcode {\n").removesuffix("}\n")
    graph = _GRAPH.match(rest)
    assert graph
    rest = rest[graph.end() + 1 :]
    found, edges = [], 0
    while rest:
        read = _NODE.match(rest) or _EDGE.match(rest)
        assert read, rest[:80]
        if read.re is _NODE:
            found.append(read[1][1:-1].replace('\\"', '"').replace("\\\\", "\\"))
        edges += read.re is _EDGE
        rest = rest[read.end() + 1 :]
    assert (len(set(found)), edges) == (len(made.nodes), len(made.edges))


def test_a_label_in_dot_means_no_entity_and_no_escape() -> None:
    written = dot(network({"<b>&amp;</b> \\N": 1}, []))
    assert '"label"="<b>&amp;amp;</b> \\\\N"' in written


def test_tables_have_the_asked_measure_and_all_others() -> None:
    lines = delimited(SMALL.table()).splitlines()
    assert lines == ["source,target,count,p_target,p_source,g2,npmi", "a,b/c,2,0.5,1.0,,-0.25"]


def test_the_matrix_is_square_and_its_row_is_the_condition() -> None:
    assert delimited(matrix_table(SMALL)).splitlines() == ["code,a,b/c", "a,,0.5", "b/c,1,"]
    rows = delimited(matrix_table(TRIANGLE)).splitlines()
    assert rows == ["code,un,deux,trois", "un,,0.4,0", "deux,0.4,,0.25", "trois,0,0.25,"]


@given(networks())
@settings(max_examples=40, deadline=None)
def test_xml_keeps_every_code_and_pair(made: Made) -> None:
    for written in (gexf(made), graphml(made)):
        ElementTree.fromstring(written)
        read = (
            networkx.read_gexf(io.BytesIO(written.encode())) if "<gexf" in written else networkx.parse_graphml(written)
        )
        assert (len(read), read.number_of_edges()) == (len(made.nodes), len(made.edges))
        assert sorted(read.nodes[node]["count"] for node in read) == sorted(node.count for node in made.nodes)


def test_equal_networks_give_equal_files() -> None:
    for write in (gexf, graphml, dot):
        assert write(hostile()) == write(hostile())
    assert not re.search(r"20\d\d-\d\d-\d\d|[Nn]etwork[Xx] ", gexf(SMALL))
