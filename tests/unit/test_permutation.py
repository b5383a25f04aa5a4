"""The permutation test: what a turn of the codes keeps, what it counts, and what its p says."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.cooccurrence import Material, cooccurrence
from qualcode.analysis.material import marked, to_code
from qualcode.analysis.permutation import circles, distances, meetings, permutation
from qualcode.model.arrays import CodingArrays, Pieces
from qualcode.model.network import Question

LENGTH = 20
PATHS = ("a", "b", "c")
TEXT = Pieces(np.arange(1, 4), np.zeros(3, np.int64), np.full(3, LENGTH))

Coding = tuple[int, int, int, int]  # document, start, end, code

codings_lists = st.lists(
    st.tuples(st.integers(1, 3), st.integers(0, LENGTH - 1), st.integers(1, LENGTH), st.integers(0, 2)).map(
        lambda t: (t[0], t[1], min(LENGTH, t[1] + t[2]), t[3])
    ),
    max_size=14,
)


def material(
    codings: list[Coding],
    unit: str = "overlap",
    paths: tuple[str, ...] = PATHS,
    pieces: Pieces | None = None,
    **asked: object,
) -> Material:
    document, start, end, code = np.array(sorted(codings), np.int64).reshape(-1, 4).T
    held = CodingArrays(np.arange(len(codings)), document, start, end, code)
    question = Question(unit, "permutation_p", **asked)  # type: ignore[arg-type]
    return Material(question, held, {n: n for n in range(len(paths))}, paths, pieces, text=lambda: TEXT)


def cut(width: int, length: int = LENGTH, documents: int = 3) -> Pieces:
    """Documents in pieces of one width."""
    rows = [(d, s, min(s + width, length)) for d in range(1, documents + 1) for s in range(0, length, width)]
    return Pieces(*np.array(rows, np.int64).T)


@given(codings_lists, st.integers(0, 1000), st.sampled_from([0, 1, 16]), st.sampled_from([1, 6, 99]))
def test_meetings_on_a_circle_are_those_of_sets_of_characters(
    codings: list[Coding], number: int, steps: int, few: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("qualcode.analysis.permutation._STEPS", steps)
        patch.setattr("qualcode.analysis.permutation._FEW", few)
        _meet_as_sets_do(codings, number)


def _meet_as_sets_do(codings: list[Coding], number: int) -> None:
    turned = circles(material(codings))
    far = distances(turned, 7, number)
    assert ((far >= 0) & (far < LENGTH)).all()
    rows = [
        (int(base), int(node), {(int(start) + int(far[group]) + step) % LENGTH for step in range(int(length))})
        for base, node, start, group, length in zip(
            turned.base, turned.node, turned.start, turned.group, turned.length, strict=True
        )
    ]
    expected = np.zeros((3, 3), np.int64)
    for one, other in combinations(rows, 2):
        if one[0] == other[0] and one[1] != other[1] and one[2] & other[2]:
            expected[one[1], other[1]] += 1
            expected[other[1], one[1]] += 1
    assert (meetings(turned, far, 3) == expected).all()


@given(codings_lists)
def test_all_codings_of_a_code_in_a_document_move_by_the_same_distance(codings: list[Coding]) -> None:
    turned = circles(material(codings))
    where = list(zip(turned.base.tolist(), turned.node.tolist(), strict=True))
    groups = dict(zip(where, turned.group.tolist(), strict=True))
    assert turned.group.tolist() == [groups[place] for place in where]
    assert len(set(groups.values())) == len(groups) == len(turned.key)


@given(codings_lists, st.sampled_from([("overlap", 1), ("sentence", 1), ("turn", 1), ("turn", 2), ("turn", 9)]))
def test_unturned_codes_meet_as_often_as_they_are_counted(codings: list[Coding], how: tuple[str, int]) -> None:
    unit, window = how
    for population in ("all", "coded"):
        held = material(codings, unit, pieces=cut(4), window=window, population=population)
        turned = circles(held)
        still = meetings(turned, np.zeros(len(turned.key), np.int64), 3)
        network = cooccurrence(Material(Question(unit, window=window), held.codings, held.node_of, PATHS, held.units))
        place = [PATHS.index(code) for code in network.codes]
        assert (still[np.ix_(place, place)] == network.matrix).all()
        assert still.sum() == network.matrix.sum()


@given(codings_lists)
def test_matrices_are_symmetric_and_within_their_ranges(codings: list[Coding]) -> None:
    tested = permutation(material(codings, seed=3), 19)
    for name, matrix in tested.items():
        assert (matrix == matrix.T).all()
        if name != "permutation_z":
            assert ((matrix >= 1 / 20) & (matrix <= 1)).all()
            assert (matrix.diagonal() == 1).all()
    assert (tested["permutation_q"] >= tested["permutation_p"]).all()


@given(codings_lists)
def test_it_does_not_matter_how_much_is_turned_at_once(codings: list[Coding]) -> None:
    for unit in ("overlap", "turn"):
        held = material(codings, unit, pieces=cut(3), seed=5)
        tested = permutation(held, 19)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("qualcode.analysis.permutation.ROWS_AT_ONCE", 2)
            parted = permutation(held, 19)
        assert all((tested[name] == parted[name]).all() for name in tested)


@given(codings_lists, st.permutations(range(3)))
def test_the_order_of_codes_and_what_else_is_tested_do_not_matter(codings: list[Coding], order: list[int]) -> None:
    tested = permutation(material(codings, seed=5), 19)["permutation_p"]
    moved = [(document, start, end, order.index(code)) for document, start, end, code in codings]
    again = permutation(material(moved, paths=tuple(PATHS[old] for old in order), seed=5), 19)["permutation_p"]
    assert (again == tested[np.ix_(order, order)]).all()
    fewer = [coding for coding in codings if coding[3] != 2]
    assert permutation(material(fewer, seed=5), 19)["permutation_p"][0, 1] == tested[0, 1]


def test_one_unit_in_ten_is_met_by_chance_one_time_in_ten() -> None:
    """Both codes in one turn of ten: the chance that a turn of the circle brings them together is 1/10."""
    held = material([(1, 0, 1, 0), (1, 0, 1, 1)], "turn", pieces=cut(2))
    tested = permutation(held, 4000)
    assert tested["permutation_p"][0, 1] == pytest.approx(0.1, abs=0.02)
    # Mean 0.1, deviation √(0.1 · 0.9) = 0.3.
    assert tested["permutation_z"][0, 1] == pytest.approx(3, abs=0.3)
    assert tested["permutation_p"][0, 2] == 1


def test_codings_in_characters_meet_by_chance_as_often_as_their_lengths_say() -> None:
    """Of 20 turns of a circle of 20 characters, lengths 3 and 4 meet in 3 + 4 − 1."""
    tested = permutation(material([(1, 2, 5, 0), (1, 4, 8, 1)]), 4000)
    assert tested["permutation_p"][0, 1] == pytest.approx(6 / 20, abs=0.03)


def test_themes_of_the_same_interviews_do_not_seek_each_other_by_that() -> None:
    """Both codes only in one document of four, on turns that alternate: for Fisher related, by the test not."""
    pieces = cut(1, 40, 8)
    chance = np.random.default_rng(2)
    codings = [(1, int(at), int(at) + 1, code) for code in (0, 1) for at in chance.choice(40, 16, replace=False)]
    codings += [(document, document, document + 1, 2) for document in range(1, 9)]
    held = material(codings, "turn", pieces=pieces, rounds=500)
    network = cooccurrence(held)
    one, two = network.codes.index("a"), network.codes.index("b")
    assert network.measure("fisher_p")[one, two] < 0.01
    assert network.measure("permutation_p")[one, two] > 0.05


def test_codes_that_always_go_together_are_as_far_from_chance_as_the_rounds_can_say() -> None:
    codings = [(d, s, s + 1, code) for d in (1, 2, 3) for s in (1, 6, 7, 15) for code in (0, 1)]
    tested = permutation(material(codings, "sentence", pieces=cut(1)), 200)
    assert tested["permutation_p"][0, 1] == 1 / 201
    assert tested["permutation_z"][0, 1] > 4


def test_under_chance_p_is_spread_evenly() -> None:
    """Two hundred pairs placed without regard to each other: about 5 % below 0.05, half below 0.5."""
    chance = np.random.default_rng(11)
    found = []
    pieces = cut(1, 60, 6)
    for trial in range(200):
        codings = [
            (document, int(at), int(at) + 1, code)
            for document in range(1, 7)
            for code in (0, 1)
            for at in chance.choice(60, 20, replace=False)
        ]
        held = material(codings, "turn", pieces=pieces, seed=trial)
        found.append(permutation(held, 99)["permutation_p"][0, 1])
    chances = np.array(found)
    assert 0.01 <= (chances <= 0.05).mean() <= 0.10
    # Meetings are whole numbers, so that ties lift p a little above an even spread.
    assert 0.36 <= (chances <= 0.5).mean() <= 0.6


ANSWERS = st.lists(st.tuples(st.integers(1, 3), st.integers(0, LENGTH - 1), st.integers(1, 6)), max_size=8)


@given(codings_lists, ANSWERS)
def test_what_there_is_to_code_is_closed_up(codings: list[Coding], answers: list[tuple[int, int, int]]) -> None:
    """Codings keep their characters, numbered as if the rest of the document were not there."""
    held = material(codings)
    told = Pieces(*np.array([(d, s, s + n) for d, s, n in answers], np.int64).reshape(-1, 3).T)
    text = to_code(told, held.codings)
    characters = {(d, at) for d, s, n in answers for at in range(s, s + n)}
    characters |= {(d, at) for d, s, e, _code in codings for at in range(s, e)}
    rows = zip(text.document.tolist(), text.start.tolist(), text.end.tolist(), strict=True)
    assert sorted((d, at) for d, s, e in rows for at in range(s, e)) == sorted(characters)
    turned = circles(replace(held, text=lambda: text))
    number = {place: n for d in (1, 2, 3) for n, place in enumerate(sorted(c for c in characters if c[0] == d))}
    found = zip(turned.start.tolist(), turned.length.tolist(), turned.circle.tolist(), strict=True)
    assert list(found) == [
        (number[d, s], e - s, sum(place[0] == d for place in characters))
        for d, s, e in zip(
            *(a.tolist() for a in (held.codings.document, held.codings.start, held.codings.end)), strict=True
        )
    ]


@pytest.mark.parametrize("unit", ["turn", "overlap"])
def test_questions_that_nobody_codes_make_no_answers_meet(unit: str) -> None:
    """Codes dealt out over the answers alone: lift is about 1, and one pair in twenty is under 0.05."""
    chance = np.random.default_rng(4)
    pieces, answers = cut(5, 400, 6), cut(5, 400, 6).only(np.arange(480) % 2 == 1)
    p: list[float] = []
    lift: list[float] = []
    for trial in range(8):
        codings = [
            (document, int(at) * 10 + 5, int(at) * 10 + 10, code)
            for document in range(1, 7)
            for code in range(5)
            for at in chance.choice(40, 10, replace=False)
        ]
        held = material(codings, unit, paths=tuple("abcde"), pieces=pieces, seed=trial, rounds=99)
        held = replace(held, text=lambda: answers, units=None if unit == "overlap" else marked(pieces, answers))
        network = cooccurrence(held)
        pairs = np.triu_indices(5, 1)
        p += network.measure("permutation_p")[pairs].tolist()
        lift += network.measure("lift")[pairs].tolist() if unit == "turn" else [1.0]
    assert np.mean(np.array(p) <= 0.05) <= 0.12
    assert np.median(lift) == pytest.approx(1, abs=0.05)


def test_the_seed_decides() -> None:
    codings = [(d, s, s + 3, code) for d in (1, 2) for s in (1, 6, 12) for code in (0, 1)]
    one, same, other = (permutation(material(codings, seed=seed), 99)["permutation_z"] for seed in (1, 1, 2))
    assert (one == same).all()
    assert (one != other).any()


def test_only_pairs_with_a_document_in_common_are_held_against() -> None:
    """Three pairs of codes, of which one could have met: its q is its p."""
    tested = permutation(material([(1, 0, 1, 0), (1, 0, 1, 1), (2, 0, 1, 2)], "turn", pieces=cut(2)), 99)
    assert tested["permutation_q"][0, 1] == tested["permutation_p"][0, 1] < 1
    assert tested["permutation_q"][0, 2] == 1


def test_progress_is_told_and_can_end_the_test() -> None:
    told: list[tuple[int, int]] = []
    held = material([(1, 0, 5, 0), (1, 3, 8, 1)])
    permutation(held, 25, lambda done, rounds: told.append((done, rounds)))
    assert told == [(0, 25), (10, 25), (20, 25), (25, 25)]

    def stop(done: int, rounds: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        permutation(held, 1_000_000, stop)


def test_nothing_is_tested_without_harm() -> None:
    tested = permutation(material([], paths=()), 9)
    assert {matrix.shape for matrix in tested.values()} == {(0, 0)}


@given(codings_lists, st.sampled_from(["overlap", "turn"]))
def test_codes_rolled_up_turn_their_passages_once(codings: list[Coding], unit: str) -> None:
    """Two codes of one branch on one passage are one thing that moves, and meets what it meets once."""
    held = replace(material(codings, unit, pieces=cut(4), level=1), node_of={0: 0, 1: 0, 2: 2})
    turned = circles(held)
    still = meetings(turned, np.zeros(len(turned.key), np.int64), 3)
    network = cooccurrence(replace(held, question=Question(unit, level=1)))
    place = [PATHS.index(code) for code in network.codes]
    assert (still[np.ix_(place, place)] == network.matrix).all()
