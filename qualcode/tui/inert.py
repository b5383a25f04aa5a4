"""The last thing done to a line before it is painted: characters that would command the terminal are left out of it.

Names may hold anything, as may files that other programs wrote. Most control characters are gone when a name is made;
what turns the direction of writing is part of some texts, but in a row of the screen it would turn what stands beside.
"""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

#: Control characters, and those that turn the direction of writing. None of them takes a cell.
_LIVE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Inert(LineFilter):
    """Leaves them out; all cells stay where they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments without such characters."""
        if not any(_LIVE.search(segment.text) for segment in segments):
            return segments
        return [Segment(_LIVE.sub("", text), style, control) for text, style, control in segments]
