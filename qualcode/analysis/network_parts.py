"""A network with the place of its codes worked out, and parts of networks: around a code, what stands out, the strong.

Parts keep the question, and the measures that were found for the whole network.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from qualcode.analysis import graph
from qualcode.analysis.suggest import nearest
from qualcode.errors import UnknownName
from qualcode.i18n import _
from qualcode.model.network import SEED, Edge, Network, Node, Question
from qualcode.model.saved_network import Analysis
from qualcode.model.text import fold

#: The measures of a node that an analysis gives; of an edge it gives `disparity`.
NODE_MEASURES = ("degree", "strength", "betweenness", "community", "component")


@dataclass(frozen=True, repr=False)
class Part(Network):
    """Nodes and edges that were taken from a network."""

    question: Question
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()


def analysed(network: Network, *, seed: int = SEED, resolution: float = 1.0) -> tuple[Part, Analysis]:
    """The network with NODE_MEASURES of its codes and the `disparity` of its edges, and what holds for it as a whole.

    See `analysis.graph` for definitions; seed and resolution are those of the communities.
    """
    weights = graph.ties(network)
    community, component = graph.communities(weights, seed, resolution), graph.components(weights)
    found = (graph.degrees(weights), graph.strengths(weights), graph.betweenness(weights), community, component)
    rows = zip(*(values.tolist() for values in found), strict=True)
    nodes = tuple(
        replace(node, measures={**node.measures, **dict(zip(NODE_MEASURES, row, strict=True))})
        for node, row in zip(network.nodes, rows, strict=True)
    )
    size = len(nodes)
    tied = int(graph.degrees(weights).sum())
    whole = Analysis(
        seed,
        resolution,
        graph.modularity(weights, community, resolution) if size else 0.0,
        _groups(community.tolist()),
        _groups(component.tolist()),
        tied / (size * (size - 1)) if size > 1 else 0.0,
    )
    return Part(network.question, nodes, _with_disparity(network)), whole


def backbone(network: Network, alpha: float = 0.05) -> Part:
    """Only the pairs that stand out among those of one of their codes at least: disparity below alpha; all nodes.

    See `graph.disparity`. Pairs get their disparity as a measure.
    """
    kept = (edge for edge in _with_disparity(network) if edge.measures["disparity"] < alpha)
    return Part(network.question, network.nodes, tuple(kept))


def strong(network: Network, *, count: int = 1, weight: float = 0.0) -> Part:
    """Only the pairs that met so often, and that are so strong (`Network.weight`); all nodes."""
    return _part(network, lambda edge: edge.count >= count and network.weight(edge) >= weight)


def ego(network: Network, path: str, radius: int = 1) -> Part:
    """A code, the codes that at most so many ties lead to, and the pairs among them all; empty for an unknown path."""
    reached = {path} & {node.path for node in network.nodes}
    for _step in range(radius):
        tied = [edge for edge in network.edges if network.weight(edge) > 0 and _touches(edge, reached)]
        reached.update(end for edge in tied for end in (edge.source, edge.target))
    return among(network, reached)


def node_called(network: Network, name: str) -> str:
    """The path of the node that a path means, or the end of one if it is the only such; raises UnknownName."""
    paths = [node.path for node in network.nodes]
    ending = [path for path in paths if fold(f"/{path}").endswith(fold(f"/{name.strip('/')}"))]
    if name in paths or len(ending) == 1:
        return name if name in paths else ending[0]
    near = ending[:5] or nearest(name, paths)
    raise UnknownName(
        _("The network has no code “{name}”.").format(name=name),
        _("Did you mean: {names}?").format(names=", ".join(near)) if near else "",
    )


def among(network: Network, paths: Collection[str]) -> Part:
    """Some codes, and the pairs among them."""
    nodes = tuple(node for node in network.nodes if node.path in paths)
    edges = tuple(edge for edge in network.edges if edge.source in paths and edge.target in paths)
    return Part(network.question, nodes, edges)


def tied(network: Network) -> Part:
    """Without the codes that stand in no pair."""
    return among(network, {end for edge in network.edges for end in (edge.source, edge.target)})


def _part(network: Network, keep: Callable[[Edge], bool]) -> Part:
    return Part(network.question, network.nodes, tuple(edge for edge in network.edges if keep(edge)))


def _touches(edge: Edge, paths: Collection[str]) -> bool:
    return edge.source in paths or edge.target in paths


def _with_disparity(network: Network) -> tuple[Edge, ...]:
    place = {node.path: at for at, node in enumerate(network.nodes)}
    alpha = graph.disparity(graph.ties(network)).tolist()
    return tuple(
        replace(edge, measures={**edge.measures, "disparity": alpha[place[edge.source]][place[edge.target]]})
        for edge in network.edges
    )


def _groups(numbers: list[int]) -> int:
    """How many groups have two members or more."""
    return sum(numbers.count(number) > 1 for number in set(numbers))
