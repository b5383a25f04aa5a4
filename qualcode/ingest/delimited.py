"""What all tables in text files share: the separator, long cells, a first line that tells codings from answers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager

_CELL_LIMIT = 20_000_000
_SAMPLE = 65_536


def is_coding_header(line: str) -> bool:
    """True for the first line of a table of codings: it names a document, a code and a place."""
    columns = {name.strip().strip('"').lower() for name in re.split(r"[;,\t]", line.lstrip("\ufeff"))}
    return {"document", "code"} <= columns and not columns.isdisjoint(("quotation", "quote", "start"))


def delimiter(text: str) -> str:
    """The separator that gives most rows one number of cells, the larger number on a tie; `;` when none does."""
    sample = text[:_SAMPLE]
    best, chosen = (0.0, 0), ";"
    for separator in ";,\t":
        with long_cells():
            widths = [len(record) for record in csv.reader(io.StringIO(sample), delimiter=separator) if record]
        if not widths or widths[0] < 2:
            continue
        score = (sum(1 for width in widths if width == widths[0]) / len(widths), widths[0])
        if score > best:
            best, chosen = score, separator
    return chosen


@contextmanager
def long_cells() -> Iterator[None]:
    """An open answer may be longer than the 128 KB which the csv module allows by default."""
    before = csv.field_size_limit(_CELL_LIMIT)
    try:
        yield
    finally:
        csv.field_size_limit(before)
