"""Curves of new codes, by hand and against all orders."""

from __future__ import annotations

from itertools import permutations
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.saturation import band, expected, new_ones

DOCUMENTS = st.lists(st.frozensets(st.integers(0, 6)), min_size=1, max_size=5)


def test_new_codes_by_hand() -> None:
    assert new_ones([["a", "b"], ["b"], ["c", "a"], []]) == [["a", "b"], [], ["c"], []]


def test_the_mean_by_hand() -> None:
    """`a` in one of two documents, `b` in both: one document gives 1.5 codes on average, both give 2."""
    assert expected([{"a", "b"}, {"b"}]) == [1.5, 2]


@given(DOCUMENTS)
def test_the_mean_is_that_of_all_orders(documents: list[frozenset[int]]) -> None:
    curves = [
        [len(frozenset().union(*order[: at + 1])) for at in range(len(order))] for order in permutations(documents)
    ]
    assert expected(documents) == pytest.approx([fmean(values) for values in zip(*curves, strict=True)])


@given(DOCUMENTS)
def test_the_band_lies_within_what_orders_give(documents: list[frozenset[int]]) -> None:
    """Whatever chance does, between the worst and the best order; at the end there is one number."""
    curves = [
        [len(frozenset().union(*order[: at + 1])) for at in range(len(order))] for order in permutations(documents)
    ]
    low, high = band(documents, 200, 1)
    for at, (least, most) in enumerate(zip(low, high, strict=True)):
        values = [curve[at] for curve in curves]
        assert min(values) <= least <= most <= max(values)
    assert low[-1] == high[-1] == len(frozenset().union(*documents))
    assert (low, high) == band(documents, 200, 1)


def test_the_band_is_that_of_nineteen_orders_in_twenty() -> None:
    """A code in one of 40 documents is met by the k-th with the chance k/40: 5 % after two, all but 5 % after 38."""
    low, high = band([{"a"}, *([set()] * 39)], 2_000, 3)
    assert [high[at] for at in (1, 2, 39)] == [1, 1, 1]
    assert [low[at] for at in (0, 20, 37)] == [0, 0, 0]
    assert low[39] == 1


def test_no_documents_no_curve() -> None:
    assert (new_ones([]), expected([]), band([], 10, 1)) == ([], [], ([], []))
