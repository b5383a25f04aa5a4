"""Words are found as people mean them, at exact code points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.find import find, trim, widen
from qualcode.model.document import Layout, Paragraph, Turn
from qualcode.model.span import Span


@pytest.mark.parametrize(
    ("text", "needle", "found"),
    [
        ("Le Non‑Recours, le non recours", "non-recours", ["Non‑Recours", "non recours"]),
        ("SERPILLIÈRE et serpilliere", "serpillière", ["SERPILLIÈRE", "serpilliere"]),
        ("la sœur, la soeur", "soeur", ["sœur", "soeur"]),
        ("qu’est-ce que c'est", "c’est", ["c'est"]),
        ("😀 mot de passe", "mot  de\npasse", ["mot de passe"]),
        ("a.b", ".", ["."]),
        ("rien", "", []),
        ("rien", " - ", []),
    ],
)
def test_accents_case_and_hyphens_do_not_count(text: str, needle: str, found: list[str]) -> None:
    assert [text[span.start : span.end] for span in find(text, needle)] == found


def test_whole_words_leave_out_parts() -> None:
    text = "un scan, scanner, des scans, le scan."
    assert [text[s.start : s.end] for s in find(text, "scan", whole_words=True)] == ["scan", "scan"]


@given(st.text(max_size=80), st.text(max_size=5))
def test_hits_never_overlap_and_lie_in_the_text(text: str, needle: str) -> None:
    hits = find(text, needle)
    assert all(len(hit) and hit.end <= len(text) for hit in hits)
    assert all(a.end <= b.start for a, b in zip(hits, hits[1:], strict=False))


TEXT = "E : Oui ?\nMme D. : Je scanne. Et je trie."
LAYOUT = Layout(
    paragraphs=(Paragraph(0, 9), Paragraph(10, 41)),
    sentences=((0, 9), (10, 29), (30, 41)),
    turns=(Turn(0, 10, 4, "E"), Turn(10, 41, 19, "Mme D.")),
    timestamps=(),
)


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        ("match", "trie"),
        ("sentence", "Et je trie."),
        ("turn", "Je scanne. Et je trie."),
        ("paragraph", "Mme D. : Je scanne. Et je trie."),
    ],
)
def test_a_hit_grows_to_its_unit(scope: str, words: str) -> None:
    (span,) = widen(TEXT, find(TEXT, "trie"), scope, LAYOUT)
    assert TEXT[span.start : span.end] == words


def test_two_hits_in_one_unit_are_one_passage() -> None:
    assert len(widen(TEXT, find(TEXT, "je"), "turn", LAYOUT)) == 1


def test_without_turns_the_paragraph_stands_in() -> None:
    notes = Layout(LAYOUT.paragraphs, LAYOUT.sentences, (), ())
    (span,) = widen(TEXT, find(TEXT, "trie"), "turn", notes)
    assert span == Span(10, 41)


def test_trim_keeps_words_only() -> None:
    assert trim("  ab ", Span(0, 5)) == Span(2, 4)
    assert trim("   ", Span(0, 3)) is None
