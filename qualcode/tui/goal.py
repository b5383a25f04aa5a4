"""Where a person wants to go when they say it in a line: `41`, `50 %`, `¶12`, `12:33`. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right

from qualcode.errors import QualcodeError
from qualcode.i18n import _, ngettext, number
from qualcode.model.document import Layout

_SPACES = re.compile(r"\s+")
_TURN = re.compile(r"[tT]?(\d{1,9})")
_PARAGRAPH = re.compile(r"[pP¶§](\d{1,9})")
_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d{1,9})?)%")
_TIME = re.compile(r"(?:(\d{1,9}):)?(\d{1,9}):(\d\d)")


class Nowhere(QualcodeError):
    """What was typed names no place in the document; the message says what does."""


def position_of(words: str, layout: Layout, length: int) -> int:
    """The position that some words name in a document of that length.

    A bare number is a turn, where there are no turns a paragraph; `¶12`, `§12` and `p12` are paragraphs; `50%` is a
    share of the text; `12:33` and `1:12:33` are times of the recording, found at the last timestamp before. Raises
    Nowhere.
    """
    asked = _SPACES.sub("", words)
    if (found := _SHARE.fullmatch(asked)) and (share := float(found[1].replace(",", "."))) <= 100:
        return round(length * share / 100)
    if found := _TIME.fullmatch(asked):
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return _at_time((hours * 3600 + minutes * 60 + seconds) * 1000, layout)
    if found := _PARAGRAPH.fullmatch(asked):
        return _paragraph(int(found[1]), layout)
    if found := _TURN.fullmatch(asked):
        return _turn(int(found[1]), layout) if layout.turns else _paragraph(int(found[1]), layout)
    raise Nowhere(_("Type the number of a turn or a paragraph (41, p12), a share (50 %) or a time (12:33)."))


def _turn(wanted: int, layout: Layout) -> int:
    if not 1 <= wanted <= len(layout.turns):
        turns = len(layout.turns)
        raise Nowhere(
            ngettext("This document has {n} turn.", "This document has {n} turns.", turns).format(n=number(turns))
        )
    return layout.turns[wanted - 1].body


def _paragraph(wanted: int, layout: Layout) -> int:
    if not 1 <= wanted <= len(layout.paragraphs):
        found = len(layout.paragraphs)
        raise Nowhere(
            ngettext("This document has {n} paragraph.", "This document has {n} paragraphs.", found).format(
                n=number(found)
            )
        )
    return layout.paragraphs[wanted - 1].start


def _at_time(wanted: int, layout: Layout) -> int:
    times = sorted(
        [(stamp.time, stamp.start) for stamp in layout.timestamps]
        + [(turn.time, turn.start) for turn in layout.turns if turn.time is not None]
    )
    if not times:
        raise Nowhere(_("This document has no timestamps."))
    return times[max(0, bisect_right(times, wanted, key=lambda time: time[0]) - 1)][1]
