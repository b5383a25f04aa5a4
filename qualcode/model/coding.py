"""What a researcher puts on a text: codings and memos, who put them there, and a coding with all that surrounds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from qualcode.model.span import Span


@dataclass(frozen=True, slots=True)
class Coder:
    """Someone who codes; the name is unique in the project."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Coding:
    """A code on the characters `[start, end)` of a document. `quote` is what stood there; `weight` is 0–100."""

    id: int
    uuid: str
    document: int
    code: int
    coder: int
    start: int
    end: int
    quote: str
    weight: int | None = None
    created: str = ""

    @property
    def span(self) -> Span:
        """The range of the coding."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Memo:
    """A remark on one thing: a coding, a code, a document (or a passage of it), a case, else the project.

    `kind` is `memo`, or `footnote` and `comment` for notes that came with an imported file.
    """

    id: int
    uuid: str
    text: str
    kind: str = "memo"
    coder: int | None = None
    coding: int | None = None
    code: int | None = None
    document: int | None = None
    case: int | None = None
    start: int | None = None
    end: int | None = None
    created: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A coding as a reader meets it: names instead of ids, with the speaker, the memo and the attributes around it.

    `start` and `end` are code points in the document; `code` is a path; `speaker` is who says most of the segment
    (an interviewer only when nobody else speaks in it), None outside turns; an attribute is the speaker's own,
    else that of the speaker's case, the document, the document's case. `label` is how the text names the speaker;
    `cases` are those of the speaker and of the document; `weight` is 0–100.
    """

    id: int
    document: str
    kind: str
    start: int
    end: int
    quote: str
    code: str
    coder: str
    speaker: str | None
    memo: str
    created: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    cases: tuple[str, ...] = ()
    document_id: int = 0
    code_id: int = 0
    label: str | None = None
    speaker_id: int | None = None
    weight: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """The published fields, in order: what `--format json` prints."""
        names = ("document", "kind", "start", "end", "quote", "code", "coder", "speaker", "memo", "created")
        fields: dict[str, Any] = {name: getattr(self, name) for name in names}
        return {**fields, "attributes": dict(self.attributes)}
