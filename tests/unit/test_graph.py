"""The place of codes in a network: by hand, against the definitions written out, and against networkx."""

from __future__ import annotations

import os
import subprocess
import sys
from fractions import Fraction
from itertools import combinations

import networkx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from qualcode.analysis import graph

Floats = NDArray[np.float64]


def square(size: int, **strength: float) -> Floats:
    """The matrix of a few ties: `ab=2` is a tie of strength 2 between the first and the second."""
    weights = np.zeros((size, size))
    for pair, value in strength.items():
        one, other = (ord(letter) - ord("a") for letter in pair)
        weights[one, other] = weights[other, one] = value
    return weights


@st.composite
def graphs(draw: st.DrawFn) -> Floats:
    size = draw(st.integers(0, 8))
    weights = np.zeros((size, size))
    for one, other in combinations(range(size), 2):
        weights[one, other] = weights[other, one] = draw(st.sampled_from((0, 0, 1, 1, 2, 3, 6)))
    return weights


def as_networkx(weights: Floats) -> networkx.Graph[int]:
    drawn: networkx.Graph[int] = networkx.Graph()
    drawn.add_nodes_from(range(len(weights)))
    for one, other in zip(*np.nonzero(np.triu(weights)), strict=True):
        # Fractions: 1/3 + 1/3 + 1/3 is 1 here.
        length = Fraction(1, int(weights[one, other]))
        drawn.add_edge(int(one), int(other), weight=float(weights[one, other]), length=length)
    return drawn


#: a, b and c tied to one another, d to c alone, e to nothing.
KITE = square(5, ab=1, ac=2, bc=4, cd=1)


def test_degrees_and_strengths_by_hand() -> None:
    assert graph.degrees(KITE).tolist() == [2, 2, 3, 1, 0]
    assert graph.strengths(KITE).tolist() == [3, 5, 7, 1, 0]


def test_betweenness_of_a_star_and_of_a_line_by_hand() -> None:
    assert graph.betweenness(square(4, ab=1, ac=3, ad=2)).tolist() == [1, 0, 0, 0]
    # On a line of four, each inner one is between two of the three pairs of others.
    assert graph.betweenness(square(4, ab=1, bc=1, cd=1)) == pytest.approx([0, 2 / 3, 2 / 3, 0])


def test_the_way_round_by_strong_ties_is_shorter_than_a_weak_one() -> None:
    # From a to c: 1/1 straight, 1/4 + 1/4 by b.
    assert graph.betweenness(square(3, ab=4, bc=4, ac=1)).tolist() == [0, 1, 0]
    # 1/2 + 1/2 by b is as long as 1/1 straight: half of the paths.
    assert graph.betweenness(square(3, ab=2, bc=2, ac=1)).tolist() == [0, 0.5, 0]


def test_sums_of_fractions_that_floats_miss_are_equal_lengths() -> None:
    # By b, c and d: 1/6 + 1/6 + 1/6 + 1/6 + 1/6 + 1/6 is 1, but 0.9999999999999999 in floats.
    ring = square(7, ab=6, bc=6, cd=6, de=6, ef=6, fg=6, ag=1)
    assert sum([1 / 6] * 6) != 1
    expected = networkx.betweenness_centrality(as_networkx(ring), weight="length")
    assert graph.betweenness(ring) == pytest.approx([expected[node] for node in range(7)])


@given(graphs())
def test_betweenness_is_what_all_shortest_paths_say(weights: Floats) -> None:
    size = len(weights)
    drawn = as_networkx(weights)
    expected = [Fraction(0)] * size
    for source, target in combinations(range(size), 2):
        if not networkx.has_path(drawn, source, target):
            continue
        paths = list(networkx.all_shortest_paths(drawn, source, target, weight="length"))
        for path in paths:
            for inner in path[1:-1]:
                expected[inner] += Fraction(1, len(paths))
    pairs = max(1, (size - 1) * (size - 2) // 2)
    assert graph.betweenness(weights) == pytest.approx([float(value / pairs) for value in expected])
    by_brandes = networkx.betweenness_centrality(drawn, weight="length")
    assert graph.betweenness(weights) == pytest.approx([float(by_brandes[node]) for node in range(size)])


def test_components_are_numbered_by_size_then_by_the_codebook() -> None:
    assert graph.components(square(6, bd=1, df=1, ac=1)).tolist() == [2, 1, 2, 1, 3, 1]
    assert graph.components(square(4, ab=1, cd=1)).tolist() == [1, 1, 2, 2]
    assert graph.components(np.zeros((3, 3))).tolist() == [1, 2, 3]


@given(graphs())
def test_components_are_those_of_networkx(weights: Floats) -> None:
    found = graph.components(weights)
    groups = {frozenset(np.flatnonzero(found == number).tolist()) for number in found.tolist()}
    assert groups == {frozenset(group) for group in networkx.connected_components(as_networkx(weights))}


def test_two_cliques_with_a_bridge_are_two_communities() -> None:
    weights = square(8, ac=1, ae=1, ag=1, ce=1, cg=1, eg=1, bd=1, bf=1, df=1, ab=0.5)
    assert graph.communities(weights).tolist() == [1, 2, 1, 2, 1, 2, 1, 3]


def test_modularity_by_hand() -> None:
    # Two ties, each a group: each has half of the strength inside, and half of it at its codes.
    weights = square(4, ab=1, cd=1)
    assert graph.modularity(weights, np.array([1, 1, 2, 2])) == pytest.approx(2 * (1 / 2 - 1 / 4))
    assert graph.modularity(weights, np.array([1, 1, 1, 1])) == pytest.approx(0)
    assert graph.modularity(weights, np.array([1, 2, 1, 2])) == pytest.approx(-1 / 2)
    assert graph.modularity(np.zeros((2, 2)), np.array([1, 2])) == 0


@given(graphs(), st.integers(1, 5), st.sampled_from((0.5, 1.0, 2.0)))
def test_communities_are_those_of_networkx_and_so_is_their_modularity(
    weights: Floats, seed: int, resolution: float
) -> None:
    found = graph.communities(weights, seed, resolution)
    assert found.tolist() == graph.communities(weights, seed, resolution).tolist()
    if not weights.any():
        return
    groups = [set(np.flatnonzero(found == number).tolist()) for number in range(1, found.max() + 1)]
    drawn = as_networkx(weights)
    assert graph.modularity(weights, found, resolution) == pytest.approx(
        networkx.community.modularity(drawn, groups, resolution=resolution)
    )
    plain: networkx.Graph[int] = networkx.Graph()
    plain.add_nodes_from(drawn)
    plain.add_weighted_edges_from((a, b, drawn[a][b]["weight"]) for a, b in sorted(map(sorted, drawn.edges)))
    expected = networkx.community.louvain_communities(plain, seed=seed, resolution=resolution)
    assert {frozenset(group) for group in groups} == {frozenset(group) for group in expected}
    sizes = [len(group) for group in groups]
    assert sizes == sorted(sizes, reverse=True)


def test_the_same_seed_gives_the_same_communities_whatever_the_order_of_sets() -> None:
    asked = """import numpy as np; from qualcode.analysis import graph
rng = np.random.default_rng(3); half = np.triu(rng.integers(0, 5, (40, 40)), 1).astype(float)
print(graph.communities(half + half.T, 7).tolist())"""
    said = [
        subprocess.run(
            [sys.executable, "-c", asked],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1] != ""


def test_disparity_by_hand() -> None:
    # a has ties of 8, 1 and 1: (1 − 0.8)² and (1 − 0.1)²; at the other ends they are the only ties.
    found = graph.disparity(square(4, ab=8, ac=1, ad=1))
    assert found[0].tolist() == pytest.approx([1, 0.2**2, 0.9**2, 0.9**2])
    assert found[1, 2] == 1
    # A tie that is the only one at both ends stands out from nothing.
    assert graph.disparity(square(2, ab=5)).tolist() == [[1, 1], [1, 1]]


def naive_disparity(weights: Floats, one: int, other: int) -> float:
    """Eq. 2 as the integral it comes from: 1 − (k − 1) ∫₀ᵖ (1 − x)^(k − 2) dx, by Simpson's rule."""
    alphas = [1.0]
    for end in (one, other):
        k, share = np.count_nonzero(weights[end]), weights[one, other] / weights[end].sum()
        if k > 1:
            x = np.linspace(0, share, 2001)
            y = (1 - x) ** (k - 2)
            integral = (x[1] - x[0]) / 3 * (y[0] + 4 * y[1:-1:2].sum() + 2 * y[2:-1:2].sum() + y[-1])
            alphas.append(1 - (k - 1) * integral)
    return min(alphas)


@given(graphs())
def test_disparity_is_the_integral_it_comes_from(weights: Floats) -> None:
    found = graph.disparity(weights)
    for one, other in combinations(range(len(weights)), 2):
        expected = naive_disparity(weights, one, other) if weights[one, other] else 1
        assert found[one, other] == found[other, one] == pytest.approx(expected, abs=1e-9)
