"""Where the codes of a network stand, so that none lies on another and every name can be read.

Each code is a box that holds its mark and its name. Codes that go together are drawn near each other (Kamada & Kawai
1989: distances in the picture follow distances in the graph), then boxes that overlap are pushed apart, and the page
grows where there is no room. Invariants: no two boxes overlap, all lie within the page, equal input gives equal output.
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
    """Positions by Kamada and Kawai; a strong link is short, what no path joins stands apart."""
    import networkx
    import numpy as np

    if size == 1:
        return np.zeros((1, 2))
    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from((one, other, {"length": 1.5 - strength}) for one, other, strength in links)
    far = dict(networkx.all_pairs_dijkstra_path_length(graph, weight="length"))
    farthest = max(length for lengths in far.values() for length in lengths.values()) or 1.0
    every = {one: {other: far[one].get(other, _ELSEWHERE * farthest) for other in graph} for one in graph}
    placed = networkx.kamada_kawai_layout(graph, dist=every)
    # The last digits differ between machines; what is pushed apart must not hang on them.
    return np.round(np.array([placed[node] for node in graph]), 6)


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
