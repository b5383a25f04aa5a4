"""Are two codes together more often than if each had its places in the interview without regard to the other?

In every round each code is turned in each document by a distance of its own, drawn evenly: all its codings move forward
by the same number of characters (for units, of units or windows), and what leaves the document at its end comes in at
its beginning. A code thus keeps, document by document, how many codings it has, how long they are and how they are
spaced; only where it stands relative to the other codes is left to chance. This is the toroidal shift of Lotwick and
Silverman (1982), here on one line. The line is made of what there is to code only, closed up: were the questions of an
interviewer places too, codes that stand in answers alone would seem to seek each other, all of them.

Two other nulls would be wrong. To deal codings out over all documents breaks the documents: two themes of the same
three interviews would seem to seek each other wherever they stand. To move every coding by itself breaks the bunches
in which a theme comes; meetings come in bunches too, so that chance would seem to vary less than it does, and too
much would be called remarkable.

p = (1 + rounds with at least as many meetings) / (rounds + 1), one-sided: more often than chance (Davison & Hinkley
1997; Phipson & Smyth 2010). It is never below 1 / (rounds + 1). q holds p against all pairs that have a document in
common, by Benjamini & Hochberg; z = (met − mean of the rounds) / their standard deviation, 0 where they do not vary.

Distances follow from the seed, the round, the document and the path of the code by a hash (the finaliser of SplitMix64;
Steele, Lea & Flood 2014), not from a stream: a pair's p is the same whatever other codes are tested beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from qualcode.analysis.cooccurrence import passages_of
from qualcode.analysis.material import Material, in_units, spread, windows
from qualcode.analysis.measures import benjamini_hochberg
from qualcode.model.arrays import Pieces, distinct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Hashes = NDArray[np.uint64]

#: After how many rounds progress is told.
_TOLD_EVERY = 10

#: Rows that are turned at once, in whole circles.
ROWS_AT_ONCE = 32_768

#: Neighbours that are tried one by one before the last one is searched.
_STEPS = 16

#: One in so many is few.
_FEW = 6

_STEP = 0x9E3779B97F4A7C15
_FIRST, _SECOND = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_WORD = (1 << 64) - 1


@dataclass(frozen=True, eq=False)
class Turned:
    """What is turned: a row per coding (or per unit with a code), on circles laid side by side on one line.

    `start` and `length` are in the row's circle, which is a document: `circle` is its length and `base` where it
    begins on the line. Rows with the same `group` (document and code) are turned together; `group_circle` and `key` are
    those of the groups. Rows and groups are in the order of the circles.
    """

    node: Ints
    start: Ints
    length: Ints
    circle: Ints
    base: Ints
    group: Ints
    group_circle: Ints
    key: Hashes


def permutation(
    material: Material, rounds: int, progress: Callable[[int, int], None] | None = None
) -> dict[str, Floats]:
    """The matrices `permutation_p`, `permutation_q` and `permutation_z`; rows and columns are the material's paths.

    `progress` is told how many rounds are done, of how many; what it raises ends the test.
    """
    import numpy as np

    size = len(material.paths)
    turned = circles(material)
    parts = list(_parts(turned))
    met = meetings(turned, np.zeros(len(turned.key), np.int64), size)
    as_many = np.zeros((size, size), np.int64)
    total, squares = np.zeros((size, size), np.int64), np.zeros((size, size), np.int64)
    for number in range(rounds):
        if progress and number % _TOLD_EVERY == 0:
            progress(number, rounds)
        found = np.zeros((size, size), np.int64)
        for part in parts:
            found += meetings(part, distances(part, material.question.seed, number), size)
        as_many += found >= met
        total += found
        squares += found * found
    if progress:
        progress(rounds, rounds)
    p = (1 + as_many) / (rounds + 1)
    np.fill_diagonal(p, 1.0)
    return {"permutation_p": p, "permutation_q": _q(p, turned, size), "permutation_z": _z(met, total, squares, rounds)}


def _parts(turned: Turned) -> Iterator[Turned]:
    """The same in whole circles, of ROWS_AT_ONCE rows or a little more: what a round works on stays near at hand."""
    import numpy as np

    borders = np.concatenate((np.flatnonzero(np.diff(turned.base)) + 1, [len(turned.base)]))
    first = 0
    while first < len(turned.base):
        last = int(borders[min(int(np.searchsorted(borders, first + ROWS_AT_ONCE)), len(borders) - 1)])
        rows = slice(first, last)
        low, high = int(turned.group[rows].min()), int(turned.group[rows].max()) + 1
        yield Turned(
            turned.node[rows],
            turned.start[rows],
            turned.length[rows],
            turned.circle[rows],
            turned.base[rows],
            turned.group[rows] - low,
            turned.group_circle[low:high],
            turned.key[low:high],
        )
        first = last


def _z(met: Ints, total: Ints, squares: Ints, rounds: int) -> Floats:
    import numpy as np

    mean = total / max(rounds, 1)
    deviation = np.sqrt(np.maximum(squares / max(rounds, 1) - mean**2, 0.0))
    away = met - mean
    z = np.divide(away, deviation, out=np.zeros_like(away), where=deviation > 1e-9)
    np.fill_diagonal(z, 0.0)
    return z


def _q(p: Floats, turned: Turned, size: int) -> Floats:
    """By Benjamini & Hochberg among the pairs that could have met: those with a document in common."""
    import numpy as np

    table = np.zeros((size, int(len(distinct(turned.base)))), np.float32)
    table[turned.node, np.searchsorted(distinct(turned.base), turned.base)] = 1
    could = np.triu(table @ table.T > 0, 1)
    q = np.ones_like(p)
    q[could] = benjamini_hochberg(p[could])
    return np.minimum(q, q.T)


def circles(material: Material) -> Turned:
    """What a material has to turn. For overlaps codings in characters; for units each (unit, code) once."""
    import numpy as np

    size = len(material.paths)
    if material.question.unit == "overlap":
        document, start, end, node = passages_of(material, size)
        here, place = np.unique(document, return_inverse=True)
        length = end - start
        if material.text:
            start, around = _closed_up(material.text().within(here), here, place, start)
        else:
            around = np.zeros(len(here), np.int64)
            np.maximum.at(around, place, end)
        return _turned(material, here, place, around, (node, start, length))
    assert isinstance(material.units, Pieces)
    row, unit = in_units(material)
    unit, node = np.divmod(distinct(unit * size + material.nodes()[row]), max(size, 1))
    if material.question.population == "coded":
        every = distinct(unit)
    else:
        every = windows(material.units, material.codings.document, material.question.window, unit)
    # The circle is made of these units only, each in its turn.
    owner = material.units.document[every]
    unit = np.searchsorted(every, unit)
    here = distinct(owner)
    opening = np.searchsorted(owner, here)
    around = np.searchsorted(owner, here, "right") - opening
    place = np.searchsorted(opening, unit, "right") - 1
    return _turned(material, here, place, around, (node, unit - opening[place], np.ones_like(unit)))


def _closed_up(text: Pieces, here: Ints, place: Ints, start: Ints) -> tuple[Ints, Ints]:
    """Where codings start once all that is not there to be coded is cut out; how long each document then is.

    Documents are `here`, those of the codings by `place` in it. Every coding stands in one range of the text.
    """
    import numpy as np

    length = np.append(0, np.cumsum(text.end - text.start))
    opening, closing = (np.searchsorted(text.document, here, side) for side in ("left", "right"))
    longest = int(max(text.end.max(initial=0), start.max(initial=0))) + 1
    begins = text.document * longest + text.start
    at = np.searchsorted(begins, here[place] * longest + start, "right") - 1
    return length[at] + start - text.start[at] - length[opening[place]], length[closing] - length[opening]


def _turned(material: Material, here: Ints, place: Ints, around: Ints, rows: tuple[Ints, Ints, Ints]) -> Turned:
    import numpy as np

    node, start, length = rows
    size = max(len(material.paths), 1)
    base = np.cumsum(around) - around
    groups, group = np.unique(place * size + node, return_inverse=True)
    at, code = np.divmod(groups, size)
    names = np.array([_hash(path) for path in material.paths] or [0], np.uint64)
    key = _mix(here[at].astype(np.uint64) * np.uint64(_STEP) + names[code])
    return Turned(node, start, length, around[place], base[place], group, around[at], key)


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def distances(turned: Turned, seed: int, number: int) -> Ints:
    """How far each group is turned in a round: 0 to its circle, without the end, evenly."""
    import numpy as np

    step = np.uint64((_hash(f"seed {seed}") + number * _STEP) & _WORD)
    share = (_mix(turned.key + step) >> np.uint64(11)) * (1.0 / (1 << 53))
    far: Ints = (share * turned.group_circle).astype(np.int64)
    return far


def _mix(word: Hashes) -> Hashes:
    """The finaliser of SplitMix64: every bit of the result depends on every bit of the word."""
    import numpy as np

    word = (word ^ (word >> np.uint64(30))) * np.uint64(_FIRST)
    word = (word ^ (word >> np.uint64(27))) * np.uint64(_SECOND)
    return word ^ (word >> np.uint64(31))


def meetings(turned: Turned, distance: Ints, size: int) -> Ints:
    """How many pairs of rows of each two codes meet once turned; symmetric.

    A row that crosses the end of its circle is two pieces, a head and a tail; a pair that meets in both counts once.
    """
    import numpy as np

    start = turned.start + distance[turned.group]
    start -= np.where(start >= turned.circle, turned.circle, 0)
    end = start + turned.length
    over = np.flatnonzero(end > turned.circle)
    # Tails come first: at the beginning of a circle, where all of them begin, they then stand before the heads.
    row = np.concatenate((over, np.arange(len(start))))
    begins = np.concatenate((np.zeros_like(over), start)) + turned.base[row]
    ends = np.concatenate(((end - turned.circle)[over], np.minimum(end, turned.circle))) + turned.base[row]
    shift = max(1, int(len(row)).bit_length())
    # One sort of numbers that hold place and piece is a third of the time of a sort that gives the order.
    order = np.sort((begins << shift) | np.arange(len(row)))
    piece = order & ((1 << shift) - 1)
    first, last, node = order >> shift, ends[piece], turned.node[row[piece]]
    keys = []
    if len(over):
        tails = np.flatnonzero(piece < len(over))
        one, other = _partners(first, last, tails, 1)
        again = _repeats(row[piece[one]], row[piece[other]], piece[other] < len(over), (start, end, turned.circle))
        keys.append((node[one] * size + node[other])[~again])
        # They have met whom they meet, and end before whatever follows.
        last[tails] = -1
    keys += _keys(first, last, node, size)
    counts = np.bincount(np.concatenate(keys), minlength=size * size).reshape(size, size)
    found: Ints = counts + counts.T
    np.fill_diagonal(found, 0)
    return found


def _keys(first: Ints, last: Ints, node: Ints, size: int) -> list[Ints]:
    """The two codes, as one number, of every pair of pieces that meet.

    Most meet a few: the next, the one after… are tried in turn; of those that meet many, the last is searched.
    """
    import numpy as np

    keys = [np.zeros(0, np.int64)]
    ahead, left = node * size, np.arange(len(first))
    for step in range(1, _STEPS + 1):
        if len(left) * _FEW > len(first):
            # While there are many, it is quicker to look at all of them than to pick.
            left = np.flatnonzero(first[step:] < last[:-step])
        else:
            left = left[: np.searchsorted(left, len(first) - step)]
            left = left[first[left + step] < last[left]]
        if not len(left):
            return keys
        keys.append(ahead[left] + node[left + step])
    one, other = _partners(first, last, left, _STEPS + 1)
    keys.append(ahead[one] + node[other])
    return keys


def _partners(first: Ints, last: Ints, left: Ints, step: int) -> tuple[Ints, Ints]:
    """Each of some pieces with every one that meets it, from so many steps behind it on."""
    import numpy as np

    met = np.maximum(np.searchsorted(first, last[left]) - left - step, 0)
    place, further = spread(met)
    one = left[place]
    return one, one + step + further


def _repeats(tail: Ints, other: Ints, too: NDArray[np.bool_], places: tuple[Ints, Ints, Ints]) -> NDArray[np.bool_]:
    """Which meetings of the tail of a row with a piece of another (`too` is a tail) are counted at its head already.

    Two rows that both cross the end meet there as heads; one that does not cross it may meet the head as well.
    """
    start, end, circle = places
    again: NDArray[np.bool_] = too | (end[other] > circle[other]) | (end[other] > start[tail])
    return again
