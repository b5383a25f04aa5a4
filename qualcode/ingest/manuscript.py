"""What passes between the parts of an import: a file, what a reader makes of it, and what the caller gets.

A reader hands over raw text with raw offsets; only `compose` normalises, finds turns and builds drafts, so every
format gets the same care.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from qualcode.model.document import Case, Draft, Note, Source


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What to make of a table: the column that names each row, those that hold text, those that are attributes."""

    id: str | None = None
    text: Sequence[str] = ()
    attributes: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """A file as it lies on the disk, with what the user said of it. `kind` None: to be guessed."""

    name: str
    data: bytes
    kind: str | None = None
    rows: RowPlan | None = None

    @property
    def stem(self) -> str:
        """The file name without its last suffix: what its document is called."""
        stem, dot, _suffix = self.name.rpartition(".")
        return stem if dot and stem else self.name

    @property
    def suffix(self) -> str:
        """The last suffix in lower case, with its dot; empty when there is none."""
        stem, dot, suffix = self.name.rpartition(".")
        return f".{suffix.lower()}" if dot and stem else ""

    def source(self, encoding: str) -> Source:
        """Where the document came from, with the digest of the bytes."""
        return Source(
            name=self.name,
            format=self.suffix.lstrip(".") or "txt",
            encoding=encoding,
            sha256=sha256(self.data).hexdigest(),
            size=len(self.data),
        )


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The raw text of one document and what the format said of its places (offsets in the raw text).

    `styles` are (start, end, paragraph style); `bold` ranges may be names of speakers; `notes` lie in no order;
    `times` are (offset, milliseconds); `labels` are speakers that the format itself named.
    """

    text: str
    encoding: str
    styles: Sequence[tuple[int, int, str]] = ()
    bold: Sequence[tuple[int, int]] = ()
    notes: Sequence[Note] = ()
    times: Sequence[tuple[int, int]] = ()
    labels: frozenset[str] = frozenset()
    warnings: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: documents, and the cases it names (respondents without an open answer are cases only)."""

    drafts: tuple[Draft, ...]
    cases: tuple[Case, ...] = ()
    encoding: str = ""
    warnings: tuple[str, ...] = ()


Reader = Callable[[Material], Reading]
