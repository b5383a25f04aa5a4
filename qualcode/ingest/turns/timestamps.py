"""Moments of the recording as transcribers write them, read into milliseconds.

`#00:04:12-3#` counts tenths after the hyphen, `[00:12:33]`, `(00:12:33.400)` and `0:12` need no explanation. A pause
such as `(3')` or a clock time in prose such as `(14:30)` is no moment of a recording.
"""

from __future__ import annotations

import re

from qualcode.model.document import Timestamp

#: `1:02:03`, `02:03`, with a fraction after `.`, `,` or `-`.
CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,-]\d{1,3})?(?!\d)"
#: The same between hashes, brackets or parentheses.
BRACKETED = rf"(?:#\s?{CLOCK}\s?#|\[\s?{CLOCK}\s?\]|\(\s?{CLOCK}\s?\)|\{{\s?{CLOCK}\s?\}})"

_IN_TALK = re.compile(
    rf"#\s?{CLOCK}\s?#|\[\s?{CLOCK}\s?\]|\{{\s?{CLOCK}\s?\}}|\(\s?\d{{1,2}}:\d{{2}}:\d{{2}}(?:[.,-]\d{{1,3}})?\s?\)"
)
_IN_PROSE = re.compile(rf"#\s?{CLOCK}\s?#|\[\s?\d{{1,2}}:\d{{2}}:\d{{2}}(?:[.,-]\d{{1,3}})?\s?\]")
_PARTS = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:[.,-](\d{1,3}))?")


def milliseconds(written: str) -> int | None:
    """The moment written in a string that holds a clock time; None when there is none or its seconds pass 59."""
    match = _PARTS.search(written)
    if match is None:
        return None
    hours, minutes, seconds, fraction = match.groups()
    if int(seconds) > 59 or (hours is not None and int(minutes) > 59):
        return None
    rest = int((fraction or "0").ljust(3, "0"))
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + rest


def inline(text: str, *, talk: bool) -> list[Timestamp]:
    """The moments written in a text, in order; prose (`talk` false) only counts the forms that nothing else takes."""
    found = []
    for match in (_IN_TALK if talk else _IN_PROSE).finditer(text):
        time = milliseconds(match.group())
        if time is not None:
            found.append(Timestamp(match.start(), match.end(), time))
    return found
