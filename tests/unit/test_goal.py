"""A place said in a line: what is understood, and what is said about what is not."""

from __future__ import annotations

import pytest

from qualcode.model.document import Layout, Paragraph, Timestamp, Turn
from qualcode.tui.goal import Nowhere, position_of

TURNS = tuple(Turn(n * 100, n * 100 + 90, n * 100 + 5, "E") for n in range(50))
PARAGRAPHS = tuple(Paragraph(n * 50, n * 50 + 40) for n in range(100))
TALK = Layout(PARAGRAPHS, (), TURNS, (Timestamp(0, 0, 0), Timestamp(300, 310, 753_000), Timestamp(900, 900, 4_000_000)))
NOTES = Layout(PARAGRAPHS, (), (), ())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("41", 4005),
        (" t 41 ", 4005),
        ("1", 5),
        ("50%", 2500),
        ("50 %", 2500),
        ("12,5\u202f%", 625),
        ("0%", 0),
        ("100 %", 5000),
        ("p12", 550),
        ("¶ 12", 550),
        ("§12", 550),
        ("P1", 0),
        ("12:33", 300),
        ("00:12:33", 300),
        ("12:32", 0),
        ("1:06:39", 300),
        ("01:06:40", 900),
        ("9:59:59", 900),
    ],
)
def test_what_is_understood(words: str, expected: int) -> None:
    assert position_of(words, TALK, 5000) == expected


def test_in_notes_a_number_is_a_paragraph() -> None:
    assert position_of("12", NOTES, 5000) == 550


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "Type"),
        ("x", "Type"),
        ("101%", "Type"),
        ("-3", "Type"),
        ("12:3", "Type"),
        ("[/bold]", "Type"),
        ("0", "50 turns"),
        ("51", "50 turns"),
        ("9" * 9, "50 turns"),
        ("9" * 5000, "Type"),
        ("p101", "100 paragraphs"),
    ],
)
def test_what_is_not_understood_says_what_would_be(words: str, said: str) -> None:
    with pytest.raises(Nowhere, match=said):
        position_of(words, TALK, 5000)


def test_without_timestamps_a_time_is_nowhere() -> None:
    with pytest.raises(Nowhere, match="no timestamps"):
        position_of("12:33", NOTES, 5000)


def test_a_turn_that_has_a_time_of_its_own_is_found_by_it() -> None:
    layout = Layout((), (), (Turn(0, 9, 3, "E", time=0), Turn(10, 19, 13, "D", time=60_000)), ())
    assert position_of("1:30", layout, 20) == 10
