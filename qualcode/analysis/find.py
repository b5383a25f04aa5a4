"""Finding words in a text the way people mean them, and the unit of the text around each hit.

The needle is matched without case and accents, any run of spaces, hyphens and apostrophes standing for any other, on
the text itself: hits are exact ranges of code points.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from qualcode.model.document import Layout
from qualcode.model.span import Span

Scope = Literal["match", "sentence", "turn", "paragraph"]
SCOPES: tuple[Scope, ...] = ("match", "sentence", "turn", "paragraph")

_JOINERS = r"[\s\-‐‑‒–—_'’ʼ·]+"
_LIGATURES = {"oe": "(?:oe|œ)", "ae": "(?:ae|æ)"}


def find(text: str, needle: str, *, whole_words: bool = False) -> list[Span]:
    """The places where a needle stands, in order, without overlap; an empty needle stands nowhere."""
    pattern = _pattern(needle, whole_words)
    return [Span(*hit.span()) for hit in pattern.finditer(text)] if pattern else []


def widen(text: str, spans: Iterable[Span], scope: Scope, layout: Layout) -> list[Span]:
    """Each span grown to the sentence, turn or paragraph that holds its first character, once each, in order.

    A turn is its words, without the speaker's label; where a document has no turns, its paragraph stands in.
    """
    if scope == "match":
        return sorted(set(spans))
    units = _units(scope, layout)
    starts = [unit.start for unit in units]
    grown: set[Span] = set()
    for span in spans:
        place = bisect_right(starts, span.start) - 1
        if place >= 0 and span.start < units[place].end:
            span = units[place]
        trimmed = trim(text, span)
        if trimmed:
            grown.add(trimmed)
    return sorted(grown)


def trim(text: str, span: Span) -> Span | None:
    """The span without the white space at its ends; None when nothing is left."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    end = span.start + len(words.rstrip())
    return Span(start, end) if start < end else None


def _units(scope: Scope, layout: Layout) -> Sequence[Span]:
    if scope == "sentence":
        return [Span(start, end) for start, end in layout.sentences]
    if scope == "turn" and layout.turns:
        return [Span(turn.body, turn.end) for turn in layout.turns]
    return [Span(paragraph.start, paragraph.end) for paragraph in layout.paragraphs]


@lru_cache(maxsize=512)
def _pattern(needle: str, whole_words: bool) -> re.Pattern[str] | None:
    folded = unicodedata.normalize("NFD", needle.casefold().replace("œ", "oe").replace("æ", "ae"))
    folded = "".join(c for c in folded if not unicodedata.combining(c)).strip()
    words = [word for word in re.split(_JOINERS, folded) if word]
    if not words:
        return None
    body = _JOINERS.join("".join(_variants(word)) for word in words)
    return re.compile(rf"(?<!\w){body}(?!\w)" if whole_words else body, re.IGNORECASE)


def _variants(word: str) -> Iterable[str]:
    i = 0
    while i < len(word):
        pair = word[i : i + 2]
        if pair in _LIGATURES:
            yield _LIGATURES[pair]
            i += 2
            continue
        accented = _accented().get(word[i], "")
        yield f"[{re.escape(word[i])}{accented}]" if accented else re.escape(word[i])
        i += 1


@lru_cache(maxsize=1)
def _accented() -> dict[str, str]:
    """For each base letter, the accented letters of the Latin blocks that fold to it."""
    found: dict[str, str] = {}
    for point in range(0xC0, 0x250):
        letter = chr(point)
        base = unicodedata.normalize("NFD", letter.casefold())
        if len(base) == 2 and unicodedata.combining(base[1]):
            found[base[0]] = found.get(base[0], "") + letter
    return found
