"""What is counted, against the definitions written out by hand: every pair, every unit, every character."""

from __future__ import annotations

from itertools import combinations
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis import cooccurrence as counting
from qualcode.analysis.cooccurrence import Material, cooccurrence
from qualcode.analysis.measures import allowed
from qualcode.model.arrays import Belonging, CodingArrays, Pieces
from qualcode.model.network import Cooccurrence, Question

LENGTH = 40
PATHS = ("a", "a/b", "a/c", "d", "e")
#: The root above each code.
ROOTS = (0, 0, 0, 3, 4)

Coding = tuple[int, int, int, int]  # document, start, end, code


def spans(end: int = LENGTH) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, end - 1), st.integers(1, end)).map(
        lambda s: (min(s), max(s)) if s[0] != s[1] else (s[0], s[0] + 1)
    )


codings_lists = st.lists(
    st.tuples(st.integers(1, 4), spans(), st.integers(0, len(PATHS) - 1)).map(lambda t: (t[0], *t[1], t[2])),
    max_size=30,
)
#: Where each document is cut; the pieces may leave gaps.
cuts = st.dictionaries(st.integers(1, 5), st.lists(st.integers(0, LENGTH), unique=True, max_size=9).map(sorted))
belongings = st.lists(st.tuples(st.integers(0, 29), st.integers(1, 6)), max_size=40)


def arrays(codings: list[Coding]) -> CodingArrays:
    """Rows in the order of the file; the id of a coding is its place in the list."""
    rows = sorted((*coding, number) for number, coding in enumerate(codings))
    document, start, end, code, id_ = np.array(rows, np.int64).reshape(-1, 5).T
    return CodingArrays(id_, document, start, end, code)


def pieces(cut: dict[int, list[int]]) -> Pieces:
    document, start, end = np.array(piece_list(cut), np.int64).reshape(-1, 3).T
    return Pieces(document, start, end)


def piece_list(cut: dict[int, list[int]]) -> list[tuple[int, int, int]]:
    return sorted((doc, one, two) for doc, ends in cut.items() for one, two in zip(ends[::2], ends[1::2], strict=False))


def ask(
    codings: list[Coding], unit: str, measure: str = "count", units: Pieces | Belonging | None = None
) -> Cooccurrence:
    return cooccurrence(
        Material(Question(unit, measure), arrays(codings), dict(enumerate(range(len(PATHS)))), PATHS, units)
    )


def told(network: Cooccurrence) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """A network as plain dictionaries, its shape checked on the way."""
    size = len(network.codes)
    assert network.matrix.shape == network.values.shape == (size, size)
    assert (network.matrix == network.matrix.T).all()
    assert not network.matrix.diagonal().any()
    assert all(PATHS.index(edge.source) < PATHS.index(edge.target) for edge in network.edges)
    nodes = {node.path: node.count for node in network.nodes}
    assert list(nodes) == [path for path in PATHS if path in nodes]
    assert all(nodes.values())
    return nodes, {(edge.source, edge.target): edge.count for edge in network.edges}


def share(one: Coding, two: Coding) -> bool:
    """Two codings share a character."""
    return one[0] == two[0] and bool(set(range(one[1], one[2])) & set(range(two[1], two[2])))


def pairs_of(sets: list[set[int]]) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """The counts that follow from which codes are in each unit."""
    nodes = {PATHS[c]: n for c in range(len(PATHS)) if (n := sum(c in here for here in sets))}
    edges = {
        (PATHS[a], PATHS[b]): n
        for a, b in combinations(range(len(PATHS)), 2)
        if (n := sum({a, b} <= here for here in sets))
    }
    return nodes, edges


@given(codings_lists)
def test_overlap_counts_the_pairs_of_codings_that_share_a_character(codings: list[Coding]) -> None:
    nodes = {PATHS[c]: n for c in range(len(PATHS)) if (n := sum(coding[3] == c for coding in codings))}
    edges: dict[tuple[str, str], int] = {}
    for one, two in combinations(sorted(codings, key=lambda c: c[3]), 2):
        if one[3] != two[3] and share(one, two):
            key = (PATHS[one[3]], PATHS[two[3]])
            edges[key] = edges.get(key, 0) + 1
    assert told(ask(codings, "overlap")) == (nodes, edges)


@given(codings_lists)
def test_overlap_does_not_depend_on_how_much_is_swept_at_once(codings: list[Coding]) -> None:
    whole = told(ask(codings, "overlap"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "PAIRS_AT_ONCE", 3)
        patch.setattr(counting, "CODINGS_AT_ONCE", 2)
        assert told(ask(codings, "overlap")) == whole


@given(codings_lists, cuts)
def test_pieces_count_once_for_the_codes_that_touch_them(codings: list[Coding], cut: dict[int, list[int]]) -> None:
    sets = [{c[3] for c in codings if share(c, (*piece, 0))} for piece in piece_list(cut)]
    for unit in ("sentence", "turn", "paragraph"):
        assert told(ask(codings, unit, units=pieces(cut))) == pairs_of(sets)


@given(codings_lists)
def test_documents_count_once_for_the_codes_in_them(codings: list[Coding]) -> None:
    sets = [{c[3] for c in codings if c[0] == document} for document in range(1, 5)]
    assert told(ask(codings, "document")) == pairs_of(sets)


@given(codings_lists, belongings)
def test_cases_count_once_for_the_codes_of_what_belongs_to_them(
    codings: list[Coding], links: list[tuple[int, int]]
) -> None:
    coding, unit = np.array(links, np.int64).reshape(-1, 2).T
    sets = [{codings[c][3] for c, u in links if u == case and c < len(codings)} for case in range(1, 7)]
    assert told(ask(codings, "case", units=Belonging(coding, unit))) == pairs_of(sets)


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, len(PATHS) - 1)), max_size=200))
def test_crowded_and_sparse_units_are_counted_alike(links: list[tuple[int, int]]) -> None:
    codings = [(document, 0, 1, code) for document, code in links]
    plain = told(ask(codings, "document"))
    for cells in (1, 20):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(counting, "CELLS_AT_ONCE", cells)
            patch.setattr(counting, "PAIRS_AT_ONCE", cells)
            assert told(ask(codings, "document")) == plain
    sets = [{code for document, code in links if document == number} for number in range(1, 41)]
    assert plain == pairs_of(sets)


@given(codings_lists)
def test_rolled_up_codes_count_a_passage_once(codings: list[Coding]) -> None:
    rolled = Material(Question("overlap", level=1), arrays(codings), dict(enumerate(ROOTS)), PATHS)
    passages = sorted({(*coding[:3], ROOTS[coding[3]]) for coding in codings})
    nodes, edges = told(cooccurrence(rolled))
    assert nodes == {PATHS[c]: n for c in range(len(PATHS)) if (n := sum(p[3] == c for p in passages))}
    expected: dict[tuple[str, str], int] = {}
    for one, two in combinations(sorted(passages, key=lambda p: p[3]), 2):
        if one[3] != two[3] and share(one, two):
            key = (PATHS[one[3]], PATHS[two[3]])
            expected[key] = expected.get(key, 0) + 1
    assert edges == expected


@given(codings_lists, cuts)
def test_measures_follow_their_formulas_on_sets(codings: list[Coding], cut: dict[int, list[int]]) -> None:
    where = {
        path: {piece for piece in piece_list(cut) if any(c[3] == code and share(c, (*piece, 0)) for c in codings)}
        for code, path in enumerate(PATHS)
    }
    formulas = {
        "jaccard": lambda a, b: len(a & b) / len(a | b),
        "cosine": lambda a, b: len(a & b) / sqrt(len(a) * len(b)),
        "inclusion": lambda a, b: max(len(a & b) / len(a), len(a & b) / len(b)),
    }
    for measure, formula in formulas.items():
        for edge in ask(codings, "sentence", measure, units=pieces(cut)).edges:
            assert edge.value == pytest.approx(formula(where[edge.source], where[edge.target]))


@given(codings_lists)
def test_overlap_strengths_lie_between_0_and_1(codings: list[Coding]) -> None:
    for measure in ("jaccard", "cosine", "inclusion"):
        network = ask(codings, "overlap", measure)
        assert (network.values <= 1).all()
        assert ((network.values > 0) == (network.matrix > 0)).all()
        for edge in network.edges:
            one = [c for c in codings if PATHS[c[3]] == edge.source]
            two = [c for c in codings if PATHS[c[3]] == edge.target]
            met = min(sum(any(share(a, b) for b in two) for a in one), sum(any(share(a, b) for a in one) for b in two))
            expected = {
                "jaccard": met / (len(one) + len(two) - met),
                "cosine": met / sqrt(len(one) * len(two)),
                "inclusion": met / min(len(one), len(two)),
            }
            assert edge.value == pytest.approx(expected[measure])


def test_one_long_coding_over_many_short_ones_is_no_jaccard_of_three() -> None:
    """By pairs it would be 3 / (1 + 3 − 3) = 3."""
    codings = [(1, 0, 30, 0), (1, 0, 5, 3), (1, 10, 15, 3), (1, 20, 25, 3)]
    (edge,) = ask(codings, "overlap", "jaccard").edges
    assert (edge.count, edge.value) == (3, pytest.approx(1 / 3))


def test_hand_computed_by_atlas_ti_formula() -> None:
    """Two of three `a` meet two of four `d`, one to one: c = 2 / (3 + 4 − 2)."""
    codings = [(1, 0, 4, 0), (1, 10, 14, 0), (2, 0, 4, 0), (1, 3, 5, 3), (1, 13, 20, 3), (2, 4, 9, 3), (3, 0, 4, 3)]
    (edge,) = ask(codings, "overlap", "jaccard").edges
    assert (edge.count, edge.value) == (2, pytest.approx(0.4))
    assert ask(codings, "overlap", "cosine").edges[0].value == pytest.approx(2 / sqrt(12))
    assert ask(codings, "overlap", "inclusion").edges[0].value == pytest.approx(2 / 3)


def test_codings_that_only_touch_do_not_overlap() -> None:
    assert not ask([(1, 0, 4, 0), (1, 4, 8, 3)], "overlap").edges


@pytest.mark.parametrize(
    ("unit", "measure"),
    [(unit, name) for unit in ("overlap", "sentence", "document", "case") for name in allowed(unit)],
)
def test_nothing_coded_is_a_network_without_nodes(unit: str, measure: str) -> None:
    nothing = np.zeros(0, np.int64)
    units = {"sentence": Pieces(nothing, nothing, nothing), "case": Belonging(nothing, nothing)}.get(unit)
    empty = cooccurrence(Material(Question(unit, measure), arrays([]), {}, (), units))
    assert (empty.nodes, empty.edges, empty.matrix.shape) == ((), (), (0, 0))
    assert empty.to_networkx().number_of_nodes() == 0


def test_the_strongest_pairs_come_first_and_can_be_kept_alone() -> None:
    codings = [(1, 0, 9, 0), (1, 0, 9, 3), (1, 2, 5, 3), (1, 3, 4, 4)]
    network = ask(codings, "overlap")
    assert [(edge.source, edge.target, edge.count) for edge in network.edges] == [
        *(("a", "d", 2), ("d", "e", 2)),
        ("a", "e", 1),
    ]
    kept = network.at_least(2)
    assert [edge.count for edge in kept.edges] == [2, 2]
    assert kept.nodes == network.nodes
    assert kept.question.minimum == 2


def test_the_values_of_a_network_cannot_be_changed() -> None:
    network = ask([(1, 0, 9, 0), (1, 0, 9, 3)], "overlap")
    with pytest.raises(ValueError, match="read-only"):
        network.matrix[0, 1] = 5


def test_networkx_and_dictionaries_say_the_same() -> None:
    network = ask([(1, 0, 9, 0), (1, 0, 9, 3), (1, 20, 25, 3)], "overlap", "jaccard")
    assert network.as_dict() == {
        "nodes": [{"id": "a", "code": "a", "count": 1}, {"id": "d", "code": "d", "count": 2}],
        "edges": [{"source": "a", "target": "d", "count": 1, "jaccard": 0.5}],
    }
    graph = network.to_networkx()
    assert graph.edges["a", "d"] == {"count": 1, "weight": 0.5, "jaccard": 0.5}
    assert graph.nodes["d"] == {"count": 2}
    assert {name: graph.graph[name] for name in ("unit", "measure", "query", "minimum", "window", "seed")} == {
        **{"unit": "overlap", "measure": "jaccard", "query": "", "minimum": 1, "window": 1, "seed": 1}
    }
    assert "level" not in graph.graph


def test_the_digest_follows_what_is_counted_and_nothing_else() -> None:
    codings = [(1, 0, 9, 0), (1, 0, 9, 3)]
    cut = pieces({1: [0, 20], 5: [0, 20]})

    def digest(codings: list[Coding], unit: str = "sentence", units: Pieces | None = cut) -> str:
        return ask(codings, unit, units=units).digest

    assert digest(codings) == digest(codings[::-1])
    assert digest(codings) == digest(codings, units=pieces({1: [0, 20]}))
    assert digest(codings) != digest(codings, units=pieces({1: [0, 21]}))
    assert digest(codings) != digest([(1, 0, 8, 0), (1, 0, 9, 3)])
    assert digest(codings) != digest([(1, 0, 9, 0), (1, 0, 9, 4)])
    assert digest(codings) != digest([*codings, (1, 0, 9, 0)])
