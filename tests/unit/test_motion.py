"""Where words, sentences and turns begin and end, and the unit around or within a selection."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualcode.model.document import Layout, Paragraph, Turn
from qualcode.model.span import Span
from qualcode.tui.widgets.transcript import motion

TEXT = "Les usager·ère·s attendent. L'accueil, c'est long"


def word(span: Span | None, text: str = TEXT) -> str:
    return text[span.start : span.end] if span else ""


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (0, "Les"),
        (2, "Les"),
        (3, "Les"),
        (4, "usager·ère·s"),
        (14, "usager·ère·s"),
        (16, "usager·ère·s"),
        (17, "attendent"),
    ],
)
def test_a_caret_in_a_word_or_behind_it_means_that_word(at: int, expected: str) -> None:
    assert word(motion.word_touching(TEXT, at)) == expected


def test_between_two_words_there_is_none_to_double_click_on() -> None:
    assert motion.word_touching(TEXT, 3, behind=False) is None
    assert motion.word_at(TEXT, 3) == Span(3, 4)
    assert motion.word_at(TEXT, len(TEXT)) == Span(len(TEXT), len(TEXT))


def test_words_are_taken_one_by_one() -> None:
    first = motion.grow_word(TEXT, None, 5)
    assert word(first) == "usager·ère·s"
    second = motion.grow_word(TEXT, first, 0)
    assert word(second) == "usager·ère·s attendent"
    assert word(motion.grow_word(TEXT, second, 0)) == "usager·ère·s attendent. L"
    everything = Span(4, len(TEXT))
    assert motion.grow_word(TEXT, everything, 0) == everything


def test_a_caret_before_no_word_takes_the_next_one() -> None:
    assert word(motion.grow_word("«  oui", None, 0), "«  oui") == "oui"
    assert motion.grow_word(" … ", None, 0) is None


def test_a_very_long_word_is_one_word_and_costs_no_more() -> None:
    text = "a" * 5000 + " b"
    assert motion.word_touching(text, 150) == Span(0, 5000)
    assert motion.previous_word(text, 5000) < 5000


@given(st.text(alphabet="ab ·.-\n", max_size=80), st.integers(0, 80))
@example("a.a", 1)
@example("a.a", 2)
def test_words_as_one_reads_them_from_the_start(text: str, at: int) -> None:
    words = [Span(*found.span()) for found in motion._WORD.finditer(text)]
    at = min(at, len(text))
    assert motion.word_end(text, at) == next((w.end for w in words if w.end > at), len(text))
    assert motion.next_word(text, at) == next((w.start for w in words if w.start > at), len(text))
    assert motion.previous_word(text, at) == max((w.start for w in words if w.start < at), default=0)
    assert motion.previous_word_end(text, at) == max((w.end for w in words if w.end < at), default=0)
    assert motion.word_touching(text, at, behind=False) == next((w for w in words if w.start <= at < w.end), None)


def test_units_go_from_small_to_large_and_back() -> None:
    nested = [Span(4, 8), Span(0, 20), Span(0, 20), Span(0, 60), None]
    assert motion.enclosing(nested, Span(5, 5)) == Span(4, 8)
    assert motion.enclosing(nested, Span(4, 8)) == Span(0, 20)
    assert motion.enclosing(nested, Span(0, 20)) == Span(0, 60)
    assert motion.enclosing(nested, Span(3, 30)) == Span(0, 60)
    assert motion.enclosing(nested, Span(0, 60)) is None
    assert motion.enclosed(nested, Span(0, 60)) == Span(0, 20)
    assert motion.enclosed(nested, Span(0, 20)) == Span(4, 8)
    assert motion.enclosed(nested, Span(4, 8)) is None


spans = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 9)), max_size=12)


@given(spans, st.integers(0, 90))
def test_units_are_found_by_bisection_as_by_looking_at_each(pairs: list[tuple[int, int]], at: int) -> None:
    units, reach = [], 0
    for gap, length in pairs:
        units.append(Span(reach + gap, reach + gap + length))
        reach += gap + length
    assert motion.next_end(units, at) == next((u.end for u in units if u.end > at), None)
    assert motion.previous_end(units, at) == max((u.end for u in units if u.end < at), default=None)
    assert motion.next_unit(units, at) == next((u.start for u in units if u.start > at), None)
    assert motion.previous_unit(units, at) == max((u.start for u in units if u.start < at), default=None)
    for unit, following in zip(units, units[1:], strict=False):
        assert motion.grow(units, unit, 0) == Span(unit.start, following.end)
    if units:
        assert motion.grow(units, Span(units[0].start, units[-1].end), 0) == Span(units[0].start, units[-1].end)


def test_labels_are_no_part_of_what_is_said() -> None:
    text = "E : Oui ?\nMme D. : Non. Jamais."
    layout = Layout(
        (Paragraph(0, 9), Paragraph(10, len(text))),
        ((0, 9), (10, 23), (24, len(text))),
        (Turn(0, 9, 4, "E"), Turn(10, len(text), 19, "Mme D.")),
        (),
    )
    assert [word(span, text) for span in motion.units(layout, "sentence", text)] == ["Oui ?", "Non.", "Jamais."]
    assert [word(span, text) for span in motion.units(layout, "turn", text)] == ["Oui ?", "Non. Jamais."]
