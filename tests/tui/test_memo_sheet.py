"""The sheet of memos: all of them, found, written on, led back to their places."""

from __future__ import annotations

import pytest
from textual.widgets import Input, OptionList

from qualcode.model.span import Span
from qualcode.project import Project
from qualcode.tui.sheets.memos.sheet import MemoSheet

from .desk import DELMAS, put_caret, question, screen
from .memo_desk import HOSTILE, ada, beside, fill, listed, offers, settle, sheet, texts


async def test_all_memos_are_listed_searched_and_narrowed(project: Project) -> None:
    fill(project)
    ada(project, HOSTILE)
    async with screen(project) as (pilot, text):
        await pilot.press("M")
        await settle(pilot)
        assert len(sheet(pilot)._items) == 7
        assert "[bold]gras[/bold]" in listed(pilot)
        assert "\x1b" not in listed(pilot)
        await pilot.press("slash", *"hypothese GUICHET")
        await settle(pilot)
        assert len(sheet(pilot)._items) == 1
        await pilot.press("enter", "escape")
        await settle(pilot)
        assert len(sheet(pilot)._items) == 7
        await pilot.press("slash", *"renoncement", "down")
        await settle(pilot)
        assert "Une notion floue" in beside(pilot)
        await pilot.press("escape", "k", "down", "enter")
        await settle(pilot)
        assert sheet(pilot).view.kind == "passage"
        assert [item.memo.text for item in sheet(pilot)._items] == ["Passage sur l'attente"]  # type: ignore[union-attr]  # no drafts here
        await pilot.press("k", "enter", "c", "down", "enter")
        await settle(pilot)
        assert sheet(pilot).view.coder == "Ada"
        assert len(sheet(pilot)._items) == 1


async def test_memos_stand_by_date_or_by_place(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(project)
    monkeypatch.setenv("QUALCODE_NOW", "2024-03-13T09:00:00.000Z")
    project.add_memo("Au début", document=project.document(DELMAS).id, span=Span(0, 3))
    async with screen(project) as (pilot, text):
        await pilot.press("M")
        await settle(pilot)
        assert listed(pilot).index("Au début") < listed(pilot).index("Hypothèse")
        await pilot.press("o")
        await settle(pilot)
        order = ["Tout l'entretien", "Au début", "Passage", "Le cœur", "Une notion", "Un site", "Hypothèse"]
        places = [listed(pilot).index(words) for words in order]
        assert places == sorted(places)


async def test_a_memo_leads_to_its_place_and_is_found_from_its_coding(project: Project) -> None:
    fill(project)
    async with screen(project) as (pilot, text):
        put_caret(text, project, "pas mon métier")
        await pilot.press("M")
        await settle(pilot)
        assert "Le cœur de métier" in beside(pilot)
        await pilot.press("g")
        await settle(pilot)
        start = project.text(DELMAS).index("C'est pas mon métier")
        assert text.selection == Span(start, start + len("C'est pas mon métier, ça."))
        await pilot.press("M")
        await settle(pilot)
        await pilot.press("slash", *"hypothèse", "enter", "g")
        await settle(pilot)
        assert isinstance(pilot.app.screen, MemoSheet)
        assert "not about a place" in sheet(pilot).said


@pytest.mark.parametrize(
    ("line", "kind"), [("passage", "passage"), ("document", "document"), ("code", "code"), ("the project", "project")]
)
async def test_memos_are_begun_from_the_sheet(project: Project, line: str, kind: str) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "On fait les mots de passe")
        text.show_active(project.resolve_code("non-recours").id)
        await pilot.press("M")
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        options = offers(pilot)
        at = next(at for at, option in enumerate(options) if option.startswith(line))
        await pilot.press(*["down"] * at, "enter")
        await settle(pilot)
        await pilot.press(*"pensée", "ctrl+s")
        await settle(pilot)
        assert "pensée" in listed(pilot)
        assert "pensée" in beside(pilot)
    [memo] = project.memos()
    from qualcode.model.memo import subject_of

    assert subject_of(memo).kind == kind


async def test_a_memo_on_a_case_is_found_by_typing(project: Project) -> None:
    for name in ("CAF de Bordeaux", "MDS de Bruges", "[/bold] évil"):
        project.add_case(name)
    async with screen(project) as (pilot, text):
        await pilot.press("M")
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        options = offers(pilot)
        await pilot.press(*["down"] * options.index("a case…"), "enter")
        await settle(pilot)
        assert pilot.app.screen.query_one(OptionList).option_count == 3
        await pilot.press(*"evil")
        await settle(pilot)
        assert pilot.app.screen.query_one(OptionList).option_count == 1
        pilot.app.screen.query_one(Input).value = ""
        await pilot.press(*"bruges", "enter")
        await settle(pilot)
        await pilot.press("a", "ctrl+s")
        await settle(pilot)
    [memo] = project.memos()
    assert next(case.name for case in project.cases() if case.id == memo.case) == "MDS de Bruges"


async def test_a_memo_is_removed_after_a_question_that_shows_it_and_comes_back(project: Project) -> None:
    fill(project)
    ada(project, "d'Ada")
    async with screen(project) as (pilot, text):
        await pilot.press("M")
        await settle(pilot)
        await pilot.press("slash", *"ada", "enter", "x")
        assert question(pilot).startswith("Ada wrote this. Remove it (1 word)?")
        assert "d'Ada" in question(pilot)
        await pilot.press("n")
        assert len(texts(project)) == 7
        await pilot.press("x", "y")
        await settle(pilot)
        assert len(texts(project)) == 6
        await pilot.press("u")
        await settle(pilot)
        assert len(texts(project)) == 7
        assert "Undone: delete memo" in str(pilot.app.screen.query_one("#status").render())


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_the_sheet_uses_the_room_there_is(project: Project, size: tuple[int, int]) -> None:
    fill(project)
    async with screen(project, size) as (pilot, text):
        await pilot.press("M")
        await settle(pilot)
        assert pilot.app.screen.query_one("#list-right").display is (size[0] > 100)
        assert "Hypothèse" in listed(pilot)
        await pilot.press("end", "pageup", "home", "down")
        await settle(pilot)
        assert sheet(pilot).rows.cursor == 1
