"""The grid of documents, speakers and cases as its users tell it; what is asserted stands in the project file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from qualcode.model.things import Cell, Thing
from qualcode.project import Project, open_project
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.sheets.cases import CasesSheet
from qualcode.tui.widgets.statusline import StatusLine

from .conftest import notes
from .desk import DELMAS, screen

HOSTILE = "[/bold] 😀 " + "très long " * 30


@asynccontextmanager
async def grid(
    project: Project, size: tuple[int, int] = (120, 40), *keys: str
) -> AsyncIterator[tuple[Pilot[None], CasesSheet]]:
    """The sheet, some keys pressed."""
    async with screen(project, size) as (pilot, _text):
        await pilot.press("D", *keys)
        await pilot.pause()
        await pilot.pause()
        sheet = pilot.app.screen_stack[2]
        assert isinstance(sheet, CasesSheet)
        yield pilot, sheet


def row(project: Project, owner: str, name: str) -> Thing:
    """A row by its name, read by another connection."""
    with open_project(project.path) as other:
        return next(found for found in other.things(owner) if found.name == name)  # type: ignore[arg-type]  # an owner


def site(project: Project) -> list[str]:
    """The sites of all documents, in their order."""
    with open_project(project.path) as other:
        return [document.attributes.get("site", "") for document in other.documents()]


async def paste(pilot: Pilot[None], text: str) -> None:
    """What the terminal does when one pastes."""
    assert pilot.app.screen.focused is not None
    pilot.app.screen.focused.post_message(events.Paste(text))
    await pilot.pause()
    await pilot.pause()


async def write(pilot: Pilot[None], text: str, *then: str) -> None:
    """Type a text with all its signs."""
    editor = pilot.app.screen.focused
    assert isinstance(editor, Input)
    editor.value = text
    await pilot.press(*(then or ("enter",)))
    await pilot.pause()
    await pilot.pause()


def shown(sheet: CasesSheet) -> str:
    """The grid on the screen."""
    return "\n".join(sheet.grid.render_line(y).text for y in range(sheet.grid.size.height))


def said(sheet: CasesSheet) -> str:
    """The status line of the sheet."""
    return str(sheet.query_one(StatusLine).render())


def five(project: Project) -> None:
    """Three documents more, a site for two of the five."""
    project.add_drafts([notes(f"notes-{n}", "Rien.") for n in range(1, 4)])
    project.set_attributes(DELMAS, {"site": "MDS"})
    project.set_attributes("notes-2", {"site": "CAF"})


async def test_a_column_is_filled_as_in_a_spreadsheet(project: Project) -> None:
    five(project)
    async with grid(project, (120, 40), "end", "down", "enter") as (pilot, sheet):
        assert sheet.editor.has_focus
        await pilot.press(*"CCAS", "enter")
        await pilot.pause()
        # Enter goes on below; what one does not touch stays.
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
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
