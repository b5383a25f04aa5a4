"""The sheet of memos: all that was written about anything, searched, sorted, changed, led back to its place."""

from qualcode.tui.sheets.memos.sheet import MemoSheet

SHEET = MemoSheet
