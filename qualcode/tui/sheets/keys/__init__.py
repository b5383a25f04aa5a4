"""Which keys do what, and giving commands other keys."""

from qualcode.tui.sheets.keys.sheet import KeysSheet

SHEET = KeysSheet
