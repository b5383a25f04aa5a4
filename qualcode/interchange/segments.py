"""Segments for other programs and for people: a table for a spreadsheet, a page of quotations in Markdown, plain text.

What comes from outside stays inert: no cell is a formula, no name becomes markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from qualcode.interchange.tabular import delimited
from qualcode.model.coding import Segment
from qualcode.model.tables import segments_table

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LIST = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A segment with the line that says who speaks, in brackets (empty when nothing is known)."""

    segment: Segment
    attribution: str


def as_table(segments: Iterable[Segment]) -> str:
    """Comma-separated values with a line of names, then a column for each attribute that any segment has."""
    return delimited(segments_table(list(segments)))


def as_markdown(quoted: Iterable[Quoted], title: str, detail: str) -> str:
    """A page: a heading for each run of segments of one document; quotations with who says them, code and memo."""
    blocks = [f"# {_plain(title)}", _plain(detail)]
    for document, run in groupby(quoted, key=lambda one: one.segment.document):
        blocks.append(f"## {_plain(document)}")
        for one in run:
            blocks.append(_quoted(one.segment.quote))
            blocks.append(
                " · ".join(part for part in (_plain(one.attribution), f"*{_plain(one.segment.code)}*") if part)
            )
            if one.segment.memo:
                blocks.append(_quoted(f"✎ {one.segment.memo}", "> > "))
    return "\n\n".join(block for block in blocks if block) + "\n"


def as_text(quoted: Sequence[Quoted]) -> str:
    """Quotations to be pasted: « words » (who), one after the other."""
    lines = (f"« {one.segment.quote.strip()} » {one.attribution}".strip() for one in quoted)
    return "\n\n".join(lines)


def _quoted(text: str, before: str = "> ") -> str:
    return "\n".join(f"{before}{_plain(line)}".rstrip() for line in text.strip().splitlines())


def _plain(text: str) -> str:
    return _LIST.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", _MARKDOWN.sub(r"\\\1", text))
