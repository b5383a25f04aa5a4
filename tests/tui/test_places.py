"""Where one stopped is found again, and what other programs do is seen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualcode.project import Project, open_project
from qualcode.tui.places import Places, load_places, places_file, save_places
from qualcode.tui.screens.coding import CodingScreen

from .desk import DELMAS, codings, open_document, put_caret, screen, status


async def test_the_document_and_the_caret_are_kept_between_sessions(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Vous refusez")
        await pilot.press("d", "down", "enter")
        await pilot.pause()
        there = put_caret(text, project, "Une dame", "notes-hall")
        await pilot.pause()
    before = project.log()
    async with screen(project) as (pilot, text):
        assert text.page is not None
        assert (text.page.document.name, text.caret) == ("notes-hall", there)
        open_document(pilot, project, DELMAS)
        await pilot.pause()
        assert text.caret == project.text(DELMAS).index("Vous refusez")
    assert project.log() == before


async def test_the_caret_is_brought_into_view(project: Project) -> None:
    async with screen(project, (60, 12)) as (pilot, text):
        put_caret(text, project, "association")
        await pilot.pause()
    async with screen(project, (60, 12)) as (pilot, text):
        row = text.rows.row_at(text.caret)
        assert text.scroll_offset.y < row < text.scroll_offset.y + text.size.height


async def test_a_document_that_is_gone_does_not_hinder(project: Project) -> None:
    save_places(project.uuid, Places("no such document", {"no such document": 12}))
    async with screen(project) as (pilot, text):
        assert text.page is not None
        assert text.page.document.name == DELMAS


@pytest.mark.parametrize("kept", ["", "[]", "{", '{"U": 3}', '{"U": {"document": 1, "carets": {"a": -1, "b": "x"}}}'])
def test_damaged_places_are_no_places(kept: str) -> None:
    places_file().parent.mkdir(parents=True, exist_ok=True)
    places_file().write_text(kept, encoding="utf-8")
    assert load_places("U") == Places()
    assert save_places("U", Places("d", {"d": 5}))
    assert load_places("U") == Places("d", {"d": 5})


def test_the_places_of_other_projects_stay_the_oldest_go() -> None:
    for n in range(120):
        save_places(f"project {n}", Places("d", {"d": n}))
    assert len(json.loads(places_file().read_text(encoding="utf-8"))) == 100
    assert load_places("project 119").carets == {"d": 119}
    assert load_places("project 0") == Places()


def test_a_folder_that_cannot_be_written_is_no_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert not save_places("U", Places("d"))


def look(screen: object) -> None:
    """What the timer does."""
    assert isinstance(screen, CodingScreen)
    screen.look_around()


async def test_codings_of_another_program_appear_and_the_caret_stays(project: Project) -> None:
    async with screen(project) as (pilot, text):
        caret = put_caret(text, project, "Vous refusez")
        await pilot.pause()
        with open_project(project.path, coder="Ada") as other:
            other.code(DELMAS, 13, 20, "accueil", create=True)
        look(pilot.app.screen)
        await pilot.pause()
        assert len(text.lanes.bars) == 4
        assert text.caret == caret
        assert "Another program" in status(pilot)


async def test_ones_own_changes_are_not_another_program_s(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "je renvoie")
        await pilot.press("c", *"deleg", "enter")
        await pilot.pause()
        look(pilot.app.screen)
        assert "Coded" in status(pilot)


async def test_the_open_document_deleted_elsewhere_gives_way_to_another(project: Project) -> None:
    async with screen(project) as (pilot, text):
        with open_project(project.path) as other:
            other.delete_document(DELMAS)
        look(pilot.app.screen)
        await pilot.pause()
        assert text.page is not None
        assert text.page.document.name == "notes-hall"
        assert DELMAS in status(pilot)


async def test_nothing_moves_under_a_question(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "je renvoie")
        await pilot.press("c")
        desk = pilot.app.screen_stack[1]
        with open_project(project.path) as other:
            other.delete_document(DELMAS)
        look(desk)
        await pilot.press(*"deleg", "enter")
        await pilot.pause()
        assert f"Another program has deleted {DELMAS}" in status(pilot)
        assert codings(project, "notes-hall") == []
        assert text.page is not None
        assert text.page.document.name == "notes-hall"


async def test_a_project_filled_elsewhere_opens_its_first_document(project: Project) -> None:
    ids = [document.id for document in project.documents()]
    with project.action("delete document"):
        for document in ids:
            project.delete_document(document)
    async with screen(project) as (pilot, text):
        assert text.page is None
        with open_project(project.path) as other:
            other.undo()
        look(pilot.app.screen)
        await pilot.pause()
        assert text.page is not None
