"""What differs between two networks: codes and pairs that only one has, others in counts and strengths.

Pairs are the same whichever of their codes is named first. Strengths are compared only where both networks tell them
by the same measure.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from qualcode.model.network import Edge, Network
from qualcode.model.rows import Tabular

if TYPE_CHECKING:
    from qualcode.model.table import Table

State = Literal["added", "gone", "changed"]


@dataclass(frozen=True, slots=True)
class NodeChange:
    """A code that differs: how often it was met in the one network and in the other; None where it is not in it."""

    path: str
    before: int | None
    after: int | None

    @property
    def state(self) -> State:
        """`added`, `gone` or `changed`."""
        return _state(self.before, self.after)

    def as_dict(self) -> dict[str, Any]:
        """`{"code", "state", "count_before", "count_after"}`."""
        return {"code": self.path, "state": self.state, "count_before": self.before, "count_after": self.after}


@dataclass(frozen=True, slots=True)
class EdgeChange:
    """A pair that differs: how often and how strongly in the one network and in the other; None where it is not in it.

    Of networks with different measures, `by` is None and only counts differ.
    """

    source: str
    target: str
    before: Edge | None
    after: Edge | None
    by: str | None

    @property
    def state(self) -> State:
        """`added`, `gone` or `changed`."""
        return _state(self.before, self.after)

    @property
    def difference(self) -> float:
        """How much stronger the pair is in the other network, by the measure (by the count without one); none is 0."""
        return _strength(self.after, self.by) - _strength(self.before, self.by)

    def as_dict(self) -> dict[str, Any]:
        """`{"source", "target", "state", "count_before", "count_after", "value_before", "value_after"}`."""
        fields: dict[str, Any] = {"source": self.source, "target": self.target, "state": self.state}
        for name in ("count", "value"):
            for when, edge in (("before", self.before), ("after", self.after)):
                fields[f"{name}_{when}"] = None if edge is None else getattr(edge, name)
        return fields


@dataclass(frozen=True)
class NetworkDiff(Tabular):
    """What differs from one network to another; codes as in the codebook, pairs by how much they differ.

    As a table or a frame it has a row for each pair. `renamed` has the codes that are in both under different paths, as
    (then, now); they are no difference in codes or pairs.
    """

    nodes: tuple[NodeChange, ...]
    edges: tuple[EdgeChange, ...]
    renamed: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.nodes or self.edges or self.renamed)

    def count(self, what: Literal["nodes", "edges"], state: State) -> int:
        """How many codes or pairs are added, gone or changed."""
        changes: tuple[NodeChange | EdgeChange, ...] = self.nodes if what == "nodes" else self.edges
        return sum(change.state == state for change in changes)

    def table(self) -> Table:
        """The pairs that differ."""
        from qualcode.model.network_lists import difference_tables

        return difference_tables(self, in_words=False)[1]

    def as_dict(self) -> dict[str, Any]:
        """`{"nodes": […], "edges": […], "renamed": [{"before", "after"}]}`."""
        return {
            "nodes": [change.as_dict() for change in self.nodes],
            "edges": [change.as_dict() for change in self.edges],
            "renamed": [{"before": then, "after": now} for then, now in self.renamed],
        }


def difference(one: Network, other: Network, renamed: Mapping[str, str] | None = None) -> NetworkDiff:
    """What is different in the other network; `renamed` gives the paths of now for codes of the one network."""
    names = renamed or {}
    measure = one.question.measure if one.question.measure == other.question.measure else None
    before = {names.get(node.path, node.path): node.count for node in one.nodes}
    after = {node.path: node.count for node in other.nodes}
    nodes = (NodeChange(path, before.get(path), after.get(path)) for path in {**after, **before})
    tied = {_pair(edge, names): edge for edge in one.edges}
    ties = {_pair(edge, {}): edge for edge in other.edges}
    edges = (
        EdgeChange(*_ends(pair, ties.get(pair), tied.get(pair), names), tied.get(pair), ties.get(pair), measure)
        for pair in {**ties, **tied}
    )
    differing = [edge for edge in edges if not _same(edge)]
    differing.sort(key=lambda edge: -abs(edge.difference))
    return NetworkDiff(
        tuple(node for node in nodes if node.before != node.after),
        tuple(differing),
        tuple((then, now) for then, now in names.items() if now in after),
    )


def _pair(edge: Edge, names: Mapping[str, str]) -> frozenset[str]:
    return frozenset(names.get(path, path) for path in (edge.source, edge.target))


def _ends(pair: frozenset[str], after: Edge | None, before: Edge | None, names: Mapping[str, str]) -> tuple[str, str]:
    if after:
        return after.source, after.target
    assert before, pair
    return names.get(before.source, before.source), names.get(before.target, before.target)


def _same(edge: EdgeChange) -> bool:
    one, other = edge.before, edge.after
    if one is None or other is None or one.count != other.count:
        return False
    return edge.by is None or math.isclose(one.value, other.value, rel_tol=1e-9, abs_tol=1e-12)


def _strength(edge: Edge | None, measure: str | None) -> float:
    if edge is None:
        return 0.0
    return edge.count if measure is None else edge.value


def _state(before: object, after: object) -> State:
    if before is None:
        return "added"
    return "gone" if after is None else "changed"
