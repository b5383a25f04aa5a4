"""What is held in memory follows the file, whoever changes it, and is not made anew for what does not touch it."""

from __future__ import annotations

import sqlite3

import pytest

from qualcode.errors import UnknownName
from qualcode.project import Project, open_project


def test_coding_does_not_make_the_documents_anew(project: Project) -> None:
    documents, book = project.documents(), project.codebook()
    project.code("entretien-1", 0, 9, "saisie")
    assert project.documents() is documents
    assert project.codebook() is book


def test_changes_undo_and_redo_are_seen(project: Project) -> None:
    project.rename_document("notes-1", "carnet")
    assert project.document("carnet")
    project.undo()
    assert project.document("notes-1")
    project.redo()
    with pytest.raises(UnknownName):
        project.document("notes-1")
    project.set_attributes("carnet", {"site": "CAF"})
    assert project.document("carnet").attributes["site"] == "CAF"


def test_what_another_program_does_is_seen(project: Project) -> None:
    assert project.codebook().find("non-recours")
    with open_project(project.path) as other:
        other.rename_code("non-recours", "renoncement")
    assert project.codebook().find("renoncement")
    raw = sqlite3.connect(project.path)
    raw.execute("UPDATE codes SET name = 'sql' WHERE name = 'renoncement'")
    raw.commit()
    raw.close()
    assert project.codebook().find("sql")
    assert project.undo().kind == "sql"
    assert project.codebook().find("renoncement")


def fail_half_way(project: Project) -> None:
    with project.action("code"):
        project.resolve_code("fantôme", create=True)
        assert project.codebook().find("fantôme")
        raise RuntimeError


def test_a_failed_action_leaves_nothing_in_memory(project: Project) -> None:
    with pytest.raises(RuntimeError):
        fail_half_way(project)
    assert project.codebook().find("fantôme") is None
    project.resolve_code("réel", create=True)
    assert project.codebook().find("réel")
