"""Files into a project: what is read goes in, what is not is named, the same file comes in once."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from qualcode.errors import UnknownName
from qualcode.project import Project, new_project


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def test_turns_speakers_and_header_are_kept(project: Project) -> None:
    interview, notes = project.documents()
    assert (interview.kind, interview.turns, interview.speakers) == ("entretien", 4, ("Enquêtrice", "Mme D."))
    assert interview.attributes["date"] == "2023-03-14"
    assert (notes.kind, notes.turns) == ("notes", 0)
    layout = project.layout("entretien-1")
    text = project.text("entretien-1")
    assert text[layout.turns[1].body : layout.turns[1].end].strip() == "Je scanne, je trie. Le sale boulot, quoi."
    assert "Le sale boulot, quoi." in [text[start:end] for start, end in layout.sentences]


def test_the_same_bytes_are_refused_until_again(project: Project, folder: Path) -> None:
    result = project.import_files([folder / "entretien-1.txt"])
    assert "entretien-1" in result.failures[0].reason
    assert len(project.documents()) == 2
    result = project.import_files([folder / "entretien-1.txt"], again=True)
    assert [document.name for document in project.documents()][-1] == "entretien-1 (2)"


def test_one_text_in_two_formats_goes_in_with_a_warning(project: Project, tmp_path: Path) -> None:
    text = "E : Vous triez ?\n\nMme D. : Je trie, oui.\n"
    word = docx.Document()
    for line in text.split("\n\n"):
        word.add_paragraph(line.strip())
    word.save(str(tmp_path / "en-word.docx"))
    (tmp_path / "en-clair.txt").write_text(text, encoding="utf-8")
    (tmp_path / "autre.txt").write_text("E : Vous triez ?\n\nMme D. : Je trie, non.\n", encoding="utf-8")
    assert project.import_files([tmp_path / "autre.txt", tmp_path / "en-clair.txt"]).warnings == ()
    result = project.import_files([tmp_path / "en-word.docx"])
    assert result.warnings == ("en-word: same text as “en-clair”.",)
    assert [draft.name for draft in result.drafts] == ["en-word"]
    with new_project(tmp_path / "q.qualcode") as other:
        together = other.import_files([tmp_path / "en-clair.txt", tmp_path / "en-word.docx"])
    assert together.warnings == ("en-word: same text as “en-clair”.",)


def test_a_file_that_cannot_be_read_is_named_and_the_others_go_in(project: Project, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "empty.txt").write_text("")
    (more / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (more / "good.txt").write_text("Un paragraphe bien réel.")
    result = project.import_files([more])
    assert [draft.name for draft in result.drafts] == ["good"]
    assert sorted(failure.path.name for failure in result.failures) == ["empty.txt", "photo.txt"]
    assert all(len(failure.reason.splitlines()) <= 2 for failure in result.failures)


def count(project: Project, table: str) -> int:
    return int(project.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_deleted_document_comes_back_with_its_turns(project: Project) -> None:
    turns, document = count(project, "turns"), project.document("entretien-1")
    project.delete_document("entretien-1")
    assert count(project, "turns") == 0
    project.undo()
    assert count(project, "turns") == turns
    assert project.document("entretien-1") == document


def test_an_import_is_one_step_that_undo_takes_back_whole(project: Project) -> None:
    document, layout = project.document("entretien-1"), project.layout("entretien-1")
    while project.next_undo():
        project.undo()
    assert [count(project, name) for name in ("documents", "turns", "speakers", "attributes", "codes")] == [0] * 5
    while project.next_redo():
        project.redo()
    assert project.document("entretien-1") == document
    assert project.layout("entretien-1") == layout


def test_a_dry_run_writes_nothing(tmp_path: Path, folder: Path) -> None:
    with new_project(tmp_path / "empty.qualcode") as project:
        result = project.import_files([folder / "entretien-1.txt"], dry_run=True)
        assert len(result.drafts) == 1
        assert project.documents() == []
        assert project.log() == []


def test_kind_attributes_and_speakers_can_be_said(tmp_path: Path, folder: Path) -> None:
    with new_project(tmp_path / "said.qualcode") as project:
        project.import_files(
            [folder],
            kind="entretien",
            attributes={"site": "MDS"},
            speakers={"mme d.": "Mme Delmas"},
        )
        assert project.document("entretien-1").speakers == ("Enquêtrice", "Mme Delmas")
        assert {document.attributes["site"] for document in project.documents()} == {"MDS"}
        with pytest.raises(UnknownName) as caught:
            project.import_files([folder / "entretien-1.txt"], speakers={"Mme Z.": "x"}, again=True)
        assert "Mme D." in caught.value.hint


def test_respondents_without_words_are_cases(tmp_path: Path) -> None:
    table = tmp_path / "enquete.csv"
    table.write_text(
        "id;poste;avis\nR1;agent;Trop de mots de passe, on y passe la journée entière franchement.\nR2;cadre;\n",
        encoding="utf-8",
    )
    with new_project(tmp_path / "q.qualcode") as project:
        project.import_files([table])
        (document,) = project.documents()
        assert document.name == "enquete/R1"
        assert document.attributes["poste"] == "agent"
        assert {case.name: case.attributes["poste"] for case in project.cases()} == {
            "enquete/R1": "agent",
            "enquete/R2": "cadre",
        }


def test_not_a_letter_of_real_reports_is_lost(tmp_path: Path, real_reports: list[Path]) -> None:
    from docx import Document as WordFile

    with new_project(tmp_path / "real.qualcode") as project:
        for report in real_reports:
            source = report.read_text(encoding="utf-8")
            word = WordFile()
            for line in source.split("\n"):
                word.add_paragraph("".join(c for c in line if c.isprintable() or c == "\t"))
            word.save(str(tmp_path / f"{report.stem}-word.docx"))
            result = project.import_files([report, tmp_path / f"{report.stem}-word.docx"])
            assert not result.failures
            for draft in result.drafts:
                assert letters(project.text(draft.name)) == letters(source)
                assert draft.turns == ()
