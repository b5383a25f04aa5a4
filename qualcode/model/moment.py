"""Moments: kept in UTC, read by the person's own clock."""

from __future__ import annotations

from datetime import datetime


def local_moment(stamp: str) -> str:
    """A moment as it is kept (UTC) as the person's own clock showed it, to the minute; other words stay as they are."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    return moment.astimezone().strftime("%Y-%m-%d %H:%M") if moment.tzinfo else stamp
