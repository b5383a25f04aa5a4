"""Networks known by nodes and edges, as matrices again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.model.network import OTHER_WAY, Cooccurrence, Network

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def dense(network: Network) -> Cooccurrence:
    """The matrices of a network that is known by its nodes and edges, such as a saved one.

    `measure()` gives what all edges carry, and raises KeyError for anything else.
    """
    import numpy as np

    place = {node.path: at for at, node in enumerate(network.nodes)}
    edges = network.edges
    one = np.array([place[edge.source] for edge in edges], np.int64)
    other = np.array([place[edge.target] for edge in edges], np.int64)

    def matrix(forth: Sequence[float], back: Sequence[float]) -> NDArray[np.float64]:
        made = np.zeros((len(place), len(place)))
        made[one, other], made[other, one] = forth, back
        return made

    def work(name: str) -> NDArray[np.float64]:
        back = OTHER_WAY.get(name, name)
        return matrix([edge.measures[name] for edge in edges], [edge.measures[back] for edge in edges])

    back = OTHER_WAY.get(network.question.measure, "")
    counts = [float(edge.count) for edge in edges]
    return Cooccurrence(
        network.question,
        tuple(place),
        np.array([node.count for node in network.nodes], np.int64),
        matrix(counts, counts).astype(np.int64),
        matrix([edge.value for edge in edges], [edge.measures.get(back, edge.value) for edge in edges]),
        carried=tuple(name for name in (edges[0].measures if edges else ()) if all(name in e.measures for e in edges)),
        work=work,
    )
