"""The sheet of segments as its users tell it; what is asserted stands in the project file."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from qualcode.model.span import Span
from qualcode.project import Project, open_project
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.sheets.retrieval import actions
from qualcode.tui.sheets.retrieval.sheet import RetrievalSheet
from qualcode.tui.sheets.sheet import About
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.statusline import StatusLine

from .desk import DELMAS, codings, put_caret, question, screen


def sheet(pilot: Pilot[None]) -> RetrievalSheet:
    """The sheet that is shown."""
    found = pilot.app.screen
    assert isinstance(found, RetrievalSheet)
    return found


def title(pilot: Pilot[None]) -> str:
    """What the sheet says it shows."""
    return str(pilot.app.screen.query_one("#sheet-title").render())


def said(pilot: Pilot[None]) -> str:
    """What the status line of the sheet says."""
    return str(pilot.app.screen.query_one(StatusLine).render())


def rows(pilot: Pilot[None]) -> str:
    """The list as it is painted."""
    listed = sheet(pilot).passages
    return "\n".join(listed.render_line(y).text.rstrip() for y in range(listed.size.height))


async def on_code(pilot: Pilot[None], project: Project, path: str) -> RetrievalSheet:
    """The sheet, opened on a code."""
    assert isinstance(pilot.app.screen, CodingScreen)
    pilot.app.screen.open_sheet("retrieval", About(project.resolve_code(path).id))
    await pilot.pause()
    await pilot.pause()
    return sheet(pilot)


async def ask(pilot: Pilot[None], query: str) -> None:
    """Write a query and send it off."""
    await pilot.press("slash")
    sheet(pilot).line.line.value = query
    await pilot.press("enter")
    await pilot.pause()


async def test_f_shows_the_segments_of_the_code_at_the_caret_with_those_under_it(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "On fait les mots")
        await pilot.press("f")
        await pilot.pause()
        await pilot.pause()
        assert "dirty work (and 2 codes under it)" in title(pilot)
        assert "2 segments · 1 document · 1 respondent" in title(pilot)
        shown = rows(pilot)
        assert "entretien-01-delmas" in shown
        assert "Mme D. · turn 2" in shown
        assert "■ mots de passe  + dirty work" in shown
        await pilot.press("=")
        await pilot.pause()
        assert "dirty work (this code only)" in title(pilot)
        assert [hit.code for hit in sheet(pilot).passages.hits] == [project.resolve_code("dirty work").id]


async def test_enter_goes_to_the_place_and_f_comes_back_to_the_same_list(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await on_code(pilot, project, "territoires")
        await ask(pilot, "coder:Camille")
        assert "3 segments" in title(pilot)
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, CodingScreen)
        start = project.text(DELMAS).index("C'est pas mon métier, ça.")
        assert text.selection == Span(start, start + len("C'est pas mon métier, ça."))
        await pilot.press("f")
        await pilot.pause()
        await pilot.pause()
        assert "coder:Camille" in title(pilot)
        assert sheet(pilot).passages.cursor == 2
        await pilot.press("escape")
        put_caret(text, project, "On fait les mots")
        await pilot.pause()
        await pilot.press("f")
        await pilot.pause()
        assert "dirty work" in title(pilot)


async def test_a_query_that_cannot_be_read_says_where(project: Project) -> None:
    async with screen(project) as (pilot, _text):
        await on_code(pilot, project, "territoires")
        await ask(pilot, "code:territoires AND")
        told = str(sheet(pilot).line.query_one(Plain).render())
        assert "A condition is expected after AND" in told
        assert told.splitlines()[-1].strip() == "^"
        assert sheet(pilot).line.opened
        assert "1 segment " in title(pilot)
        sheet(pilot).line.line.value = "code:nowhere"
        await pilot.press("enter")
        await pilot.pause()
        assert "There is no code" in str(sheet(pilot).line.query_one(Plain).render())
        await pilot.press("escape")
        await pilot.pause()
        assert not sheet(pilot).line.opened
        assert isinstance(pilot.app.screen, RetrievalSheet)


async def test_a_question_about_units_shows_the_segments_that_speak_for_them(project: Project) -> None:
    async with screen(project) as (pilot, _text):
        await on_code(pilot, project, "territoires")
        query = 'code:"dirty work" coder:Camille BY turn'
        await ask(pilot, query)
        count, every = project.count_units(query)
        assert f"{count} of {every} turns · " in title(pilot)
        told = {id_ for unit in project.units(query) for id_ in unit.segments}
        assert {hit.id for hit in sheet(pilot).passages.hits} == told != set()
        await ask(pilot, "* & *")
        assert f"{len(project.passages('* & *'))} shared passage" in title(pilot)
        assert len(sheet(pilot).passages.hits) == project.total("* OVERLAPS *").segments


async def test_tab_completes_and_the_arrow_recalls(project: Project) -> None:
    async with screen(project) as (pilot, _text):
        await on_code(pilot, project, "dirty work")
        await pilot.press("slash", "home", *["delete"] * 20, *"code:renon", "tab")
        line = sheet(pilot).line.line
        assert isinstance(line, Input)
        assert line.value == "code:renoncement"
        await pilot.press("enter")
        await pilot.pause()
        assert "0 segments" in title(pilot)
        assert sheet(pilot).query_one("#nothing").display
        await ask(pilot, "territ*")
        await pilot.press("slash", "up", "up")
        assert line.value == "code:renoncement"
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "territ*" in title(pilot)
        # What one is writing waits below the queries asked before.
        await pilot.press("slash", *"role:A", "down")
        assert line.value == "role:A"
        await pilot.press("up", "down")
        assert line.value == "role:A"


async def test_ticked_segments_are_recoded_as_one_step(project: Project) -> None:
    async with screen(project) as (pilot, _text):
        await on_code(pilot, project, "dirty work")
        await pilot.press("space", "space", "e", *"renonc", "enter")
        await pilot.pause()
        await pilot.pause()
        assert sorted(path for path, _quote in codings(project)) == [
            "non-recours/renoncement",
            "non-recours/renoncement",
            "territoires",
        ]
        assert "0 segments" in title(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert "2 segments" in title(pilot)
        assert "dirty work/mots de passe" in [path for path, _quote in codings(project)]


async def test_a_great_many_are_recoded_beside_the_screen(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "_AT_ONCE", 1)
    async with screen(project) as (pilot, _text):
        await on_code(pilot, project, "dirty work")
        await pilot.press("a", "e", *"renonc", "enter")
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert [path for path, _quote in codings(project)].count("non-recours/renoncement") == 2
        assert "2 segments recoded: non-recours/renoncement" in said(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert "2 segments" in title(pilot)


async def test_a_click_puts_the_cursor_there_and_two_go_to_the_place(project: Project) -> None:
    async with screen(project) as (pilot, text):
        opened = await on_code(pilot, project, "dirty work")
        second = opened.passages.hits[1]
        await pilot.click(opened.passages, offset=(6, opened.passages._shelf.row_of(1)))
        await pilot.pause()
        assert opened.passages.current == second
        await pilot.click(opened.passages, offset=(6, opened.passages._shelf.row_of(1)), times=2)
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, CodingScreen)
        assert text.selection == Span(second.start, second.end)


async def test_removing_several_asks_and_undo_brings_them_back(project: Project) -> None:
    async with screen(project) as (pilot, _text):
        await on_code(pilot, project, "dirty work")
        await pilot.press("a", "x")
        await pilot.pause()
        assert question(pilot) == "Remove 2 codings?"
        await pilot.press("y")
        await pilot.pause()
        await pilot.pause()
        assert [path for path, _quote in codings(project)] == ["territoires"]
        await pilot.press("u")
        await pilot.pause()
        assert len(codings(project)) == 3


async def test_another_coders_segment_is_removed_after_a_question_only(project: Project) -> None:
    with open_project(project.path, coder="Bastien [/red]") as other:
        text = other.text(DELMAS)
        start = text.index("je renvoie")
        other.code(DELMAS, start, start + 10, "territoires")
    async with screen(project) as (pilot, _text):
        await on_code(pilot, project, "territoires")
        assert "Bastien [/red]" in rows(pilot)
        await pilot.press("down", "x")
        await pilot.pause()
        assert "1 coding is by Bastien [/red]." in question(pilot)
        await pilot.press("n")
        await pilot.pause()
        assert len(codings(project)) == 4
        await pilot.press("up", "x")
        await pilot.pause()
        assert len(codings(project)) == 3


async def test_groups_by_document_code_and_speaker(project: Project) -> None:
    project.code("notes-hall", 0, 8, "dirty work")
    async with screen(project) as (pilot, _text):
        await on_code(pilot, project, "dirty work")
        assert "by document" in title(pilot)
        await pilot.press("end", "S")
        await pilot.pause()
        assert "by code" in title(pilot)
        assert "■ dirty work  2" in rows(pilot)
        assert sheet(pilot).passages.current is not None
        assert sheet(pilot).passages.current.document == project.document("notes-hall").id
        await pilot.press("S")
        await pilot.pause()
        shown = rows(pilot)
        assert shown.index("Mme D. (entretien-01-delmas)  2") < shown.index("(nobody speaks)  1")


async def test_the_text_stands_beside_where_there_is_room_and_below_when_asked(project: Project) -> None:
    async with screen(project, (140, 40)) as (pilot, _text):
        opened = await on_code(pilot, project, "territoires")
        await pilot.pause(0.1)
        assert opened.text.display
        assert opened.text.selection.start == opened.passages.hits[0].start
        shown = "\n".join(opened.text.render_line(y).text for y in range(opened.text.size.height))
        assert "Jamais. Mais je renvoie" in shown
        await pilot.press("t")
        await pilot.pause()
        assert not opened.text.display
    async with screen(project, (80, 24)) as (pilot, _text):
        opened = await on_code(pilot, project, "territoires")
        assert not opened.text.display
        await pilot.press("t")
        await pilot.pause()
        assert opened.text.display
        assert opened.text.region.y > opened.passages.region.y


async def test_a_memo_is_written_from_the_list(project: Project) -> None:
    async with screen(project) as (pilot, _text):
        await on_code(pilot, project, "territoires")
        await pilot.press("m")
        await pilot.pause()
        await pilot.press(*"revoir", "ctrl+s")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, RetrievalSheet)
        assert "✎" in rows(pilot)
    with open_project(project.path) as other:
        assert [memo.text for memo in other.memos()] == ["revoir"]


async def test_segments_are_copied_and_written(project: Project, tmp_path: Path) -> None:
    async with screen(project) as (pilot, _text):
        await on_code(pilot, project, "territoires")
        await pilot.press("y")
        assert pilot.app.clipboard.startswith("« C'est pas mon métier, ça. » (Mme D.")
        await pilot.press("w")
        await pilot.pause()
        target = tmp_path / "out.csv"
        pilot.app.screen.query_one(Input).value = str(target)
        await pilot.press("enter")
        await pilot.pause()
        assert [row["code"] for row in csv.DictReader(target.read_text(encoding="utf-8").splitlines())] == [
            "territoires"
        ]
        await pilot.press("w")
        await pilot.pause()
        assert pilot.app.screen.query_one(Input).value == str(target)
        await pilot.press("enter")
        await pilot.pause()
        assert "exists already" in question(pilot)
        await pilot.press("n")
        await pilot.press("w")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = str(tmp_path / "out.txt")
        await pilot.press("enter")
        await pilot.pause()
        assert not (tmp_path / "out.txt").exists()


async def test_what_another_program_does_shows_and_the_cursor_stays(project: Project) -> None:
    async with screen(project) as (pilot, _text):
        opened = await on_code(pilot, project, "dirty work")
        await pilot.press("down")
        held = opened.passages.current
        with open_project(project.path, coder="Bastien") as other:
            other.code(DELMAS, 0, 12, "dirty work")
        opened.look_around()
        await pilot.pause()
        assert "3 segments" in title(pilot)
        assert opened.passages.current == held
        with open_project(project.path) as other:
            other.delete_document(DELMAS)
        opened.look_around()
        await pilot.pause()
        assert "0 segments" in title(pilot)
        await pilot.press("enter", "x", "e", "m", "y", "space", "S")
        assert isinstance(pilot.app.screen, RetrievalSheet)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_hostile_names_are_shown_as_they_are(project: Project, size: tuple[int, int]) -> None:
    long = "[/bold] 👩‍👩‍👧 " + "très long " * 18
    project.code(DELMAS, 5, 30, long.replace("/", "\\/"), create=True)
    async with screen(project, size) as (pilot, _text):
        opened = await on_code(pilot, project, "territoires")
        await ask(pilot, "")
        assert "[/bold] 👩‍👩‍👧 très long" in rows(pilot)
        assert "all segments" in title(pilot)
        width = opened.passages.scrollable_content_region.width
        assert all(opened.passages.render_line(y).cell_length == width for y in range(opened.passages.size.height))
        await pilot.press("S", "end", "home", "}", "}", "{")
        assert "2/4" in said(pilot)


async def test_only_what_is_seen_is_read(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    text = project.text(DELMAS)
    project.code_spans([(DELMAS, Span(at, at + 20)) for at in range(len(text) - 20)], "territoires")
    read: list[int] = []
    whole = project.found
    monkeypatch.setattr(project, "found", lambda ids: read.extend(ids) or whole(ids))
    async with screen(project) as (pilot, _text):
        opened = await on_code(pilot, project, "territoires")
        count = len(opened.passages.hits)
        assert count > 400
        assert len(read) <= 100
        await pilot.press("end")
        await pilot.pause()
        assert opened.passages.cursor == count - 1
        assert f"{count}/{count}" in said(pilot)
        assert len(read) <= 250
