"""How much of a text is coded: the length of what codings cover within the stretches there are to code.

Codings overlap; what two of them cover counts once. A gap of a few characters between two codings is the space between
two sentences, not text left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

#: Gaps of at most so many code points between two codings count as covered.
GAP = 3


def coverage(stretches: Ints, codings: Ints) -> dict[int, tuple[int, int]]:
    """By document, the code points covered and those there are to cover.

    Both arrays have rows (document, start, end), sorted by document and start; stretches do not overlap. Documents
    without stretches are left out.
    """
    import numpy as np

    if not len(stretches):
        return {}
    ids, where, back = np.unique(stretches[:, 0], return_index=True, return_inverse=True)
    lengths = stretches[:, 2] - stretches[:, 1]
    whole = np.add.reduceat(lengths, where)
    covered = np.zeros(len(ids), np.int64)
    merged = _merged(codings[np.isin(codings[:, 0], ids)], _room(stretches, codings))
    if merged is not None:
        starts, ends, room = merged
        before = np.concatenate(((0,), np.cumsum(ends - starts)))

        def reach(positions: Ints) -> Ints:
            """How much is covered before each position."""
            at = np.searchsorted(starts, positions, "right") - 1
            inside = np.clip(positions - starts[at], 0, ends[at] - starts[at])
            return np.where(at < 0, 0, before[at] + inside)

        base = stretches[:, 0] * room
        said = reach(base + stretches[:, 2]) - reach(base + stretches[:, 1])
        covered = np.bincount(back.ravel(), said, len(ids)).astype(np.int64)
    return {int(i): (int(c), int(w)) for i, c, w in zip(ids, covered, whole, strict=True) if w}


def _room(stretches: Ints, codings: Ints) -> int:
    """More than the longest text: documents are laid one behind the other on one line, this far apart."""
    return int(max(stretches[:, 2].max(initial=0), codings[:, 2].max(initial=0))) + GAP + 1


def _merged(codings: Ints, room: int) -> tuple[Ints, Ints, int] | None:
    """The union of the codings on one line, gaps closed: starts and ends, in order."""
    import numpy as np

    if not len(codings):
        return None
    starts = codings[:, 0] * room + codings[:, 1]
    ends = np.maximum.accumulate(codings[:, 0] * room + codings[:, 2])
    new = np.concatenate(((True,), starts[1:] > ends[:-1] + GAP))
    first = np.flatnonzero(new)
    return starts[first], ends[np.append(first[1:], len(starts)) - 1], room
