"""Undo and redo."""

from __future__ import annotations

from qualcode.project import Project, open_project

from .conftest import interview
from .desk import DELMAS, codings, open_document, put_caret, question, screen, status


async def test_undo_and_redo_name_what_they_did(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "je renvoie")
        await pilot.press("c", *"deleg", "enter")
        await pilot.pause()
        assert len(codings(project)) == 4
        await pilot.press("u")
        await pilot.pause()
        assert len(codings(project)) == 3
        assert "Undone: coding · dirty work/délégation" in status(pilot)
        assert not list(pilot.app._notifications)
        await pilot.press("r")
        await pilot.pause()
        assert "Redone: coding · dirty work/délégation" in status(pilot)
        assert len(codings(project)) == 4
        assert len(text.lanes.bars) == 4


async def test_nothing_to_redo_is_said(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.press("r")
        await pilot.pause()
        assert any("nothing to redo" in n.message for n in pilot.app._notifications)


async def test_undoing_the_import_of_the_open_document_opens_another(project: Project) -> None:
    project.add_drafts([interview("entretien-02")])
    async with screen(project) as (pilot, text):
        open_document(pilot, project, "entretien-02")
        await pilot.press("u", "y")
        await pilot.pause()
        assert text.page is not None
        assert text.page.document.name == DELMAS
        for _step in range(12):
            await pilot.press("u", "y")
        await pilot.pause()
        assert text.page is None
        assert pilot.app.screen.query_one("#empty").display


async def test_an_import_is_undone_only_after_a_question(project: Project) -> None:
    project.add_drafts([interview(f"entretien-{n:02}") for n in range(2, 5)])
    async with screen(project) as (pilot, text):
        await pilot.press("u")
        assert question(pilot) == "Undo the import of 3 documents?"
        await pilot.press("enter", "n")
        assert len(project.documents()) == 5
        await pilot.press("u", "y")
        await pilot.pause()
        assert len(project.documents()) == 2
        await pilot.press("r")
        await pilot.pause()
        assert len(project.documents()) == 5


async def test_what_another_coder_did_is_undone_only_after_a_question(project: Project) -> None:
    with open_project(project.path, coder="Ada") as other:
        other.code(DELMAS, 13, 20, "territoires")
        other.code(DELMAS, 13, 25, "territoires")
    async with screen(project) as (pilot, text):
        await pilot.press("u")
        assert question(pilot) == "Ada did this: coding · territoires. Undo it?"
        await pilot.press("escape")
        assert len(codings(project)) == 5
        await pilot.press("u", "o")
        await pilot.pause()
        assert len(codings(project)) == 4


async def test_the_first_coding_of_a_new_coder_is_their_own(project: Project) -> None:
    with open_project(project.path, coder="Noor") as other:
        async with screen(other) as (pilot, text):
            put_caret(text, project, "je renvoie")
            await pilot.press("c", *"deleg", "enter", "u")
            await pilot.pause()
            assert len(codings(project)) == 3


async def test_big_steps_are_named_by_their_size(project: Project) -> None:
    project.delete_document("notes-hall")
    async with screen(project) as (pilot, text):
        await pilot.press("u")
        assert question(pilot) == "Undo the deletion of the document notes-hall?"
