"""What is coded in a document and what is not, asked by place. Pure; positions are code points.

The codings are held in the order of their start, with the furthest end so far: what lies at a place is found by going
back from it until nothing before can reach it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from qualcode.model.coding import Coding
from qualcode.model.document import Layout
from qualcode.model.span import Span
from qualcode.model.text import count_words

#: Words from which on a stretch is worth a stop without a whole sentence in it, and of a sentence that is worth one.
_ENOUGH, _SENTENCE = 12, 5
#: Paragraphs that nobody codes.
_FRAME = frozenset(("header", "heading", "break"))


class Coded:
    """The codings of one document."""

    def __init__(self, codings: Sequence[Coding]) -> None:
        self.of = codings
        self.codings = sorted(codings, key=lambda coding: (coding.start, coding.end, coding.id))
        self.starts = [coding.start for coding in self.codings]
        self._reach = list(accumulate((coding.end for coding in self.codings), max))
        self._places: dict[frozenset[int], list[int]] = {}

    def at(self, span: Span) -> list[Coding]:
        """The codings that meet a passage, or hold a position when it is empty; the shortest first."""
        end = max(span.end, span.start + 1)
        found = []
        at = bisect_left(self.starts, end) - 1
        while at >= 0 and self._reach[at] > span.start:
            if self.codings[at].end > span.start:
                found.append(self.codings[at])
            at -= 1
        return sorted(found, key=lambda coding: (coding.end - coding.start, coding.start, coding.id))

    def around(self, span: Span) -> list[Coding]:
        """The codings that hold the whole of a passage and more, the shortest first."""
        return [
            coding
            for coding in self.at(span)
            if coding.start <= span.start and coding.end >= span.end and coding.end - coding.start > len(span)
        ]

    def places(self, codes: frozenset[int] = frozenset()) -> list[int]:
        """Where the codings of some codes begin, of all when none is named, each place once, in order."""
        if codes not in self._places:
            self._places[codes] = sorted({c.start for c in self.codings if not codes or c.code in codes})
        return self._places[codes]

    def gaps(self, length: int) -> list[Span]:
        """What no coding touches of a text of that length, in order."""
        found, reach = [], 0
        for coding in self.codings:
            if coding.start > reach:
                found.append(Span(reach, coding.start))
            reach = max(reach, coding.end)
        return [*found, Span(reach, length)] if reach < length else found


class Uncoded:
    """The stretches of a document that no coding touches and that are worth a stop.

    What interviewers say neither parts a stretch nor counts in it; speakers' labels, headings and headers do not count.
    A stretch is worth a stop when a sentence of five words or more lies in it as a whole, or twelve words.
    """

    def __init__(
        self, coded: Coded, text: str, layout: Layout, sentences: Sequence[Span], interviewers: frozenset[int]
    ) -> None:
        self._text = text
        self._gaps = coded.gaps(len(text))
        self._starts = [gap.start for gap in self._gaps]
        self._sentences = sentences
        self._talk = _talk(layout, interviewers)
        self._talk_ends = [span.end for span in self._talk]

    def next(self, position: int) -> int | None:
        """Where the next stretch after a position begins."""
        first = max(0, bisect_right(self._starts, position) - 1)
        begins = (self._beginning(self._gaps[at]) for at in range(first, len(self._gaps)))
        return next((start for start in begins if start is not None and start > position), None)

    def previous(self, position: int) -> int | None:
        """Where the last stretch that begins before a position begins."""
        last = bisect_left(self._starts, position)
        begins = (self._beginning(self._gaps[at]) for at in reversed(range(last)))
        return next((start for start in begins if start is not None and start < position), None)

    def words(self, position: int) -> int:
        """How many words the stretch at a position holds; 0 where all is coded."""
        at = bisect_right(self._starts, position) - 1
        if at < 0 or position >= self._gaps[at].end:
            return 0
        return sum(count_words(self._text[piece.start : piece.end]) for piece in self._pieces(self._gaps[at]))

    def _beginning(self, gap: Span) -> int | None:
        """The first word of a stretch; None when it is not worth a stop."""
        words, start, whole = 0, None, False
        for piece in self._pieces(gap):
            here = self._text[piece.start : piece.end]
            words += count_words(here)
            if start is None:
                start = next((piece.start + at for at, letter in enumerate(here) if letter.isalnum()), None)
            whole = whole or self._holds_sentence(piece)
            if start is not None and (whole or words >= _ENOUGH):
                return start
        return None

    def _holds_sentence(self, piece: Span) -> bool:
        first = bisect_left(self._sentences, piece.start, key=lambda sentence: sentence.start)
        for at in range(first, len(self._sentences)):
            sentence = self._sentences[at]
            if sentence.end > piece.end:
                return False
            if count_words(self._text[sentence.start : sentence.end]) >= _SENTENCE:
                return True
        return False

    def _pieces(self, gap: Span) -> Iterator[Span]:
        for at in range(bisect_right(self._talk_ends, gap.start), len(self._talk)):
            span = self._talk[at]
            if span.start >= gap.end:
                return
            yield Span(max(span.start, gap.start), min(span.end, gap.end))


def _talk(layout: Layout, interviewers: frozenset[int]) -> list[Span]:
    """What there is to code: what respondents say; where nobody but interviewers is named, all; else the paragraphs."""
    if layout.turns:
        answers = [turn for turn in layout.turns if turn.speaker not in interviewers]
        return [Span(turn.body, turn.end) for turn in answers or layout.turns if turn.body < turn.end]
    return [Span(p.start, p.end) for p in layout.paragraphs if p.style not in _FRAME and p.start < p.end]
