"""What a query can find beside segments: the passages that segments share, and units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from qualcode.model.query_units import UnitKind

#: What a query asks for.
Asked = Literal["segments", "passages", "turn", "paragraph", "sentence", "speaker", "document", "case"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A range `[start, end)` of a document that codings share, told once however many codings meet on it.

    `codes` holds, for each side of the question from left to right, the paths of the codes that meet here, in the order
    of the codebook; `segments` the ids of the codings of each side; `coders` who made any of them. `speaker` is who
    says most of the range itself, an interviewer only where nobody else speaks in it; attributes and cases are those
    in force there, as for a segment.
    """

    document: str
    kind: str
    start: int
    end: int
    quote: str
    codes: tuple[tuple[str, ...], ...]
    coders: tuple[str, ...]
    speaker: str | None
    segments: tuple[tuple[int, ...], ...]
    attributes: Mapping[str, str] = field(default_factory=dict)
    cases: tuple[str, ...] = ()
    document_id: int = 0
    speaker_id: int | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A turn, paragraph, sentence, person, document or case that meets a question.

    `segments` are the ids of the codings in it that speak for it: those that meet a condition without NOT, in the order
    of the documents and of the text. Pieces of a text have a `number` in their document (from 1), the characters
    `[start, end)` and their `quote`, and as `speaker` who says most of it. A person or a case that one document holds
    has that `document`; one in several has None.
    """

    kind: UnitKind
    name: str
    document: str | None
    segments: tuple[int, ...]
    number: int | None = None
    start: int | None = None
    end: int | None = None
    quote: str = ""
    speaker: str | None = None
    document_id: int | None = None
    id: int | None = None
