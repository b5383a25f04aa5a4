"""Memos: on codings and passages from the text, on anything from their sheet; nothing that is typed is lost."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Markdown, OptionList, TextArea

from qualcode.model.memo import Subject
from qualcode.model.span import Span
from qualcode.project import Project, open_project
from qualcode.tui import drafts
from qualcode.tui.screens.memo import MemoEditor
from qualcode.tui.sheets.memos.sheet import MemoSheet
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.rows import Rows

from .desk import DELMAS, put_caret, question, screen, status

HOSTILE = "[bold]gras[/bold] [/] \x1b[31mrouge [lien](javascript:alert(1)) ![i](http://x.y/z.png) <b>html</b> 👩‍👩‍👧"


def ada(project: Project, text: str, subject: Subject | None = None) -> int:
    """Another coder writes a memo; its id."""
    with open_project(project.path, coder="Ada") as other:
        return other.save_memo(subject or Subject(), text).id or 0


def texts(project: Project) -> list[str]:
    """The texts of all memos, read from the file by another connection."""
    with open_project(project.path) as other:
        return [memo.text for memo in other.memos()]


def editor(pilot: Pilot[None]) -> MemoEditor:
    """The editor that is open."""
    assert isinstance(pilot.app.screen, MemoEditor)
    return pilot.app.screen


def sheet(pilot: Pilot[None]) -> MemoSheet:
    """The sheet that is open."""
    assert isinstance(pilot.app.screen, MemoSheet)
    return pilot.app.screen


def listed(pilot: Pilot[None]) -> str:
    """The rows that the list shows."""
    rows = pilot.app.screen.query_one("#list", Rows)
    return "\n".join(rows.render_line(y).text for y in range(rows.size.height))


def beside(pilot: Pilot[None]) -> str:
    """What stands beside the list."""
    return str(pilot.app.screen.query_one("#list-text", Plain).render())


def offers(pilot: Pilot[None]) -> list[str]:
    """The lines to choose from, without their figures."""
    return [str(option.prompt).lstrip("0123456789 ") for option in pilot.app.screen.query_one(OptionList).options]


async def settle(pilot: Pilot[None]) -> None:
    """Let timers and screens come to rest."""
    for _round in range(4):
        await pilot.pause()


async def test_a_memo_on_a_coding_is_written_and_changed(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "pas mon métier")
        await pilot.press("m")
        await pilot.pause()
        await pilot.press(*"limite", "ctrl+s")
        await pilot.pause()
        [memo] = project.memos()
        assert (memo.text, memo.coding is not None) == ("limite", True)
        await pilot.press("m")
        await pilot.pause()
        await pilot.press("!", "ctrl+s")
        await pilot.pause()
        assert texts(project) == ["limite!"]
        assert "Memo saved." in status(pilot)


async def test_escape_asks_before_it_throws_a_memo_away(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "je renvoie")
        await pilot.press("m")
        await pilot.pause()
        await pilot.press("a", "escape")
        await pilot.pause()
        assert pilot.app.screen.query(TextArea)
        warning = pilot.app.screen.query_one("#memo-warning")
        assert warning.display
        assert warning.region.y < pilot.app.screen.query_one(TextArea).region.y
        await pilot.press("b")
        await pilot.pause()
        assert not warning.display
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert not pilot.app.screen.query(TextArea)
        assert project.memos() == []
        assert drafts.every_draft(project.uuid, "Camille") == []


async def test_a_memo_where_nothing_is_coded_is_on_the_passage(project: Project) -> None:
    async with screen(project) as (pilot, text):
        position = put_caret(text, project, "je renvoie")
        await pilot.press("m")
        await pilot.pause()
        await pilot.press(*"vers qui", "ctrl+s")
        await pilot.pause()
        [memo] = project.memos()
        assert memo.document is not None
        assert memo.start is not None
        assert memo.start <= position
        await pilot.press("m")
        await pilot.pause()
        assert editor(pilot).query_one(TextArea).text == "vers qui"


async def test_what_is_selected_inside_a_coding_is_offered_first(project: Project) -> None:
    async with screen(project) as (pilot, text):
        start = project.text(DELMAS).index("métier, ça")
        text.select(Span(start, start + 6))
        await pilot.press("m")
        await pilot.pause()
        first, second = (str(option.prompt) for option in pilot.app.screen.query_one(OptionList).options)
        assert "selected" in first
        assert "territoires" in second
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("a", "ctrl+s")
        await pilot.pause()
        [memo] = project.memos()
        assert (memo.start, memo.end) == (start, start + 6)


async def test_one_more_memo_on_the_same_thing(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "pas mon métier")
        await pilot.press("m")
        await pilot.pause()
        await pilot.press("a", "ctrl+n")
        await settle(pilot)
        assert editor(pilot).query_one(TextArea).text == ""
        await pilot.press("b", "ctrl+s")
        await pilot.pause()
        assert texts(project) == ["a", "b"]
        assert len({memo.coding for memo in project.memos()}) == 1
        await pilot.press("m")
        await pilot.pause()
        assert pilot.app.screen.query_one(OptionList).option_count == 3


async def test_a_memo_of_another_is_read_and_changed_after_a_question(project: Project) -> None:
    memo = ada(project, "# Titre\n\ndit par **Ada**", Subject("document", project.document(DELMAS).id))
    async with screen(project) as (pilot, text):
        await pilot.press("M")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert editor(pilot).query(Markdown)
        assert editor(pilot).query_one(TextArea).read_only
        await pilot.press("x", "ctrl+s")
        await settle(pilot)
        assert texts(project) == ["# Titre\n\ndit par **Ada**"]
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("ctrl+r")
        assert question(pilot) == "Ada wrote this. Change it?"
        await pilot.press("y")
        await settle(pilot)
        await pilot.press("!", "ctrl+s")
        await settle(pilot)
        assert texts(project) == ["# Titre\n\ndit par **Ada**!"]
        [known] = [one for one in project.memos() if one.id == memo]
        assert known.coder != project._known_coder()


async def test_the_text_is_laid_out_and_its_links_lead_nowhere(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    async with screen(project) as (pilot, text):
        monkeypatch.setattr(pilot.app, "open_url", lambda url, **_more: opened.append(url))
        put_caret(text, project, "je renvoie")
        await pilot.press("m")
        await pilot.pause()
        editor(pilot).query_one(TextArea).text = "[ici](https://example.org)\n\n" + HOSTILE
        await pilot.press("ctrl+r")
        await settle(pilot)
        await pilot.pause(0.2)
        shown = editor(pilot).query_one(Markdown)
        assert shown.region.height > 0
        await pilot.click("#memo-preview", offset=(2, 0))
        await settle(pilot)
        assert opened == []
        await pilot.press("ctrl+r")
        await settle(pilot)
        assert editor(pilot).focused is editor(pilot).query_one(TextArea)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "\x1b" not in texts(project)[0]
        assert "[bold]gras[/bold]" in texts(project)[0]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_editor_has_the_whole_screen_at_any_size(project: Project, size: tuple[int, int]) -> None:
    async with screen(project, size) as (pilot, text):
        put_caret(text, project, "je renvoie")
        await pilot.press("m")
        await pilot.pause()
        area = editor(pilot).query_one(TextArea)
        assert area.region.height >= size[1] - 12
        await pilot.press(*"un deux trois", "ctrl+r")
        await settle(pilot)
        preview = editor(pilot).query_one("#memo-preview")
        assert preview.region.height >= size[1] - 12
        assert area.display is (size[0] >= 150)
        await pilot.pause(0.4)
        assert "3 words" in str(editor(pilot).query_one("#memo-line", Plain).render())


# Drafts


async def test_a_killed_screen_loses_no_word_of_a_memo(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.tui.screens.memo._DRAFT", 0.01)
    async with screen(project) as (pilot, text):
        put_caret(text, project, "pas mon métier")
        await pilot.press("m")
        await pilot.pause()
        await pilot.press(*"perdu ?")
        await pilot.pause(0.1)
        # From here on nothing is written any more: that is what a kill leaves.
        editor(pilot)._settled = True
    [draft] = drafts.every_draft(project.uuid, "Camille")
    assert draft.text == "perdu ?"
    assert texts(project) == []
    async with screen(project) as (pilot, text):
        assert "1 memo was not saved" in status(pilot)
        put_caret(text, project, "pas mon métier")
        await pilot.press("m")
        await settle(pilot)
        area = editor(pilot).query_one(TextArea)
        assert area.text == "perdu ?"
        assert "not saved" in str(editor(pilot).query_one("#memo-warning").render())
        await pilot.press("ctrl+z")
        assert area.text == ""
        await pilot.press("ctrl+y", "ctrl+s")
        await settle(pilot)
    assert texts(project) == ["perdu ?"]
    assert drafts.every_draft(project.uuid, "Camille") == []


async def test_what_is_open_when_the_screen_ends_is_listed_as_not_saved(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "je renvoie")
        await pilot.press("m")
        await pilot.pause()
        await pilot.press(*"en plein vol")
    with open_project(project.path) as other:
        other.delete_document(DELMAS)
    async with screen(project) as (pilot, text):
        await pilot.press("M")
        await settle(pilot)
        assert "en plein vol" in listed(pilot)
        assert "not saved" in listed(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
    [memo] = project.memos()
    assert (memo.text, memo.document, memo.coding) == ("en plein vol", None, None)
    assert drafts.every_draft(project.uuid, "Camille") == []


async def test_a_draft_that_is_damaged_is_as_if_it_were_not_there(project: Project) -> None:
    folder = drafts.drafts_folder(project.uuid)
    folder.mkdir(parents=True)
    for name, content in (("a", "{"), ("b", "[]"), ("c", '{"key": {"kind": 1, "uuid": 2}, "text": 3}'), ("d", "null")):
        (folder / f"{name}.json").write_text(content)
    assert drafts.every_draft(project.uuid, "Camille") == []
    async with screen(project) as (pilot, text):
        await pilot.press("M")
        await settle(pilot)
        assert sheet(pilot)._items == []


async def test_two_who_change_a_memo_at_once_keep_both_texts(project: Project) -> None:
    memo = project.add_memo("un", document=project.document(DELMAS).id)
    async with screen(project) as (pilot, text):
        await pilot.press("M")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press(*" deux")
        with open_project(project.path) as other:
            other.edit_memo(memo, "un trois")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "kept as one more memo" in sheet(pilot).said
    assert texts(project) == ["un trois", "un deux"]
    assert len({one.document for one in project.memos()}) == 1


async def test_a_memo_on_what_is_gone_becomes_one_of_the_project(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "pas mon métier")
        await pilot.press("m")
        await pilot.pause()
        await pilot.press(*"reste")
        with open_project(project.path) as other:
            other.uncode([coding.id for coding in other.codings()])
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "no longer there" in str(editor(pilot).query_one("#memo-warning").render())
        assert texts(project) == []
        await pilot.press("ctrl+s")
        await settle(pilot)
    [memo] = project.memos()
    assert (memo.text, memo.coding) == ("reste", None)


# The sheet


def fill(project: Project) -> None:
    """A memo on each kind of thing."""
    document = project.document(DELMAS).id
    case = project.add_case("MDS de Bruges")
    coding = next(c for c in project.codings(DELMAS) if project.codebook().path(c.code) == "territoires")
    project.add_memo("Le cœur de métier, à revoir", coding=coding.id)
    project.add_memo("Passage sur l'attente", document=document, span=Span(0, 12))
    project.add_memo("Tout l'entretien", document=document)
    project.add_memo("Une notion floue", code=project.resolve_code("renoncement").id)
    project.add_memo("Un site à part", case=case)
    project.add_memo("Hypothèse : le guichet trie")


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
