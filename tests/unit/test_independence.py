"""Tests of independence, against tables reckoned by hand and against scipy."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency
from scipy.stats.contingency import association

from qualcode.analysis.independence import independence, permuted

COUNTS = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 30), min_size=width, max_size=width), min_size=2, max_size=5)
)


def test_a_table_by_hand() -> None:
    """10 20 / 30 40: expected 12 18 / 28 42, so that chi² = 4/12 + 4/18 + 4/28 + 4/42 = 50/63."""
    found = independence([[10, 20], [30, 40]])
    assert found is not None
    assert found.expected == ((12.0, 18.0), (28.0, 42.0))
    assert found.statistic == pytest.approx(50 / 63)
    assert (found.df, found.n) == (1, 100)
    assert found.cramers_v == pytest.approx((50 / 63 / 100) ** 0.5)
    # In two by two, each adjusted residual is the root of chi².
    assert [abs(value or 0) for row in found.residuals for value in row] == pytest.approx([(50 / 63) ** 0.5] * 4)
    assert not found.doubtful


@given(COUNTS)
def test_scipy_finds_the_same(counts: list[list[int]]) -> None:
    found = independence(counts)
    table = np.array(counts)
    table = table[table.any(1)][:, table.any(0)]
    if min(table.shape, default=0) < 2:
        assert found is None
        return
    other = chi2_contingency(table, correction=False)
    assert found is not None
    assert (found.statistic, found.p) == pytest.approx((other.statistic, other.pvalue))
    assert (found.df, found.n) == (other.dof, table.sum())
    # scipy reckons V from a chi² with Yates's correction unless it is told not to.
    assert found.cramers_v == pytest.approx(association(table, method="cramer", correction=False))
    kept = [[value for value in row if value is not None] for row in found.expected]
    assert [value for row in kept for value in row] == pytest.approx(other.expected_freq.ravel().tolist())
    assert found.small == pytest.approx((other.expected_freq < 5).mean())
    assert found.smallest == pytest.approx(other.expected_freq.min())


def test_rows_that_take_no_part_are_left_out() -> None:
    """What has no value is no value; an empty column has nothing to expect."""
    found = independence([[10, 20, 0], [30, 40, 0], [99, 0, 0]], [True, True, False])
    assert found is not None
    assert found.statistic == pytest.approx(50 / 63)
    assert found.expected == ((12.0, 18.0, None), (28.0, 42.0, None), (None, None, None))


@pytest.mark.parametrize(
    ("counts", "doubtful"),
    [([[20, 20], [20, 20]], False), ([[4, 20], [4, 20]], True), ([[1, 1], [1, 90]], True), ([[5, 5], [5, 5]], False)],
)
def test_small_expected_counts_are_doubted(counts: list[list[int]], doubtful: bool) -> None:
    """Cochran: at most a fifth of the expected counts under 5, and none under 1."""
    found = independence(counts)
    assert found is not None
    assert found.doubtful is doubtful


def exact(profiles: list[list[int]], places: list[int]) -> float:
    """The share of all deals that are at least as far from independence, each tried."""

    def statistic(at: tuple[int, ...] | list[int]) -> float:
        table = np.zeros((max(places) + 1, len(profiles[0])))
        for profile, place in zip(profiles, at, strict=True):
            table[place] += profile
        return float(chi2_contingency(table, correction=False).statistic)

    observed = statistic(places)
    deals = list(permutations(places))
    return sum(statistic(deal) >= observed - 1e-9 for deal in deals) / len(deals)


def test_dealing_out_persons_comes_near_to_trying_all_deals() -> None:
    profiles, places = [[9, 1], [8, 2], [7, 0], [1, 6], [2, 9], [3, 3]], [0, 0, 0, 1, 1, 1]
    found = permuted(profiles, places, "role", rounds=4_000)
    assert found is not None
    assert found.p == pytest.approx(exact(profiles, places), abs=0.03)
    assert found == permuted(profiles, places, "role", rounds=4_000)


@given(
    st.lists(st.tuples(st.lists(st.integers(0, 5), min_size=3, max_size=3), st.integers(0, 3)), max_size=9),
    st.integers(1, 9),
)
def test_every_deal_is_as_far_as_its_chi_squared_says(persons: list[tuple[list[int], int]], seed: int) -> None:
    """The deals written out, each with the chi² of its table; equal ones but for rounding count as reached."""
    profiles, places = [profile for profile, _place in persons], [place for _profile, place in persons]
    found = permuted(profiles, places, "role", rounds=40, seed=seed)
    if found is None:
        return

    def statistic(at: list[int]) -> float:
        table = [
            [sum(p[v] for p, k in zip(profiles, at, strict=True) if k == place) for v in range(3)] for place in range(4)
        ]
        told = independence(table)
        return told.statistic if told else 0.0

    chance = np.random.default_rng(seed)
    _names, at = np.unique(places, return_inverse=True)
    deals = [statistic(chance.permutation(at).tolist()) for _round in range(40)]
    assert found.statistic == pytest.approx(statistic(at.tolist()))
    assert found.p == (1 + sum(deal >= found.statistic - 1e-9 for deal in deals)) / 41


def test_one_talkative_person_is_no_evidence() -> None:
    """A hundred segments of one person: significant by segments, nothing by persons."""
    profiles, places = [[100, 0], [1, 1], [1, 1], [1, 1]], [0, 0, 1, 1]
    by_segments = independence([[101, 1], [2, 2]])
    by_persons = permuted(profiles, places, "role")
    assert by_segments is not None
    assert by_persons is not None
    assert by_segments.p < 0.001
    assert by_persons.p > 0.3


@pytest.mark.parametrize(
    ("profiles", "places"),
    [
        ([], []),
        ([[1, 2], [3, 4]], [0, 0]),
        ([[1, 0], [3, 0], [2, 0]], [0, 1, 1]),
        ([[1, 2], [3, 4], [1, 0]], [2, 0, 1]),
    ],
)
def test_nothing_to_deal_out(profiles: list[list[int]], places: list[int]) -> None:
    assert permuted(profiles, places, "role") is None
