"""What a report says, before anyone decides how it looks: plain values, every text already in the reader's language.

A `Report` is a flat list of sections in reading order, each with its level, so that a writer needs no recursion. Texts
are verbatim: what the writer's format cannot hold is the writer's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding, Memo, Segment
from qualcode.model.document import Document
from qualcode.model.vocabulary import Voice

Order = Literal["code", "document"]
Columns = tuple[Literal["own", "total"], ...]
ORDERS: tuple[Order, ...] = ("code", "document")


@dataclass(frozen=True, slots=True)
class Material:
    """All that a report is made from.

    `segments` are those to show; `codings` are all of the project, for what else stands on a passage; `voices` are the
    speakers of all documents by id.
    """

    project: str
    documents: tuple[Document, ...]
    codebook: Codebook
    segments: tuple[Segment, ...]
    codings: tuple[Coding, ...] = ()
    memos: tuple[Memo, ...] = ()
    coders: Mapping[int, str] = field(default_factory=dict)
    voices: Mapping[int, Voice] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for: the query, the codes whose subtrees are kept (none: all), the order, a title of one's own.

    `anonymous` says that names of documents and of speakers give way to what they are (see `anonymous`).
    """

    where: str = ""
    codes: tuple[int, ...] = ()
    by: Order = "code"
    title: str = ""
    made: date = date(1970, 1, 1)
    version: str = ""
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of « what it was made from »; `level` 2 stands under the line before."""

    label: str
    value: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many codings one document, speaker or code holds: of the code itself, and with the codes under it."""

    label: str
    own: int
    total: int


@dataclass(frozen=True, slots=True)
class CountTable:
    """Counts along one dimension, named by `heading`, or by `line` where they stand on one; rows have an order."""

    heading: str
    rows: tuple[CountRow, ...]
    line: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A memo; `author` is empty where naming one would add nothing."""

    text: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage as it stands in its document. `others` are the codes that overlap it.

    `codes` are those of the passage itself, empty where the heading says it; `coders` is empty in a study with one
    coder; `codings` counts the codings that this passage stands for.
    """

    text: str
    attribution: str
    coders: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    memos: tuple[Remark, ...] = ()
    codings: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (`level` 1 is a chapter) and what stands under it, before the next heading.

    `definition` holds (label, text) pairs, an empty label for the definition itself; `columns` are those of the counts
    that say something: no column of zeros, none twice; `compact` says that each table is one line of running text.
    """

    title: str
    level: int
    definition: tuple[tuple[str, str], ...] = ()
    summary: str = ""
    memos: tuple[Remark, ...] = ()
    tables: tuple[CountTable, ...] = ()
    columns: Columns = ("own",)
    compact: bool = False
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. `extent` says how much it holds, `coverage` what is left out (empty: nothing).

    `silent` are the codes it covers that hold no segment here; `shown` counts codings, not passages.
    """

    title: str
    subtitle: str
    extent: str
    made: date
    coders: tuple[str, ...]
    facts: tuple[Fact, ...]
    coverage: str
    warnings: tuple[str, ...]
    sections: tuple[Section, ...]
    silent: tuple[str, ...] = ()
    memos: tuple[Remark, ...] = ()
    shown: int = 0
    codes: int = 0

    @property
    def quotations(self) -> int:
        """How many quotations the sections hold."""
        return sum(len(section.quotations) for section in self.sections)
