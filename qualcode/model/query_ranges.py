"""Conditions that compare: attributes, weights and moments held against bounds; see `bounds` for what is compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR

from qualcode.model.bounds import Bounds
from qualcode.model.coding import Segment
from qualcode.model.corpus import Corpus
from qualcode.model.query import Node, attribute_label
from qualcode.model.text import fold

#: Weights are whole numbers of this range.
LIGHTEST, HEAVIEST = 0, 100
#: Before this year no clock of a computer knows the local time; nothing was coded then.
_EARLIEST = 1971


@dataclass(frozen=True, slots=True)
class AttributeIn(Node):
    """Segments whose speaker, else document, has an attribute of this name with a value within the bounds."""

    name: str
    bounds: Bounds

    def matches(self, segment: Segment, corpus: Corpus | None = None) -> bool:
        return any(self.names(name) and self.fits(value) for name, value in segment.attributes.items())

    def names(self, name: str) -> bool:
        """True for the name of an attribute that is meant."""
        return fold(name) == fold(self.name)

    def fits(self, value: str) -> bool:
        """True for a value that is meant."""
        return self.bounds.hold(value)

    def __str__(self) -> str:
        return f"{attribute_label(self.name)}{self.bounds}"


@dataclass(frozen=True, slots=True)
class WeightIn(Node):
    """Segments that have a weight, and one within the bounds, which are numbers."""

    bounds: Bounds

    @property
    def limits(self) -> tuple[int, int]:
        """The lightest and the heaviest whole weight that is meant."""
        low, high, strict = self.bounds.low, self.bounds.high, self.bounds.strict
        least, most = LIGHTEST, HEAVIEST
        if low is not None and low.number is not None:
            number = low.number
            least = int(
                number.to_integral_value(ROUND_FLOOR) + 1 if strict else number.to_integral_value(ROUND_CEILING)
            )
        if high is not None and high.number is not None:
            number = high.number
            most = int(number.to_integral_value(ROUND_CEILING) - 1 if strict else number.to_integral_value(ROUND_FLOOR))
        return least, most

    def matches(self, segment: Segment, corpus: Corpus | None = None) -> bool:
        least, most = self.limits
        return segment.weight is not None and least <= segment.weight <= most

    def __str__(self) -> str:
        return f"weight{_short(self.bounds)}"


@dataclass(frozen=True, slots=True)
class CreatedIn(Node):
    """Segments coded on days within the bounds, which are dates, by the clock of the person who asks."""

    bounds: Bounds

    @property
    def limits(self) -> tuple[str, str]:
        """The first stamp that is meant, and the first after those, as they are kept (UTC)."""
        low, high, strict = self.bounds.low, self.bounds.high, self.bounds.strict
        since, until = "", "~"
        if low is not None and low.period is not None:
            since = _stamp(low.period.last, 1) if strict else _stamp(low.period.first, 0)
        if high is not None and high.period is not None:
            until = _stamp(high.period.first, 0) if strict else _stamp(high.period.last, 1)
        return since, until

    def matches(self, segment: Segment, corpus: Corpus | None = None) -> bool:
        since, until = self.limits
        return since <= segment.created < until

    def __str__(self) -> str:
        return f"created{_short(self.bounds)}"


def _short(bounds: Bounds) -> str:
    return f":{bounds.low.text}" if bounds.low is not None and bounds.low == bounds.high else str(bounds)


def _stamp(day: date, later: int) -> str:
    """The midnight that a day begins with, or that of a later day."""
    midnight = datetime(day.year, day.month, day.day) + timedelta(days=later)
    moment = midnight.astimezone(UTC) if midnight.year >= _EARLIEST else midnight
    return f"{moment:%Y-%m-%dT%H:%M:%S}.000Z"
