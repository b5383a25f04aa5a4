"""Which codes go together: a network whose nodes are codes and whose edges say how often, and how strongly.

A `Cooccurrence` has just been counted and holds matrices; a `SavedNetwork` was counted at some moment and kept in the
project with the question it answers. Both are read the same way: `nodes`, `edges`, `as_dict()`, `to_networkx()`.
Edges have no direction: the source is the code that stands first in the codebook. A code is never paired with itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx
    import numpy as np
    from numpy.typing import NDArray

#: What two codes can share: characters, or a piece of the text, a document, a case.
UNITS = ("overlap", "sentence", "turn", "paragraph", "document", "case")

#: How the strength of a pair is told; the formulas stand in `analysis.measures`.
MEASURES = ("count", "jaccard", "cosine", "inclusion")


@dataclass(frozen=True, slots=True)
class Node:
    """A code of the network by its path; `count` is its codings (unit overlap) or the units it stands in."""

    path: str
    count: int


@dataclass(frozen=True, slots=True)
class Edge:
    """Two codes that go together: `count` times (at least once), with the strength `value` by the network's measure."""

    source: str
    target: str
    count: int
    value: float


@dataclass(frozen=True)
class Question:
    """What a network answers: the codings a query selects (all when empty), the unit, the measure, the level.

    `level` is the depth of the codebook that codes were rolled up to, 1 for the roots; None leaves them as they are.
    Pairs met less often than `minimum` were left out.
    """

    unit: str = "overlap"
    measure: str = "count"
    level: int | None = None
    query: str = ""
    minimum: int = 1


class Network:
    """What every network can do once it has a `question`, `nodes` and `edges`."""

    question: Question

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The codes that were met at least once, in the order of the codebook."""
        raise NotImplementedError

    @property
    def edges(self) -> tuple[Edge, ...]:
        """The pairs that were met at least once, the strongest first."""
        raise NotImplementedError

    def as_dict(self) -> dict[str, list[dict[str, Any]]]:
        """`{"nodes": [{"id", "code", "count"}], "edges": [{"source", "target", "count", measure}]}` with code paths.

        `id` repeats the path for readers of node-link files; the measure is left out when it is the count itself.
        """
        name = self.question.measure
        return {
            "nodes": [{"id": node.path, "code": node.path, "count": node.count} for node in self.nodes],
            "edges": [
                {"source": edge.source, "target": edge.target, "count": edge.count}
                | ({} if name == "count" else {name: edge.value})
                for edge in self.edges
            ],
        }

    def to_networkx(self) -> networkx.Graph[str]:
        """An undirected graph on code paths: nodes with `count`, edges with `count`, `weight`, the measure."""
        import networkx

        graph: networkx.Graph[str] = networkx.Graph(**{k: v for k, v in vars(self.question).items() if v is not None})
        graph.add_nodes_from((node.path, {"count": node.count}) for node in self.nodes)
        graph.add_edges_from(
            (edge.source, edge.target, {"weight": edge.value, self.question.measure: edge.value, "count": edge.count})
            for edge in self.edges
        )
        return graph


@dataclass(frozen=True, eq=False)
class Cooccurrence(Network):
    """A network just counted. Rows and columns of the matrices are `codes`, in the order of the codebook.

    `counts[i]` is how often code i was met, `matrix[i, j]` how often i and j were met together (symmetric, diagonal 0),
    `values[i, j]` the strength of the pair by the measure. `digest` is a SHA-256 of everything that was counted.
    """

    question: Question
    codes: tuple[str, ...]
    counts: NDArray[np.int64]
    matrix: NDArray[np.int64]
    values: NDArray[np.float64]
    digest: str = ""

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """The codes that were met at least once, in the order of the codebook."""
        return tuple(map(Node, self.codes, self.counts.tolist()))

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """The pairs that were met at least once: by value, then by count, both falling, then as in the codebook."""
        import numpy as np

        rows, columns = np.nonzero(np.triu(self.matrix, 1))
        counts, values = self.matrix[rows, columns], self.values[rows, columns]
        order = np.lexsort((columns, rows, -counts, -values))
        picked = (array[order].tolist() for array in (rows, columns, counts, values))
        return tuple(
            Edge(self.codes[row], self.codes[column], count, value)
            for row, column, count, value in zip(*picked, strict=True)
        )

    def at_least(self, count: int) -> Cooccurrence:
        """The same network without the pairs met less often than that; nodes and strengths stay as they are."""
        import numpy as np

        enough = self.matrix >= count
        return Cooccurrence(
            replace(self.question, minimum=max(count, self.question.minimum)),
            self.codes,
            self.counts,
            np.where(enough, self.matrix, 0),
            np.where(enough, self.values, 0.0),
            self.digest,
        )


@dataclass(frozen=True)
class NetworkSummary:
    """A saved network in a list. `stale`: what it was counted from has changed since, or can no longer be selected."""

    id: int
    name: str
    question: Question
    node_count: int
    edge_count: int
    digest: str
    created: str
    stale: bool = False


@dataclass(frozen=True)
class SavedNetwork(Network):
    """A network as the project keeps it: its summary, and the nodes and edges as they were counted."""

    summary: NetworkSummary
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()

    @property
    def question(self) -> Question:  # type: ignore[override]  # read only, as in every network
        """What the network answers."""
        return self.summary.question

    @property
    def stale(self) -> bool:
        """True when what it was counted from has changed since."""
        return self.summary.stale
