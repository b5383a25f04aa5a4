"""One name, several spellings; words; cells for spreadsheets; numbers in two languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode import i18n
from qualcode.model.text import count_words, fold, inert_cell, plain_cell


@pytest.mark.parametrize("written", ["non-recours", "Non Recours", "NON–RECOURS", "  non_recours "])
def test_spellings_of_one_notion_fold_together(written: str) -> None:
    assert fold(written) == "non recours"


def test_folding_opens_ligatures_and_drops_accents() -> None:
    assert fold("Cœur de l’Été") == "coeur de l ete"


def test_words_are_runs_with_a_letter_or_a_digit() -> None:
    assert count_words("« Ben… je sais pas » — 3 usager·ère·s !") == 6


@pytest.mark.parametrize(
    ("value", "safe"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("-", "'-"), ("'=1", "''=1"), ("mot", "mot"), (-3, -3)]
)
def test_no_cell_is_a_formula(value: object, safe: object) -> None:
    assert inert_cell(value) == safe


@given(st.text(st.sampled_from("'=+-@ab")))
def test_the_guard_of_a_cell_comes_off_without_loss(text: str) -> None:
    guarded = inert_cell(text)
    assert isinstance(guarded, str)
    assert plain_cell(guarded) == text


def test_numbers_are_written_as_they_are_read() -> None:
    i18n.set_language("fr")
    assert (i18n.number(25000), i18n.percent(0.579)) == ("25\u202f000", "57,9\u00a0%")
    i18n.set_language("en")
    assert (i18n.number(25000), i18n.percent(0.579)) == ("25,000", "57.9%")


@pytest.mark.parametrize(
    ("variable", "value", "language"),
    [("LANG", "fr_FR.UTF-8", "fr"), ("LC_ALL", "de_DE.UTF-8", "en"), ("QUALCODE_LANG", "fr", "fr")],
)
def test_the_language_is_that_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, language: str
) -> None:
    monkeypatch.delenv("QUALCODE_LANG", raising=False)
    monkeypatch.setenv(variable, value)
    assert i18n.language() == language
