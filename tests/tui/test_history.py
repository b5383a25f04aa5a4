"""Undo and redo; the sheet of all that was done."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from qualcode.model.span import Span
from qualcode.project import Project, open_project
from qualcode.tui.sheets.history.sheet import HistorySheet
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.rows import Rows

from .conftest import interview
from .desk import DELMAS, codings, keys, open_document, put_caret, question, screen, status


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


# Before and after a step


async def test_the_key_bar_names_what_undo_would_take_back(project: Project) -> None:
    async with screen(project, (200, 60)) as (pilot, text):
        put_caret(text, project, "je renvoie")
        await pilot.press("c", *"renonc", "enter")
        await settle(pilot)
        assert "undo: coding · renoncement" in keys(pilot)
        await pilot.press("u")
        await settle(pilot)
        assert "undo: coding · dirty work" in keys(pilot)
        assert "redo: coding · renoncement" in keys(pilot)


async def test_undo_shows_the_place_it_changed_when_it_is_out_of_sight(project: Project) -> None:
    long = interview("long", [("Enquêtrice", f"Question {n} ?") for n in range(200)])
    project.add_drafts([long])
    words = "Question 190 ?"
    start = project.text("long").index(words)
    span = Span(start, start + len(words))
    project.code("long", span.start, span.end, "territoires")
    async with screen(project) as (pilot, text):
        await pilot.press("u")
        await settle(pilot)
        assert text.page is not None
        assert text.page.document.name == "long"
        assert text.selection == span
        assert "Undone: coding · territoires" in status(pilot)
        await pilot.press("ctrl+home", "r")
        await settle(pilot)
        assert text.selection == span
        assert "Redone: coding · territoires" in status(pilot)
        # What is in sight stays as it is.
        await pilot.press("escape", "up", "up", "u")
        await settle(pilot)
        assert len(text.selection) == 0


async def test_undo_of_a_memo_shows_the_coding_it_was_on(project: Project) -> None:
    coding = next(c for c in project.codings(DELMAS) if "métier" in c.quote)
    project.add_memo("à revoir", coding=coding.id)
    async with screen(project) as (pilot, text):
        open_document(pilot, project, "notes-hall")
        await pilot.press("u")
        await settle(pilot)
        assert text.selection == coding.span


# The sheet


def listed(pilot: Pilot[None]) -> str:
    """The rows that the list shows."""
    rows = pilot.app.screen.query_one("#list", Rows)
    return "\n".join(rows.render_line(y).text for y in range(rows.size.height))


def beside(pilot: Pilot[None]) -> str:
    """What stands beside the list."""
    return str(pilot.app.screen.query_one("#list-text", Plain).render())


def sheet(pilot: Pilot[None]) -> HistorySheet:
    """The sheet that is open."""
    assert isinstance(pilot.app.screen, HistorySheet)
    return pilot.app.screen


async def settle(pilot: Pilot[None]) -> None:
    """Let timers and screens come to rest."""
    for _round in range(4):
        await pilot.pause()


async def test_the_history_lists_states_by_signs_and_tells_what_changed(project: Project) -> None:
    project.edit_code("territoires", definition="Ce que fait [bold]chacun[/bold]")
    project.code(DELMAS, 0, 10, "non-recours")
    project.undo()
    project.code(DELMAS, 0, 12, "territoires")
    project.undo()
    async with screen(project) as (pilot, text):
        await pilot.press("h")
        await settle(pilot)
        rows = listed(pilot).splitlines()
        assert "↶" in rows[0]
        assert "✗" in rows[1]
        assert "✓" in rows[2]
        assert "Enquêtrice" in beside(pilot)
        await pilot.press("down", "down")
        await pilot.pause(0.1)
        assert "definition: Ce que dit ce code." in beside(pilot)
        assert "→ Ce que fait [bold]chacun[/bold]" in beside(pilot)
        await pilot.press("g")
        await settle(pilot)
        assert "not done in a text" in sheet(pilot).said


async def test_the_history_leads_to_the_place(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await pilot.press("h")
        await settle(pilot)
        await pilot.press("g")
        await settle(pilot)
        start = project.text(DELMAS).index("On fait les mots de passe")
        assert text.selection == Span(start, start + len("On fait les mots de passe"))


async def test_going_back_to_an_action_asks_first_and_comes_back(project: Project) -> None:
    with open_project(project.path, coder="Ada") as other:
        other.code(DELMAS, 13, 20, "territoires")
    before = codings(project)
    async with screen(project) as (pilot, text):
        await pilot.press("h")
        await settle(pilot)
        await pilot.press("down", "down", "Z")
        assert question(pilot).startswith("Undo 3 actions, back to this one, it included: coding · territoires?")
        assert "Done by others among them: Ada: 1." in question(pilot)
        await pilot.press("n")
        assert codings(project) == before
        await pilot.press("Z", "y")
        await settle(pilot)
        assert len(codings(project)) == 1
        assert "Undone: 3 actions" in sheet(pilot).said
        assert [step.state for step in project.log(4)] == ["undone", "undone", "undone", "done"]
        await pilot.press("home", "Z")
        assert question(pilot).startswith("Redo 3 actions")
        await pilot.press("y")
        await settle(pilot)
        assert codings(project) == before
    assert not list(project.verify())


async def test_what_was_undone_for_good_cannot_be_walked_to(project: Project) -> None:
    project.undo()
    project.code(DELMAS, 0, 10, "non-recours")
    async with screen(project) as (pilot, text):
        await pilot.press("h")
        await settle(pilot)
        await pilot.press("down", "Z")
        await settle(pilot)
        assert "undone for good" in sheet(pilot).said


async def test_a_long_way_back_is_walked_beside_the_screen(project: Project) -> None:
    for n in range(60):
        project.code(DELMAS, n, n + 5, "territoires")
    async with screen(project) as (pilot, text):
        await pilot.press("h")
        await settle(pilot)
        await pilot.press(*["down"] * 59, "Z", "y")
        for _wait in range(100):
            await pilot.pause(0.05)
            if sheet(pilot).said:
                break
        assert "Undone: 60 actions" in sheet(pilot).said
        assert len(codings(project)) == 3


async def test_the_history_is_searched_and_narrowed(project: Project) -> None:
    with open_project(project.path, coder="Ada") as other:
        other.add_memo("[/] \x1b[31m évil [bold]", code=other.resolve_code("territoires").id)
    async with screen(project) as (pilot, text):
        await pilot.press("h")
        await settle(pilot)
        everything = len(sheet(pilot)._ids)
        await pilot.press("slash", *"EVIL", "enter")
        await settle(pilot)
        assert len(sheet(pilot)._ids) == 1
        assert "[/]" in listed(pilot)
        assert "\x1b" not in listed(pilot)
        assert "memo on territoires" in beside(pilot)
        await pilot.press("escape", "c", "down", "enter")
        await settle(pilot)
        assert sheet(pilot).view.coder == "Ada"
        assert len(sheet(pilot)._ids) == 1
        await pilot.press("c", "enter", "k", "down", "enter")
        await settle(pilot)
        assert sheet(pilot).view.kind == "code"
        assert len(sheet(pilot)._ids) == 3
        await pilot.press("k", "enter")
        await settle(pilot)
        assert len(sheet(pilot)._ids) == everything


async def test_the_history_is_written_for_the_method_section(project: Project) -> None:
    project.add_memo("=1+1 | [lien](http://x)", document=project.document(DELMAS).id)
    target = project.path.with_name("guichets-history.md")
    async with screen(project) as (pilot, text):
        await pilot.press("h")
        await settle(pilot)
        await pilot.press("E", "enter")
        await settle(pilot)
        page = target.read_text()
        assert page.startswith("# History of guichets")
        assert "\\[lien\\]" in page
        assert page.index("import") < page.rindex("memo")
        await pilot.press("E", "enter")
        assert "exists already. Replace it?" in question(pilot)
        await pilot.press("n")
        await settle(pilot)
        target.write_text("autre chose")
        await pilot.press("E", "enter", "y")
        await settle(pilot)
        assert target.read_text() == page
        await pilot.press("E")
        pilot.app.screen.query_one(Input).value = str(target.with_suffix(".csv"))
        await pilot.press("enter")
        await settle(pilot)
        assert "'=1+1" in target.with_suffix(".csv").read_text()


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_details_open_over_the_list_where_there_is_no_room(project: Project, size: tuple[int, int]) -> None:
    async with screen(project, size) as (pilot, text):
        await pilot.press("h")
        await settle(pilot)
        side = pilot.app.screen.query_one("#list-right")
        assert side.display is (size[0] > 100)
        await pilot.press("enter")
        await settle(pilot)
        assert side.display
        assert side.has_focus
        assert "On fait les mots de passe" in beside(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert side.display is (size[0] > 100)
        await pilot.press("escape")
        await settle(pilot)
        assert pilot.app.screen.query("#text")
