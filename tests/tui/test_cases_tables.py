"""The tables of the grid: columns, rows, order, speakers, cases, files; what other programs do."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import OptionList

from qualcode.model.things import Cell
from qualcode.project import Project, open_project
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.sheets.cases import CasesSheet

from .desk import DELMAS
from .grid import HOSTILE, five, grid, paste, row, said, shown, site, write


async def test_a_new_column_stays_empty_until_it_is_filled(project: Project) -> None:
    async with grid(project, (120, 40), "a", *"secteur", "enter") as (pilot, sheet):
        assert project.attribute_names("document") == []
        assert sheet.column is not None
        assert sheet.column.title == "secteur"
        await pilot.press("a", *"Secteur", "enter")
        await pilot.pause()
        assert "already" in str(pilot.app.screen.query_one("#complaint").render())
        await pilot.press("escape", "enter", *"Nord", "enter")
        await pilot.pause()
        assert row(project, "document", DELMAS).attributes == {"secteur": "Nord"}


async def test_a_column_is_renamed_joined_and_deleted(project: Project) -> None:
    five(project)
    project.set_attributes("notes-1", {"lieu": "Mairie"})
    async with grid(project, (120, 40), "end", "n") as (pilot, sheet):
        await pilot.press("ctrl+u", *"site", "enter")
        await pilot.pause()
        assert "part of it" in str(pilot.app.screen.query_one("#question").render())
        await pilot.press("y")
        await pilot.pause()
        assert site(project) == ["MDS", "", "Mairie", "CAF", ""]
        await pilot.press("X")
        await pilot.pause()
        assert "3 rows" in str(pilot.app.screen.query_one("#question").render())
        await pilot.press("y")
        await pilot.pause()
        assert site(project) == [""] * 5
        await pilot.press("u")
        await pilot.pause()
        assert site(project) == ["MDS", "", "Mairie", "CAF", ""]


async def test_sorting_and_narrowing_keep_the_cursor_on_its_row(project: Project) -> None:
    five(project)
    async with grid(project, (120, 40), "end", "S") as (pilot, sheet):
        names = [line.thing.name for line in sheet.lines]
        assert names[:2] == ["notes-2", DELMAS]
        assert sheet.line is not None
        assert sheet.line.thing.name == DELMAS
        assert "site▲" in shown(sheet)
        # A row that is changed stays where it stands.
        await pilot.press("enter", *"AAA", "enter", "escape")
        await pilot.pause()
        assert [line.thing.name for line in sheet.lines] == names
        await pilot.press("up", "S")
        assert [line.cells[-1] for line in sheet.lines][:2] == ["CAF", "AAA"]
        await pilot.press("slash", *"notes", "enter")
        await pilot.pause()
        assert [line.thing.name for line in sheet.lines][0] == "notes-2"
        assert len(sheet.lines) == 4
        await pilot.press("escape")
        await pilot.pause()
        assert len(sheet.lines) == 5
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CodingScreen)


async def test_a_speaker_is_mended(project: Project) -> None:
    async with grid(project, (120, 40), "2", "down", "enter") as (pilot, sheet):
        await write(pilot, "Mme Delmas", "tab")
        assert row(project, "speaker", "Mme Delmas").fields["label"] == "Mme D."
        await pilot.press("home", "right", "right", "right", "enter")
        await pilot.pause()
        assert row(project, "speaker", "Mme Delmas").fields["interviewer"] == "1"
        await pilot.press("enter")
        await pilot.pause()
        assert row(project, "speaker", "Mme Delmas").fields["interviewer"] == ""
        await paste(pilot, "peut-être")
        assert "neither yes nor no" in said(sheet)
        await paste(pilot, "oui")
        assert row(project, "speaker", "Mme Delmas").fields["interviewer"] == "1"


async def test_cases_are_picked_made_and_several_ticked(project: Project) -> None:
    project.new_case("Mme Delmas")
    async with grid(project, (120, 40), "2", "down", "right", "right", "right", "right", "enter") as (pilot, sheet):
        await pilot.press(*"delm", "enter")
        await pilot.pause()
        assert row(project, "speaker", "Mme D.").fields["cases"] == "Mme Delmas"
        await pilot.press("enter", *"MDS", "enter")
        await pilot.pause()
        assert row(project, "speaker", "Mme D.").fields["cases"] == "MDS"
        await pilot.press("enter")
        await pilot.pause()
        # The case it has stands first and ticked; another one is ticked beside it.
        assert str(pilot.app.screen.query_one(OptionList).get_option_at_index(0).prompt).startswith("✓ MDS")
        await pilot.press("down", "tab", "enter")
        await pilot.pause()
        assert row(project, "speaker", "Mme D.").fields["cases"] == "Mme Delmas; MDS"
        await pilot.press("u")
        await pilot.pause()
        assert row(project, "speaker", "Mme D.").fields["cases"] == "MDS"


async def test_a_case_is_made_and_said_to_be_a_site(project: Project) -> None:
    async with grid(project, (120, 40), "c", *"MDS", "enter") as (pilot, sheet):
        assert sheet.kept.owner == "case"
        await pilot.press("enter", "down", "enter")
        await pilot.pause()
        assert row(project, "case", "MDS").fields["kind"] == "site"
        await pilot.press("home", "X")
        await pilot.pause()
        assert "“MDS”" in str(pilot.app.screen.query_one("#question").render())
        await pilot.press("y")
        await pilot.pause()
        assert project.cases() == []


async def test_what_cannot_be_written_says_so_and_the_cell_stays_open(project: Project) -> None:
    async with grid(project, (120, 40), "down", "enter") as (pilot, sheet):
        await write(pilot, DELMAS)
        assert [note.message for note in pilot.app._notifications] == [f"There is already a document “{DELMAS}”."]
        assert sheet.editor.has_focus
        await write(pilot, "carnet")
        assert row(project, "document", "carnet")
        await pilot.press("right", "right", "enter")
        await pilot.pause()
        assert "cannot be changed" in said(sheet)


async def test_what_another_program_does_appears_and_the_cursor_stays(project: Project) -> None:
    five(project)
    async with grid(project, (120, 40), "end", "down", "down", "down") as (pilot, sheet):
        with open_project(project.path, coder="Hugo") as other:
            other.delete_document("notes-1")
            other.set_attributes("notes-2", {"site": "Trésorerie"})
        for _again in range(50):
            await pilot.pause(0.1)
            if len(sheet.lines) == 4 and "Trésorerie" in shown(sheet):
                break
        assert sheet.line is not None
        assert sheet.line.thing.name == "notes-2"
        assert "Trésorerie" in shown(sheet)
        assert "notes-1" not in shown(sheet)


async def test_the_sheet_remembers_and_opens_documents(project: Project) -> None:
    five(project)
    async with grid(project, (120, 40), "down", "end") as (pilot, sheet):
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("D")
        await pilot.pause()
        await pilot.pause()
        again = pilot.app.screen
        assert isinstance(again, CasesSheet)
        assert again.line is not None
        assert (again.line.thing.name, again.grid.column) == ("notes-hall", 5)
        await pilot.press("o")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CodingScreen)
        assert pilot.app.screen.session.page is not None
        assert pilot.app.screen.session.page.document.name == "notes-hall"


async def test_eighty_by_twenty_four_shows_the_name_and_the_cell_wherever_one_is(project: Project) -> None:
    project.set_cells(
        [
            Cell("document", d.id, "attribute", f"valeur {n}", f"attribut {n}")
            for d in project.documents()
            for n in range(20)
        ]
    )
    project.set_attributes(DELMAS, {"attribut 19": HOSTILE, HOSTILE: "x"})
    async with grid(project, (80, 24)) as (pilot, sheet):
        for _column in range(25):
            await pilot.press("right")
            place = sheet.grid.place_of(sheet.grid.row, sheet.grid.column)
            assert place.right <= sheet.grid.size.width
            assert DELMAS[:12] in shown(sheet)
        assert "valeur 19" in shown(sheet)
        await pilot.press("home")
        assert "attribut 0" in shown(sheet)


async def test_a_table_goes_to_a_file_and_comes_back(project: Project, tmp_path: Path) -> None:
    five(project)
    async with grid(project, (120, 40), "E") as (pilot, sheet):
        await write(pilot, str(tmp_path / "t.csv"))
        text = (tmp_path / "t.csv").read_text(encoding="utf-8")
        assert text.splitlines()[0].endswith(",site")
        (tmp_path / "t.csv").write_text("nom;site;genre\nnotes-1;Mairie;F\n", encoding="utf-8")
        await pilot.press("L")
        await pilot.pause()
        await write(pilot, str(tmp_path / "t.csv"))
        assert "2 cells change" in str(pilot.app.screen.query_one("#question").render())
        await pilot.press("y")
        await pilot.pause()
        assert row(project, "document", "notes-1").attributes == {"site": "Mairie", "genre": "F"}


async def test_the_mouse_puts_the_cursor_writes_and_sorts(project: Project) -> None:
    five(project)
    async with grid(project) as (pilot, sheet):
        place = sheet.grid.place_of(3, 5)
        await pilot.click(sheet.grid, offset=(place.x + 2, place.y))
        assert (sheet.grid.row, sheet.grid.column) == (3, 5)
        await pilot.click(sheet.grid, offset=(place.x + 2, place.y))
        await pilot.pause()
        assert sheet.editor.has_focus
        await pilot.press("escape")
        await pilot.click(sheet.grid, offset=(place.x + 2, 0))
        await pilot.pause()
        assert sheet.lines[0].thing.name == "notes-2"


async def test_a_project_without_cases_has_an_empty_table(project: Project) -> None:
    async with grid(project, (80, 24), "3", "enter", "delete", "y", "S", "n", "X", "o", "v", "V") as (pilot, sheet):
        assert sheet.lines == ()
        await pilot.press("tab")
        await pilot.pause()
        assert sheet.kept.owner == "document"
