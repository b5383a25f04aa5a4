"""Days as French documents write them."""

from __future__ import annotations

import re
from datetime import date

from qualcode.model.dates import MONTHS
from qualcode.model.text import strip_accents

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
_YEAR_FIRST = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})\b")
_IN_WORDS = re.compile(rf"\b(\d{{1,2}})(?:er)?\s+({_MONTH})\.?\s+(\d{{4}})\b")
#: What a day can begin with; most lines of a document do not, and need no closer look.
_MAY_START = re.compile(r"[\s#*_>•-]*(?:[lmjvsd]|\d)", re.IGNORECASE)
_STARTS = re.compile(
    r"[\s#*_>•-]*(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+)?(?:le\s+)?"
    rf"(?:\d{{1,2}}(?:er)?\s+{_MONTH}\b|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}\b)"
)


def iso(written: str) -> str | None:
    """The first day written in a string (`12/03/2024`, `mardi 12 mars 2024`) as `YYYY-MM-DD`; None without one."""
    plain = strip_accents(written)
    match = _YEAR_FIRST.search(plain)
    if match:
        return _iso(match[1], match[2], match[3])
    match = _DAY_FIRST.search(plain)
    if match:
        return _iso(match[3], match[2], match[1])
    match = _IN_WORDS.search(plain)
    return _iso(match[3], str(MONTHS[match[2]]), match[1]) if match else None


def dated(line: str) -> bool:
    """True when a line begins with a day, as the entries of a field notebook do."""
    return _MAY_START.match(line) is not None and _STARTS.match(strip_accents(line[:60])) is not None


def _iso(year: str, month: str, day: str) -> str | None:
    century = "20" if len(year) == 2 else ""
    try:
        return date(int(century + year), int(month), int(day)).isoformat()
    except ValueError:
        return None
