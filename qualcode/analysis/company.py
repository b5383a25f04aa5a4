"""Which codes keep company with a passage: those that lie near it, those that go with what lies on it. Pure.

Made for the moment at which someone picks a code: one document, its codings in the order of the text, no more than a
few milliseconds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from qualcode.model.coding import Coding
from qualcode.model.span import Span

#: Characters before and after a passage within which a coding is near.
_NEAR = 600
#: Codings of one code that are looked at; the nearest to the passage.
_LOOKED_AT = 200


def near(codings: Sequence[Coding], span: Span) -> list[int]:
    """The codes on a passage and around it, the nearest first, each once; `codings` are in the order of their start."""
    around = _between(codings, span.start - _NEAR, span.end + _NEAR)
    ranked = sorted(around, key=lambda coding: (coding.span.gap(span), coding.end - coding.start, coding.id))
    return list(dict.fromkeys(coding.code for coding in ranked))


def together(codings: Sequence[Coding], codes: Sequence[int], span: Span) -> list[int]:
    """The codes that most often overlap with some codes in a document, these left out, the most frequent first."""
    wanted = set(codes)
    places = [at for at, coding in enumerate(codings) if coding.code in wanted]
    places.sort(key=lambda at: codings[at].span.gap(span))
    counts: Counter[int] = Counter()
    for at in places[:_LOOKED_AT]:
        here = codings[at]
        counts.update({other.code for other in _between(codings, here.start, here.end)} - wanted)
    return [code for code, _count in counts.most_common()]


def _between(codings: Sequence[Coding], start: int, end: int) -> list[Coding]:
    """The codings that begin in a stretch, and those just before it that reach into it."""
    first = bisect_left(codings, start - _NEAR, key=lambda coding: coding.start)
    last = bisect_left(codings, end, key=lambda coding: coding.start)
    return [coding for coding in codings[first:last] if coding.end > start]
