"""Numbers and dates as values of attributes hold them, and the bounds that a query sets them.

A value that spans several (`45-54`, `2019-05`) counts by where it begins: by its first number, by its first day. A
bound that spans several days (`2019`, `05/2019`) means all of them, both ends included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from qualcode.model.dates import Period, period

Kind = Literal["number", "date"]

# A thousand is set apart by spaces as French does; a digit that follows would make it an hour, a version, half a date.
_NUMBER = re.compile(r"\s*([+−-]?)((?>[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]+)(?:[.,][0-9]+)?)(?![.,:/]?[0-9])")
_SPACES = re.compile(r"[ \u00a0\u202f]")
_BARE_YEAR = re.compile(r"\s*[0-9]{4}\s*")


@lru_cache(maxsize=4096)
def number(value: str) -> Decimal | None:
    """The number that a value begins with (`45-54` → 45, `12,5 km` → 12.5); None without one, and for a date."""
    if period(value) is not None and not _BARE_YEAR.fullmatch(value):
        return None
    found = _NUMBER.match(value)
    return _decimal(found) if found else None


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a comparison as it was typed: a number, a date, or a year, which is both."""

    text: str

    @property
    def number(self) -> Decimal | None:
        """The number it is, if it is nothing but one."""
        found = _NUMBER.fullmatch(self.text.strip())
        return _decimal(found) if found and number(self.text) is not None else None

    @property
    def period(self) -> Period | None:
        """The days it means, if it is a date."""
        return period(self.text)

    @property
    def kinds(self) -> frozenset[Kind]:
        """What it can be read as; nothing for what cannot be compared."""
        read: dict[Kind, object] = {"number": self.number, "date": self.period}
        return frozenset(kind for kind, found in read.items() if found is not None)

    def comparable(self, value: str) -> bool:
        """True for a value of the same kind."""
        return self._sides(value) is not None

    def below(self, value: str) -> bool:
        """True for a value beyond this, later than its last day."""
        sides = self._sides(value)
        return sides is not None and sides[1] < sides[2]

    def above(self, value: str) -> bool:
        """True for a value short of this, earlier than its first day."""
        sides = self._sides(value)
        return sides is not None and sides[2] < sides[0]

    def _sides(self, value: str) -> tuple[Decimal, Decimal, Decimal] | None:
        """Where this begins and ends, and where the value begins; days by their number in the calendar."""
        mine, days = self.period, period(value)
        if mine is not None and days is not None:
            return _day(mine.first), _day(mine.last), _day(days.first)
        wanted, found = self.number, number(value)
        return None if wanted is None or found is None else (wanted, wanted, found)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a value is held against: `low` and `high` are in it unless `strict`; either may be missing, not both.

    Raises ValueError for ends that are no numbers or dates, not of one kind, or in the wrong order.
    """

    low: Bound | None
    high: Bound | None
    strict: bool = False

    def __post_init__(self) -> None:
        ends = [end for end in (self.low, self.high) if end is not None]
        if not ends or not frozenset.intersection(*(end.kinds for end in ends)):
            raise ValueError("bounds are numbers or dates of one kind")
        if self.low and self.high and self.high.below(self.low.text):
            raise ValueError("the upper bound lies below the lower one")

    @property
    def kinds(self) -> frozenset[Kind]:
        """What both ends can be read as."""
        return frozenset.intersection(*(end.kinds for end in (self.low, self.high) if end is not None))

    def comparable(self, value: str) -> bool:
        """True for a value that can be held against both ends."""
        return all(end.comparable(value) for end in (self.low, self.high) if end is not None)

    def hold(self, value: str) -> bool:
        """True for a value within; False for one that cannot be compared."""
        if not self.comparable(value):
            return False
        if self.low is not None and (not self.low.below(value) if self.strict else self.low.above(value)):
            return False
        return self.high is None or (self.high.above(value) if self.strict else not self.high.below(value))

    def __str__(self) -> str:
        """As it is typed after a name: `>=50`, `:30..50`."""
        if self.low and self.high:
            return f":{self.low.text}..{self.high.text}"
        sign = (">" if self.low else "<") + ("" if self.strict else "=")
        text = (self.low or self.high or Bound("")).text
        return f'{sign}"{text}"' if " " in text else f"{sign}{text}"


def _day(day: date) -> Decimal:
    return Decimal(day.toordinal())


def _decimal(found: re.Match[str]) -> Decimal:
    plain = _SPACES.sub("", found[2]).replace(",", ".")
    return Decimal(f"-{plain}" if found[1] in ("-", "−") else plain)
