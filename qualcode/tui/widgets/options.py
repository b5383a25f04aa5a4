"""A list to choose in that can be paged through at any size of the terminal, even where it has no room at all.

Textual's own asks for the line of the highlighted option, which none has before it is laid out.
"""

from __future__ import annotations

from typing import Literal

from textual.widgets import OptionList


class Options(OptionList):
    """Options one below the other."""

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        if self.scrollable_content_region:
            super()._move_page(direction)
        elif direction < 0:
            self.action_first()
        else:
            self.action_last()
