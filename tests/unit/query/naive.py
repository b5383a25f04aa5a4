"""What a query means, said a second time without any cleverness: sets of characters, lists of units, all pairs.

Conditions on names and words are left to `matches`; relations, comparisons and what joins them are decided here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from qualcode.model.bounds import Bounds
from qualcode.model.coding import Segment
from qualcode.model.query import And, Node, Not, Or
from qualcode.model.query_expression import FitsExpression
from qualcode.model.query_ranges import AttributeIn, CreatedIn, WeightIn
from qualcode.model.query_relations import Related
from qualcode.model.query_shared import Shared
from qualcode.model.query_units import OneSegment
from qualcode.model.relation import Relation
from qualcode.model.text import fold

#: Pieces of each document, by unit and document id.
Units = Mapping[str, Mapping[int, Sequence[tuple[int, int]]]]
Days = tuple[date, date]

#: What a value or a bound is, read by hand: the number it begins with, the days it stands for.
READ: dict[str, tuple[float | None, Days | None]] = {
    "45-54": (45, None),
    "45 54": (45, None),
    "50": (50, None),
    "49,5": (49.5, None),
    "12.50 km": (12.5, None),
    "1 200": (1200, None),
    "-3": (-3, None),
    "45": (45, None),
    "1200": (1200, (date(1200, 1, 1), date(1200, 12, 31))),
    "2019": (2019, (date(2019, 1, 1), date(2019, 12, 31))),
    "2019-05": (None, (date(2019, 5, 1), date(2019, 5, 31))),
    "02/2020": (None, (date(2020, 2, 1), date(2020, 2, 29))),
    "12/03/2019": (None, (date(2019, 3, 12), date(2019, 3, 12))),
    "2019-05-31": (None, (date(2019, 5, 31), date(2019, 5, 31))),
    "1er mai 2019": (None, (date(2019, 5, 1), date(2019, 5, 1))),
}
#: Those that are nothing but a number or a date, and so can be compared with.
BOUNDS = tuple(text for text in READ if text not in ("45-54", "45 54", "12.50 km"))


def meets(node: Node, segment: Segment, every: Sequence[Segment], units: Units) -> bool:
    """True when a segment meets a query, among all segments of the project."""
    if isinstance(node, And):
        return all(meets(part, segment, every, units) for part in node.parts)
    if isinstance(node, Or):
        return any(meets(part, segment, every, units) for part in node.parts)
    if isinstance(node, Not):
        return not meets(node.part, segment, every, units)
    if isinstance(node, Related):
        return meets(node.left, segment, every, units) and any(
            related(segment, other, node.relation, units) and meets(node.right, other, every, units)
            for other in every
            if other.document_id == segment.document_id and other.id != segment.id
        )
    if isinstance(node, Shared):
        return bool(meetings(node, segment, every, units))
    if isinstance(node, OneSegment):
        return meets(node.part, segment, every, units)
    if isinstance(node, AttributeIn):
        named = [value for name, value in segment.attributes.items() if fold(name) == fold(node.name)]
        return any(within(value, node.bounds) for value in named)
    if isinstance(node, WeightIn):
        return segment.weight is not None and within(str(segment.weight), node.bounds, read_as=(segment.weight, None))
    if isinstance(node, CreatedIn):
        day = date.fromisoformat(segment.created[:10])
        return within(segment.created, node.bounds, read_as=(None, (day, day)))
    if isinstance(node, FitsExpression):
        return re.search(node.expression, segment.quote, re.IGNORECASE if node.ignoring_case else 0) is not None
    return node.matches(segment)


def meetings(node: Shared, segment: Segment, every: Sequence[Segment], units: Units) -> list[tuple[Segment, ...]]:
    """Every way in which a segment, and different ones of the other sides, have characters in common."""
    sides: list[Node] = []
    rest: Node = node
    while isinstance(rest, Shared):
        sides, rest = [rest.right, *sides], rest.left
    found: list[tuple[Segment, ...]] = [(segment,)] if meets(rest, segment, every, units) else []
    for side in sides:
        found = [
            (*before, one)
            for before in found
            for one in every
            if one.document_id == segment.document_id and common((*before, one)) and meets(side, one, every, units)
        ]
    return found


def common(together: tuple[Segment, ...]) -> set[int]:
    """The characters that different segments of one document have in common; none for others."""
    if len({one.id for one in together}) < len(together) or len({one.document_id for one in together}) > 1:
        return set()
    return set.intersection(*(set(range(one.start, one.end)) for one in together))


def holds(question: Node, held: Sequence[Segment], every: Sequence[Segment], units: Units) -> bool:
    """True for a unit that holds these segments, among all segments of the project."""
    if isinstance(question, And):
        return all(holds(part, held, every, units) for part in question.parts)
    if isinstance(question, Or):
        return any(holds(part, held, every, units) for part in question.parts)
    if isinstance(question, Not):
        return not holds(question.part, held, every, units)
    return any(meets(question, segment, every, units) for segment in held)


def speaking(question: Node, held: Sequence[Segment], every: Sequence[Segment], units: Units) -> set[int]:
    """The segments of a unit that meet a condition which is not denied."""
    if isinstance(question, (And, Or)):
        return set().union(*(speaking(part, held, every, units) for part in question.parts))
    if isinstance(question, Not):
        denied = question.part
        return speaking(denied.part, held, every, units) if isinstance(denied, Not) else set()
    return {segment.id for segment in held if meets(question, segment, every, units)}


def related(one: Segment, other: Segment, relation: Relation, units: Units) -> bool:
    """True when two segments of one document stand in a relation, by the sets of their characters."""
    here, there = set(range(one.start, one.end)), set(range(other.start, other.end))
    simple = {
        "within": here <= there,
        "encloses": here >= there,
        "equals": here == there,
        "overlaps": bool(here & there),
        "cooccurs": bool(here & there),
        "near": True,
        "before": max(here) < min(there),
        "after": min(here) > max(there),
    }[relation.kind]
    if not simple or relation.distance is None:
        return simple
    return any(
        abs(first - second) <= relation.distance
        for first in touched(one, relation.unit, units)
        for second in touched(other, relation.unit, units)
    )


def touched(segment: Segment, unit: str, units: Units) -> list[int]:
    """The numbers of all units that share a character with a segment."""
    if unit == "character":
        return list(range(segment.start, segment.end))
    pieces = units[unit].get(segment.document_id, ())
    return [at for at, (start, end) in enumerate(pieces) if start < segment.end and segment.start < end]


def within(value: str, bounds: Bounds, read_as: tuple[float | None, Days | None] | None = None) -> bool:
    """True for a value within bounds; both are read in the table above."""
    number, days = read_as or READ.get(value, (None, None))
    for end, is_low in ((bounds.low, True), (bounds.high, False)):
        if end is None:
            continue
        wanted, period = READ.get(end.text) or (float(end.text.replace(",", ".")), None)
        if days is not None and period is not None:
            first, last, met = period[0].toordinal(), period[1].toordinal(), float(days[0].toordinal())
        elif number is not None and wanted is not None:
            first, last, met = wanted, wanted, number  # type: ignore[assignment]  # numbers, whichever they are
        else:
            return False
        fits = (
            (met > last if bounds.strict else met >= first) if is_low else met < first if bounds.strict else met <= last
        )
        if not fits:
            return False
    return True
