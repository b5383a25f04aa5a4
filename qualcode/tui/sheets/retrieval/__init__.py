"""Retrieval: every segment of a code, of a query or of a pair of codes, in its context, to be read and mended."""

from qualcode.tui.sheets.retrieval.sheet import RetrievalSheet

SHEET = RetrievalSheet
