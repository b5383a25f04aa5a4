"""Networks known by nodes and edges, as matrices again."""

from __future__ import annotations

from dataclasses import replace

from qualcode.analysis.network_parts import Part
from qualcode.model.network import Cooccurrence, Network


def dense(network: Network) -> Cooccurrence:
    """The matrices of a network that is known by its nodes and edges, such as a saved one."""
    import numpy as np

    place = {node.path: at for at, node in enumerate(network.nodes)}
    size = len(place)
    matrix, values = np.zeros((size, size), np.int64), np.zeros((size, size), np.float64)
    for edge in network.edges:
        one, other = place[edge.source], place[edge.target]
        matrix[one, other] = matrix[other, one] = edge.count
        values[one, other] = values[other, one] = edge.value
    counts = np.array([node.count for node in network.nodes], np.int64)
    return Cooccurrence(network.question, tuple(place), counts, matrix, values)


def by_count(network: Network) -> Part:
    """The same network with its counts as strengths, the most frequent pairs first."""
    edges = sorted((replace(edge, value=float(edge.count)) for edge in network.edges), key=lambda edge: -edge.count)
    return Part(replace(network.question, measure="count"), network.nodes, tuple(edges))
