"""Signs between two parts of a line, as each language sets them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qualcode.i18n import mark, set_language
from qualcode.tui.widgets.statusline import key_lines


@pytest.fixture(autouse=True)
def back_to_english() -> Iterator[None]:
    yield
    set_language("en")


@pytest.mark.parametrize(
    ("language", "sign", "set_so"), [("fr", ":", "\u00a0: "), ("fr", ";", "\u00a0; "), ("en", ";", "; ")]
)
def test_french_sets_a_space_that_does_not_break_before_high_signs(language: str, sign: str, set_so: str) -> None:
    set_language(language)
    assert mark(sign) == set_so


def test_a_key_and_what_it_does_stay_on_one_line() -> None:
    assert key_lines(["Enter applies", "", "Esc leaves"], 26) == "Enter applies · Esc leaves"
    assert key_lines(["Enter applies", "", "Esc leaves"], 25) == "Enter applies\nEsc leaves"
