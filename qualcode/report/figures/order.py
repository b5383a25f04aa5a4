"""Codes as rows and columns: the matrix of their pairs, and the order that puts those that go together side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.model.network import OTHER_WAY, Edge, Node

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

#: Measures between 0 and 1 of which 1 means always together.
_SHARES = ("jaccard", "cosine", "inclusion")


def matrix(nodes: Sequence[Node], edges: Sequence[Edge], measure: str) -> Matrix:
    """The strengths of pairs; NaN where two codes never met and on the diagonal.

    Symmetric but for P(target|source) and P(source|target), where the row is the source; NaN where the other way was
    not measured.
    """
    import numpy as np

    place = {node.path: at for at, node in enumerate(nodes)}
    values = np.full((len(place), len(place)), np.nan)
    for edge in edges:
        one, other = place[edge.source], place[edge.target]
        values[one, other] = edge.value
        values[other, one] = edge.measures.get(OTHER_WAY[measure], np.nan) if measure in OTHER_WAY else edge.value
    return values


def distances(nodes: Sequence[Node], edges: Sequence[Edge], measure: str) -> Matrix:
    """How far apart two codes are, 0 to 1: 1 less the measure where that is a share, else 1 less the Jaccard index.

    That is counted from how often the two were met, together and each, and taken for 1 above 1 (Jaccard 1901).
    """
    import numpy as np

    place = {node.path: at for at, node in enumerate(nodes)}
    near = np.eye(len(place))
    for edge in edges:
        one, other = place[edge.source], place[edge.target]
        either = nodes[one].count + nodes[other].count - edge.count
        jaccard = edge.count / either if either > 0 else 1.0
        near[one, other] = near[other, one] = edge.value if measure in _SHARES else jaccard
    apart: Matrix = 1 - np.clip(near, 0, 1)
    return apart


def clustered(nodes: Sequence[Node], edges: Sequence[Edge], measure: str) -> list[int]:
    """The places of the nodes in an order in which neighbours are near each other.

    Hierarchical clustering with average linkage (Sokal and Michener 1958), its leaves in the order that makes
    neighbours nearest (Bar-Joseph et al. 2001); of the two directions, the one that begins higher in the codebook.
    """
    import numpy as np

    if len(nodes) < 3:
        return list(range(len(nodes)))
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import squareform

    # Rounded, so that the last digits of a machine decide nothing.
    apart = squareform(np.round(distances(nodes, edges, measure), 9), checks=False)
    order: list[int] = leaves_list(linkage(apart, method="average", optimal_ordering=True)).tolist()
    return order if order[0] < order[-1] else order[::-1]
