"""Reports from a project file: what is chosen, and a file that appears whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import docx
import pytest

from qualcode.errors import ProjectError, QualcodeError, QueryError, UnknownName
from qualcode.model.span import Span
from qualcode.project import Project


@pytest.fixture
def coded(project: Project) -> Project:
    """The small project with five codings by two coders, a memo on one, and a code that nobody used."""
    for words, code in (
        ("Le sale boulot, quoi", "dirty work"),
        ("je trie", "dirty work/délégation"),
        ("Les mots de passe aussi", "dirty work/saisie"),
        ("C'est pas mon métier 😀 de base", "dirty work"),
    ):
        passage = project.find_passages(words)[0]
        project.code_spans([(passage.document.id, passage.span)], code)
    project.coder = "Bastien"
    coding = project.code("notes-1", 0, 10, "dirty work/saisie")
    project.add_memo("À vérifier.", coding=coding.id)
    project.add_memo("Un code à discuter.", code=project.resolve_code("saisie").id)
    project.resolve_code("vide", create=True)
    return project


def texts(path: Path, *styles: str) -> list[str]:
    document: Any = docx.Document(str(path))
    return [p.text for p in document.paragraphs if p.style.name in styles]


def test_every_segment_is_quoted_as_it_stands(coded: Project, tmp_path: Path) -> None:
    written = coded.report(tmp_path / "r.docx")
    assert (written.segments, written.codes) == (5, 3)
    assert sorted(texts(written.path, "Quote")) == sorted(segment.quote for segment in coded.query())
    assert texts(written.path, "Heading 1") == ["dirty work", "Codes without segments"]
    assert texts(written.path, "Heading 2") == ["délégation", "saisie"]
    assert texts(written.path, "Memo") == ["Memo by Bastien: Un code à discuter.", "Memo by Bastien: À vérifier."]


def test_the_interviewee_has_a_name_only_where_no_function_is_known(coded: Project) -> None:
    chapter = coded.report_content(where="kind:entretien").sections[0]
    assert {quotation.attribution for quotation in chapter.quotations} == {"(Mme D., interview of 2023-03-14)"}
    coded.set_attributes("entretien-1", {"fonction": "assistante sociale"})
    chapter = coded.report_content(where="kind:entretien").sections[0]
    assert {q.attribution for q in chapter.quotations} == {"(assistante sociale, interview of 2023-03-14)"}


def test_a_query_and_codes_choose(coded: Project) -> None:
    assert coded.report_content(where="kind:notes").shown == 1
    content = coded.report_content(codes=["saisie"])
    assert [(section.title, section.level) for section in content.sections] == [("dirty work/saisie", 1)]
    assert (content.shown, content.silent) == (2, ())
    assert coded.report_content(codes=["dirty work", "dirty work/saisie"]).shown == 5
    assert coded.report_content(codes=["saisie"], where="coder:Camille").shown == 1


def test_other_codes_are_those_of_the_whole_project(coded: Project) -> None:
    passage = coded.find_passages("je trie")[0]
    coded.code(passage.document.id, passage.span.start, passage.span.end, "non-recours")
    content = coded.report_content(codes=["délégation"])
    assert content.sections[0].quotations[0].others == ("non-recours",)


def test_people_are_told_apart_by_their_cases(coded: Project) -> None:
    content = coded.report_content(by="document")
    assert [row.label for row in content.sections[0].tables[1].rows] == ["Mme D."]
    assert [table.heading for table in content.sections[1].tables] == ["Code"]


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"where": "code:"}, QueryError),
        ({"where": "code:inconnu"}, UnknownName),
        ({"codes": ["inconnu"]}, UnknownName),
        ({"codes": ["vide"]}, QualcodeError),
        ({"by": "moon"}, QualcodeError),
    ],
)
def test_what_cannot_be_reported_is_refused_and_leaves_nothing(
    coded: Project, tmp_path: Path, asked: dict[str, Any], error: type[Exception]
) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(error):
        coded.report(tmp_path / "out" / "r.docx", **asked)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_file_that_is_there_stays_unless_forced(coded: Project, tmp_path: Path) -> None:
    target = tmp_path / "r.docx"
    target.write_text("mine")
    with pytest.raises(ProjectError, match="exists already"):
        coded.report(target)
    assert target.read_text() == "mine"
    coded.report(target, force=True)
    assert texts(target, "Title") == ["p"]


@pytest.mark.parametrize("name", ["r.pdf", "r", "nowhere/r.docx", "folder.docx"])
def test_impossible_targets_are_refused(coded: Project, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.docx").mkdir()
    with pytest.raises(ProjectError):
        coded.report(tmp_path / name, force=True)


def test_a_folder_that_cannot_be_written_is_refused(
    coded: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(ProjectError, match="read-only"):
        coded.report(tmp_path / "r.docx")


def test_a_full_disk_leaves_what_was_there(coded: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "r.docx"
    target.write_text("before")
    there = set(tmp_path.iterdir())

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ProjectError, match="disk is full"):
        coded.report(target, force=True)
    assert target.read_text() == "before"
    assert set(tmp_path.iterdir()) == there


def test_a_report_changes_nothing_in_the_project(coded: Project, tmp_path: Path) -> None:
    before = [action.id for action in coded.log()]
    coded.report(tmp_path / "r.docx")
    assert [action.id for action in coded.log()] == before


def test_a_passage_over_several_turns_reads_back(coded: Project, tmp_path: Path) -> None:
    text = coded.text("entretien-1")
    start = text.index("Je scanne")
    coded.code_spans([("entretien-1", Span(start, len(text.rstrip())))], "non-recours")
    coded.report(tmp_path / "r.docx", codes=["non-recours"])
    assert texts(tmp_path / "r.docx", "Quote") == [text[start:].rstrip()]
