"""A relation between two sets of segments as a node of a query: `code:a NEAR/2 turns code:b`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from qualcode.model.coding import Segment
from qualcode.model.corpus import Corpus
from qualcode.model.query import And, Node, Or
from qualcode.model.relation import Relation
from qualcode.model.span import Span


@dataclass(frozen=True, slots=True)
class Related(Node):
    """Segments of the left side that stand in a relation to a segment of the right side, in the same document.

    The same coding is never its own partner. `matches` needs the corpus, and raises ValueError without one.
    """

    left: Node
    relation: Relation
    right: Node

    chained: ClassVar[bool] = True

    def matches(self, segment: Segment, corpus: Corpus | None = None) -> bool:
        if corpus is None:
            raise ValueError("a relation between segments can only be decided in a corpus")
        if not self.left.matches(segment, corpus):
            return False
        document, here = segment.document_id, Span(segment.start, segment.end)
        return any(
            other.id != segment.id
            and self.relation.holds(
                here,
                Span(other.start, other.end),
                lambda span: corpus.touched(self.relation.unit, document, span),
            )
            for other in corpus.found(self.right, document)
        )

    @property
    def label(self) -> str:
        return str(self.relation)

    def children(self) -> tuple[Node, ...]:
        return (self.left, self.right)

    def __str__(self) -> str:
        left = f"({self.left})" if isinstance(self.left, (And, Or)) else str(self.left)
        right = f"({self.right})" if isinstance(self.right, (And, Or)) or self.right.chained else str(self.right)
        return f"{left} {self.relation} {right}"
