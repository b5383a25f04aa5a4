"""What a study is made of: documents with their turns and paragraphs, the people who speak, the cases they belong to.

A `Draft` is what an importer makes of a file; a `Document` is what a project keeps of it. Every position is a
half-open range of code points in the normalised text (see `span`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualcode.model.text import clean_line

KINDS = ("entretien", "focus-group", "notes", "observation", "questionnaire", "document")
CASE_KINDS = ("person", "site", "institution")

#: What a paragraph is: ordinary text, a heading, a row of a table, a line of the header block, a page break.
PARAGRAPH_STYLES = ("body", "heading", "table", "header", "break", "list")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text: `[start, end)` without its line end; `style` is one of PARAGRAPH_STYLES."""

    start: int
    end: int
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says before another takes over.

    `[start, end)` covers the label, `[body, end)` the words; `label` is the speaker as the text writes it (None:
    nobody is named, as in the paragraphs of field notes); `time` is in milliseconds from the start of the recording;
    `speaker` is the id of the speaker once the turn is in a project.
    """

    start: int
    end: int
    body: int
    label: str | None = None
    time: int | None = None
    speaker: int | None = None


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A moment of the recording at a place of the text, in milliseconds; an empty range marks a place without words."""

    start: int
    end: int
    time: int


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or comment kept apart from the text, anchored to `[start, end)`; `kind` is `footnote` or `comment`."""

    start: int
    end: int
    text: str
    kind: str = "footnote"
    author: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who speaks in one document.

    `label` is how the turns name them, `name` how the study does; `case` is the person behind, shared by documents.
    """

    label: str
    name: str
    interviewer: bool = False
    case: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    id: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from: file name, format (`txt`, `docx`…), encoding, SHA-256 of the bytes, size in bytes."""

    name: str
    format: str
    encoding: str
    sha256: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A file read, not yet in a project. `text` is normalised; everything else points into it."""

    name: str
    kind: str
    text: str
    paragraphs: tuple[Paragraph, ...] = ()
    turns: tuple[Turn, ...] = ()
    timestamps: tuple[Timestamp, ...] = ()
    notes: tuple[Note, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    cases: tuple[str, ...] = ()
    source: Source | None = None
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        # The name is compared with those of the project before it is kept, so it is cleaned where it comes from.
        object.__setattr__(self, "name", clean_line(self.name))


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document's text is divided: paragraphs, sentences as (start, end), turns and timestamps, each in order."""

    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[tuple[int, int], ...]
    turns: tuple[Turn, ...]
    timestamps: tuple[Timestamp, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A person, a site or an institution that documents and speakers belong to."""

    id: int
    name: str
    kind: str = "person"
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the project, without its text: `length` in code points, `words` and `turns` are counts."""

    id: int
    uuid: str
    name: str
    kind: str
    length: int
    words: int
    turns: int
    speakers: tuple[str, ...]
    attributes: Mapping[str, str]
    cases: tuple[str, ...]
    source: Source
    created: str
