"""Where the caret goes: by word, sentence, turn and paragraph. Pure; positions are code points in the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from qualcode.analysis.find import trim
from qualcode.model.document import Layout
from qualcode.model.span import Span

_WORD = re.compile(r"\w+(?:[·.\-‑]\w+)*")

#: The units by which one selects, from small to large; words are found as one goes.
UNITS = ("sentence", "paragraph", "turn")
#: How far back a word is looked for before one goes on without.
_REACH = 200


def next_word(text: str, position: int) -> int:
    """The start of the next word."""
    here = word_touching(text, position, behind=False)
    found = _WORD.search(text, here.end if here else position)
    return found.start() if found else len(text)


def word_end(text: str, position: int) -> int:
    """The end of the word at or after a position: where a selection by words stops."""
    found = _WORD.search(text, position)
    return found.end() if found else len(text)


def previous_word(text: str, position: int) -> int:
    """The start of the word before a position, or of the one it stands in."""
    words = _words_before(text, position)
    return words[-1].start if words else max(0, position - _REACH)


def previous_word_end(text: str, position: int) -> int:
    """The end of the last word that ends before a position: where a selection by words shrinks to."""
    words = _words_before(text, position)
    # The last one is cut where one stands: it may go on.
    last = _WORD.match(text, words[-1].start) if words else None
    if last and last.end() >= position:
        words.pop()
    return words[-1].end if words else max(0, position - _REACH)


def word_at(text: str, position: int) -> Span:
    """The word at a position, else the character there."""
    return word_touching(text, position, behind=False) or Span(min(position, len(text)), min(position + 1, len(text)))


def word_touching(text: str, position: int, *, behind: bool = True) -> Span | None:
    """The word that holds a position or, with `behind`, ends there."""
    for start in (position + 1, position) if behind else (position + 1,):
        words = _words_before(text, min(start, len(text)))
        if words:
            found = _WORD.match(text, words[-1].start)
            if found and found.end() >= start:
                return Span(*found.span())
    return None


def grow_word(text: str, selection: Span | None, position: int) -> Span | None:
    """The word at a position, else the next one; when words are selected already, those and one more."""
    if selection and len(selection):
        first, last = word_touching(text, selection.start, behind=False), word_touching(text, selection.end)
        if first and last and first.start == selection.start and last.end == selection.end:
            following = _WORD.search(text, selection.end)
            return Span(selection.start, following.end() if following else selection.end)
        position = selection.start
    here = word_touching(text, position)
    if here is None:
        found = _WORD.search(text, position)
        here = Span(*found.span()) if found else None
    return here


def _words_before(text: str, position: int) -> list[Span]:
    """The words that begin shortly before a position, cut there."""
    start = max(0, position - _REACH)
    # From the start of a word: the middle of one must not be taken for another.
    while start and start > position - 2 * _REACH and _joins(text[start - 1]) and _joins(text[start]):
        start -= 1
    return [Span(*match.span()) for match in _WORD.finditer(text, start, position)]


def _joins(letter: str) -> bool:
    return letter.isalnum() or letter in "_·.-‑"


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


def next_end(spans: Sequence[Span], position: int) -> int | None:
    """The end of the first unit that ends after a position."""
    at = bisect_right(spans, position, key=lambda span: span.end)
    return spans[at].end if at < len(spans) else None


def previous_end(spans: Sequence[Span], position: int) -> int | None:
    """The end of the last unit that ends before a position."""
    at = bisect_left(spans, position, key=lambda span: span.end)
    return spans[at - 1].end if at else None


def grow(spans: Sequence[Span], selection: Span | None, position: int) -> Span | None:
    """The unit at the position; when units are selected already, those and the next one."""
    if selection and len(selection):
        first, last = unit_at(spans, selection.start), unit_at(spans, selection.end - 1)
        if first and last and first.start == selection.start and last.end == selection.end:
            following = next_end(spans, selection.end)
            return Span(selection.start, following or selection.end)
        position = selection.start
    return unit_at(spans, position)


def enclosing(nested: Iterable[Span | None], inner: Span) -> Span | None:
    """The smallest of some units that holds a passage and more."""
    larger = [unit for unit in nested if unit and unit.encloses(inner) and len(unit) > len(inner)]
    return min(larger, key=len, default=None)


def enclosed(nested: Iterable[Span | None], outer: Span) -> Span | None:
    """The largest of some units that lies within a passage and is smaller."""
    smaller = [unit for unit in nested if unit and unit.within(outer) and len(unit) < len(outer)]
    return max(smaller, key=len, default=None)


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
