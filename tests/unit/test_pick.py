"""The code one means comes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.pick import Candidate, Match, interleave, matches, rank
from qualcode.model.text import fold

CODES = [
    Candidate(1, "dirty work", "dirty work", ("sale boulot",)),
    Candidate(2, "dirty work/délégation", "délégation"),
    Candidate(3, "dirty work/délégation/à l'usager", "à l'usager"),
    Candidate(4, "non-recours", "non-recours", ("laisser tomber",)),
    Candidate(5, "non-recours/non-demande", "non-demande"),
    Candidate(6, "territoires/orientation et renvoi", "orientation et renvoi"),
]


def test_accents_case_and_hyphens_do_not_matter() -> None:
    assert rank("DELEGATION", CODES)[0] == 2
    assert rank("non recours", CODES)[0] == 4


def test_words_in_any_order_find_a_path() -> None:
    assert rank("usager dirty", CODES)[0] == 3


def test_a_cue_finds_its_code_after_the_names() -> None:
    assert rank("boulot", CODES) == [1]


@pytest.mark.parametrize(("typed", "code"), [("nonrecours", 4), ("nondem", 5), ("orienrenv", 6)])
def test_the_words_of_a_name_may_be_typed_as_one(typed: str, code: int) -> None:
    assert matches(typed, CODES)[0] == Match(code, True)


@pytest.mark.parametrize("typed", ["norecours", "recoursnon", "nonrecourir", "orienterait"])
def test_what_only_resembles_them_is_no_sure_match(typed: str) -> None:
    assert not any(match.sure for match in matches(typed, CODES))


def test_a_misspelling_still_finds() -> None:
    assert rank("delegatoin", CODES)[0] in (2, 3)


def test_nothing_typed_gives_the_recent_ones_first() -> None:
    assert rank("", CODES, recent=[5, 2])[:3] == [5, 2, 1]


def test_nothing_like_it_gives_nothing() -> None:
    assert rank("zzzzzz", CODES) == []


def test_of_equals_the_recent_one_wins() -> None:
    assert rank("non", CODES, recent=[5])[0] == 5


def found(query: str) -> list[Match]:
    """What is offered for a query."""
    return matches(query, CODES)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("deleg", 2),
        ("dirty deleg", 2),
        ("work/dél", 2),
        ("usager", 3),
        ("boulot", 1),
        ("non-rec", 4),
        ("orient renv", 6),
        ("usager dirty", 3),
        ("renvoi et orientation", 6),
    ],
)
def test_the_beginnings_of_the_words_are_sure(query: str, code: int) -> None:
    assert found(query)[0].id == code
    assert found(query)[0].sure


@pytest.mark.parametrize(
    "query",
    ["cheval de Troie", "journées à la chaîne", "accueil/papier jaune", "dirty work/usager", "usager usager"]
    + ["renvoi ou orientation", "elegation", "sale boulot du matin", "non-recourir", "dirty work/tri", "délégations"],
)
def test_what_only_resembles_a_code_is_never_sure(query: str) -> None:
    assert not any(match.sure for match in found(query))


def test_the_cue_that_explains_a_proposal_is_given() -> None:
    assert found("laisser")[0] == Match(4, True, "laisser tomber")
    assert found("non-rec")[0].cue == ""


def test_words_in_their_order_come_before_those_in_another() -> None:
    pool = [Candidate(1, "b a", "b a"), Candidate(2, "a b", "a b")]
    assert matches("a b", pool) == [Match(2, True), Match(1, True)]


def test_the_words_of_a_definition_find_after_names_and_cues_and_say_which() -> None:
    pool = [
        Candidate(1, "tri", "tri", (), "Choisir, à l'entrée du guichet, qui attend et qui repart sans être reçu."),
        Candidate(2, "accueil", "accueil", ("au guichet",)),
        Candidate(3, "le guichet", "le guichet"),
    ]
    assert matches("guichet", pool) == [
        Match(3, True),
        Match(2, True, "au guichet"),
        Match(1, False, "… l'entrée du guichet, qui attend et qui repart …"),
    ]
    assert rank("gu", pool) == [3, 2]
    assert rank("reçu guichet", pool)[0] == 1


def test_lists_are_taken_in_turns() -> None:
    assert interleave([1, 2, 3], [4, 2], []) == [1, 4, 2, 3]
    assert interleave() == []


WORDS = st.lists(st.text("abcdeéèfgh", min_size=1, max_size=6), min_size=1, max_size=4)


@given(WORDS, st.data())
def test_any_beginnings_of_a_name_s_words_find_it_surely(words: list[str], data: st.DataObject) -> None:
    name = " ".join(words)
    typed = " ".join(word[: data.draw(st.integers(1, len(word)))] for word in words)
    assert matches(typed.upper(), [Candidate(1, name, name)]) == [Match(1, True)]


@given(st.text(max_size=20), st.lists(st.tuples(WORDS, WORDS), max_size=6))
def test_sure_matches_come_before_guesses(query: str, codes: list[tuple[list[str], list[str]]]) -> None:
    pool = [Candidate(at, " ".join(name), " ".join(name), (" ".join(cue),)) for at, (name, cue) in enumerate(codes)]
    sure = [match.sure for match in matches(query, pool, recent=[2, 0])]
    assert sure == sorted(sure, reverse=True)


@given(st.text("abcdeghé -/", max_size=12), st.lists(WORDS, max_size=6))
def test_what_is_sure_holds_all_that_was_typed(query: str, names: list[list[str]]) -> None:
    pool = [Candidate(at, " ".join(name), " ".join(name)) for at, name in enumerate(names)]
    for match in matches(query, pool):
        if match.sure:
            folded = fold(pool[match.id].name)
            assert all(word in folded for word in fold(query.replace("/", " ")).split())
