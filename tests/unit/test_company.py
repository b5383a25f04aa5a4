"""Codes that keep company."""

from __future__ import annotations

from qualcode.analysis.company import near, together
from qualcode.model.coding import Coding
from qualcode.model.span import Span


def coding(id_: int, code: int, start: int, end: int) -> Coding:
    return Coding(id_, "", 1, code, 1, start, end, "")


CODINGS = [
    coding(1, 10, 0, 50),
    coding(2, 20, 10, 40),
    coding(3, 30, 45, 80),
    coding(4, 10, 1000, 1050),
    coding(5, 20, 1000, 1020),
    coding(6, 40, 5000, 5100),
]


def test_what_lies_on_a_passage_comes_before_what_lies_near_it() -> None:
    assert near(CODINGS, Span(42, 44)) == [10, 30, 20]
    assert near(CODINGS, Span(3000, 3010)) == []
    assert near([], Span(0, 4)) == []


def test_codes_that_go_with_others_most_often_come_first() -> None:
    assert together(CODINGS, [10], Span(0, 5)) == [20, 30]
    assert together(CODINGS, [40], Span(0, 5)) == []
    assert together(CODINGS, [], Span(0, 5)) == []
