"""The text that segments share, as a node of a query: `code:a & code:b`.

A query finds segments. `a & b` finds the segments of a that share text with one of b; where the answer to the whole
query can be cut, `cutting` tells which node cuts it: only the shared ranges are then shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from qualcode.model.coding import Segment
from qualcode.model.corpus import Corpus
from qualcode.model.query import And, Node, Or
from qualcode.model.query_named import written_out
from qualcode.model.query_relations import Related
from qualcode.model.span import Span


@dataclass(frozen=True, slots=True)
class Shared(Node):
    """Segments of the left side that have at least one character in common with a segment of the right side.

    A chain `a & b & c` asks for one range that a segment of each of them holds. The segments that meet are different
    codings. `matches` needs the corpus, and raises ValueError without one.
    """

    left: Node
    right: Node

    chained: ClassVar[bool] = True

    def matches(self, segment: Segment, corpus: Corpus | None = None) -> bool:
        if corpus is None:
            raise ValueError("what segments share can only be decided in a corpus")
        return next(self.ranges(segment, corpus), None) is not None

    def ranges(self, segment: Segment, corpus: Corpus) -> Iterator[Span]:
        """The ranges that a segment, as one of the first side, shares with one of each other side; some repeated."""
        first, *others = self.sides()
        if first.matches(segment, corpus):
            held = Span(segment.start, segment.end)
            yield from _narrowed(held, {segment.id}, segment.document_id, others, corpus)

    def sides(self) -> list[Node]:
        """What is joined by `&`, from left to right."""
        sides: list[Node] = []
        node: Node = self
        # A name says what parentheses would: those around the left side change nothing.
        while isinstance(inner := written_out(node), Shared):
            sides.insert(0, inner.right)
            node = inner.left
        return [node, *sides]

    @property
    def label(self) -> str:
        return "&"

    def children(self) -> tuple[Node, ...]:
        return (self.left, self.right)

    def __str__(self) -> str:
        left = f"({self.left})" if isinstance(self.left, (And, Or)) else str(self.left)
        right = f"({self.right})" if isinstance(self.right, (And, Or)) or self.right.chained else str(self.right)
        return f"{left} & {right}"


def cutting(node: Node) -> Shared | None:
    """The node whose shared ranges are the answer to a query; None where whole segments are.

    It is the query itself, its one part with `&` among conditions joined by AND, or the left side of a relation.
    """
    node = written_out(node)
    while isinstance(node, Related):
        node = written_out(node.left)
    if isinstance(node, Shared):
        return node
    if isinstance(node, And):
        found = [cut for cut in map(cutting, node.parts) if cut]
        return found[0] if len(found) == 1 else None
    return None


def _narrowed(held: Span, used: set[int], document: int, sides: list[Node], corpus: Corpus) -> Iterator[Span]:
    if not sides:
        yield held
        return
    for other in corpus.found(sides[0], document):
        common = held.clip(Span(other.start, other.end))
        if common and other.id not in used:
            yield from _narrowed(common, used | {other.id}, document, sides[1:], corpus)
