"""Co-occurrence: which codes go together, as a map of cells and as the picture of one code's neighbours."""

from qualcode.tui.sheets.cooccurrence.sheet import CooccurrenceSheet

SHEET = CooccurrenceSheet
