"""Which codes go together: a network whose nodes are codes and whose edges say how often, and how strongly.

A `Cooccurrence` has just been counted and holds matrices; a `SavedNetwork` (`model.saved_network`) was counted at some
moment and kept in the project with the question it answers. Both are read the same way: `nodes`, `edges`, `as_dict()`,
`to_networkx()`.
Edges have no direction: the source is the code that stands first in the codebook. A code is never paired with itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import log10
from typing import TYPE_CHECKING, Any

from qualcode.model.network_tables import NetworkTables

if TYPE_CHECKING:
    import networkx
    import numpy as np
    from numpy.typing import NDArray

#: What two codes can share: characters, or a piece of the text, a document, a case, a person.
UNITS = ("overlap", "sentence", "turn", "paragraph", "document", "case", "speaker")

#: The units of which several that follow one another in a document make a window.
WINDOWED = ("sentence", "turn", "paragraph")

#: What counts as a unit where neither of two codes stands: all units of the documents at hand, or those with a coding.
POPULATIONS = ("all", "coded")

#: Measures that lie between 0 and 1 (the count aside), are the same both ways and need no population.
STRENGTHS = ("count", "jaccard", "cosine", "inclusion")

#: Measures that need a population: they also ask in how many units neither code stands.
OF_POPULATION = ("lift", "npmi", "g2", "g2_p", "fisher_p", "fisher_q")

#: The permutation test: the chance of as many meetings, the same held against all pairs, and how far from chance.
OF_PERMUTATION = ("permutation_p", "permutation_q", "permutation_z")

#: How the strength of a pair is told; the formulas stand in `analysis.measures`, the test in `analysis.permutation`.
MEASURES = (*STRENGTHS, "p_target", "p_source", *OF_POPULATION, *OF_PERMUTATION)

#: Measures that are as strong for codes that avoid each other as for codes that seek each other; the lift says which.
TWO_SIDED = ("g2", "g2_p", "fisher_p", "fisher_q")

#: Measures that are not the same both ways, and what each is called read from the target to the source.
OTHER_WAY = {"p_target": "p_source", "p_source": "p_target"}

#: Measures of which the smallest is the strongest: probabilities under chance.
PROBABILITIES = ("g2_p", "fisher_p", "fisher_q", "permutation_p", "permutation_q")

#: What an analysis finds for a code that is a whole number.
WHOLE_NUMBERS = ("degree", "community", "component")

#: Rounds of a permutation test, and what its chance is drawn from, when nothing else is asked.
ROUNDS = 1_000
SEED = 1


@dataclass(frozen=True, slots=True)
class Node:
    """A code of the network by its path; `count` is its codings (unit overlap) or the units it stands in.

    `measures` says what an analysis of the network found for it (degree, community…), by name.
    """

    path: str
    count: int
    measures: Mapping[str, float] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Edge:
    """Two codes that go together: `count` times (at least once), with the strength `value` by the network's measure.

    `measures` has the network's measure, unless it is the count, and every other one that was asked for, by name.
    """

    source: str
    target: str
    count: int
    value: float
    measures: Mapping[str, float] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Question:
    """What a network answers: the codings a query selects (all when empty), the unit, the measure, the level.

    `level` is the depth of the codebook that codes were rolled up to, 1 for the roots; None leaves them as they are.
    Pairs met less often than `minimum` were left out. A `window` above 1 makes every run of so many consecutive units
    of a document one unit. `population` is one of POPULATIONS. `codes` keeps only so many codes, those with the most
    codings; None keeps all. `rounds` and `seed` are those of the permutation test; without one, `rounds` is 0.
    """

    unit: str = "overlap"
    measure: str = "count"
    level: int | None = None
    query: str = ""
    minimum: int = 1
    window: int = 1
    population: str = "all"
    codes: int | None = None
    rounds: int = 0
    seed: int = SEED


class Network(NetworkTables):
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
        """`{"nodes": [{"id", "code", "count", …}], "edges": [{"source", "target", "count", …}]}` with code paths.

        `id` repeats the path for readers of node-link files; the measures of nodes and edges follow by name.
        """
        return {
            "nodes": [
                {"id": node.path, "code": node.path, "count": node.count, **node.measures} for node in self.nodes
            ],
            "edges": [
                {"source": edge.source, "target": edge.target, "count": edge.count, **edge.measures}
                for edge in self.edges
            ],
        }

    def weight(self, edge: Edge) -> float:
        """How heavy an edge is, 0 or more, the stronger the heavier: what algorithms on graphs ask for.

        The value itself; 0 where codes avoid each other (NPMI and z below 0; G² and Fisher with a lift below 1);
        −log₁₀ p, at most 300, for a probability.
        """
        if self.question.measure in TWO_SIDED and edge.measures.get("lift", 1.0) < 1:
            return 0.0
        if self.question.measure in PROBABILITIES:
            return min(300.0, -log10(edge.value)) if edge.value > 0 else 300.0
        return max(0.0, edge.value)

    def to_networkx(self) -> networkx.Graph[str]:
        """An undirected graph on code paths: nodes with `count`, edges with `count`, `weight`, and their measures."""
        import networkx

        graph: networkx.Graph[str] = networkx.Graph(**{k: v for k, v in vars(self.question).items() if v is not None})
        graph.add_nodes_from((node.path, {"count": node.count, **node.measures}) for node in self.nodes)
        graph.add_edges_from(
            (edge.source, edge.target, {"weight": self.weight(edge), "count": edge.count, **edge.measures})
            for edge in self.edges
        )
        return graph


@dataclass(frozen=True, eq=False, repr=False)
class Cooccurrence(Network):
    """A network just counted. Rows and columns of the matrices are `codes`, in the order of the codebook.

    `counts[i]` is how often code i was met, `matrix[i, j]` how often i and j were met together (symmetric, diagonal 0),
    `values[i, j]` the strength of the pair by the measure. `digest` is a SHA-256 of everything that was counted.
    `carried` names the measures that the edges carry; `measure()` gives any other one that the unit allows.
    `population` is the number of units that there were, None where units cannot be counted (unit overlap).
    """

    question: Question
    codes: tuple[str, ...]
    counts: NDArray[np.int64]
    matrix: NDArray[np.int64]
    values: NDArray[np.float64]
    digest: str = ""
    carried: tuple[str, ...] = ()
    population: int | None = None
    #: Works out the matrix of a measure that was not asked for at once.
    work: Callable[[str], NDArray[np.float64]] | None = field(default=None, repr=False)

    def measure(self, name: str) -> NDArray[np.float64]:
        """The matrix of any measure, worked out when first asked for: row the source, column the target.

        Raises UnknownName for a name that is not in MEASURES, QueryError for a measure that the unit does not allow.
        """
        if name == self.question.measure:
            return self.values
        if name not in self._measures:
            if self.work is None:
                raise KeyError(name)
            self._measures[name] = self.work(name)
        return self._measures[name]

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """The codes that were met at least once, in the order of the codebook."""
        return tuple(map(Node, self.codes, self.counts.tolist()))

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """The pairs that were met at least once, the strongest first.

        By value, rising for PROBABILITIES, else falling; then by falling count; then as in the codebook.
        """
        import numpy as np

        rows, columns = np.nonzero(np.triu(self.matrix, 1))
        counts, values = self.matrix[rows, columns], self.values[rows, columns]
        weakness = values if self.question.measure in PROBABILITIES else -values
        order = np.lexsort((columns, rows, -counts, weakness))
        picked = (array[order].tolist() for array in (rows, columns, counts, values))
        names = self._names
        measured = [self.measure(name)[rows, columns][order].tolist() for name in names]
        told = (dict(zip(names, values, strict=True)) for values in zip(*measured, strict=True))
        return tuple(
            Edge(self.codes[row], self.codes[column], count, value, next(told, {}))
            for row, column, count, value in zip(*picked, strict=True)
        )

    def at_least(self, count: int) -> Cooccurrence:
        """The same network without the pairs met less often than that; nodes and strengths stay as they are."""
        import numpy as np

        enough = self.matrix >= count
        return replace(
            self,
            question=replace(self.question, minimum=max(count, self.question.minimum)),
            matrix=np.where(enough, self.matrix, 0),
            values=np.where(enough, self.values, 1.0 if self.question.measure in PROBABILITIES else 0.0),
        )

    @property
    def _names(self) -> tuple[str, ...]:
        asked = dict.fromkeys((self.question.measure, *self.carried))
        return tuple(name for name in asked if name != "count")

    @cached_property
    def _measures(self) -> dict[str, NDArray[np.float64]]:
        return {}
