"""From words to passages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.find import find
from qualcode.analysis.hits import Lemma, by_lemmas, lying_on, passages
from qualcode.model.document import Layout, Paragraph, Turn
from qualcode.model.span import Span

TEXT = "Mme D. : On scanne, ici. On scanne tout.\nEnq : Vous scannez ?"
SECOND = TEXT.index("Enq")
LAYOUT = Layout(
    (Paragraph(0, SECOND - 1), Paragraph(SECOND, len(TEXT))),
    ((9, 24), (25, 40), (SECOND, len(TEXT))),
    (Turn(0, SECOND - 1, 9, "Mme D."), Turn(SECOND, len(TEXT), SECOND + 6, "Enq")),
    (),
)


def shown(scope: str, needle: str = "scann") -> list[tuple[str, int]]:
    found = passages(TEXT, find(TEXT, needle), scope, LAYOUT)  # type: ignore[arg-type]  # one of the scopes
    return [(TEXT[span.start : span.end], len(words)) for span, words in found]


def test_hits_grow_to_their_unit_each_once_without_labels() -> None:
    assert shown("match") == [("scann", 1)] * 3
    assert shown("sentence") == [("On scanne, ici.", 1), ("On scanne tout.", 1), ("Vous scannez ?", 1)]
    assert shown("turn") == [("On scanne, ici. On scanne tout.", 2), ("Vous scannez ?", 1)]
    assert shown("paragraph") == shown("turn")


def test_what_stands_in_a_label_is_no_hit() -> None:
    assert shown("match", "mme") == []
    assert shown("turn", "enq") == []


WORDS: list[Lemma] = [(9, 11, "on"), (12, 18, "scanner"), (20, 23, "ici"), (25, 27, "on"), (28, 34, "scanner")]


def test_words_are_found_in_any_form_and_side_by_side() -> None:
    asked = ["scannez", "on scannait"]
    wanted = [[(0, 7, "scanner")], [(0, 2, "on"), (3, 11, "scanner")]]
    found = by_lemmas(WORDS, wanted, TEXT, asked)
    assert [TEXT[span.start : span.end] for span in found] == ["On scanne", "scanne", "On scanne", "scanne"]
    assert by_lemmas(WORDS, [[]], TEXT, [""]) == []


def test_a_word_that_is_written_the_same_is_meant_whatever_its_lemma() -> None:
    assert by_lemmas(WORDS, [[(0, 6, "scanne")]], TEXT, ["scanne"]) == [Span(12, 18), Span(28, 34)]


@given(st.lists(st.integers(0, len(TEXT) - 2)), st.sampled_from(("match", "sentence", "turn", "paragraph")))
def test_passages_are_in_order_hold_their_hits_and_end_with_words(starts: list[int], scope: str) -> None:
    found = passages(TEXT, [Span(at, at + 1) for at in starts], scope, LAYOUT)  # type: ignore[arg-type]  # as above
    spans = [span for span, _words in found]
    assert spans == sorted(set(spans))
    for span, words in found:
        assert words
        quote = TEXT[span.start : span.end]
        assert quote == quote.strip() != ""
        assert "Mme D. :" not in quote


RANGES = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 20), st.integers(1, 4)), max_size=12)


@given(RANGES, st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9)), max_size=8))
def test_codes_that_hold_a_passage(ranges: list[tuple[int, int, int]], passages: list[tuple[int, int]]) -> None:
    coded = sorted((start, start + length, code) for start, length, code in ranges)
    spans = sorted(Span(start, start + length) for start, length in passages)
    assert [set(codes) for codes in lying_on(coded, spans)] == [
        {code for start, end, code in coded if start <= span.start and end >= span.end} for span in spans
    ]
