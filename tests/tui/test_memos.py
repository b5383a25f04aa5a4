"""Memos: on codings and passages from the text, on anything from their sheet; nothing that is typed is lost."""

from __future__ import annotations

import pytest
from textual.widgets import Markdown, OptionList, TextArea

from qualcode.model.memo import Subject
from qualcode.model.span import Span
from qualcode.project import Project, open_project
from qualcode.tui import drafts
from qualcode.tui.widgets.plain import Plain

from .desk import DELMAS, put_caret, question, screen, status
from .memo_desk import HOSTILE, ada, editor, listed, settle, sheet, texts


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
