"""Parts of networks and what differs between two, by hand and against networkx."""

from __future__ import annotations

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.network_diff import difference
from qualcode.analysis.network_parts import Part, among, analysed, backbone, ego, strong, tied
from qualcode.model.network import Edge, Network, Node, Question


def network(*edges: tuple[str, str, int], nodes: str = "abcdef", measure: str = "count") -> Part:
    """Codes of one letter, each met ten times; the pairs that are named, with their count as strength."""
    made = tuple(Edge(one, other, count, float(count)) for one, other, count in edges)
    return Part(Question(measure=measure), tuple(Node(path, 10) for path in nodes), made)


def pairs(found: Network) -> list[str]:
    return [edge.source + edge.target for edge in found.edges]


def paths(found: Network) -> str:
    return "".join(node.path for node in found.nodes)


#: b and c are tied to a and to each other; d hangs on c, e on d; f is alone.
CHAIN = network(("a", "b", 5), ("a", "c", 3), ("b", "c", 1), ("c", "d", 2), ("d", "e", 4))


def test_around_a_code_are_its_neighbours_and_the_pairs_among_them() -> None:
    assert (paths(ego(CHAIN, "a")), pairs(ego(CHAIN, "a"))) == ("abc", ["ab", "ac", "bc"])
    assert (paths(ego(CHAIN, "a", 2)), pairs(ego(CHAIN, "a", 2))) == ("abcd", ["ab", "ac", "bc", "cd"])
    assert paths(ego(CHAIN, "a", 9)) == "abcde"
    assert (paths(ego(CHAIN, "a", 0)), pairs(ego(CHAIN, "a", 0))) == ("a", [])
    assert (paths(ego(CHAIN, "f")), paths(ego(CHAIN, "nowhere"))) == ("f", "")


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=9),
    st.sampled_from("abcdef"),
    st.integers(0, 3),
)
def test_around_a_code_is_what_networkx_finds_there(drawn: list[tuple[str, str]], centre: str, radius: int) -> None:
    different = {tuple(sorted(pair)) for pair in drawn if pair[0] != pair[1]}
    whole = network(*((one, other, 1) for one, other in sorted(different)))
    expected = networkx.ego_graph(whole.to_networkx(), centre, radius)
    found = ego(whole, centre, radius)
    assert set(paths(found)) == set(expected)
    assert {frozenset(pair) for pair in pairs(found)} == {frozenset(pair) for pair in expected.edges}


def test_pairs_that_avoid_each_other_lead_nowhere() -> None:
    nodes = tuple(Node(path, 10) for path in "abc")
    edges = (Edge("a", "b", 2, 0.4), Edge("b", "c", 1, -0.3))
    found, whole = analysed(Part(Question("sentence", "npmi"), nodes, edges))
    assert [node.measures["degree"] for node in found.nodes] == [1, 1, 0]
    assert (whole.components, whole.density) == (1, 1 / 3)
    assert paths(ego(found, "b", 2)) == "ab"


def test_of_probabilities_the_smallest_ties_most() -> None:
    nodes = tuple(Node(path, 10) for path in "abc")
    edges = (Edge("a", "b", 2, 0.001), Edge("b", "c", 1, 0.1), Edge("a", "c", 1, 1.0))
    found, _whole = analysed(Part(Question("sentence", "fisher_p"), nodes, edges))
    assert [node.measures["strength"] for node in found.nodes] == pytest.approx([3, 4, 1])


@pytest.mark.parametrize("measure", ["g2", "g2_p", "fisher_p", "fisher_q"])
def test_where_chance_is_two_sided_the_lift_says_who_is_tied(measure: str) -> None:
    nodes = tuple(Node(path, 10) for path in "abc")
    edges = (Edge("a", "b", 2, 0.001, {"lift": 0.5}), Edge("b", "c", 1, 0.1, {"lift": 1.5}))
    network = Part(Question("sentence", measure), nodes, edges)
    found, _whole = analysed(network)
    assert [network.weight(edge) > 0 for edge in edges] == [False, True]
    assert [node.measures["degree"] for node in found.nodes] == [0, 1, 1]


def test_thresholds_keep_the_codes() -> None:
    assert pairs(strong(CHAIN, count=3)) == ["ab", "ac", "de"]
    assert pairs(strong(CHAIN, weight=4)) == ["ab", "de"]
    assert paths(strong(CHAIN, count=3)) == "abcdef"
    assert paths(tied(strong(CHAIN, count=4))) == "abde"
    assert (paths(among(CHAIN, "cd")), pairs(among(CHAIN, "cd"))) == ("cd", ["cd"])


def test_the_backbone_has_what_stands_out() -> None:
    # Of a's strength of 20, 17 goes to b: (1 − 17/20)³ is 0.003375. The other ends have no other tie.
    star = network(("a", "b", 17), ("a", "c", 1), ("a", "d", 1), ("a", "e", 1))
    found = backbone(star, 0.05)
    assert pairs(found) == ["ab"]
    assert found.edges[0].measures["disparity"] == pytest.approx(0.15**3)
    assert pairs(backbone(star, 0.003)) == []
    assert len(backbone(star, 1).edges) == 4


def test_an_analysis_says_it_all() -> None:
    found, whole = analysed(CHAIN, seed=4)
    assert found.question == CHAIN.question
    assert [dict(node.measures) for node in found.nodes][2] == {
        **{"degree": 3, "strength": 6.0, "component": 1},
        # Between a or b and d or e; a and b are tied straight: 4 of the 10 pairs of others.
        "betweenness": pytest.approx(4 / 10),
        "community": found.nodes[0].measures["community"],
    }
    assert [node.measures["component"] for node in found.nodes] == [1, 1, 1, 1, 1, 2]
    assert (whole.seed, whole.communities, whole.components) == (4, 2, 1)
    assert whole.density == pytest.approx(5 / 15)
    assert set(found.edges[0].measures) == {"disparity"}
    nothing, whole = analysed(network(nodes=""))
    assert (nothing.nodes, whole.modularity, whole.density) == ((), 0, 0)


def test_what_differs() -> None:
    before = network(("a", "b", 5), ("c", "d", 2), nodes="abcd")
    after = network(("b", "a", 3), ("a", "e", 1), nodes="abce")
    found = difference(before, after)
    assert [(node.path, node.state) for node in found.nodes] == [("e", "added"), ("d", "gone")]
    assert [(edge.source, edge.target, edge.state) for edge in found.edges] == [
        *(("b", "a", "changed"), ("c", "d", "gone"), ("a", "e", "added")),
    ]
    assert [edge.difference for edge in found.edges] == [-2, -2, 1]
    assert (found.count("edges", "gone"), found.count("nodes", "changed")) == (1, 0)
    assert found.as_dict()["edges"][0] == {
        **{"source": "b", "target": "a", "state": "changed"},
        **{"count_before": 5, "count_after": 3, "value_before": 5.0, "value_after": 3.0},
    }
    assert not difference(before, before)
    assert found.frame()[["source", "target", "state", "count_before"]].values.tolist()[1] == ["c", "d", "gone", 2]


def test_a_code_that_was_renamed_is_the_same() -> None:
    before, after = network(("a", "b", 5), nodes="ab"), network(("a", "z", 5), nodes="az")
    found = difference(before, after, {"b": "z"})
    assert (found.nodes, found.edges, found.renamed) == ((), (), (("b", "z"),))
    assert found


def test_strengths_by_different_measures_are_not_compared() -> None:
    before, after = network(("a", "b", 5), nodes="ab"), network(("a", "b", 5), nodes="ab", measure="jaccard")
    other = Part(after.question, after.nodes, (Edge("a", "b", 5, 0.5),))
    assert not difference(before, other)
    fewer = Part(after.question, after.nodes, (Edge("a", "b", 2, 0.5),))
    (edge,) = difference(before, fewer).edges
    assert (edge.by, edge.difference) == (None, -3)


def test_rounding_is_no_difference() -> None:
    before = Part(Question(measure="jaccard"), (), (Edge("a", "b", 1, 0.1 + 0.2),))
    assert not difference(before, Part(Question(measure="jaccard"), (), (Edge("a", "b", 1, 0.3),)))
    assert difference(before, Part(Question(measure="jaccard"), (), (Edge("a", "b", 1, 0.31),)))
