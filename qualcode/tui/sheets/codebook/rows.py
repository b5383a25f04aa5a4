"""Which codes the tree shows, in which order and how deep: a codebook, a sorting and the branches that are closed.

Each code that is shown stands in exactly one row, below the code it belongs to.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from qualcode.analysis.code_tally import CodeStatistics
from qualcode.model.codebook import Code, Codebook
from qualcode.model.text import fold
from qualcode.tui.widgets.code_order import in_order

#: The code of the row in which a new one is being named.
NEW = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A code at a depth (0: top); `branch` when there are codes under it, `open` when they are shown."""

    code: int
    depth: int
    branch: bool = False
    open: bool = False


def arranged(book: Codebook, sorting: str, use: Mapping[int, CodeStatistics], closed: Collection[int]) -> list[Row]:
    """The rows of a codebook."""
    rows: list[Row] = []
    waiting = [(code, 0) for code in reversed(in_order(book.children(), sorting, use))]
    while waiting:
        code, depth = waiting.pop()
        below = book.children(code.id)
        is_open = bool(below) and code.id not in closed
        rows.append(Row(code.id, depth, bool(below), is_open))
        if is_open:
            waiting += [(child, depth + 1) for child in reversed(in_order(below, sorting, use))]
    return rows


def closed_below(book: Codebook, level: int) -> set[int]:
    """The branches to close so that only the first `level` levels show."""
    return {code for code in book if book.depth(code) >= level and book.children(code)}


def levels(book: Codebook) -> int:
    """How deep a codebook is; 0 when it is empty."""
    return max((book.depth(code) for code in book), default=0)


def found(book: Codebook, words: str) -> list[int]:
    """The codes whose name, path, cues or texts hold some words (case, accents and hyphens aside), in tree order.

    Where names hold them, those alone: whoever types a name does not mean the definitions that use the word.
    """
    wanted = fold(words).strip()
    if not wanted:
        return []
    by_name = [code.id for code in book.values() if wanted in fold(code.name)]
    return by_name or [
        code.id for code in book.values() if wanted in fold(book.path(code.id)) or wanted in fold(_texts(code))
    ]


def _texts(code: Code) -> str:
    return "\n".join((code.definition, code.include, code.exclude, code.example, code.reference, *code.cues))
