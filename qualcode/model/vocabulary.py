"""The names that a query may use: what a project holds, by id, without its texts and codings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualcode.model.codebook import Codebook


@dataclass(frozen=True, slots=True)
class DocumentName:
    """A document as a query sees it."""

    id: int
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker of one document. `case` is the id of the person behind, if the study says who it is."""

    id: int
    document: int
    name: str
    label: str
    interviewer: bool = False
    case: int | None = None

    @property
    def person(self) -> tuple[str, int, str]:
        """Equal for voices of one person: the same case wherever it speaks, else the same name in one document."""
        return ("case", self.case, "") if self.case is not None else ("document", self.document, self.name)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All names of a project. `documents` is in the order of the project; `attributes` maps each name, in the order of
    first use, to the values it has anywhere; `queries` maps the name of each query that is kept to the query."""

    codebook: Codebook
    documents: Mapping[int, DocumentName]
    voices: Mapping[int, Voice]
    cases: Mapping[int, str]
    coders: Mapping[int, str]
    attributes: Mapping[str, frozenset[str]]
    queries: Mapping[str, str] = field(default_factory=dict)
