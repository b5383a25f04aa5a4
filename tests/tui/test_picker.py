"""Picking a code: what is under the cursor is meant, and what is new is one key away."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from qualcode.project import Project, open_project
from qualcode.tui.offer import pin
from qualcode.tui.widgets.codebook import CodebookTree
from qualcode.tui.widgets.pins import PinsLine
from qualcode.tui.widgets.rows import Rows

from .desk import DELMAS, codings, put_caret, screen, status


def rows(pilot: Pilot[None]) -> list[str]:
    """What the picker offers."""
    codes = listed(pilot)
    return [codes.render_line(y).text.lstrip("▎ ").rstrip() for y in range(codes.count)]


def listed(pilot: Pilot[None]) -> Rows:
    """The list."""
    return pilot.app.screen.query_one("#codes", Rows)


@pytest.mark.parametrize("name", ["non merci", "mots d'ordre", "travail/dirty", "déléguer", "non-dit_(ça & là) 26é"])
async def test_a_new_name_is_made_by_enter_whatever_it_resembles(project: Project, name: str) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Jamais")
        await pilot.press("c", *name)
        await pilot.pause()
        assert rows(pilot)[0] == f"+ create “{name}”"
        await pilot.press("enter")
        await pilot.pause()
        assert name in [path for path, _quote in codings(project)]


async def test_an_old_one_is_found_first_and_the_new_one_stands_last(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Jamais")
        await pilot.press("c", *"deleg")
        await pilot.pause()
        assert rows(pilot)[0] == "■ dirty work/délégation"
        assert rows(pilot)[-1] == "+ create “deleg”"
        await pilot.press("up")
        codes = listed(pilot)
        assert codes.cursor == codes.count - 1
        await pilot.press("down")
        assert codes.cursor == 0
        await pilot.press("up", "enter")
        await pilot.pause()
        assert "deleg" in [path for path, _quote in codings(project)]


@pytest.mark.parametrize("key", ["ctrl+n", "ctrl+enter", "ctrl+j"])
async def test_one_key_makes_what_is_typed(project: Project, key: str) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Jamais")
        await pilot.press("c", *"non", key)
        await pilot.pause()
        assert "non" in [path for path, _quote in codings(project)]


async def test_that_key_applies_a_code_that_is_there_and_makes_nothing_of_nothing(project: Project) -> None:
    before = len(project.codebook())
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Jamais")
        await pilot.press("c", "ctrl+n", *"Non recours", "ctrl+n")
        await pilot.pause()
        assert "non-recours" in [path for path, _quote in codings(project)]
        assert len(project.codebook()) == before


async def test_the_cue_that_proposes_a_code_is_shown(project: Project) -> None:
    project.edit_code("territoires", cues=["pas mon métier"])
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Jamais")
        await pilot.press("c", *"mon met")
        await pilot.pause()
        assert rows(pilot)[0] == "■ territoires  “pas mon métier”"


@pytest.mark.parametrize("size", [(80, 24), (80, 18), (60, 14)])
async def test_the_keys_are_named_on_small_screens(project: Project, size: tuple[int, int]) -> None:
    async with screen(project, size) as (pilot, text):
        await pilot.press("c")
        await pilot.pause()
        await pilot.pause()
        keys = pilot.app.screen.query_one(".dialog-keys")
        assert "Ctrl+N" in str(keys.render())
        assert pilot.app.screen.query_one(".dialog").content_region.contains_region(keys.region)
        assert keys.region.bottom <= size[1]


def chosen(pilot: Pilot[None]) -> str:
    """What the picker says was applied or ticked."""
    return str(pilot.app.screen.query_one("#chosen").render())


async def test_tab_applies_and_stays_each_a_step(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Jamais")
        await pilot.press("c", *"deleg", "tab")
        await pilot.pause()
        assert pilot.app.screen.query_one("#query", Input).value == ""
        assert "délégation" in chosen(pilot)
        await pilot.press(*"accueil/tri", "tab", *"renonc", "tab", "escape")
        await pilot.pause()
        on = {path for path, quote in codings(project) if quote == "Jamais."}
        assert on == {"dirty work/délégation", "accueil/tri", "non-recours/renoncement"}
        await pilot.press("u")
        await pilot.pause()
        assert len({path for path, quote in codings(project) if quote == "Jamais."}) == 2


async def test_ticked_codes_are_applied_together_in_one_step(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Jamais")
        await pilot.press("c", *"deleg", "ctrl+t", *"renonc", "ctrl+t")
        await pilot.pause()
        assert chosen(pilot) == "2 ticked: renoncement · délégation"
        await pilot.press(*"neuf", "enter")
        await pilot.pause()
        on = {path for path, quote in codings(project) if quote == "Jamais."}
        assert on == {"dirty work/délégation", "non-recours/renoncement", "neuf"}
        await pilot.press("u")
        await pilot.pause()
        assert not [path for path, quote in codings(project) if quote == "Jamais."]
        assert project.codebook().find("neuf") is None


async def test_ticks_are_taken_off_again(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Jamais")
        await pilot.press("c", *"deleg", "ctrl+t", *"terr", "ctrl+t", *"deleg", "ctrl+t", "enter")
        await pilot.pause()
        assert {path for path, quote in codings(project) if quote == "Jamais."} == {"territoires"}


async def test_what_goes_with_the_passage_and_what_is_there_is_said(project: Project) -> None:
    with open_project(project.path, coder="Bastien") as other:
        start = other.text(DELMAS).index("Il y a déjà du monde.")
        other.code(DELMAS, start, start + 21, "non-recours")
    async with screen(project) as (pilot, text):
        put_caret(text, project, "On fait les mots")
        await pilot.press("c")
        await pilot.pause()
        offered = {row.split("  ")[0].strip(): row for row in rows(pilot)}
        assert offered["■ dirty work/mots de passe"].endswith("there already")
        assert offered["■ non-recours"].endswith("goes with it")
        assert offered["■ territoires"].endswith("recent")


async def test_a_definition_finds_its_code_below_the_new_one(project: Project) -> None:
    project.edit_code("territoires", definition="Qui a le droit de répondre au guichet.")
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Jamais")
        await pilot.press("c", *"guichet")
        await pilot.pause()
        assert rows(pilot)[0] == "+ create “guichet”"
        assert rows(pilot)[1].startswith("■ territoires  “… répondre au guichet.”")


async def test_a_code_is_made_where_it_is_typed_even_if_another_path_ends_so(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Jamais")
        await pilot.press("c", *"renoncement", "ctrl+n")
        await pilot.pause()
        assert ("renoncement", "Jamais.") in codings(project)


async def test_a_code_is_pinned_in_the_codebook_and_used_by_its_figure(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Jamais")
        await pilot.press("3")
        await pilot.pause()
        assert "Nothing is pinned to 3" in status(pilot)
        await pilot.press("k")
        await pilot.pause()
        tree = pilot.app.screen.query_one(CodebookTree)
        tree.reveal(project.resolve_code("territoires").id)
        await pilot.pause()
        await pilot.press("3", "escape", "3")
        await pilot.pause()
        assert ("territoires", "Jamais.") in codings(project)
        line = pilot.app.screen.query_one(PinsLine)
        assert line.display
        assert "3 ■ territoires" in str(line.render())
        await pilot.press("k", "3")
        await pilot.pause()
        assert "no longer on 3" in status(pilot)
        assert not line.display


async def test_pins_outlast_the_screen_and_a_new_name(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Jamais")
        await pilot.press("c", *"deleg", "ctrl+p", "7", "escape")
    project.rename_code("dirty work/délégation", "renvoi [b]")
    async with screen(project, (80, 24)) as (pilot, text):
        assert not pilot.app.screen.query_one(PinsLine).display
        put_caret(text, project, "Jamais")
        await pilot.press("7")
        await pilot.pause()
        assert ("dirty work/renvoi [b]", "Jamais.") in codings(project)


async def test_in_the_picker_figures_are_typed_unless_one_is_asked_for(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Jamais")
        await pilot.press("c", *"2e1", "ctrl+p")
        await pilot.pause()
        assert pilot.app.screen.query_one("#query", Input).value == "2e1"
        assert "once it is made" in chosen(pilot)
        await pilot.press(*["backspace"] * 3, *"terr", "ctrl+p", "escape", "ctrl+p")
        await pilot.pause()
        assert "which figure" in chosen(pilot)
        # On a French keyboard, without Shift.
        await pilot.press("é")
        await pilot.pause()
        assert chosen(pilot) == "2 codes with territoires from now on."
        assert rows(pilot)[0].endswith(" 2")


@pytest.mark.parametrize("key", ["alt+2", "alt+é", "™"])
async def test_alt_and_a_figure_do_the_same(project: Project, key: str) -> None:
    async with screen(project) as (pilot, text):
        pin(pilot.app.screen_stack[1].session, 2, project.resolve_code("territoires").id)  # type: ignore[attr-defined]  # the coding screen has one
        put_caret(text, project, "Jamais")
        await pilot.press(key)
        await pilot.pause()
        assert ("territoires", "Jamais.") in codings(project)
