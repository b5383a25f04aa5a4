"""One kind of line end, no control characters, NFC, and a way from every old offset to its new one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualcode.ingest.normalise import normalise

#: Characters that matter here stand far apart in Unicode, so chance alone would rarely meet them.
ODD = st.sampled_from(
    [
        *("\r", "\n", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\t", "\x00", "\x1b", "\x1b[31m", "\x9b0m"),
        *("\x1b]0;titre\x07", "\ufeff", "\x7f", "e", "\u0301", "é", "\u0323", "\u1100", "\u1161", "\u11a8", "한", "Å"),
        *("\ud800", "\udfff", "😀", "👩‍🏫", "\u200d", "\u00a0", "\u202f", "[", "m", " ", "«", "œ", "\u0f71", "\u0f72"),
    ]
)
TEXT = st.lists(st.one_of(ODD, st.text(max_size=5)), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("\ufeffun\ufeff deux", "un deux"),
        ("a\x00b\x07c\x08d\x7fe\x80f\x9fg", "abcdefg"),
        ("\x1b[1;31mrouge\x1b[0m et \x1b]0;titre\x07fin\x1b(B.", "rouge et fin."),
        ("a\tb\nc", "a\tb\nc"),
        ("e\u0301te\u0301", "été"),
        ("avant \ud83d après", "avant \ufffd après"),
        ("Sur 5 m² à 3 ½ €, l’œuvre « n° 4 »\u202f!", "Sur 5 m² à 3 ½ €, l’œuvre « n° 4 »\u202f!"),
    ],
)
def test_what_becomes_of_a_text(raw: str, text: str) -> None:
    assert normalise(raw).text == text


@given(TEXT)
@example("\x1b[\x1b[31m31m")
@example("e\x00\u0301")
@example("e\x1b[0m\u0301")
def test_the_result_is_clean_and_stays_as_it_is(raw: str) -> None:
    text = normalise(raw).text
    assert normalise(text).text == text
    assert unicodedata.is_normalized("NFC", text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n" for c in text)
    assert not set(text) & set("\u2028\u2029\ufeff")
    text.encode()


@given(TEXT)
def test_every_offset_has_a_place_and_none_goes_back(raw: str) -> None:
    result = normalise(raw)
    moved = list(result.offsets)
    assert len(result.offsets) == len(moved) == len(raw) + 1
    assert moved == sorted(moved)
    assert moved[0] == 0
    assert moved[-1] == len(result.text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), max_size=40), TEXT, TEXT)
def test_a_passage_keeps_its_words(words: str, before: str, after: str) -> None:
    raw = f"{before}\n{words}\n{after}"
    start = len(before) + 1
    result = normalise(raw)
    held = result.text[result.offsets[start] : result.offsets[start + len(words)]]
    assert held == normalise(words).text


def test_an_offset_outside_has_none() -> None:
    offsets = normalise("un\r\ndeux").offsets
    with pytest.raises(IndexError):
        offsets[-1]
    with pytest.raises(IndexError):
        offsets[9]
