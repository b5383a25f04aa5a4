"""A paragraph is a line with something on it; its style is what its shape says, never what we would like it to be."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qualcode.model.document import Paragraph

_LINE = re.compile(r"[^\n]+")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+\S")
_BREAK = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|(?:=\s*){3,})$")
_LIST = re.compile(r"\s*(?:[-*+•▪◦‣–—·]|\d{1,3}[.)]|[a-z]\))\s+\S")
_TABLE = re.compile(r"\s*\|.*\|\s*$|.*\S[ ]*\t\s*\S")
_SHAPED = frozenset("#-*_=|+•▪◦‣–—·0123456789")


def split(text: str, styles: Iterable[tuple[int, int, str]] = ()) -> tuple[Paragraph, ...]:
    """The paragraphs of a normalised text; `styles` (start, end, style) come from the format and win over the shape."""
    paragraphs = [
        Paragraph(match.start(), match.end(), _style(match.group()))
        for match in _LINE.finditer(text)
        if not match.group().isspace()
    ]
    given = sorted(styles)
    return tuple(_restyled(paragraphs, given)) if given else tuple(paragraphs)


def _style(line: str) -> str:
    first = line.lstrip()[0]
    if first in _SHAPED or first.islower():
        for pattern, style in ((_HEADING, "heading"), (_BREAK, "break"), (_LIST, "list")):
            if pattern.match(line):
                return style
    if ("\t" in line or first == "|") and _TABLE.match(line):
        return "table"
    return "body"


def _restyled(paragraphs: list[Paragraph], styles: list[tuple[int, int, str]]) -> Iterable[Paragraph]:
    at = 0
    for paragraph in paragraphs:
        while at < len(styles) and styles[at][1] <= paragraph.start:
            at += 1
        if at < len(styles) and styles[at][0] <= paragraph.start:
            yield Paragraph(paragraph.start, paragraph.end, styles[at][2])
        else:
            yield paragraph
