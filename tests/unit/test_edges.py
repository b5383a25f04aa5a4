"""An edge moves by a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.edges import Side, moved
from qualcode.model.document import Turn
from qualcode.model.span import Span

TEXT = "Mme D. : C'est pas mon métier, ça.\nEnq : Ah bon ? Les usager·ère·s, peut-être."
TURNS = (Turn(0, 34, 9, "Mme D."), Turn(35, len(TEXT), 41, "Enq"))


def move(words: str, side: Side, way: int) -> str:
    start = TEXT.index(words)
    span = moved(TEXT, TURNS, Span(start, start + len(words)), side, way)
    return TEXT[span.start : span.end]


@pytest.mark.parametrize(
    ("words", "side", "way", "after"),
    [
        ("pas mon", "end", 1, "pas mon métier"),
        ("pas mon métier, ça.", "end", -1, "pas mon métier"),
        ("pas mon", "start", -1, "est pas mon"),
        ("pas mon", "start", 1, "mon"),
        ("mon", "start", 1, "mon"),
        ("mon", "end", -1, "mon"),
        ("métier, ça.", "end", 1, "métier, ça.\nEnq : Ah"),
        ("Ah bon", "start", -1, "ça.\nEnq : Ah bon"),
        ("C'est", "start", -1, "C'est"),
        ("peut-être.", "end", 1, "peut-être."),
        ("Les", "end", 1, "Les usager·ère·s"),
        ("mét", "end", 1, "métier"),
        ("ça.\nEnq : Ah", "end", -1, "ça"),
        ("ça.\nEnq : Ah", "start", 1, "Ah"),
    ],
)
def test_an_edge_moves_by_a_word(words: str, side: Side, way: int, after: str) -> None:
    assert move(words, side, way) == after


@given(st.text("ab ·-.😀\n", min_size=1, max_size=60), st.data())
def test_a_passage_stays_one_and_moves_only_the_edge_asked_for(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    side = data.draw(st.sampled_from(("start", "end")))
    way = data.draw(st.sampled_from((-1, 1)))
    after = moved(text, (), span, side, way)
    assert 0 <= after.start < after.end <= len(text)
    assert (after.end if side == "start" else after.start) == (span.end if side == "start" else span.start)
    edge, before = (after.start, span.start) if side == "start" else (after.end, span.end)
    assert (edge - before) * way >= 0
