"""Moving one edge of a passage by a word. Pure; positions are code points in the text.

A passage keeps at least one word, its edges never pass each other, and an edge never comes to lie in a speaker's label.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from qualcode.model.document import Turn
from qualcode.model.span import Span

Side = Literal["start", "end"]

_WORD = re.compile(r"\w+(?:[·.\-‑]\w+)*")
#: Characters that are searched for a word before a position.
_WINDOW = 400


def moved(text: str, turns: Sequence[Turn], span: Span, side: Side, way: int) -> Span:
    """The passage with one edge a word further on (`way` 1) or back (−1); the same passage where there is no room."""
    if side == "end":
        edge = _next_end(text, turns, span.end) if way > 0 else _inner_end(text, turns, span)
        return Span(span.start, edge)
    edge = _previous_start(text, turns, span.start) if way < 0 else _inner_start(text, turns, span)
    return Span(edge, span.end)


def _next_end(text: str, turns: Sequence[Turn], end: int) -> int:
    """The end of the next word, or of the first one behind a label."""
    found = _WORD.search(text, end)
    while found:
        turn = _label_at(turns, found.start())
        if turn is None:
            return found.end()
        found = _WORD.search(text, turn.body)
    return end


def _previous_start(text: str, turns: Sequence[Turn], start: int) -> int:
    """The start of the word before, or of the last one before a label."""
    at = start
    while at > 0:
        low = max(0, at - _WINDOW)
        words = [found.start() for found in _WORD.finditer(text, low, at)]
        if not words:
            at = low
            continue
        turn = _label_at(turns, words[-1])
        if turn is None:
            return words[-1]
        at = turn.start
    return start


def _inner_end(text: str, turns: Sequence[Turn], span: Span) -> int:
    ends = [found.end() for found in _words(text, turns, span)]
    return ends[-2] if len(ends) > 1 else span.end


def _inner_start(text: str, turns: Sequence[Turn], span: Span) -> int:
    starts = [found.start() for found in _words(text, turns, span)]
    return starts[1] if len(starts) > 1 else span.start


def _words(text: str, turns: Sequence[Turn], span: Span) -> list[re.Match[str]]:
    """The words of a passage, without those of labels."""
    found = _WORD.finditer(text, span.start, span.end)
    return [word for word in found if _label_at(turns, word.start()) is None]


def _label_at(turns: Sequence[Turn], position: int) -> Turn | None:
    """The turn in whose label a position lies."""
    at = bisect_right(turns, position, key=lambda turn: turn.start) - 1
    turn = turns[at] if at >= 0 else None
    return turn if turn and turn.start <= position < turn.body else None
