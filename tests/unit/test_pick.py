"""The code one means comes first."""

from __future__ import annotations

from qualcode.analysis.pick import Candidate, rank

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


def test_a_misspelling_still_finds() -> None:
    assert rank("delegatoin", CODES)[0] in (2, 3)


def test_nothing_typed_gives_the_recent_ones_first() -> None:
    assert rank("", CODES, recent=[5, 2])[:3] == [5, 2, 1]


def test_nothing_like_it_gives_nothing() -> None:
    assert rank("zzzzzz", CODES) == []


def test_of_equals_the_recent_one_wins() -> None:
    assert rank("non", CODES, recent=[5])[0] == 5
