"""Where the caret goes: by word, sentence, turn and paragraph. Pure; positions are code points in the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from qualcode.analysis.find import trim
from qualcode.model.document import Layout
from qualcode.model.span import Span

_WORD = re.compile(r"\w+(?:[·.\-‑]\w+)*")

#: The units by which one selects, from small to large.
UNITS = ("sentence", "paragraph", "turn")


def next_word(text: str, position: int) -> int:
    """The start of the next word."""
    here = _WORD.match(text, position)
    found = _WORD.search(text, here.end() if here else position)
    return found.start() if found else len(text)


def word_end(text: str, position: int) -> int:
    """The end of the word at or after a position: where a selection by words stops."""
    found = _WORD.search(text, position)
    return found.end() if found else len(text)


def previous_word(text: str, position: int) -> int:
    """The start of the word before a position, or of the one it stands in."""
    start = max(0, position - 200)
    words = [match.start() for match in _WORD.finditer(text, start, position)]
    return words[-1] if words else (start if start else 0)


def word_at(text: str, position: int) -> Span:
    """The word at a position, else the character there."""
    start = previous_word(text, min(position + 1, len(text)))
    found = _WORD.match(text, start)
    if found and found.start() <= position < found.end():
        return Span(*found.span())
    return Span(min(position, len(text)), min(position + 1, len(text)))


def units(layout: Layout, unit: str, text: str) -> list[Span]:
    """The sentences, paragraphs or turns (their words, without labels), white space at the ends left out."""
    if unit == "sentence":
        spans = [Span(start, end) for start, end in layout.sentences]
    elif unit == "turn" and layout.turns:
        spans = [Span(turn.body, turn.end) for turn in layout.turns]
    else:
        spans = [Span(paragraph.start, paragraph.end) for paragraph in layout.paragraphs]
    if unit != "turn":
        spans = _without_labels(spans, layout)
    return [kept for kept in (trim(text, span) for span in spans) if kept]


def unit_at(spans: Sequence[Span], position: int) -> Span | None:
    """The unit at a position, the one before it when it lies between two, the first when it lies before all."""
    if not spans:
        return None
    return spans[max(0, bisect_right(spans, position, key=lambda span: span.start) - 1)]


def next_unit(spans: Sequence[Span], position: int) -> int | None:
    """The start of the first unit after a position."""
    at = bisect_right(spans, position, key=lambda span: span.start)
    return spans[at].start if at < len(spans) else None


def previous_unit(spans: Sequence[Span], position: int) -> int | None:
    """The start of the last unit that begins before a position."""
    at = bisect_left(spans, position, key=lambda span: span.start)
    return spans[at - 1].start if at else None


def grow(spans: Sequence[Span], selection: Span | None, position: int) -> Span | None:
    """The unit at the position; when units are selected already, those and the next one."""
    if selection and len(selection):
        starts_one = any(span.start == selection.start for span in spans)
        following = next((span for span in spans if span.start >= selection.end), None)
        ends_one = any(span.end == selection.end for span in spans)
        if starts_one and ends_one and following:
            return Span(selection.start, following.end)
        if starts_one and ends_one:
            return selection
        position = selection.start
    return unit_at(spans, position)


def _without_labels(spans: Sequence[Span], layout: Layout) -> list[Span]:
    """The spans cut where a speaker's label stands at their start."""
    labels = [turn for turn in layout.turns if turn.label is not None]
    starts = [turn.start for turn in labels]
    found = []
    for span in spans:
        at = bisect_right(starts, span.start) - 1
        start = max(span.start, labels[at].body) if at >= 0 else span.start
        if start < span.end:
            found.append(Span(start, span.end))
    return found
