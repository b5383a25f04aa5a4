"""The documents panel: grouped, narrowed, with what is coded of each; renaming and deleting."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from qualcode.config import load_settings
from qualcode.model.things import Cell
from qualcode.project import Project, open_project
from qualcode.tui.sheets.cases import CasesSheet
from qualcode.tui.widgets.documents import DocumentList

from .conftest import interview, notes
from .desk import DELMAS, keys, put_caret, question, screen, status


def listed(pilot: Pilot[None]) -> list[str]:
    """The lines of the list."""
    shown = pilot.app.screen_stack[1].query_one(DocumentList)
    return [" ".join(shown.line(at).split()) for at in range(len(shown.rows))]


def title(pilot: Pilot[None]) -> str:
    """What stands over the list."""
    return str(pilot.app.screen_stack[1].query_one("#documents-title").render())


async def test_names_that_have_room_are_whole(project: Project) -> None:
    project.add_drafts([notes("notes-quai", "Du texte."), notes("notes-2", "Du texte.")])
    async with screen(project, (160, 40)) as (pilot, _text):
        assert {"notes-hall 0 %", "notes-quai 0 %", "notes-2 0 %"} <= set(listed(pilot))


async def test_each_document_says_how_much_of_it_is_coded(project: Project) -> None:
    async with screen(project, (160, 40)) as (pilot, text):
        percent = project.progress()[project.document(DELMAS).id].percent
        assert 0 < percent < 100
        assert f"▸ entretien-01-d… {percent} % 3" in listed(pilot)
        assert "notes-hall 0 %" in listed(pilot)
        put_caret(text, project, "Jamais")
        await pilot.press("t", "c", *"renonc", "enter")
        await pilot.pause()
        now = project.progress()[project.document(DELMAS).id].percent
        assert now > percent
        assert f"▸ entretien-01-d… {now} % 4" in listed(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert f"▸ entretien-01-d… {percent} % 3" in listed(pilot)


async def test_a_coding_repaints_its_lines_only(project: Project) -> None:
    async with screen(project, (160, 40)) as (pilot, text):
        shown = pilot.app.screen.query_one(DocumentList)
        painted: list[int] = []
        shown.refresh_line = painted.append  # type: ignore[method-assign]  # to see what is asked for
        put_caret(text, project, "Jamais")
        await pilot.press("c", *"renonc", "enter")
        await pilot.pause()
        assert painted == [0, 1]


async def test_groups_follow_the_cases_and_are_kept(project: Project) -> None:
    site = project.new_case("CAF [/bold] 😀", "site")
    project.set_cells(
        [
            Cell("document", project.document("notes-hall").id, "cases", "CAF [/bold] 😀"),
            Cell("case", site, "attribute", "x" * 200, "type"),
        ]
    )
    async with screen(project, (160, 40)) as (pilot, text):
        assert [line for line in listed(pilot) if "%" in line][0].startswith("Interviews 1")
        await pilot.press("d", "G")
        await pilot.pause()
        assert title(pilot) == "Documents by site"
        assert [line.split(" 0 %")[0] for line in listed(pilot)][:2] == ["CAF [/bold] 😀 1", "notes-hall"]
        assert any(line.startswith("elsewhere 1") for line in listed(pilot))
        assert load_settings().grouping == "site"
        await pilot.press("G")
        await pilot.pause()
        assert title(pilot) == "Documents"


async def test_grouping_by_an_attribute_is_chosen_from_a_list(project: Project) -> None:
    project.add_drafts([notes("notes-guichet", "Personne."), notes("notes-cour", "Personne.")])
    for name, value in ((DELMAS, "MDS"), ("notes-hall", "CAF"), ("notes-cour", "MDS")):
        project.set_attributes(name, {"terrain": value})
    async with screen(project, (160, 40)) as (pilot, text):
        await pilot.press("d", "g", "end", "enter")
        await pilot.pause()
        assert title(pilot) == "Documents by terrain"
        groups = [row.group for row in pilot.app.screen.query_one(DocumentList).rows if not row.document]
        assert groups == ["CAF", "MDS", ""]


async def test_typing_narrows_the_list_and_enter_opens(project: Project) -> None:
    project.add_drafts([interview(f"entretien-{n:02}-x") for n in range(2, 12)])
    project.set_attributes("entretien-07-x", {"site": "Médiathèque"})
    async with screen(project) as (pilot, text):
        await pilot.press("d", "slash", *"mediath")
        await pilot.pause()
        assert title(pilot) == "Documents 1/12"
        assert "entretien-07-x" in status(pilot)
        assert " ".join(keys(pilot).split()) == "Enter accept Esc leave"
        await pilot.press("enter")
        await pilot.pause()
        assert text.page is not None
        assert text.page.document.name == "entretien-07-x"
        assert text.has_focus
        await pilot.press("d", "slash", "x", "down", "down", "escape")
        await pilot.pause()
        shown = pilot.app.screen.query_one(DocumentList)
        assert shown.has_focus
        assert len(shown.listed) == 12
        assert not pilot.app.screen.query_one("#documents-filter", Input).display
        await pilot.press("escape")
        assert text.has_focus


async def test_a_name_that_is_typed_is_found_whatever_else_has_its_parts(project: Project) -> None:
    project.add_drafts([interview(f"notes-{n:02}-x") for n in range(1, 4)])
    project.set_attributes("notes-01-x", {"date": "2023-02-12"})
    async with screen(project) as (pilot, text):
        await pilot.press("d", "slash", *"notes-02", "enter")
        await pilot.pause()
        assert text.page is not None
        assert text.page.document.name == "notes-02-x"
        await pilot.press("D")
        await pilot.pause()
        await pilot.press("slash", *"notes-02", "enter")
        await pilot.pause()
        sheet = pilot.app.screen
        assert isinstance(sheet, CasesSheet)
        assert [line.cells[0] for line in sheet.lines] == ["notes-02-x"]


async def test_the_key_bar_says_what_the_list_can_do(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.press("d")
        await pilot.pause()
        assert "Del delete" in keys(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert "Del delete" not in keys(pilot)


async def test_nothing_that_matches_is_said(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.press("d", "slash", *"zzz", "enter")
        await pilot.pause()
        shown = pilot.app.screen.query_one(DocumentList)
        assert "No document" in shown.line(0)
        assert shown.document_here == 0


async def test_a_document_is_renamed(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.press("d", "down", "e")
        await pilot.pause()
        await pilot.press("ctrl+u", *DELMAS, "enter")
        await pilot.pause()
        assert "already" in str(pilot.app.screen.query_one("#complaint").render())
        await pilot.press("ctrl+u", *"carnet", "enter")
        await pilot.pause()
        with open_project(project.path) as other:
            assert [document.name for document in other.documents()] == [DELMAS, "carnet"]
        assert "Renamed: notes-hall → carnet" in status(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert project.document("notes-hall")


async def test_deleting_says_what_goes_and_asks(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.press("d", "delete")
        await pilot.pause()
        assert DELMAS in question(pilot)
        assert "3 codings" in question(pilot)
        await pilot.press("n")
        await pilot.pause()
        assert len(project.documents()) == 2
        await pilot.press("delete", "y")
        await pilot.pause()
        with open_project(project.path) as other:
            assert [document.name for document in other.documents()] == ["notes-hall"]
        assert text.page is not None
        assert text.page.document.name == "notes-hall"
        assert [note.message for note in pilot.app._notifications] == [f"Deleted: {DELMAS} (u brings it back)"]
        await pilot.press("u", "y")
        await pilot.pause()
        assert len(project.codings(DELMAS)) == 3


async def test_a_click_opens_and_headings_are_passed_over(project: Project) -> None:
    async with screen(project, (160, 40)) as (pilot, text):
        shown = pilot.app.screen.query_one(DocumentList)
        await pilot.click(shown, offset=(5, 3))
        await pilot.pause()
        assert text.page is not None
        assert text.page.document.name == "notes-hall"
        await pilot.press("d", "up", "up")
        assert shown.document_here == project.document(DELMAS).id


async def test_what_another_program_codes_is_shown(project: Project) -> None:
    async with screen(project, (160, 40)) as (pilot, text):
        with open_project(project.path, coder="Hugo") as other:
            other.code("notes-hall", 0, 38, "territoires")
        for _again in range(50):
            await pilot.pause(0.1)
            if any(line.startswith("notes-hall") and line.endswith(" 1") for line in listed(pilot)):
                break
        whole = project.progress()[project.document("notes-hall").id]
        assert f"notes-hall {whole.percent} % 1" in listed(pilot)


async def test_a_large_project_is_reckoned_beside_the_screen(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.add_drafts([notes("longues", "mot " * 301_000)])
    here: list[bool] = []
    monkeypatch.setattr(project, "measure_progress", lambda: here.append(True))
    async with screen(project, (160, 40)) as (pilot, text):
        for _again in range(100):
            if project.progress_known:
                break
            await pilot.pause(0.1)
        await pilot.pause()
        assert "longues 0 %" in listed(pilot)
        assert not here
