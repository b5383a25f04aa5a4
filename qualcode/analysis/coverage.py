"""How much of a text is coded: the length of what codings cover within the stretches there are to code.

Codings overlap; what several of them cover counts once. A gap of a few characters between two codings is the space
between two sentences, not text left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

#: Gaps of at most so many code points between two codings count as covered.
GAP = 3


def covered(stretches: Sequence[tuple[int, int]], codings: Iterable[tuple[int, int]]) -> int:
    """The code points that codings cover within stretches; both half-open ranges in the order of their starts.

    Stretches do not overlap.
    """
    total, at, last = 0, 0, len(stretches)
    for start, end in merged(codings):
        while at < last and stretches[at][1] <= start:
            at += 1
        inside = at
        while inside < last and stretches[inside][0] < end:
            first, behind = stretches[inside]
            total += min(end, behind) - max(start, first)
            inside += 1
        at = max(at, inside - 1)
    return total


def merged(ranges: Iterable[tuple[int, int]], gap: int = GAP) -> Iterator[tuple[int, int]]:
    """The union of ranges in the order of their starts; those at most `gap` apart become one."""
    held: tuple[int, int] | None = None
    for start, end in ranges:
        if held is None:
            held = start, end
        elif start <= held[1] + gap:
            if end > held[1]:
                held = held[0], end
        else:
            yield held
            held = start, end
    if held is not None:
        yield held
