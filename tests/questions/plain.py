"""A study read the plain way: rows of the file as they stand, and loops. Nothing of qualcode's own counting is used.

What is said here of speakers, attributes, units and overlaps is said a second time on purpose, in the words of
docs/query-language.md, so that an error in one of the two readings shows.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from pathlib import Path


@dataclass(frozen=True)
class Passage:
    """A coding: where it stands, and under which path."""

    id: int
    document: int
    start: int
    end: int
    path: str
    created: str

    def shares(self, other: Passage) -> int:
        """How many characters two passages have in common."""
        if self.document != other.document:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True)
class Voice:
    """A speaker of a document."""

    id: int
    document: int
    name: str
    interviewer: bool


@dataclass
class Study:
    """All that the questions need."""

    passages: list[Passage]
    documents: dict[int, str]
    kinds: dict[int, str]
    texts: dict[int, str]
    paragraphs: dict[int, list[list[int]]]
    turns: dict[int, list[tuple[int, int, int, int | None]]]
    voices: dict[int, Voice]
    cases: dict[int, tuple[str, str]]
    case_documents: list[tuple[int, int]]
    case_speakers: list[tuple[int, int]]
    attributes: list[tuple[int | None, int | None, int | None, str, str]]
    _speakers: dict[int, int | None] = field(default_factory=dict)

    def under(self, *paths: str) -> list[Passage]:
        """The passages of codes, and of those below them."""
        return [p for p in self.passages if any(p.path == path or p.path.startswith(f"{path}/") for path in paths)]

    def speaker(self, passage: Passage) -> int | None:
        """Who says most of a passage; an interviewer only where nobody else speaks in it."""
        if passage.id not in self._speakers:
            said: dict[int, int] = {}
            for start, end, body, speaker in self.turns.get(passage.document, []):
                if speaker is not None and start < passage.end and end > passage.start:
                    said[speaker] = said.get(speaker, 0) + min(end, passage.end) - max(body, passage.start)
            heard = [s for s in said if not self.voices[s].interviewer] or list(said)
            self._speakers[passage.id] = max(heard, key=lambda s: said[s]) if heard else None
        return self._speakers[passage.id]

    def person(self, speaker: int | None) -> object:
        """Who a speaker is, wherever they speak: their case of kind person, else their name in the document."""
        if speaker is None or self.voices[speaker].interviewer:
            return None
        known = [case for case, whose in self.case_speakers if whose == speaker and self.cases[case][1] == "person"]
        return ("case", min(known)) if known else (self.voices[speaker].document, self.voices[speaker].name)

    def attribute(self, passage: Passage, name: str) -> str | None:
        """What holds for a passage: of its speaker, their case, the document, its case, the first that says it."""
        speaker, document = self.speaker(passage), passage.document
        places: list[tuple[int | None, int | None, int | None]] = []
        if speaker is not None:
            places.append((None, speaker, None))
            places += [(None, None, case) for case, whose in sorted(self.case_speakers) if whose == speaker]
        places.append((document, None, None))
        places += [(None, None, case) for case, which in sorted(self.case_documents) if which == document]
        for place in places:
            for *owner, known, value in self.attributes:
                if tuple(owner) == place and known == name:
                    return value
        return None

    def cases_of(self, passage: Passage) -> set[int]:
        """The cases of the passage's document and of its speaker."""
        speaker = self.speaker(passage)
        return {case for case, document in self.case_documents if document == passage.document} | {
            case for case, whose in self.case_speakers if whose == speaker
        }

    def units(self, document: int) -> list[tuple[int, int]]:
        """The turns of a document, label included; its paragraphs where nobody speaks."""
        spoken = [(start, end) for start, end, _body, _who in self.turns.get(document, [])]
        return spoken or [(start, end) for start, end, *_style in self.paragraphs[document] if end > start]

    def to_code(self, document: int) -> set[int]:
        """The numbers of the units in which there is something to code: not an interviewer's, unless it is coded."""
        turns = self.turns.get(document, [])
        answers = {at for at, turn in enumerate(turns) if turn[3] is None or not self.voices[turn[3]].interviewer}
        if not turns:
            styles = [style for start, end, style in self.paragraphs[document] if end > start]
            answers = {at for at, style in enumerate(styles) if style in ("body", "table", "list")}
        return answers | {
            at for passage in self.passages if passage.document == document for at in self.touched(passage)
        }

    def touched(self, passage: Passage) -> list[int]:
        """The numbers of the units that a passage shares a character with."""
        listed = enumerate(self.units(passage.document))
        return [at for at, (start, end) in listed if start < passage.end and passage.start < end]

    def apart(self, one: Passage, other: Passage) -> int | None:
        """How many turns lie between two passages, as the difference of the nearest two; None where there is none."""
        here, there = self.touched(one), self.touched(other)
        if one.document != other.document or not here or not there:
            return None
        return min(abs(a - b) for a in here for b in there)

    @cached_property
    def by_turn(self) -> dict[tuple[int, int], list[Passage]]:
        """The passages that touch each turn."""
        found: dict[tuple[int, int], list[Passage]] = {}
        for passage in self.passages:
            for at in self.touched(passage):
                found.setdefault((passage.document, at), []).append(passage)
        return found


def branch(path: str, level: int) -> str:
    """A path as far as a level."""
    return "/".join(path.split("/")[:level])


def pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every two different names, in the order of the alphabet."""
    return combinations(sorted(set(names)), 2)


def read(path: Path) -> Study:
    """The rows of a project; paths are put together from the names of codes."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        codes = {id_: (parent, name) for id_, parent, name in db.execute("SELECT id, parent_id, name FROM codes")}

        def spelled(code: int) -> str:
            parent, name = codes[code]
            return f"{spelled(parent)}/{name}" if parent else name

        turns: dict[int, list[tuple[int, int, int, int | None]]] = {}
        for document, *turn in db.execute("SELECT document_id, start, end, body, speaker_id FROM turns ORDER BY start"):
            turns.setdefault(document, []).append((turn[0], turn[1], turn[2], turn[3]))
        listed = db.execute("SELECT id, name, kind, text, paragraphs FROM documents ORDER BY position, id").fetchall()
        return Study(
            [
                Passage(id_, document, start, end, spelled(code), created)
                for id_, document, start, end, code, created in db.execute(
                    "SELECT id, document_id, start, end, code_id, created FROM codings"
                )
            ],
            {row[0]: row[1] for row in listed},
            {row[0]: row[2] for row in listed},
            {row[0]: row[3] for row in listed},
            {row[0]: json.loads(row[4]) for row in listed},
            turns,
            {
                row[0]: Voice(row[0], row[1], row[2], bool(row[3]))
                for row in db.execute("SELECT id, document_id, name, interviewer FROM speakers")
            },
            {id_: (name, kind) for id_, name, kind in db.execute("SELECT id, name, kind FROM cases")},
            db.execute("SELECT case_id, document_id FROM case_documents").fetchall(),
            db.execute("SELECT case_id, speaker_id FROM case_speakers").fetchall(),
            db.execute("SELECT document_id, speaker_id, case_id, name, value FROM attributes").fetchall(),
        )
