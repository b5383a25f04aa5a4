"""Picking a code: what is under the cursor is meant, and what is new is one key away."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from qualcode.project import Project
from qualcode.tui.widgets.rows import Rows

from .desk import codings, put_caret, screen


def rows(pilot: Pilot[None]) -> list[str]:
    """What the picker offers."""
    codes = listed(pilot)
    return [codes.render_line(y).text.lstrip("▎ ").rstrip() for y in range(codes.count)]


def listed(pilot: Pilot[None]) -> Rows:
    """The list."""
    return pilot.app.screen.query_one("#codes", Rows)


@pytest.mark.parametrize("name", ["non merci", "mots d'ordre", "travail/dirty", "déléguer"])
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
