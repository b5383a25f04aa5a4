"""The place of each code in a network: how many ties it has, what it lies between, which group it is in.

A tie is an edge with a weight (`Network.weight`) above 0: pairs that meet less often than by chance, where the measure
says so, tie nothing together; where it is a probability, the smaller it is the stronger the tie. Ties have no
direction. Every function takes the square matrix of the strengths (`ties`), 0 where there is no tie, and gives one
value per code in the order of the codebook; the same network and the same seed give the same values everywhere.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qualcode.model.network import Network

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

#: Two paths whose lengths differ by less than this share of them are equally long: 1/3 + 1/3 + 1/3 is 1.
_SAME_LENGTH = 1e-9
_HEAVIEST = 1e9


def ties(network: Network) -> Floats:
    """The strengths of the ties of a network, as a symmetric matrix in the order of its nodes."""
    import numpy as np

    place = {node.path: at for at, node in enumerate(network.nodes)}
    weights = np.zeros((len(place), len(place)))
    for edge in network.edges:
        one, other = place[edge.source], place[edge.target]
        # No measure of a real pair comes near the bound; a saved infinity would make sums that are no numbers.
        weights[one, other] = weights[other, one] = min(network.weight(edge), _HEAVIEST)
    return weights


def degrees(weights: Floats) -> Ints:
    """Degree: how many ties a code has, 0 to n − 1 (Freeman 1979)."""
    import numpy as np

    found: Ints = np.count_nonzero(weights, axis=1).astype(np.int64)
    return found


def strengths(weights: Floats) -> Floats:
    """Strength, or weighted degree: the sum of the strengths of a code's ties (Barrat et al. 2004)."""
    total: Floats = weights.sum(axis=1)
    return total


def betweenness(weights: Floats) -> Floats:
    """Betweenness: the share of the shortest paths between two other codes that lead through a code, 0 to 1.

    Where several paths between two codes are equally short, each counts in part; the sum over all pairs is divided by
    the (n − 1)(n − 2) / 2 pairs that there are (Freeman 1977). A tie is as long as it is weak: its length is
    1 / strength (Newman 2001). The sums are gathered as in Brandes 2001, from each code in turn; here the number of
    shortest paths, and what depends on a code, are summed by the number of their steps.
    """
    import numpy as np

    size = len(weights)
    total = np.zeros(size)
    if size < 3:
        return total
    distance = _distances(weights)
    one, other = np.nonzero(weights)
    length = 1 / weights[one, other]
    for source in range(size):
        away = distance[source]
        # Which step from one code to the next lies on a shortest path from the source.
        closer = away[one] < away[other]
        on_path = closer & (away[one] + length <= away[other] * (1 + _SAME_LENGTH))
        before, after = one[on_path], other[on_path]
        start = np.zeros(size)
        start[source] = 1
        paths = _summed(start, before, after)
        each = np.divide(1, paths, out=np.zeros(size), where=paths > 0)
        depends = paths * (_summed(each, after, before) - each)
        depends[source] = 0
        total += depends
    shares: Floats = total / ((size - 1) * (size - 2))
    return shares


def _distances(weights: Floats) -> Floats:
    """How long the shortest path between each two codes is (Floyd 1962), infinite where there is none."""
    import numpy as np

    distance = np.full(weights.shape, np.inf)
    np.divide(1, weights, out=distance, where=weights > 0)
    np.fill_diagonal(distance, 0)
    for middle in range(len(distance)):
        np.minimum(distance, distance[:, middle, None] + distance[middle], out=distance)
    return distance


def _summed(start: Floats, origin: Ints, target: Ints) -> Floats:
    """What arrives everywhere when every value is sent along all steps, again and again, until nothing moves."""
    import numpy as np

    total, moving = start.copy(), start
    while moving.any():
        moving = np.bincount(target, moving[origin], len(start)).astype(np.float64)
        total += moving
    return total


def components(weights: Floats) -> Ints:
    """Components: codes that ties lead from one to another have the same number, see `numbered`."""
    import numpy as np

    label = np.full(len(weights), -1, np.int64)
    for start in range(len(weights)):
        reached = [start] if label[start] < 0 else []
        label[reached] = start
        while reached:
            near = np.flatnonzero((weights[reached.pop()] > 0) & (label < 0))
            label[near] = start
            reached += near.tolist()
    return numbered(label)


def communities(weights: Floats, seed: int = 1, resolution: float = 1.0) -> Ints:
    """Communities: groups with more strength inside than their codes' strengths would bring about; see `numbered`.

    Found by the method of Louvain (Blondel et al. 2008), which moves codes as long as the modularity grows, in an order
    that the seed decides. A `resolution` above 1 makes smaller groups, below 1 larger ones. A code without a tie is a
    group of its own.
    """
    import networkx
    import numpy as np

    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_nodes_from(range(len(weights)))
    # Numbers, not names: the order of a set of names differs from one run of Python to the next.
    one, other = np.nonzero(np.triu(weights, 1))
    graph.add_weighted_edges_from(zip(one.tolist(), other.tolist(), weights[one, other].tolist(), strict=True))
    label = np.arange(len(weights))
    if len(one):
        found = networkx.community.louvain_communities(graph, resolution=resolution, seed=seed)
        for group in found:
            label[list(group)] = min(group)
    return numbered(label)


def modularity(weights: Floats, groups: Ints, resolution: float = 1.0) -> float:
    """Modularity Q of a division, −1/2 to 1: the share of strength inside groups, less what is expected there.

    Q = Σ over groups of inside / 2m − γ (total / 2m)², where `inside` counts every tie of the group twice, `total` is
    the sum of its codes' strengths and 2m that of all (Newman and Girvan 2004; Newman 2004 for strengths; γ, the
    resolution, from Reichardt and Bornholdt 2006). 0 without a tie.
    """
    whole = float(weights.sum())
    if not whole:
        return 0.0
    quality = 0.0
    for group in range(1, int(groups.max()) + 1):
        member = groups == group
        inside, total = float(weights[member][:, member].sum()), float(weights[member].sum())
        quality += inside / whole - resolution * (total / whole) ** 2
    return quality


def disparity(weights: Floats) -> Floats:
    """How likely each tie would be at least as strong if its code's strength fell on its ties by chance, 0 to 1.

    For a code with k ties, and a tie that has the share p of its strength: α = (1 − p)^(k − 1), the disparity filter of
    Serrano, Boguñá and Vespignani 2009, eq. 2. The smaller of the values at the two ends; at an end where it is the
    only tie nothing can stand out: 1. Where there is no tie: 1.
    """
    import numpy as np

    total = weights.sum(axis=1, keepdims=True)
    share = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)
    ties_of = np.count_nonzero(weights, axis=1)[:, None]
    alpha = np.where(weights > 0, np.clip(1 - share, 0, 1) ** np.maximum(ties_of - 1, 0), 1.0)
    smaller: Floats = np.minimum(alpha, alpha.T)
    return smaller


def numbered(labels: Ints) -> Ints:
    """Groups by number, from 1: the largest first, among equals the one whose first code stands first."""
    import numpy as np

    listed = labels.tolist()
    sizes = Counter(listed)
    # A dictionary keeps the order in which the groups were met.
    order = sorted(dict.fromkeys(listed), key=lambda label: -sizes[label])
    number = {label: at for at, label in enumerate(order, 1)}
    return np.array([number[label] for label in listed], np.int64)
