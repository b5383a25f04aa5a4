"""The codebook sheet: the tree of codes with its counts, all that is known of one code, all one does to codes."""

from qualcode.tui.sheets.codebook.sheet import CodebookSheet

__all__ = ["SHEET", "CodebookSheet"]

SHEET = CodebookSheet
