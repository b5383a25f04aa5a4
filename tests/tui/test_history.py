"""Undo and redo."""

from __future__ import annotations

from qualcode.project import Project

from .conftest import interview
from .desk import DELMAS, codings, put_caret, screen


async def test_undo_and_redo_name_what_they_did(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "je renvoie")
        await pilot.press("c", *"deleg", "enter")
        await pilot.pause()
        assert len(codings(project)) == 4
        await pilot.press("u")
        await pilot.pause()
        assert len(codings(project)) == 3
        assert any("délégation" in n.message for n in pilot.app._notifications)
        await pilot.press("r")
        await pilot.pause()
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
        pilot.app.screen.open_document(project.document("entretien-02").id)
        await pilot.press("u")
        await pilot.pause()
        assert text.page is not None
        assert text.page.document.name == DELMAS
        for _step in range(12):
            await pilot.press("u")
        await pilot.pause()
        assert text.page is None
        assert pilot.app.screen.query_one("#empty").display
