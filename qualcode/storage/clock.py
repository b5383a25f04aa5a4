"""The time and the identity that rows are stamped with; tests set the clock."""

from __future__ import annotations

import os
import uuid
from datetime import UTC, datetime


def now() -> str:
    """This moment in UTC, ISO 8601 with milliseconds; QUALCODE_NOW holds it still (for pictures and tests)."""
    fixed = os.environ.get("QUALCODE_NOW")
    if fixed:
        return fixed
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_uuid() -> str:
    """An identity that no other project shares."""
    return str(uuid.uuid4())
