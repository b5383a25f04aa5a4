"""A quotation is found where it stands, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import SpanError
from qualcode.ingest import locate
from qualcode.model.span import Span

TEXT = (
    "Mme D. : J’ai dit « non », et puis\nj'ai dit « oui ». L’été – enfin… l'automne.\n"
    "E : D’accord. C'est noté. D’accord."
)


def words(span: Span) -> str:
    return TEXT[span.start : span.end]


@pytest.mark.parametrize(
    ("quotation", "held"),
    [
        ("« non »", "« non »"),
        ("  « non »\n", "« non »"),
        ("J'ai dit", "J’ai dit"),
        ('J\'ai dit "non"', "J’ai dit « non »"),
        ("J'ai dit “non”, et puis j’ai dit", "J’ai dit « non », et puis\nj'ai dit"),
        ("l'été - enfin... l’automne", None),
        ("L'été - enfin... l’automne", "L’été – enfin… l'automne"),
        ("C\u2019est\u00a0note\u0301", "C'est noté"),
    ],
)
def test_signs_may_differ_and_words_may_not(quotation: str, held: str | None) -> None:
    if held is None:
        with pytest.raises(SpanError):
            locate(TEXT, quotation)
    else:
        assert words(locate(TEXT, quotation)) == held


def test_what_stands_twice_needs_a_choice() -> None:
    with pytest.raises(SpanError, match="2 times"):
        locate(TEXT, "D’accord")
    first, second = (locate(TEXT, "D’accord", occurrence=n) for n in (1, 2))
    assert first.start < second.start
    assert words(first) == words(second) == "D’accord"
    with pytest.raises(SpanError, match="occurrence 3"):
        locate(TEXT, "D’accord", occurrence=3)


def test_offsets_are_held_to_the_text() -> None:
    start = TEXT.index("C'est")
    assert locate(TEXT, "", start=start, end=start + 5) == Span(start, start + 5)
    assert locate(TEXT, "C’est", start=start, end=start + 5) == Span(start, start + 5)
    assert locate(TEXT, "D’accord", start=TEXT.rindex("D’accord")) == Span(len(TEXT) - 9, len(TEXT) - 1)
    with pytest.raises(SpanError, match="does not say"):
        locate(TEXT, "C'était", start=start, end=start + 5)


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (0, 10_000), (5, 5), (9, 3), (10_000, None), (None, 4)])
def test_offsets_outside_the_text(start: int | None, end: int | None) -> None:
    with pytest.raises(SpanError, match="outside"):
        locate(TEXT, "x", start=start, end=end)


def test_what_only_resembles_is_only_suggested() -> None:
    with pytest.raises(SpanError) as caught:
        locate(TEXT, "« non », et puis j’ai redit « oui »")
    assert "« non », et puis j'ai dit « oui »" in caught.value.hint
    with pytest.raises(SpanError) as caught:
        locate(TEXT, "tout autre chose que cela")
    assert caught.value.hint == ""


@pytest.mark.parametrize("quotation", ["", "  ", "\n"])
def test_nothing_is_nowhere(quotation: str) -> None:
    with pytest.raises(SpanError):
        locate(TEXT, quotation)


@given(st.data())
def test_every_passage_of_a_text_is_found(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    passage = TEXT[start:end].strip()
    if not passage:
        return
    occurrence = sum(1 for i in range(len(TEXT[:start].rstrip()) + 1) if TEXT.startswith(passage, i))
    loose = passage.replace("’", "'").replace("« ", "“").replace(" »", "”").replace("\n", "  ")
    spans = [words(locate(TEXT, passage, occurrence=max(1, occurrence)))]
    if TEXT.count(passage) == 1:
        spans.append(words(locate(TEXT, loose, start=TEXT.index(passage), end=TEXT.index(passage) + len(passage))))
    assert all(span == passage for span in spans)
