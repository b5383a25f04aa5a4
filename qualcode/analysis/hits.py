"""From the places where words stand to the passages that could be coded, and words found by their lemmas. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby

from qualcode.analysis.find import Scope, trim
from qualcode.model.document import Layout, Turn
from qualcode.model.span import Span
from qualcode.model.text import fold

#: A word of a text: start, end, lemma in lower case.
Lemma = tuple[int, int, str]


def passages(text: str, hits: Iterable[Span], scope: Scope, layout: Layout) -> list[tuple[Span, tuple[Span, ...]]]:
    """Each hit grown to its sentence, turn or paragraph, with the hits that lie in it; in order, each passage once.

    Speakers' labels are no part of a passage, and what stands only in a label is no hit. Where a document has no turns,
    the paragraph stands in for the turn.
    """
    units = _units(scope, layout)
    starts = [unit.start for unit in units]
    grown = []
    for hit in sorted(set(hits)):
        label = _label_at(layout.turns, hit.start)
        if label is not None and hit.end <= label.body:
            continue
        place = bisect_right(starts, hit.start) - 1
        unit = units[place] if place >= 0 and hit.start < units[place].end else hit
        passage = trim(text, _without_label(unit, layout.turns))
        if passage:
            grown.append((passage, hit))
    grown.sort()
    return [(span, tuple(hit for _span, hit in same)) for span, same in groupby(grown, key=lambda pair: pair[0])]


def by_lemmas(words: Sequence[Lemma], wanted: Iterable[Sequence[Lemma]], text: str, asked: Sequence[str]) -> list[Span]:
    """Where the words of some searches stand side by side, in any of their forms.

    `wanted` holds the words of each search as the text's own are held; `asked` the searches themselves, because a word
    that is written the same is meant whatever lemma it was given.
    """
    lemmas = [fold(lemma) for _start, _end, lemma in words]
    forms = [fold(text[start:end]) for start, end, _lemma in words]
    places: dict[str, list[int]] = {}
    for at, (lemma, form) in enumerate(zip(lemmas, forms, strict=True)):
        for key in {lemma, form}:
            places.setdefault(key, []).append(at)
    found: set[Span] = set()
    for search, said in zip(wanted, asked, strict=True):
        keys = [(fold(lemma), fold(said[start:end])) for start, end, lemma in search]
        if not keys:
            continue
        for first in {at for key in keys[0] for at in places.get(key, ())}:
            last = first + len(keys) - 1
            if last < len(words) and all(
                lemmas[first + at] in key or forms[first + at] in key for at, key in enumerate(keys)
            ):
                found.add(Span(words[first][0], words[last][1]))
    return sorted(found)


def _units(scope: Scope, layout: Layout) -> Sequence[Span]:
    if scope == "match":
        return ()
    if scope == "sentence":
        return [Span(start, end) for start, end in layout.sentences]
    if scope == "turn" and layout.turns:
        return [Span(turn.body, turn.end) for turn in layout.turns]
    return [Span(paragraph.start, paragraph.end) for paragraph in layout.paragraphs]


def _without_label(span: Span, turns: Sequence[Turn]) -> Span:
    turn = _label_at(turns, span.start)
    return Span(min(turn.body, span.end), span.end) if turn else span


def _label_at(turns: Sequence[Turn], position: int) -> Turn | None:
    """The turn in whose label a position lies."""
    at = bisect_right(turns, position, key=lambda turn: turn.start) - 1
    turn = turns[at] if at >= 0 else None
    return turn if turn and position < min(turn.body, turn.end) else None


def lying_on(ranges: Sequence[tuple[int, int, int]], spans: Sequence[Span]) -> list[list[int]]:
    """For each passage the codes that hold the whole of it, the shortest first; both in the order of their starts.

    A range is start, end, code.
    """
    found: list[list[int]] = []
    held: list[tuple[int, int, int]] = []
    at = 0
    for span in spans:
        while at < len(ranges) and ranges[at][0] <= span.start:
            held.append(ranges[at])
            at += 1
        held = [one for one in held if one[1] > span.start]
        around = sorted((end - start, code) for start, end, code in held if end >= span.end)
        found.append(list(dict.fromkeys(code for _length, code in around)))
    return found
