"""What lies behind a dialog, dimmed: thousands of pieces of text in some dozens of styles, each dimmed once.

Textual dims every piece by itself, and does it several times before a dialog is there.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.renderables.background_screen import BackgroundScreen


class Veil(BackgroundScreen):
    """The screen below, as Textual would dim it."""

    @classmethod
    def process_segments(cls, segments: Iterable[Segment], color: Color) -> Iterable[Segment]:
        """Dim pieces; what is no text passes."""
        for segment in segments:
            yield segment if segment.control else Segment(segment.text, _dimmed(segment.style or Style(), color))


@lru_cache(maxsize=4096)
def _dimmed(style: Style, color: Color) -> Style | None:
    [piece] = BackgroundScreen.process_segments([Segment(" ", style)], color)
    return piece.style
