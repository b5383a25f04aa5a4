"""Questions about units instead of segments: `code:a code:b NOT code:c BY case`.

Every condition is asked of the unit: does it hold a segment that meets it? AND, OR and NOT are about units; a relation
is one condition, and so is what stands in parentheses: one and the same segment must meet all of that.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any, ClassVar, Literal, TypeGuard

from qualcode.model.coding import Segment
from qualcode.model.corpus import Corpus
from qualcode.model.query import And, CodeIs, Everything, Node, Not, Or
from qualcode.model.span import Span

UnitKind = Literal["turn", "paragraph", "sentence", "speaker", "document", "case"]
PieceKind = Literal["turn", "paragraph", "sentence"]

#: What a question can be about. Pieces are cut out of one text, and hold the segments they share a character with.
UNIT_KINDS: tuple[UnitKind, ...] = ("turn", "paragraph", "sentence", "speaker", "document", "case")
PIECES: tuple[PieceKind, ...] = ("turn", "paragraph", "sentence")


@dataclass(frozen=True, slots=True)
class OneSegment(Node):
    """What stands in parentheses in a question about units: one segment that meets all of it."""

    part: Node

    closed: ClassVar[bool] = True

    def matches(self, segment: Segment, corpus: Corpus | None = None) -> bool:
        return self.part.matches(segment, corpus)

    @property
    def label(self) -> str:
        return "( )"

    def children(self) -> tuple[Node, ...]:
        return (self.part,)

    def __str__(self) -> str:
        return f"({self.part})"


@dataclass(frozen=True, slots=True)
class ByUnit(Node):
    """A question about units; only the whole of a query is one.

    Where segments are asked for, it stands for those that meet a condition which is not negated, in the units found.
    """

    question: Node
    unit: UnitKind

    def matches(self, segment: Segment, corpus: Corpus | None = None) -> bool:
        if corpus is None:
            raise ValueError("a question about units can only be decided in a corpus")
        if not any(leaf.matches(segment, corpus) for leaf in self.told()):
            return False
        met = corpus.kept(("met", self), lambda: self._met(corpus))
        return any(unit in met for unit in units_of(segment, self.unit, corpus))

    def holds(self, segments: Iterable[Segment], corpus: Corpus | None = None) -> bool:
        """True for a unit that holds these segments."""
        within = list(segments)
        return bool(answer(self.question, lambda leaf: any(leaf.matches(one, corpus) for one in within)))

    def _met(self, corpus: Corpus) -> set[Hashable]:
        """The units that are found, among those that hold a segment."""
        members = corpus.kept(("members", self.unit), lambda: _members(self.unit, corpus))
        return {unit for unit, segments in members.items() if self.holds(segments, corpus)}

    def told(self) -> Iterator[Node]:
        """The conditions whose segments speak for a unit: those under an even number of NOT."""
        return (leaf for leaf, negated in _leaves(self.question, False) if not negated)

    def leaves(self) -> Iterator[Node]:
        """The conditions that are asked of the unit."""
        return (leaf for leaf, _negated in _leaves(self.question, False))

    def apart(self) -> tuple[Node, Node] | None:
        """A code and another condition, joined by AND, that two segments of a unit may meet; None where there are none.

        That is what is asked for; who means one segment writes parentheses around both.
        """
        for joined in _joined(self.question):
            codes = [one for one in joined.parts if isinstance(one, CodeIs)]
            others = [one for one in joined.parts if not isinstance(one, (CodeIs, Everything)) and not one.children()]
            if codes and others:
                return codes[0], others[0]
        return None

    @property
    def label(self) -> str:
        return f"BY {self.unit}"

    def children(self) -> tuple[Node, ...]:
        return (self.question,)

    def __str__(self) -> str:
        return f"{_spelled(self.question)} BY {self.unit}"


def is_piece(unit: UnitKind) -> TypeGuard[PieceKind]:
    """True for the units that are cut out of one text."""
    return unit in PIECES


def answer(question: Node, ask: Callable[[Node], Any]) -> Any:
    """A question put together from the answers to its conditions, booleans or arrays of booleans."""
    if isinstance(question, (And, Or)):
        return reduce(and_ if isinstance(question, And) else or_, (answer(part, ask) for part in question.parts))
    if isinstance(question, Not):
        return answer(question.part, ask) ^ True
    return ask(question)


def units_of(segment: Segment, unit: UnitKind, corpus: Corpus) -> Iterable[Hashable]:
    """The units of a kind that hold a segment, whatever they are called."""
    if unit == "document":
        return (segment.document_id,)
    if unit == "case":
        return segment.cases
    if unit == "speaker":
        person = corpus.people.get(segment.speaker_id or 0)
        return () if person is None else (person,)
    touched = corpus.touched(unit, segment.document_id, Span(segment.start, segment.end))
    return [(segment.document_id, at) for at in range(touched[0], touched[1] + 1)] if touched else ()


def _joined(question: Node) -> Iterator[And]:
    """What is joined by AND outside of parentheses."""
    if isinstance(question, And):
        yield question
    if isinstance(question, (And, Or)):
        for part in question.parts:
            yield from _joined(part)


def _spelled(question: Node) -> str:
    """A question without parentheses around AND within OR: they would speak of one segment."""
    if isinstance(question, (And, Or)):
        return (" AND " if isinstance(question, And) else " OR ").join(map(_spelled, question.parts))
    if isinstance(question, Not) and not question.part.closed:
        return f"NOT {_spelled(question.part)}" if isinstance(question.part, Not) else str(question)
    return str(question)


def _members(unit: UnitKind, corpus: Corpus) -> dict[Hashable, list[Segment]]:
    members: dict[Hashable, list[Segment]] = {}
    for segment in corpus.segments:
        for one in units_of(segment, unit, corpus):
            members.setdefault(one, []).append(segment)
    return members


def _leaves(question: Node, negated: bool) -> Iterator[tuple[Node, bool]]:
    """What is asked of the unit by itself, and whether under an odd number of NOT."""
    if isinstance(question, (And, Or)):
        for part in question.parts:
            yield from _leaves(part, negated)
    elif isinstance(question, Not):
        yield from _leaves(question.part, not negated)
    else:
        yield question, negated
