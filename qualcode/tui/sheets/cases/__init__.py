"""The sheet of documents, speakers and cases with their attributes, as a spreadsheet."""

from __future__ import annotations

from qualcode.tui.sheets.cases.shaping import Shaping


class CasesSheet(Shaping):
    """Three tables: documents, speakers, cases."""


SHEET = CasesSheet
