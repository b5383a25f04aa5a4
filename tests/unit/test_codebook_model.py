"""The tree of codes: paths, subtrees, looking up the way people write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.codebook import Code, Codebook, join_path, split_path

BOOK = Codebook(
    [
        Code(1, "dirty work"),
        Code(2, "délégation", parent=1, position=2),
        Code(3, "à l'usager", parent=2),
        Code(4, "Non-recours"),
        Code(5, "faire pour / à la place", parent=1, position=1),
    ]
)


def test_codes_stand_in_tree_order_with_their_paths() -> None:
    assert [BOOK.path(code_id) for code_id in BOOK] == [
        "dirty work",
        "dirty work/faire pour \\/ à la place",
        "dirty work/délégation",
        "dirty work/délégation/à l'usager",
        "Non-recours",
    ]
    assert BOOK.subtree(1) == (1, 5, 2, 3)
    assert (BOOK.depth(3), BOOK.at_level(3, 2), BOOK.at_level(3, 9)) == (3, 2, 3)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("dirty work/délégation", 2),
        ("Dirty-Work/delegation", 2),
        ("dirty work / délégation / a l’usager", 3),
        ("non recours", 4),
        ("dirty work/faire pour \\/ a la place", 5),
        ("délégation", None),
        ("", None),
    ],
)
def test_a_path_is_found_as_people_write_it(written: str, found: int | None) -> None:
    code = BOOK.find(written)
    assert (code.id if code else None) == found


def test_the_end_of_a_path_is_enough_to_propose_codes() -> None:
    assert [code.id for code in BOOK.ending("delegation/a l'usager")] == [3]
    assert BOOK.ending("") == ()


@given(st.lists(st.text(st.characters(exclude_characters="\\"), min_size=1).map(str.strip).filter(bool), min_size=1))
def test_paths_split_into_the_names_they_were_joined_from(names: list[str]) -> None:
    assert split_path(join_path(names)) == tuple(names)


def test_a_cycle_and_a_missing_parent_are_refused() -> None:
    with pytest.raises(ValueError, match="cycle"):
        Codebook([Code(1, "a", parent=2), Code(2, "b", parent=1)])
    with pytest.raises(ValueError, match="no parent"):
        Codebook([Code(1, "a", parent=7)])
