"""The passages behind a cell: those of two codes that share a character, or a unit, told by hand."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from test_cooccurrence_counts import PATHS, arrays, belongings, codings_lists, cuts, piece_list, pieces, share

from qualcode.analysis.cooccurrence import Material, cooccurrence
from qualcode.analysis.passages import passages
from qualcode.model.arrays import Belonging, Pieces
from qualcode.model.network import Question


def material(codings: list[tuple[int, int, int, int]], unit: str, units: Pieces | Belonging | None = None) -> Material:
    return Material(Question(unit), arrays(codings), dict(enumerate(range(len(PATHS)))), PATHS, units)


@given(codings_lists, st.sampled_from(PATHS), st.sampled_from(PATHS))
def test_overlapping_codings_of_both(codings: list[tuple[int, int, int, int]], one: str, other: str) -> None:
    first, second = PATHS.index(one), PATHS.index(other)
    expected = {
        at
        for at, mine in enumerate(codings)
        for theirs in codings
        if {mine[3], theirs[3]} == {first, second} and (share(mine, theirs) or first == second)
    }
    assert sorted(passages(material(codings, "overlap"), one, other)) == sorted(expected)


@given(codings_lists, cuts)
def test_codings_that_share_a_piece(codings: list[tuple[int, int, int, int]], cut: dict[int, list[int]]) -> None:
    touched = [
        {at for at, (doc, start, end) in enumerate(piece_list(cut)) if doc == c[0] and start < c[2] and end > c[1]}
        for c in codings
    ]
    asked = material(codings, "paragraph", pieces(cut))
    network = cooccurrence(asked)
    for one, other in (("a", "a/b"), ("a/c", "d"), ("d", "e")):
        pair = {PATHS.index(one), PATHS.index(other)}
        expected = {
            at
            for at, mine in enumerate(codings)
            for also, theirs in enumerate(codings)
            if {mine[3], theirs[3]} == pair and touched[at] & touched[also]
        }
        assert sorted(passages(asked, one, other)) == sorted(expected)
        counted = {(edge.source, edge.target): edge.count for edge in network.edges}
        assert bool(expected) == bool(counted.get((one, other)))


@given(codings_lists, belongings)
def test_codings_that_share_a_case_or_a_document(
    codings: list[tuple[int, int, int, int]], belonging: list[tuple[int, int]]
) -> None:
    coding, unit = np.array(belonging, np.int64).reshape(-1, 2).T
    cases = [{case for id_, case in belonging if id_ == at} for at in range(len(codings))]
    documents = [{coding[0]} for coding in codings]
    for asked, units in (
        (material(codings, "case", Belonging(coding, unit)), cases),
        (material(codings, "document"), documents),
    ):
        expected = {
            at
            for at, mine in enumerate(codings)
            for also, theirs in enumerate(codings)
            if {mine[3], theirs[3]} == {0, 3} and units[at] & units[also]
        }
        assert sorted(passages(asked, "a", "d")) == sorted(expected)


def test_a_code_that_was_never_met_has_no_passages() -> None:
    assert passages(material([(1, 0, 4, 0)], "overlap"), "a", "nowhere") == []
