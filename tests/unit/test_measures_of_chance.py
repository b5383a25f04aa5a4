"""Measures that ask what chance would do: by hand on small tables, and against scipy and scikit-learn on many."""

from __future__ import annotations

from math import exp, lgamma, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency, false_discovery_control, fisher_exact
from scipy.stats.contingency import association
from sklearn.metrics import jaccard_score, mutual_info_score
from sklearn.metrics.pairwise import cosine_similarity

from qualcode.analysis import measures
from qualcode.analysis.measures import Tally, allow, allowed, benjamini_hochberg, fisher, strengths
from qualcode.errors import QueryError, UnknownName
from qualcode.model.network import MEASURES, OF_PERMUTATION, OF_POPULATION, UNITS

#: Both, A alone, B alone, neither.
Table = tuple[int, int, int, int]

tables = st.tuples(*[st.integers(0, 60)] * 4).filter(lambda t: t[0] + t[1] > 0 and t[0] + t[2] > 0)


def tally(table: Table) -> Tally:
    """What a table with two codes was counted from."""
    both, one, other, neither = table
    pairs = np.array([[0, both], [both, 0]])
    return Tally(np.array([both + one, both + other]), pairs, pairs, sum(table))


def value(measure: str, table: Table) -> float:
    matrix = strengths(measure, tally(table))
    diagonal = 1.0 if measure in ("g2_p", "fisher_p", "fisher_q") else 0.0
    assert matrix[0, 0] == matrix[1, 1] == diagonal
    if measure not in ("p_target", "p_source"):
        assert matrix[0, 1] == matrix[1, 0]
    return float(matrix[0, 1])


def vectors(table: Table) -> tuple[list[int], list[int]]:
    """The same as two lists: a unit after the other, 1 where the code stands."""
    both, one, other, neither = table
    return [1] * both + [1] * one + [0] * other + [0] * neither, [1] * both + [0] * one + [1] * other + [0] * neither


@pytest.mark.parametrize(
    ("measure", "table", "expected"),
    [
        # 8 units with both, 2 with A alone, 1 with B alone, 5 with neither: n_A = 10, n_B = 9, N = 16.
        ("count", (8, 2, 1, 5), 8),
        ("jaccard", (8, 2, 1, 5), 8 / 11),
        ("cosine", (8, 2, 1, 5), 8 / 90**0.5),
        ("inclusion", (8, 2, 1, 5), 8 / 9),
        ("p_target", (8, 2, 1, 5), 0.8),
        ("p_source", (8, 2, 1, 5), 8 / 9),
        ("lift", (8, 2, 1, 5), 128 / 90),
        ("npmi", (8, 2, 1, 5), 0.508147),  # 0.352221 / 0.693147
        # 2 · (8 ln(8/5.625) + 2 ln(2/4.375) + 1 ln(1/3.375) + 5 ln(5/2.625))
        ("g2", (8, 2, 1, 5), 6.515271),
        # C(16, 9) = 11440 tables; at most as likely: 270 (8 both), 10 (9 both), 120 (3 both).
        ("fisher_p", (8, 2, 1, 5), 400 / 11440),
        # A lady tasting tea finds three of four: 17 of 70 ways and their mirror image.
        ("fisher_p", (3, 1, 1, 3), 34 / 70),
        ("fisher_p", (4, 0, 0, 4), 2 / 70),
        ("fisher_q", (4, 0, 0, 4), 2 / 70),
        # Chance itself: 4 of 16 where 8 and 8 of 16.
        ("lift", (4, 4, 4, 4), 1),
        ("npmi", (4, 4, 4, 4), 0),
        ("g2", (4, 4, 4, 4), 0),
        ("g2_p", (4, 4, 4, 4), 1),
        ("fisher_p", (4, 4, 4, 4), 1),
        # Never together, never apart, everywhere.
        ("lift", (0, 5, 5, 0), 0),
        ("npmi", (0, 5, 5, 0), -1),
        ("npmi", (5, 0, 0, 5), 1),
        ("lift", (5, 0, 0, 5), 2),
        ("npmi", (5, 0, 0, 0), 0),
        ("lift", (5, 0, 0, 0), 1),
        ("fisher_p", (5, 0, 0, 0), 1),
        ("g2", (5, 0, 0, 0), 0),
    ],
)
def test_small_tables_by_hand(measure: str, table: Table, expected: float) -> None:
    assert value(measure, table) == pytest.approx(expected, abs=1e-6)


@given(tables)
def test_fisher_is_what_scipy_says(table: Table) -> None:
    both, one, other, neither = table
    assert value("fisher_p", table) == pytest.approx(fisher_exact([[both, one], [other, neither]]).pvalue, rel=1e-6)


@given(tables.filter(lambda t: t[1] + t[3] > 0 and t[2] + t[3] > 0))
def test_log_likelihood_is_what_scipy_says(table: Table) -> None:
    observed = np.array(table).reshape(2, 2)
    found = chi2_contingency(observed, correction=False, lambda_="log-likelihood")
    assert value("g2", table) == pytest.approx(found.statistic, abs=1e-8)
    assert value("g2_p", table) == pytest.approx(found.pvalue, rel=1e-6, abs=1e-12)


@given(tables)
def test_what_follows_from_lists_of_units_is_what_scikit_learn_says(table: Table) -> None:
    one, other = vectors(table)
    assert value("jaccard", table) == pytest.approx(jaccard_score(one, other))
    assert value("cosine", table) == pytest.approx(cosine_similarity([one], [other])[0, 0])
    assert value("g2", table) == pytest.approx(2 * sum(table) * mutual_info_score(one, other), abs=1e-8)


@given(tables)
def test_npmi_of_the_four_cells_adds_up_to_the_mutual_information(table: Table) -> None:
    both, one, other, neither = table
    turned = [(both, one, other, neither), (one, both, neither, other), (other, neither, both, one), table[::-1]]
    total = sum(table)
    # Each cell as if it were "both": p · NPMI · (−ln p) is its part of the mutual information.
    parts = [
        cell[0] / total * value("npmi", cell) * -log(cell[0] / total) for cell in turned if cell[0] and cell[0] < total
    ]
    assert sum(parts) == pytest.approx(mutual_info_score(*vectors(table)), abs=1e-9)


@given(tables)
def test_lift_and_the_association_of_scipy_agree_on_the_direction(table: Table) -> None:
    both, one, other, neither = table
    observed = np.array(table).reshape(2, 2)
    if (observed.sum(axis=0) > 0).all() and (observed.sum(axis=1) > 0).all():
        phi = association(observed, method="cramer")
        assert (abs(value("lift", table) - 1) < 1e-9) == (phi < 1e-9)
        assert (value("lift", table) > 1) == (both * neither > one * other)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_benjamini_hochberg_is_what_scipy_says(chances: list[float]) -> None:
    q = benjamini_hochberg(np.array(chances))
    assert q == pytest.approx(false_discovery_control(chances))


def test_benjamini_hochberg_by_hand() -> None:
    assert benjamini_hochberg(np.array([0.01, 0.04, 0.03, 0.5])) == pytest.approx([0.04, 4 / 75, 4 / 75, 0.5])


def test_fisher_does_not_depend_on_how_much_is_weighed_at_once() -> None:
    chance = np.random.default_rng(5)
    a, b = chance.integers(1, 300, (2, 200)).astype(float)
    m = np.floor(np.minimum(a, b) * chance.random(200))
    whole = fisher(m, a, b, 700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measures, "TERMS_AT_ONCE", 7)
        assert fisher(m, a, b, 700) == pytest.approx(whole)


def test_fisher_of_large_tables_keeps_its_digits() -> None:
    """One of many overlapping sentences: n of 4,000 and 3,000 in 330,000, where 36 are expected."""

    def log_chance(x: int) -> float:
        parts = ((4000, x), (326000, 3000 - x), (330000, 3000))
        one, two, all_ = (lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) for n, k in parts)
        return one + two - all_

    seen = log_chance(60)
    expected = sum(exp(log_chance(x)) for x in range(3001) if log_chance(x) <= seen + 1e-7)
    (p,) = fisher(np.array([60.0]), np.array([4000.0]), np.array([3000.0]), 330_000)
    assert p == pytest.approx(expected, rel=1e-6)
    assert p == pytest.approx(fisher_exact([[60, 3940], [2940, 323060]]).pvalue, rel=1e-6)


def test_conditional_probabilities_of_overlaps_are_shares_of_codings() -> None:
    """One long coding of A over three of B: all of A's codings meet a B, all three of B's meet an A."""
    counted = Tally(np.array([2, 3]), np.array([[0, 3], [3, 0]]), np.array([[0, 1], [3, 0]]))
    assert strengths("p_target", counted)[0, 1] == 1 / 2
    assert strengths("p_source", counted)[0, 1] == 3 / 3
    assert strengths("jaccard", counted)[0, 1] == 1 / (2 + 3 - 1)
    assert strengths("count", counted)[0, 1] == 3


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("measure", MEASURES)
def test_what_a_unit_does_not_allow_is_refused_with_a_hint(unit: str, measure: str) -> None:
    refused = (unit == "overlap" and measure in OF_POPULATION) or (
        unit in ("document", "case", "speaker") and measure in OF_PERMUTATION
    )
    assert (measure in allowed(unit)) == (not refused)
    if refused:
        with pytest.raises(QueryError) as error:
            allow(measure, unit)
        assert "Choose" in error.value.hint
    else:
        allow(measure, unit)


def test_an_unknown_measure_is_said() -> None:
    with pytest.raises(UnknownName, match="dice"):
        allow("dice", "turn")
