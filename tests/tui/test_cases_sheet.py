"""Writing in the grid of documents, speakers and cases; what is asserted stands in the project file."""

from __future__ import annotations

from qualcode.project import Project

from .desk import DELMAS
from .grid import five, grid, paste, row, site


async def test_a_column_is_filled_as_in_a_spreadsheet(project: Project) -> None:
    five(project)
    async with grid(project, (120, 40), "end", "down", "enter") as (pilot, sheet):
        assert sheet.editor.has_focus
        await pilot.press(*"CCAS", "enter")
        await pilot.pause()
        # Enter goes on below, through empty cells.
        await pilot.press("enter")
        await pilot.pause()
        # In one that has something, letters are keys: nothing is lost to who goes on as if done.
        assert sheet.grid.has_focus
        assert not sheet.editor.display
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press(*"MDS", "enter")
        await pilot.pause()
        assert site(project) == ["MDS", "CCAS", "", "CAF", "MDS"]
        assert sheet.grid.has_focus or sheet.editor.has_focus
        await pilot.press("escape", "u")
        await pilot.pause()
        assert site(project) == ["MDS", "CCAS", "", "CAF", ""]
        await pilot.press("u")
        await pilot.pause()
        assert site(project) == ["MDS", "", "", "CAF", ""]
        await pilot.press("r")
        await pilot.pause()
        assert site(project) == ["MDS", "CCAS", "", "CAF", ""]


async def test_escape_leaves_the_cell_as_it_was(project: Project) -> None:
    five(project)
    async with grid(project, (120, 40), "end", "enter", "X", "Y", "escape") as (pilot, sheet):
        assert site(project)[0] == "MDS"
        assert sheet.grid.has_focus


async def test_known_values_complete_and_are_taken_with_the_arrows(project: Project) -> None:
    five(project)
    project.set_attributes("notes-3", {"site": "CAF"})
    async with grid(project, (120, 40), "end", "down", "enter") as (pilot, sheet):
        await pilot.press("down")
        assert sheet.editor.value == "CAF"
        await pilot.press("down")
        assert sheet.editor.value == "MDS"
        await pilot.press("down", "m", "down")
        assert sheet.editor.value == "MDS"
        await pilot.press("enter")
        await pilot.pause()
        assert site(project)[1] == "MDS"


async def test_what_is_typed_is_written_not_what_it_might_become(project: Project) -> None:
    five(project)
    async with grid(project, (120, 40), "end", "down", "enter") as (pilot, sheet):
        await pilot.press("M")
        await pilot.pause(0.1)
        await pilot.press("enter")
        await pilot.pause()
        assert site(project)[1] == "M"


async def test_a_selection_is_filled_with_one_value_in_one_step(project: Project) -> None:
    five(project)
    async with grid(project, (120, 40), "end", "shift+down", "shift+down", "enter") as (pilot, sheet):
        await pilot.press(*"PIMMS", "enter")
        await pilot.pause()
        assert site(project) == ["PIMMS", "PIMMS", "PIMMS", "CAF", ""]
        await pilot.press("u")
        await pilot.pause()
        assert site(project) == ["MDS", "", "", "CAF", ""]


async def test_a_column_is_pasted_after_a_preview_in_one_step(project: Project) -> None:
    five(project)
    async with grid(project, (120, 40), "end") as (pilot, sheet):
        await paste(pilot, "CCAS\nMDS\nMairie\n\nCAF\nde trop\n")
        asked = str(pilot.app.screen.query_one("#question").render())
        assert "5 cells change" in asked
        assert "1 overwritten" in asked
        assert "1 emptied" in asked
        assert "1 line has no row" in asked
        listed = str(pilot.app.screen.query_one("#changes Static").render())
        assert f"{DELMAS}  site: MDS → CCAS" in listed
        await pilot.press("n")
        await pilot.pause()
        assert site(project) == ["MDS", "", "", "CAF", ""]
        await paste(pilot, "CCAS\nMDS\nMairie\n\nCAF")
        await pilot.press("y")
        await pilot.pause()
        assert site(project) == ["CCAS", "MDS", "Mairie", "", "CAF"]
        await pilot.press("u")
        await pilot.pause()
        assert site(project) == ["MDS", "", "", "CAF", ""]


async def test_several_columns_are_pasted_and_what_does_not_fit_is_said(project: Project) -> None:
    five(project)
    project.set_attributes(DELMAS, {"date": "2019-05"})
    async with grid(project, (120, 40), "end", "left") as (pilot, sheet):
        assert sheet.column is not None
        await paste(pilot, "site\tdate\nA\t12/03/2019\nB\t2019-06")
        asked = str(pilot.app.screen.query_one("#question").render())
        assert "titles of the columns" in asked
        await pilot.press("y")
        await pilot.pause()
        assert row(project, "document", "notes-hall").attributes == {"site": "B", "date": "2019-06"}
        assert row(project, "document", DELMAS).attributes == {"site": "A", "date": "12/03/2019"}
        await paste(pilot, "1\t2\t3\n4\t5\t6")
        assert "1 column stands beyond" in str(pilot.app.screen.query_one("#question").render())


async def test_a_table_pasted_on_the_names_finds_its_rows(project: Project) -> None:
    five(project)
    async with grid(project, (120, 40)) as (pilot, sheet):
        await paste(pilot, f"document\tsite\tâge\nnotes-3\tMDS\t54\n{DELMAS.upper()}\tCAF\t\nnobody\tx\t1\n")
        asked = str(pilot.app.screen.query_one("#question").render())
        assert "New columns: âge" in asked
        assert "“nobody”" in asked
        await pilot.press("o")
        await pilot.pause()
        assert site(project) == ["CAF", "", "", "CAF", "MDS"]
        assert row(project, "document", "notes-3").attributes["âge"] == "54"


async def test_pasting_into_the_cell_that_is_written(project: Project) -> None:
    five(project)
    async with grid(project, (120, 40), "end", "down", "enter") as (pilot, sheet):
        await paste(pilot, "Mairie\n")
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert site(project)[1] == "Mairie"
        await pilot.press("enter")
        await pilot.pause()
        await paste(pilot, "a\nb")
        assert "2 cells change" in str(pilot.app.screen.query_one("#question").render())


async def test_copying_and_pasting_here(project: Project) -> None:
    five(project)
    async with grid(project, (120, 40), "end", "v", "down", "y") as (pilot, sheet):
        assert pilot.app.clipboard == "MDS\n"
        await pilot.press("escape", "ctrl+end", "up", "p", "y")
        await pilot.pause()
        assert site(project) == ["MDS", "", "", "MDS", ""]


async def test_emptying_removes_the_attribute(project: Project) -> None:
    five(project)
    async with grid(project, (120, 40), "end", "V", "delete") as (pilot, sheet):
        assert site(project) == [""] * 5
        assert project.attribute_names("document") == []
        await pilot.press("u")
        await pilot.pause()
        assert site(project) == ["MDS", "", "", "CAF", ""]
