"""Files are read, looked at, corrected, then kept as one action: what was read is what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.project import Project, new_project
from qualcode.project.drafts import Correction, corrected

TALK = "E : Bonjour ?\nMme D. : Oui, bonjour.\nE : Et alors ?\nMme D. : Alors voilà, on scanne.\n"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with new_project(tmp_path / "p.qualcode") as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "entretiens"
    place.mkdir()
    for name in ("delmas", "lacaze"):
        (place / f"{name}.txt").write_text(TALK + f"E : {name}\n", encoding="utf-8")
    return place


def test_what_was_read_is_kept_though_the_files_are_gone(project: Project, folder: Path) -> None:
    found = project.prepare([folder])
    for path in folder.iterdir():
        path.write_text("Autre chose.", encoding="utf-8")
    ids = project.keep(project.choose(found.files))
    assert [project.document(id_).name for id_ in ids] == ["delmas", "lacaze"]
    assert project.text("delmas").startswith("E : Bonjour ?")
    assert len(project.log()) == 1
    project.undo()
    assert project.documents() == []


def test_corrections_are_what_the_project_keeps(project: Project, folder: Path) -> None:
    one = project.prepare([folder / "delmas.txt"]).files[0]
    said = Correction(kind="focus-group", name="D", names={"Mme D.": "Delmas"}, attributes={"site": "MDS"})
    project.keep(project.choose([replace(one, drafts=(corrected(one.drafts[0], said),))]))
    document = project.document("D")
    assert (document.kind, document.attributes["site"]) == ("focus-group", "MDS")
    assert [(s.label, s.name, s.interviewer) for s in project.speakers("D")] == [
        ("E", "E", True),
        ("Mme D.", "Delmas", False),
    ]


def test_what_is_there_already_is_told_and_gets_a_number_when_it_is_wanted(project: Project, folder: Path) -> None:
    project.import_files([folder / "delmas.txt"])
    (folder / "copie.md").write_text((folder / "lacaze.txt").read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    found = {one.path.name: one for one in project.prepare([folder]).files}
    assert {name: one.twin for name, one in found.items()} == {
        "copie.md": "",
        "delmas.txt": "delmas",
        "lacaze.txt": "copie",
    }
    project.keep(project.choose([found["delmas.txt"]]))
    assert [document.name for document in project.documents()] == ["delmas", "delmas (2)"]


def test_a_name_taken_meanwhile_gets_a_number(project: Project, folder: Path) -> None:
    found = project.prepare([folder / "delmas.txt"])
    (folder / "delmas.txt").write_text(TALK * 2, encoding="utf-8")
    project.import_files([folder / "delmas.txt"])
    project.keep(project.choose(found.files))
    assert [document.name for document in project.documents()] == ["delmas", "delmas (2)"]


def test_what_cannot_be_read_is_said_and_the_others_are_there(project: Project, folder: Path) -> None:
    (folder / "vide.txt").write_bytes(b"")
    (folder / "faux.docx").write_bytes(b"no zip")
    found = project.prepare([folder, folder / "nulle part.txt"])
    assert [one.path.name for one in found.files] == ["delmas.txt", "lacaze.txt"]
    assert {failure.path.name for failure in found.failures} == {"vide.txt", "faux.docx", "nulle part.txt"}


def test_a_study_and_a_file_go_in_as_one_action(project: Project, folder: Path, corpus: Path) -> None:
    found = project.prepare([corpus / "etude.yaml", folder / "delmas.txt"])
    study = found.files[0]
    assert study.plan is not None
    assert not study.correctable
    ids = project.keep(project.choose(found.files))
    assert len(ids) == len(study.drafts) + 1
    assert project.codings()
    assert len(project.log()) == 1
    project.undo()
    assert project.documents() == []
    assert len(project.codebook()) == 0


def test_the_files_of_a_study_that_is_read_too_are_there_already(project: Project, corpus: Path) -> None:
    found = project.prepare([corpus / "etude.yaml", corpus / "notes-01-caf-hall.md"])
    assert [one.twin for one in found.files] == ["", "notes-01-caf-hall"]


def test_a_table_of_codings_is_no_document(project: Project, corpus: Path) -> None:
    found = project.prepare([corpus / "codings" / "camille-focus-group.csv"])
    assert [failure.reason for failure in found.failures] == ["this is a table of codings, no document."]


def test_what_is_very_large_is_read_only_when_it_is_wanted(project: Project, folder: Path) -> None:
    (folder / "long.txt").write_text(TALK * 50, encoding="utf-8")
    first = project.prepare([folder], largest=1000)
    assert [one.path.name for one in first.files] == ["delmas.txt", "lacaze.txt"]
    assert [(path.name, size > 1000) for path, size in first.large] == [("long.txt", True)]
    whole = project.prepare([path for path, _size in first.large], beside=first)
    assert [one.path.name for one in whole.files] == ["delmas.txt", "lacaze.txt", "long.txt"]
    assert whole.large == ()


def test_a_table_is_one_file_with_many_documents(project: Project, corpus: Path) -> None:
    table = project.prepare([corpus / "questionnaire.csv"]).files[0]
    assert len(table.drafts) > 10
    assert not table.correctable


def test_one_is_told_how_far_it_is_and_an_end_leaves_nothing(project: Project, folder: Path) -> None:
    seen: list[str] = []
    chosen = project.choose(project.prepare([folder], lambda *far: seen.append(far[2])).files)
    assert "delmas.txt" in seen

    def stop(done: int, _total: int, _name: str) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        project.keep(chosen, stop)
    assert project.documents() == []
    assert project.log() == []
