"""Windows of units that follow one another, against runs written out one by one."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.cooccurrence import Material, cooccurrence
from qualcode.analysis.passages import passages
from qualcode.model.arrays import CodingArrays, Pieces
from qualcode.model.network import Question

LENGTH = 30
PATHS = ("a", "b", "c")

Coding = tuple[int, int, int, int]  # document, start, end, code

codings_lists = st.lists(
    st.tuples(st.integers(1, 3), st.integers(0, LENGTH - 1), st.integers(1, 12), st.integers(0, 2)).map(
        lambda t: (t[0], t[1], min(LENGTH, t[1] + t[2]), t[3])
    ),
    max_size=14,
)
#: Where each document is cut; the pieces may leave gaps, and a document may have none.
cuts = st.dictionaries(st.integers(1, 4), st.lists(st.integers(0, LENGTH), unique=True, max_size=16).map(sorted))


def windows(cut: dict[int, list[int]], width: int) -> list[tuple[int, list[tuple[int, int]]]]:
    """Every run of so many pieces of a document; one of all of them where there are fewer."""
    found = []
    for document, ends in sorted(cut.items()):
        pieces = list(zip(ends[::2], ends[1::2], strict=False))
        if pieces:
            found += [(document, pieces[at : at + width]) for at in range(max(1, len(pieces) - width + 1))]
    return found


def material(codings: list[Coding], cut: dict[int, list[int]], width: int, population: str) -> Material:
    document, start, end, code = np.array(sorted(codings), np.int64).reshape(-1, 4).T
    rows = [(d, *piece) for d, run in windows(cut, 1) for piece in run]
    pieces = Pieces(*np.array(rows, np.int64).reshape(-1, 3).T)
    held = CodingArrays(np.arange(len(codings)), document, start, end, code)
    question = Question("turn", window=width, population=population)
    return Material(question, held, {0: 0, 1: 1, 2: 2}, PATHS, pieces)


def touched(codings: list[Coding], runs: list[tuple[int, list[tuple[int, int]]]], code: int) -> set[int]:
    return {
        number
        for number, (document, run) in enumerate(runs)
        for d, start, end, held in codings
        if held == code and d == document and any(s < end and start < e for s, e in run)
    }


@given(codings_lists, cuts, st.sampled_from([1, 2, 3, 5, 9, 10**40]))
def test_windows_count_once_for_the_codes_that_touch_a_piece_of_them(
    codings: list[Coding], cut: dict[int, list[int]], width: int
) -> None:
    runs = windows(cut, width)
    where = {path: touched(codings, runs, code) for code, path in enumerate(PATHS)}
    network = cooccurrence(material(codings, cut, width, "all"))
    assert {node.path: node.count for node in network.nodes} == {
        path: len(held) for path, held in where.items() if held
    }
    assert {(edge.source, edge.target): edge.count for edge in network.edges} == {
        (one, other): n for one, other in combinations(PATHS, 2) if (n := len(where[one] & where[other]))
    }
    coded_documents = {coding[0] for coding in codings}
    assert network.population == sum(document in coded_documents for document, _run in runs)
    coded = cooccurrence(material(codings, cut, width, "coded"))
    assert coded.population == len(set().union(*where.values()))


@given(codings_lists, cuts, st.integers(2, 9))
def test_the_passages_of_a_pair_are_in_a_window_with_both(
    codings: list[Coding], cut: dict[int, list[int]], width: int
) -> None:
    runs, ordered = windows(cut, width), sorted(codings)
    both = touched(codings, runs, 0) & touched(codings, runs, 1)
    found = passages(material(codings, cut, width, "all"), "a", "b")
    assert found == [
        at for at, coding in enumerate(ordered) if coding[3] < 2 and touched([coding], runs, coding[3]) & both
    ]
