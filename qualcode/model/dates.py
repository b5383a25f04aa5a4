"""Days, months and years as French documents and ISO write them: `2019`, `2019-05`, `03/2019`, `12 mars 2019`.

What names no day stands for the whole of its month or year. Years have four digits: `12/03/19` could be two centuries.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from qualcode.model.text import strip_accents

#: The names of months and their short forms, without accents.
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv",
            "fevrier fevr fev",
            "mars",
            "avril avr",
            "mai",
            "juin",
            "juillet juil",
            "aout",
            "septembre sept",
            "octobre oct",
            "novembre nov",
            "decembre dec",
        ),
        start=1,
    )
    for name in names.split()
}
_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = "(?P<year>[12][0-9]{3})"
_MONTH = "(?P<month>1[0-2]|0?[1-9])"
_DAY = "(?P<day>3[01]|[12][0-9]|0?[1-9])"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}(?:([-/]){_MONTH}(?:\2{_DAY}(?:[t ][0-9]{{2}}:[0-9]{{2}}.*)?)?)?",
        rf"(?:{_DAY}([-/.]))?{_MONTH}(?(2)\2|[-/]){_YEAR}",
        rf"(?:{_DAY}(?:er)? )?(?P<name>{_NAMES})\.? {_YEAR}",
    )
)
#: Longer than any of these forms; what is longer is not looked at.
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    def within(self, other: Period) -> bool:
        """True when every day of this period is in the other."""
        return other.first <= self.first and self.last <= other.last


@lru_cache(maxsize=4096)
def period(written: str) -> Period | None:
    """The day, month or year that a text is; None for any other text, and for days that do not exist."""
    if len(written) > _LONGEST:
        return None
    plain = " ".join(strip_accents(written).split())
    found = next(filter(None, (form.fullmatch(plain) for form in _FORMS)), None)
    if found is None:
        return None
    named = found.groupdict()
    year, day = int(named["year"]), int(named["day"] or 0)
    month = MONTHS[named["name"]] if named.get("name") else int(named.get("month") or 0)
    if not month:
        return Period(date(year, 1, 1), date(year, 12, 31))
    last = monthrange(year, month)[1]
    if day > last:
        return None
    return Period(date(year, month, day or 1), date(year, month, day or last))
