"""Codings that are changed by keyboard; what is asserted stands in the project file."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from qualcode.project import Project, open_project
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.screens.picker import CodePicker

from .desk import DELMAS, codings, put_caret, question, screen, status


def undone(project: Project) -> str:
    """What an undo would take back."""
    step = project.next_undo()
    return f"{step.kind}: {step.detail}" if step else ""


def theirs(project: Project, words: str, code: str) -> None:
    """A coding of another coder."""
    start = project.text(DELMAS).index(words)
    with open_project(project.path, coder="Bastien") as other:
        other.code(DELMAS, start, start + len(words), code)


async def test_the_words_themselves_become_a_code(project: Project) -> None:
    async with screen(project) as (pilot, text):
        start = put_caret(text, project, "il y a trop de monde.")
        text.place_caret(start + len("il y a trop de monde."), anchor=start)
        await pilot.press("i")
        await pilot.pause()
        assert ("in vivo/il y a trop de monde", "il y a trop de monde.") in codings(project)
        assert undone(project) == "code: in vivo/il y a trop de monde"
        await pilot.press("i")
        await pilot.pause()
        assert "Already coded" in status(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert project.codebook().find("in vivo") is None


async def test_without_a_selection_no_code_is_named_by_chance(project: Project) -> None:
    before = codings(project)
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Jamais")
        await pilot.press("i")
        await pilot.pause()
        assert "Select the words" in status(pilot)
    assert codings(project) == before


async def test_many_words_are_cut_down_in_the_picker_before_they_name_a_code(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "On me demande")
        await pilot.press("s", "i")
        await pilot.pause()
        line = pilot.app.screen.query_one("#query", Input)
        assert line.value == "in vivo/On me demande de scanner des papiers toute la journée, de"
        await pilot.press(*["backspace"] * len(" toute la journée, de"), "enter")
        await pilot.pause()
        assert "in vivo/On me demande de scanner des papiers" in [path for path, _quote in codings(project)]


async def test_a_coding_gets_another_code(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "pas mon métier")
        await pilot.press("e", *"renonc", "enter")
        await pilot.pause()
        assert ("non-recours/renoncement", "C'est pas mon métier, ça.") in codings(project)
        assert len(codings(project)) == 3
        assert undone(project) == "recode: territoires → non-recours/renoncement"
        await pilot.press("u")
        await pilot.pause()
        assert ("territoires", "C'est pas mon métier, ça.") in codings(project)


async def test_recoded_onto_the_same_code_two_codings_become_one_with_both_memos(project: Project) -> None:
    [one] = [c for c in project.codings(DELMAS) if c.quote == "C'est pas mon métier, ça."]
    other = project.code(DELMAS, one.start, one.end, "dirty work")
    for coding in (one, other):
        project.add_memo(f"de {coding.id}", coding=coding.id)
    async with screen(project) as (pilot, text):
        put_caret(text, project, "pas mon métier")
        await pilot.press("e", "enter", *"dirty work", "enter")
        await pilot.pause()
        found = status(pilot)
        paths = [path for path, quote in codings(project) if quote == one.quote]
        if paths == ["dirty work", "territoires"]:
            # The list began with the other coding, which has that code.
            assert "Already coded" in found
            await pilot.press("e", "down", "enter", *"dirty work", "enter")
            await pilot.pause()
        assert [path for path, quote in codings(project) if quote == one.quote] == ["dirty work"]
        assert "joined" in status(pilot)
    assert {memo.text for memo in project.memos()} == {f"de {one.id}", f"de {other.id}"}


async def test_another_coder_s_coding_is_changed_only_after_a_question(project: Project) -> None:
    theirs(project, "Vous refusez parfois ?", "territoires")
    async with screen(project) as (pilot, text):
        put_caret(text, project, "refusez")
        for keys in (("e", *"renonc", "enter"), ("W", "5", "enter"), ("alt+left",)):
            await pilot.press(*keys)
            await pilot.pause()
            assert isinstance(pilot.app.screen, Confirm)
            assert "Bastien" in question(pilot)
            await pilot.press("n")
            await pilot.pause()
        assert ("territoires", "Vous refusez parfois ?") in codings(project)
        await pilot.press("alt+left", "y")
        await pilot.pause()
        await pilot.press("alt+left")
        await pilot.pause()
        assert ("territoires", "Vous") in codings(project)


async def test_a_weight_is_given_and_taken_away(project: Project) -> None:
    def weight() -> int | None:
        with open_project(project.path) as other:
            return next(c.weight for c in other.codings(DELMAS) if c.quote.startswith("C'est pas"))

    async with screen(project) as (pilot, text):
        put_caret(text, project, "pas mon métier")
        await pilot.press("W", *"1x007", "enter")
        await pilot.pause()
        assert weight() == 100
        await pilot.press("W", *"35", "enter")
        await pilot.pause()
        assert weight() == 35
        await pilot.pause(0.1)
        assert "weight 35" in str(pilot.app.screen.query_one("#here").render())
        assert undone(project) == "weigh: territoires → 35"
        await pilot.press("W", "backspace", "enter")
        await pilot.pause()
        assert weight() is None


async def test_a_coding_takes_the_bounds_of_the_selection(project: Project) -> None:
    async with screen(project) as (pilot, text):
        start = put_caret(text, project, "pas mon métier")
        text.place_caret(start + len("pas mon métier"), anchor=start)
        await pilot.press("b")
        await pilot.pause()
        assert ("territoires", "pas mon métier") in codings(project)
        assert undone(project) == "resize coding: territoires"
        assert len(codings(project)) == 3


async def test_a_coding_is_taken_up_and_let_go(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "pas mon métier")
        await pilot.press("b")
        assert text.selection == next(c.span for c in project.codings(DELMAS) if c.quote.startswith("C'est pas"))
        await pilot.press("ctrl+shift+right")
        await pilot.pause()
        assert "Bounds of territoires: " in status(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert "stay as they were" in status(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert ("territoires", "C'est pas mon métier, ça.") in codings(project)


@pytest.mark.parametrize("key", ["enter", "b"])
async def test_what_is_taken_up_is_kept_with_enter(project: Project, key: str) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "pas mon métier")
        await pilot.press("b", "ctrl+shift+right", key)
        await pilot.pause()
        assert ("territoires", "C'est pas mon métier, ça. Moi") in codings(project)
        await pilot.press("u")
        await pilot.pause()
        assert ("territoires", "C'est pas mon métier, ça.") in codings(project)


async def test_edges_go_by_a_word_each_a_step_and_never_past_each_other(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "pas mon métier")
        await pilot.press("alt+right", "alt+shift+right", "alt+shift+right")
        await pilot.pause()
        assert ("territoires", "pas mon métier, ça. Moi") in codings(project)
        await pilot.press(*["alt+left"] * 9)
        await pilot.pause()
        # The caret lies outside by now; the coding whose edge moved last is still meant.
        assert ("territoires", "pas") in codings(project)
        assert "no further" in status(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert ("territoires", "pas mon") in codings(project)
        assert not project.verify()


async def test_where_nothing_is_coded_every_key_says_so(project: Project) -> None:
    before = codings(project)
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Jamais")
        for key in ("e", "W", "b", "alt+right", "x"):
            await pilot.press(key)
            await pilot.pause()
            assert "no coding here" in status(pilot)
        assert not isinstance(pilot.app.screen, CodePicker)
    assert codings(project) == before


async def test_a_coding_that_another_program_removed_is_said_to_be_gone(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "pas mon métier")
        await pilot.press("e")
        await pilot.pause()
        with open_project(project.path, coder="Bastien") as other:
            other.uncode([c.id for c in other.codings(DELMAS) if c.quote.startswith("C'est pas")])
        await pilot.press(*"renonc", "enter")
        await pilot.pause()
        assert "removed this coding" in status(pilot)
        assert len(codings(project)) == 2
