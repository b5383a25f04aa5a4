"""The sheet of what was done to the project: looked through, gone back and forth in, written out."""

from qualcode.tui.sheets.history.sheet import HistorySheet

SHEET = HistorySheet
