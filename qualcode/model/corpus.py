"""What a relation is decided in: all segments of a project, and what the texts are cut into."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualcode.model.coding import Segment
from qualcode.model.relation import Unit
from qualcode.model.span import Span

if TYPE_CHECKING:
    from qualcode.model.query import Node

Pieces = Mapping[int, Sequence[tuple[int, int]]]


@dataclass(frozen=True)
class Corpus:
    """All segments, and for each unit the disjoint pieces `[start, end)` of each document, by its id, in order.

    `people` are those who are not interviewers, by the ids of their voices: equal for the voices of one person.
    Which segments meet a node is worked out once for each node.
    """

    segments: Sequence[Segment]
    units: Mapping[Unit, Pieces] = field(default_factory=dict)
    people: Mapping[int, Hashable] = field(default_factory=dict)
    _kept: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)
    _found: dict[Node, dict[int, list[Segment]]] = field(default_factory=dict, compare=False, repr=False)

    def found(self, node: Node, document: int) -> Sequence[Segment]:
        """The segments of a document that meet a node."""
        if node not in self._found:
            by_document: dict[int, list[Segment]] = {}
            for segment in self.segments:
                if node.matches(segment, self):
                    by_document.setdefault(segment.document_id, []).append(segment)
            self._found[node] = by_document
        return self._found[node].get(document, ())

    def kept(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What follows from the corpus and is worked out once."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def touched(self, unit: Unit, document: int, span: Span) -> tuple[int, int] | None:
        """The first and the last unit of a document that a range touches, by number; None when it touches none."""
        if unit == "character":
            return span.start, span.end - 1
        pieces = self.units[unit].get(document, ())
        first = bisect_right(pieces, span.start, key=lambda piece: piece[1])
        last = bisect_left(pieces, span.end, key=lambda piece: piece[0]) - 1
        return (first, last) if first <= last else None
