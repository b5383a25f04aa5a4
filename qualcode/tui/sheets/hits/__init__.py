"""Hits: every passage in which words stand, to be ticked one by one and coded together."""

from qualcode.tui.sheets.hits.sheet import HitsSheet

SHEET = HitsSheet
