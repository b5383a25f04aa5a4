"""A network that the project keeps: as it was counted, with the question it answers and what it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from qualcode.model.network import SEED, Edge, Network, Node, Question

#: Why a network is stale: other codings, codes or units than were counted; a named query in its query says something
#: else now; its query can no longer be asked.
Reason = Literal["", "counted", "named", "broken"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """How the place of the codes in a network was found, and what was found of the network as a whole.

    `communities` and `components` count those of at least two codes; `density` is the share of all pairs that are tied.
    """

    seed: int = SEED
    resolution: float = 1.0
    modularity: float = 0.0
    communities: int = 0
    components: int = 0
    density: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """All fields by name."""
        return asdict(self)


@dataclass(frozen=True)
class Origin:
    """What a network was made from and how, beside its question.

    `digest` is a SHA-256 of all that was counted. `counted_from` is the last change of the project that it rests on; 0
    when that is not known. `named` has the named queries that its query mentions, each as it was. `measures` are
    those that were asked for beside the question's, `units` the number of units there were (None for overlaps),
    `backbone` the level at which weak pairs were left out (None: not at all), `analysis` is None before there was one.
    """

    digest: str
    counted_from: int = 0
    named: Mapping[str, str] = field(default_factory=dict, hash=False)
    measures: tuple[str, ...] = ()
    units: int | None = None
    backbone: float | None = None
    analysis: Analysis | None = None


@dataclass(frozen=True)
class NetworkSummary:
    """A saved network in a list; `reason` says why it is stale, if it is."""

    id: int
    name: str
    question: Question
    node_count: int
    edge_count: int
    created: str
    origin: Origin
    reason: Reason = ""

    @property
    def stale(self) -> bool:
        """True when what it was counted from has changed since, or can no longer be selected."""
        return self.reason != ""

    @property
    def digest(self) -> str:
        """A SHA-256 of everything that was counted."""
        return self.origin.digest

    def as_dict(self) -> dict[str, Any]:
        """The published fields: what `qualcode network show --format json` says beside nodes and edges."""
        made = self.origin
        return {
            "name": self.name,
            **vars(self.question),
            "measures": list(made.measures),
            "units": made.units,
            "backbone": made.backbone,
            "named_queries": dict(made.named),
            "analysis": made.analysis.as_dict() if made.analysis else None,
            "stale": self.stale,
            "reason": self.reason,
            "created": self.created,
            "digest": self.digest,
        }


@dataclass(frozen=True, repr=False)
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
