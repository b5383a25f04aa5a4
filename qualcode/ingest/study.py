"""A study file (.yaml) names all that a project is made of: codebooks, cases, documents with what is known of them,
codings. Paths are relative to the file. It is read whole, and every mistake in it is named with its line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualcode.errors import ImportFailure
from qualcode.files import reason
from qualcode.i18n import _
from qualcode.ingest.decode import decode
from qualcode.ingest.manuscript import RowPlan
from qualcode.ingest.study_checks import Checker, load
from qualcode.model.document import CASE_KINDS, KINDS, Case, Speaker

_STUDY = ("study", "note", "language", "codebooks", "cases", "documents", "codings")
_CASE = ("name", "kind", "attributes")
_DOCUMENT = ("file", "name", "kind", "attributes", "cases", "speakers", "rows")
_SPEAKER = ("label", "name", "interviewer", "case", "attributes")
_ROWS = ("id", "text", "attributes")


@dataclass(frozen=True, slots=True)
class StudyDocument:
    """A file of the study and what the study says of it; `speakers` are by label, `line` is where the entry stands."""

    file: Path
    name: str | None = None
    kind: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    cases: tuple[str, ...] = ()
    speakers: Mapping[str, Speaker] = field(default_factory=dict)
    rows: RowPlan | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Study:
    """A study file with its paths resolved; nothing it names has been opened yet."""

    path: Path
    name: str
    note: str = ""
    language: str = "fr"
    codebooks: tuple[Path, ...] = ()
    cases: tuple[Case, ...] = ()
    documents: tuple[StudyDocument, ...] = ()
    codings: tuple[Path, ...] = ()


def read_study(path: Path) -> Study:
    """The study in a file; raises ImportFailure with every mistake (unknown key, missing file…) and its line."""
    try:
        text = decode(path.read_bytes()).text
    except ImportFailure as error:
        raise ImportFailure(f"{path.name}: {error.message}", error.hint) from error
    except OSError as error:
        raise ImportFailure(
            _("{name}: the file cannot be opened ({error}).").format(name=path.name or path, error=reason(error))
        ) from error
    tree = load(text, path.name)
    checker = Checker(path, tree)
    study = _study(checker, path, tree)
    checker.finish()
    return study


def _study(checker: Checker, path: Path, tree: Mapping[str, Any]) -> Study:
    checker.keys(tree, _STUDY)
    return Study(
        path=path,
        name=checker.text(tree, "study") or path.stem,
        note=checker.text(tree, "note"),
        language=checker.text(tree, "language") or "fr",
        codebooks=checker.files(tree, "codebooks"),
        cases=tuple(_case(checker, entry) for entry in checker.entries(tree, "cases")),
        documents=tuple(_document(checker, entry) for entry in checker.entries(tree, "documents")),
        codings=checker.files(tree, "codings"),
    )


def _case(checker: Checker, entry: Mapping[str, Any]) -> Case:
    checker.keys(entry, _CASE, needed="name")
    kind = checker.choice(entry, "kind", CASE_KINDS) or "person"
    return Case(0, checker.text(entry, "name"), kind, checker.attributes(entry))


def _document(checker: Checker, entry: Mapping[str, Any]) -> StudyDocument:
    checker.keys(entry, _DOCUMENT, needed="file")
    rows = checker.mapping(entry, "rows")
    speakers = (_speaker(checker, speaker) for speaker in checker.entries(entry, "speakers"))
    return StudyDocument(
        file=checker.file(entry, "file"),
        name=checker.text(entry, "name") or None,
        kind=checker.choice(entry, "kind", KINDS),
        attributes=checker.attributes(entry),
        cases=checker.texts(entry, "cases"),
        speakers={speaker.label: speaker for speaker in speakers},
        rows=_rows(checker, rows) if rows is not None else None,
        line=checker.line(entry),
    )


def _speaker(checker: Checker, entry: Mapping[str, Any]) -> Speaker:
    checker.keys(entry, _SPEAKER, needed="label")
    label = checker.text(entry, "label")
    return Speaker(
        label=label,
        name=checker.text(entry, "name") or label,
        interviewer=checker.truth(entry, "interviewer"),
        case=checker.text(entry, "case") or None,
        attributes=checker.attributes(entry),
    )


def _rows(checker: Checker, entry: Mapping[str, Any]) -> RowPlan:
    checker.keys(entry, _ROWS)
    return RowPlan(
        id=checker.text(entry, "id") or None,
        text=checker.texts(entry, "text"),
        attributes=checker.texts(entry, "attributes") if "attributes" in entry else None,
    )
