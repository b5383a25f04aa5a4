"""Moments as a person reads them, by their own clock: today the hour, this year the day, else the date."""

from __future__ import annotations

from datetime import datetime

from qualcode.i18n import language
from qualcode.storage.clock import now


def when(stamp: str, *, whole: bool = False) -> str:
    """A moment as it is kept (UTC), in a few words; `whole` gives date and hour always.

    What cannot be read as a moment is shown as nothing.
    """
    moment, today = _local(stamp), _local(now())
    if moment is None or today is None:
        return ""
    day, year = ("%d/%m", "%d/%m/%Y") if language() == "fr" else ("%m-%d", "%Y-%m-%d")
    if whole:
        return moment.strftime(f"{year} %H:%M")
    if moment.date() == today.date():
        return moment.strftime("%H:%M")
    return moment.strftime(f"{day} %H:%M" if moment.year == today.year else year)


def _local(stamp: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(stamp)
        return moment.astimezone() if moment.tzinfo else moment
    except (ValueError, OverflowError, OSError):
        return None
