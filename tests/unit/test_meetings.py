"""Where two codes meet, one by one: as often as is counted, and where the definitions say."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_cooccurrence_counts import PATHS, arrays, belongings, codings_lists, cuts, pieces, share

from qualcode.analysis.cooccurrence import Material, cooccurrence
from qualcode.analysis.meetings import Meeting, meetings
from qualcode.model.arrays import Belonging, Pieces
from qualcode.model.network import Question


def material(
    codings: list[tuple[int, int, int, int]], question: Question, units: Pieces | Belonging | None = None
) -> Material:
    """Codings of PATHS; with a level, the codes under “a” are “a”."""
    node_of = dict(enumerate(range(len(PATHS))))
    if question.level == 1:
        node_of = {at: PATHS.index(path.split("/")[0]) for at, path in enumerate(PATHS)}
    return Material(question, arrays(codings), node_of, PATHS, units)


def assert_as_many_as_counted(asked: Material) -> None:
    """Every edge has as many meetings as its count, and no other pair has any."""
    counted = {(edge.source, edge.target): edge.count for edge in cooccurrence(asked).edges}
    for at, one in enumerate(PATHS):
        for other in PATHS[at + 1 :]:
            found = meetings(asked, one, other)
            assert len(found) == counted.get((one, other), 0)
            turned = meetings(asked, other, one)
            assert Counter((met.source, met.target) for met in found) == Counter(
                (met.target, met.source) for met in turned
            )


@given(codings_lists, st.sampled_from((None, 1)))
def test_as_many_overlaps_as_are_counted(codings: list[tuple[int, int, int, int]], level: int | None) -> None:
    assert_as_many_as_counted(material(codings, Question("overlap", level=level)))


@given(codings_lists, cuts, st.sampled_from((None, 1)), st.integers(1, 3))
def test_as_many_pieces_and_windows_as_are_counted(
    codings: list[tuple[int, int, int, int]], cut: dict[int, list[int]], level: int | None, window: int
) -> None:
    assert_as_many_as_counted(material(codings, Question("paragraph", level=level, window=window), pieces(cut)))


@given(codings_lists, belongings)
def test_as_many_cases_and_documents_as_are_counted(
    codings: list[tuple[int, int, int, int]], belonging: list[tuple[int, int]]
) -> None:
    coding, unit = np.array(belonging, np.int64).reshape(-1, 2).T
    assert_as_many_as_counted(material(codings, Question("case"), Belonging(coding, unit)))
    assert_as_many_as_counted(material(codings, Question("document")))


@given(codings_lists)
def test_what_overlaps_share_is_what_both_cover(codings: list[tuple[int, int, int, int]]) -> None:
    expected = Counter(
        ((first,), (second,), mine[0], max(mine[1], theirs[1]), min(mine[2], theirs[2]))
        for first, mine in enumerate(codings)
        for second, theirs in enumerate(codings)
        if (mine[3], theirs[3]) == (0, 3) and share(mine, theirs)
    )
    found = meetings(material(codings, Question("overlap")), PATHS[0], PATHS[3])
    assert Counter((met.source, met.target, met.document, met.start, met.end) for met in found) == expected


THREE = Pieces(np.array([1, 1, 1]), np.array([0, 10, 20]), np.array([9, 19, 29]))


@pytest.mark.parametrize(("window", "places"), [(1, []), (2, [(0, 19), (10, 29)]), (3, [(0, 29)]), (9, [(0, 29)])])
def test_the_place_of_a_window_is_all_of_it(window: int, places: list[tuple[int, int]]) -> None:
    # “a” in the first and the third piece, “d” in the second.
    asked = material([(1, 0, 4, 0), (1, 12, 15, 3), (1, 21, 25, 0)], Question("turn", window=window), THREE)
    found = meetings(asked, "a", "d")
    assert [(met.start, met.end) for met in found] == places
    assert all(met.target == (1,) for met in found)
    if window == 2:
        assert [met.source for met in found] == [(0,), (2,)]


def test_by_hand() -> None:
    codings = [(1, 0, 10, 0), (1, 5, 15, 3), (1, 8, 9, 3), (2, 0, 4, 3)]
    assert meetings(material(codings, Question("overlap")), "a", "d") == [
        Meeting((0,), (1,), 1, 5, 10),
        Meeting((0,), (2,), 1, 8, 9),
    ]
    assert meetings(material(codings, Question("document")), "d", "a") == [Meeting((1, 2), (0,), 1, unit=1)]
    assert meetings(material(codings, Question("overlap")), "a", "nowhere") == []
    assert meetings(material(codings, Question("overlap")), "a", "a") == []
