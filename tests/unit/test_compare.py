"""Two sub-corpora: counts block by block, and the two tests, against scipy and against all divisions one by one."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from qualcode.analysis.blocks import blocks
from qualcode.analysis.compare import _Deck, compare
from qualcode.analysis.cooccurrence import Material, tally
from qualcode.model.arrays import Belonging, CodingArrays, Pieces
from qualcode.model.comparison import COMPARABLE, Comparison
from qualcode.model.network import Question

LENGTH = 12
PATHS = ("a", "b", "c")

Coding = tuple[int, int, int, int]  # document, start, end, code

codings_lists = st.lists(
    st.tuples(st.integers(1, 6), st.integers(0, LENGTH - 1), st.integers(1, 6), st.integers(0, 2)).map(
        lambda t: (t[0], t[1], min(LENGTH, t[1] + t[2]), t[3])
    ),
    max_size=25,
)
units = st.sampled_from([("overlap", 1), ("sentence", 1), ("turn", 2), ("document", 1), ("speaker", 1)])


def material(codings: list[Coding], unit: str = "turn", query: str = "", **asked: object) -> Material:
    """Documents in turns of three characters; the person is the document's number, by two."""
    document, start, end, code = np.array(sorted(codings), np.int64).reshape(-1, 4).T
    held = CodingArrays(np.arange(len(codings)), document, start, end, code)
    rows = [(d, s, s + 3) for d in range(1, 41) for s in range(0, LENGTH, 3)]
    pieces: Pieces | Belonging | None = None
    if unit in ("sentence", "turn"):
        pieces = Pieces(*np.array(rows, np.int64).T)
    if unit == "speaker":
        pieces = Belonging(held.id, document // 2)
    question = Question(unit, query=query, **{"measure": "jaccard", **asked})  # type: ignore[arg-type]
    return Material(question, held, {n: n for n in range(3)}, PATHS, pieces, 5 if unit == "speaker" else None)


def compared(one: list[Coding], other: list[Coding], unit: str = "turn", **asked: object) -> Comparison:
    return compare(*(material(side, unit, name, **asked) for side, name in ((one, "A"), (other, "B"))))


@given(codings_lists, units)
def test_what_blocks_hold_adds_up_to_what_is_counted_at_once(codings: list[Coding], how: tuple[str, int]) -> None:
    held = material(codings, how[0], window=how[1])
    found, whole = blocks(held), tally(held)
    assert (found.counts.sum(axis=0) == whole.counts).all()
    matrix = np.zeros((3, 3, 3), np.int64)
    np.add.at(matrix, (*np.divmod(found.pair, 3),), found.met)
    upper = np.triu(np.ones((3, 3), bool), 1)
    assert whole.meeting is not None
    for kind, expected in enumerate((whole.pairs, whole.meeting, whole.meeting.T)):
        assert (matrix[:, :, kind] == np.where(upper, expected, 0)).all()
    assert found.population.sum() + found.besides == (whole.population or 0)


@given(codings_lists, codings_lists, units, st.integers(0, 2**12 - 1))
def test_blocks_dealt_out_are_counted_as_if_they_had_been_there_from_the_first(
    one: list[Coding], other: list[Coding], how: tuple[str, int], drawn: int
) -> None:
    """Documents of the second side have other numbers, so that all are free."""
    other = [(document + 10, *rest) for document, *rest in other]  # type: ignore[misc]
    unit, window = ("turn", 1) if how[0] == "speaker" else how
    sides = (blocks(material(one, unit, window=window)), blocks(material(other, unit, window=window)))
    deck = _Deck(sides, 3)
    ids = [*sides[0].ids.tolist(), *sides[1].ids.tolist()]
    to_a = np.array([drawn >> place & 1 for place in range(len(ids))], float)
    chosen = {id_ for id_, here in zip(ids, to_a, strict=True) if here}
    for side, sums in zip((True, False), deck.dealt(to_a[None, :], slice(0, len(deck.pairs))), strict=True):
        held = material([coding for coding in one + other if (coding[0] in chosen) == side], unit, window=window)
        whole = tally(held)
        source, target = np.divmod(deck.pairs, 3)
        assert (sums.pairs[0] == whole.pairs[source, target]).all()
        assert (sums.together[0] == whole.together[source, target]).all()
        assert (sums.one[0] == whole.counts[source]).all()
        assert (sums.other[0] == whole.counts[target]).all()
        if unit != "overlap":
            assert sums.population[0, 0] == whole.population


def turns(document: int, *codes: str) -> list[Coding]:
    """A document in which the first turn has these codes, the second those, and so on."""
    return [(document, 3 * n, 3 * n + 3, PATHS.index(code)) for n, held in enumerate(codes) for code in held]


#: Three interviews where a and b go together, four where they do not.
TOGETHER = [*turns(1, "ab", "ab", "a"), *turns(2, "ab", "b"), *turns(3, "ab", "ab", "ab")]
APART = [*turns(4, "a", "b", "a"), *turns(5, "ab", "b", "a", "a"), *turns(6, "a", "b"), *turns(7, "b", "a")]


def test_a_pair_by_hand() -> None:
    found = compared(TOGETHER, APART, rounds=0)
    (edge,) = found.edges
    # 6 of 8 turns with one of the codes have both, against 1 of 11.
    assert (edge.source, edge.target, edge.count_a, edge.count_b) == ("a", "b", 6, 1)
    assert (edge.value_a, edge.value_b) == (6 / 8, 1 / 11)
    assert edge.difference == 6 / 8 - 1 / 11
    assert edge.fisher_p == pytest.approx(fisher_exact([[6, 2], [1, 10]]).pvalue)
    assert edge.fisher_q == edge.fisher_p
    assert edge.permutation_p is None
    assert found.codes == ("a", "b")
    assert found.counts == ((7, 7), (7, 5))
    assert [side.codings for side in found.sides] == [14, 12]
    assert [side.blocks for side in found.sides] == [3, 4]
    assert (found.divisions, found.shared_blocks) == (35, 0)


def test_the_permutation_is_or_tends_to_the_share_of_all_divisions() -> None:
    shares = {1: (2, 3), 2: (1, 2), 3: (3, 3), 4: (0, 3), 5: (1, 4), 6: (0, 2), 7: (0, 2)}

    def apart(chosen: tuple[int, ...]) -> float:
        both = [sum(shares[d][0] for d in shares if (d in chosen) == side) for side in (True, False)]
        either = [sum(shares[d][1] for d in shares if (d in chosen) == side) for side in (True, False)]
        return abs(both[0] / either[0] - both[1] / either[1]) / sqrt(1 / either[0] + 1 / either[1])

    every = [apart(chosen) for chosen in combinations(range(1, 8), 3)]
    expected = sum(value >= apart((1, 2, 3)) - 1e-9 for value in every) / len(every)
    assert 0 < expected < 0.2
    for rounds in (35, 4000):
        assert compared(TOGETHER, APART, rounds=rounds).edges[0].permutation_p == expected
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("qualcode.analysis.compare.ROUNDS_AT_ONCE", 4)
        assert compared(TOGETHER, APART, rounds=35).edges[0].permutation_p == expected
    # Fewer rounds than divisions are drawn by chance; many seeds together are many rounds.
    drawn = [compared(TOGETHER, APART, rounds=34, seed=seed).edges[0].permutation_p or 0 for seed in range(80)]
    assert sum(p * 35 - 1 for p in drawn) / (34 * 80) == pytest.approx(expected, abs=0.02)


def test_rounds_without_the_codes_on_a_side_do_not_count() -> None:
    """Only two documents of eight have the codes: where both fall on one side, nothing can be told."""
    rest = [coding for document in range(3, 9) for coding in turns(document, "c")]
    found = compared([*turns(1, "ab", "ab"), *rest[:3]], [*turns(2, "a", "b"), *rest[3:]], rounds=500)
    (edge,) = [edge for edge in found.edges if edge.target == "b"]
    # Wherever they are parted, the difference is as large.
    assert edge.permutation_p == 1


def test_a_document_on_both_sides_stays_and_is_said() -> None:
    shared = turns(9, "ab", "a")
    found = compared(TOGETHER + shared, APART + shared, rounds=50)
    assert found.shared_blocks == 1
    assert found.divisions == 35
    assert any("1 document" in warning for warning in found.warnings())
    # Codings are known by their ids, here their places: those of the shorter side are all on the other.
    assert found.shared_codings == len(APART + shared)
    assert any("overlap" in warning for warning in found.warnings())


def test_the_same_material_twice_has_no_difference_and_no_permutation() -> None:
    found = compared(TOGETHER, TOGETHER, rounds=50)
    assert all(edge.difference == 0 and edge.fisher_p == 1 and edge.permutation_p is None for edge in found.edges)
    assert found.divisions == 1


def test_the_seed_decides_and_the_measure_changes_no_test() -> None:
    one, same, other = (compared(TOGETHER, APART, rounds=30, seed=seed).edges[0] for seed in (1, 1, 2))
    assert one == same
    assert one.permutation_p != other.permutation_p
    for measure in COMPARABLE:
        edge = compared(TOGETHER, APART, measure=measure, rounds=30).edges[0]
        assert (edge.fisher_p, edge.permutation_p) == (one.fisher_p, one.permutation_p)
        assert edge.difference == edge.value_a - edge.value_b


@given(codings_lists, codings_lists, units, st.sampled_from(COMPARABLE))
def test_values_are_those_of_the_networks_of_the_sides(
    one: list[Coding], other: list[Coding], how: tuple[str, int], measure: str
) -> None:
    if how[0] == "overlap" and measure in ("lift", "npmi"):
        return
    found = compared(one, other, how[0], window=how[1], measure=measure, rounds=5)
    for edge in found.edges:
        for network, value, count in zip(
            found.networks, (edge.value_a, edge.value_b), (edge.count_a, edge.count_b), strict=True
        ):
            if edge.source in network.codes and edge.target in network.codes:
                at = network.codes.index(edge.source), network.codes.index(edge.target)
                assert value == pytest.approx(network.values[at])
                assert count == network.matrix[at]
            else:
                assert (value, count) == (0, 0)
        assert 0 <= edge.fisher_p <= edge.fisher_q <= 1


def test_nothing_on_one_side_is_said() -> None:
    found = compared(TOGETHER, [], rounds=20)
    assert [edge.count_b for edge in found.edges] == [0]
    assert list(found.warnings()) == ["No coding is selected by “B”."]
    assert compared([], [], rounds=20).edges == ()


@pytest.mark.parametrize("unit", ["overlap", "sentence", "turn", "document", "speaker"])
def test_nothing_on_both_sides_leaves_no_code_to_compare(unit: str) -> None:
    """Where no coding is selected there is not even a codebook to compare by."""
    nothing = replace(material([], unit, "A"), paths=(), node_of={})
    found = compare(nothing, replace(nothing, question=replace(nothing.question, query="B")))
    assert (found.edges, found.codes) == ((), ())
    assert list(found.warnings()) == ["No coding is selected by “A”.", "No coding is selected by “B”."]


def test_any_seed_and_any_number_of_rounds_will_do() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("qualcode.analysis.compare.ROUNDS_AT_ONCE", 7)
        patch.setattr("qualcode.analysis.compare.CELLS_AT_ONCE", 7)
        told: list[tuple[int, int]] = []
        sides = (material(TOGETHER, rounds=20, seed=-3), material(APART, rounds=20, seed=-3))
        (edge,) = compare(*sides, lambda done, total: told.append((done, total))).edges
        assert edge.permutation_p is not None
        assert told == [(0, 20), (7, 20), (14, 20), (20, 20)]
    assert compared(TOGETHER, APART, rounds=9, seed=10**40).edges


def test_progress_can_end_the_comparison() -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compare(material(TOGETHER, rounds=9), material(APART, rounds=9), stop)
