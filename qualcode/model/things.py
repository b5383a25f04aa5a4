"""What attributes sit on, as rows of a table: documents, speakers, cases; and a cell of such a table, to be written.

Everything is text. A thing without a value for an attribute has no such attribute; the empty text says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from qualcode.model.text import clean_line, fold

Owner = Literal["document", "speaker", "case"]
OWNERS: tuple[Owner, ...] = ("document", "speaker", "case")

#: What can be written beside attributes, by owner; `cases` are names of cases, parted by semicolons.
WRITABLE: Mapping[Owner, tuple[str, ...]] = {
    "document": ("name", "kind", "cases"),
    "speaker": ("name", "interviewer", "cases"),
    "case": ("name", "kind"),
}

YES = "1"


@dataclass(frozen=True, slots=True)
class Thing:
    """A document, a speaker or a case.

    `fields` holds what is known beside the attributes: of a document `kind`, `words`, `cases`; of a speaker `document`
    (its name), `label`, `interviewer` (`1` or nothing), `cases`; of a case `kind`, `documents` (names), `speakers` (how
    many). `document` is the id of the document that a speaker speaks in.
    """

    id: int
    name: str
    fields: Mapping[str, str]
    attributes: Mapping[str, str]
    document: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell is to hold: `field` is one of WRITABLE, or `attribute`, whose name is `attribute` then."""

    owner: Owner
    id: int
    field: str
    value: str
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class Losses:
    """What is deleted with a document or a case: codings, those of other coders among them, memos, links to cases."""

    codings: int
    others: int
    memos: int
    links: int


def join_names(names: Iterable[str]) -> str:
    """Names of cases in one cell."""
    return "; ".join(names)


def split_names(cell: str, known: Iterable[str]) -> list[str]:
    """The names of cases that a cell means, each once: as they are known, else as they are written.

    A cell that is the name of a case as a whole is that case, semicolons and all.
    """
    exact = {name: name for name in known}
    near = {fold(name): name for name in exact}
    whole = clean_line(cell)
    parts = [whole] if whole in exact else [clean_line(part) for part in cell.split(";")]
    return list(dict.fromkeys(exact.get(part) or near.get(fold(part)) or part for part in parts if part))
