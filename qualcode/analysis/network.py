"""Networks in other shapes: as matrices again, and for other programs.

GraphML is XML, which cannot hold every character that a name can.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from qualcode.model.network import Cooccurrence, Network

if TYPE_CHECKING:
    import networkx

#: What XML 1.0 has no way to write (production 2, Char, read the other way round).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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


def graphml(network: Network) -> str:
    """The network as a GraphML document; nodes carry their path as id and `label`, edges `count` and `weight`.

    Characters that XML cannot hold become U+FFFD; two names that differ in nothing else stay two nodes.
    """
    import networkx

    # networkx would write with lxml if that is installed; the plain writer makes the same file everywhere.
    out = io.BytesIO()
    networkx.write_graphml_xml(_xml_safe(network.to_networkx()), out, encoding="utf-8", prettyprint=True)
    return out.getvalue().decode("utf-8")


def _xml_safe(graph: networkx.Graph[str]) -> networkx.Graph[str]:
    import networkx

    names: dict[str, str] = {}
    taken: set[str] = set()
    for node in graph:
        label = name = _clean(node)
        while name in taken:
            name += "\N{REPLACEMENT CHARACTER}"
        taken.add(name)
        names[node] = name
        graph.nodes[node]["label"] = label
    safe: networkx.Graph[str] = networkx.Graph(**_clean_values(graph.graph))
    safe.add_nodes_from((names[node], _clean_values(data)) for node, data in graph.nodes(data=True))
    safe.add_edges_from((names[one], names[two], _clean_values(data)) for one, two, data in graph.edges(data=True))
    return safe


def _clean_values(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _clean(value) if isinstance(value, str) else value for key, value in data.items()}


def _clean(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
