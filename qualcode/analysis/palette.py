"""Colours for codes: two dozen that can be told apart, and which of them a new code takes.

Eight hues in three lightnesses. The screen moves a colour that would not stand out from its ground; beside each other
these stay apart on light and on dark ground.
"""

from __future__ import annotations

from collections import Counter

from qualcode.model.codebook import Code, Codebook

#: Rows of eight: middle, light, deep; red, orange, yellow, green, teal, blue, violet, pink.
PALETTE = (
    *("#d1495b", "#d9822b", "#c2a21d", "#5b9a3c", "#2a9d8f", "#3a7ebf", "#7d5bbe", "#c2559d"),
    *("#ef9a9a", "#f2b880", "#e6d36f", "#a8d08d", "#7fd1c7", "#8fbfe8", "#b9a4e6", "#e8a5d0"),
    *("#8f2f3c", "#95561a", "#7d6a12", "#3c6b25", "#1b6b62", "#23568a", "#523a86", "#86356b"),
)
COLUMNS = 8

_NONE = Code(0, "").color


def suggested(book: Codebook, parent: int | None) -> str:
    """The colour for a new code: that of the code above it; at the top, the first that the fewest top codes have."""
    if parent is not None and book[parent].color != _NONE:
        return book[parent].color
    used = Counter(code.color.lower() for code in book.children(None))
    return min(PALETTE, key=lambda color: used[color])
