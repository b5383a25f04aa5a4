"""Cells on the clipboard, and their order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.cells import copied, pasted, sort_key


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a", [["a"]]),
        ("a\nb\n", [["a"], ["b"]]),
        ("a\r\nb\r\n", [["a"], ["b"]]),
        ("a\rb", [["a"], ["b"]]),
        ("a\n\nb", [["a"], [""], ["b"]]),
        ("a\tb\nc\t", [["a", "b"], ["c", ""]]),
        ('"deux\nlignes"\tx', [["deux\nlignes", "x"]]),
        ('il dit "oui"\nx', [['il dit "oui"'], ["x"]]),
        ('"ouvert\nx', [['"ouvert'], ["x"]]),
    ],
)
def test_what_a_spreadsheet_copies(text: str, cells: list[list[str]]) -> None:
    assert pasted(text) == cells


cell = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters='\n\t"'), max_size=8)


@given(st.lists(st.lists(cell, min_size=2, max_size=2), min_size=1, max_size=4))
def test_what_is_copied_is_what_is_pasted(rows: list[list[str]]) -> None:
    assert pasted(copied(rows)) == rows


def test_no_formula_leaves_for_another_program() -> None:
    assert copied([["=1+1", "-3"]]) == "'=1+1\t'-3"


def test_values_stand_in_the_order_people_expect() -> None:
    values = ["", "P10", "12", "2019-05", "9", "âge", "P2", "03/2018", "12/03/2019", "Abri", "3,5 ans", "2019-05-02"]
    assert sorted(values, key=sort_key) == [
        *("03/2018", "12/03/2019", "2019-05", "2019-05-02"),
        *("3,5 ans", "9", "12"),
        *("Abri", "âge", "P2", "P10", ""),
    ]
