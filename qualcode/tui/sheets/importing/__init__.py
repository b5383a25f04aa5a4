"""The import sheet: files are chosen, read, looked at and corrected, then imported as one action."""

from qualcode.tui.sheets.importing.sheet import ImportSheet

SHEET = ImportSheet
