"""Where the codes of a network stand, so that none lies on another and every name can be read.

Each code is a box that holds its mark and its name. Distances in the picture follow distances in the graph, so that
codes that go together are near each other; then boxes that overlap are pushed apart, and the page grows where there is
no room. Invariants: no two boxes overlap, all lie within the page, equal input gives equal output.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

#: A link by the numbers of its two ends and its strength, above 0 to 1.
Link = tuple[int, int, float]

#: Room between boxes, in points.
GAP = 5.0
#: The share of a page that boxes fill before they are pushed apart, and its width to its height.
_FILLED, _ASPECT = 0.3, 4 / 3
_ROUNDS, _GROWTH = 300, 1.06
#: How far apart codes are that no path joins: this share of the longest path.
_ELSEWHERE = 0.75
#: The most steps towards the best positions, and how small a step is that is the last.
_STEPS, _STILL = 200, 2e-3


@dataclass(frozen=True)
class Page:
    """Centres of boxes on a page that begins at 0, 0; all in points, y upwards."""

    centres: tuple[tuple[float, float], ...]
    width: float
    height: float


def arranged(boxes: Sequence[tuple[float, float]], links: Sequence[Link], narrowest: float = 0.0) -> Page:
    """A page on which boxes of these widths and heights stand apart, linked ones near each other."""
    import numpy as np

    if not boxes:
        return Page((), narrowest, narrowest / _ASPECT)
    sizes = np.array(boxes, float)
    area = float((sizes + GAP).prod(axis=1).sum()) / _FILLED
    width = max(float(np.sqrt(area * _ASPECT)), narrowest)
    frame = np.array([width, width / _ASPECT])
    room = np.maximum(frame - sizes.max(axis=0), 1.0)
    centres = _apart(_spread(_drawn(len(boxes), links)) * room, sizes)
    low, high = (centres - sizes / 2).min(axis=0), (centres + sizes / 2).max(axis=0)
    extent = np.maximum(high - low, (narrowest, 0.0))
    centres = centres - low + (extent - (high - low)) / 2
    return Page(tuple(map(tuple, centres.tolist())), float(extent[0]), float(extent[1]))


def _drawn(size: int, links: Sequence[Link]) -> Points:
    """Positions whose distances follow the lengths of the shortest paths, shorter ones more closely.

    The energy of Kamada and Kawai (1989), made smaller and smaller by majorization (Gansner, Koren and North 2005) from
    classical scaling (Torgerson 1952).
    """
    import numpy as np

    if size == 1:
        return np.zeros((1, 2))
    apart = _lengths(size, links)
    weights = np.where(apart > 0, 1 / np.where(apart > 0, apart, 1.0) ** 2, 0.0)
    even = np.full((size, size), 1 / size)
    inverse = np.linalg.inv(np.diag(weights.sum(axis=1)) - weights + even) - even
    points = _scaled(apart)
    for _round in range(_STEPS):
        between = np.hypot(*(points[:, None, axis] - points[None, :, axis] for axis in (0, 1)))
        pull = weights * apart / np.maximum(between, 1e-9)
        moved = inverse @ (pull.sum(axis=1)[:, None] * points - pull @ points)
        still = np.abs(moved - points).max() < _STILL
        points = moved
        if still:
            break
    # The last digits differ between machines; what is pushed apart must not hang on them.
    return np.round(points, 6)


def _lengths(size: int, links: Sequence[Link]) -> Points:
    """The lengths of the shortest paths (Floyd 1962); a strong link is short, what no path joins stands apart."""
    import numpy as np

    apart = np.full((size, size), np.inf)
    np.fill_diagonal(apart, 0.0)
    for one, other, strength in links:
        apart[one, other] = apart[other, one] = 1.5 - strength
    for middle in range(size):
        np.minimum(apart, apart[:, middle, None] + apart[middle], out=apart)
    farthest = apart[np.isfinite(apart)].max() or 1.0
    return np.where(np.isfinite(apart), apart, _ELSEWHERE * max(farthest, 1.0))


def _scaled(apart: Points) -> Points:
    """A first guess: the two axes on which the lengths differ most, a little shaken so that no two codes coincide."""
    import numpy as np

    size = len(apart)
    square = apart**2
    centred = -(square - square.mean(axis=0) - square.mean(axis=1)[:, None] + square.mean()) / 2
    values, vectors = np.linalg.eigh(centred)
    first: Points = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 0.0))
    turn = 2 * np.pi * np.arange(size) / size
    return first + 0.05 * np.stack([np.cos(turn), np.sin(turn)], axis=1)


def _spread(points: Points) -> Points:
    """The points turned so that they are widest across, in the square from 0 to 1."""
    import numpy as np

    centred = points - points.mean(axis=0)
    _values, axes = np.linalg.eigh(centred.T @ centred)
    axes = axes[:, ::-1] * np.where(axes[:, ::-1].sum(axis=0) < 0, -1.0, 1.0)
    turned = centred @ axes
    low, high = turned.min(axis=0), turned.max(axis=0)
    reach = high - low
    # What stands on one line or in one place is drawn in the middle.
    return np.where(reach > 1e-6, (turned - low) / np.where(reach > 1e-6, reach, 1.0), 0.5)


def _apart(centres: Points, sizes: Points) -> Points:
    """Push boxes that overlap apart, each half of the way, along the axis where that is shorter; grow when crowded."""
    import numpy as np

    half = (sizes + GAP) / 2
    need_x, need_y = (half[:, None, axis] + half[None, :, axis] for axis in (0, 1))
    order = np.sign(np.arange(len(centres))[:, None] - np.arange(len(centres))[None, :])
    centres = centres.copy()
    while True:
        for _round in range(_ROUNDS):
            apart_x = centres[:, None, 0] - centres[None, :, 0]
            apart_y = centres[:, None, 1] - centres[None, :, 1]
            over_x, over_y = need_x - np.abs(apart_x), need_y - np.abs(apart_y)
            clash = (over_x > 0) & (over_y > 0)
            np.fill_diagonal(clash, False)
            if not ((over_x > GAP / 2) & (over_y > GAP / 2) & clash).any():
                return centres
            sideways = over_x < over_y
            way_x, way_y = (
                np.where(apart_x == 0, order, np.sign(apart_x)),
                np.where(apart_y == 0, order, np.sign(apart_y)),
            )
            centres[:, 0] += np.where(clash & sideways, way_x * over_x / 2, 0.0).sum(axis=1)
            centres[:, 1] += np.where(clash & ~sideways, way_y * over_y / 2, 0.0).sum(axis=1)
        centres = centres.mean(axis=0) + (centres - centres.mean(axis=0)) * _GROWTH
