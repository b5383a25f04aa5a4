"""What the terminal sends, before it is a key of the screen."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from textual import constants
from textual.app import App
from textual.events import Key
from textual.message import Message
from textual.widgets import Input

from qualcode.model.span import Span
from qualcode.project import Project
from qualcode.tui.screens.picker import CodePicker

from .desk import codings, put_caret, screen


def escape_delay(**environment: str) -> str:
    """The time in which Textual takes Esc and what follows for one key, in a process of its own."""
    code = "import qualcode.tui.app, textual.constants as c; print(c.ESCAPE_DELAY)"
    kept = {name: value for name, value in os.environ.items() if name != "ESCDELAY"}
    done = subprocess.run([sys.executable, "-c", code], env=kept | environment, capture_output=True, check=True)
    return done.stdout.decode().strip()


def test_a_quick_hand_keeps_its_escape() -> None:
    assert float(escape_delay()) <= 0.03


def test_a_slow_line_can_have_longer() -> None:
    assert float(escape_delay(ESCDELAY="200")) == 0.2


@contextmanager
def struck_in_a_terminal() -> Iterator[tuple[int, list[str]]]:
    """Where to write what a terminal sends, and the names of the keys that come of it."""
    from qualcode.tui.terminal import Terminal

    names: list[str] = []

    class Pipe(Terminal):
        def __init__(self, source: int) -> None:
            self.fileno, self.exit_event, self._debug = source, threading.Event(), False

        def process_message(self, message: Message) -> None:
            if isinstance(message, Key):
                names.append(message.key)

    source, target = os.pipe()
    driver = Pipe(source)
    thread = threading.Thread(target=driver.run_input_thread)
    thread.start()
    try:
        yield target, names
    finally:
        driver.exit_event.set()
        thread.join()
        os.close(source)
        os.close(target)


@pytest.mark.skipif(sys.platform == "win32", reason="there the driver is another one")
def test_escape_and_a_letter_a_moment_later_are_two_keys() -> None:
    with struck_in_a_terminal() as (target, names):
        os.write(target, b"\x1b")
        time.sleep(constants.ESCAPE_DELAY + 0.03)
        os.write(target, "/é".encode())
        os.write(target, b"\x1b[A\x1bx")
        limit = time.monotonic() + 5
        while len(names) < 5 and time.monotonic() < limit:
            time.sleep(0.01)
        assert names == ["escape", "slash", "é", "up", "alt+x"]


async def test_what_is_typed_after_leaving_is_for_the_shell(project: Project) -> None:
    async with screen(project) as (pilot, _text):
        desk = pilot.app.screen
        pilot.app.exit()
        await pilot.app.on_event(Key("c", "c"))
        assert pilot.app.screen is desk


@pytest.mark.parametrize(("sheet", "line"), [("K", "#find"), ("h", "#list-search"), ("D", "#cases-filter")])
async def test_letters_struck_at_once_go_to_the_line_that_opens(project: Project, sheet: str, line: str) -> None:
    async with screen(project) as (pilot, _text):
        await pilot.press(sheet)
        await pilot.pause()
        # All letters are in the queue before the line has been painted, and some are keys of the sheet.
        for key in ("slash", *"nonmer"):
            pilot.app.post_message(Key(key, "/" if key == "slash" else key))
        await pilot.pause()
        assert pilot.app.screen.query_one(line, Input).value == "nonmer"


def strike(app: App[None], *struck: str) -> None:
    """Keys that are in the queue before the first of them is done."""
    for key in struck:
        app.post_message(Key(key, "\r" if key == "enter" else key if len(key) == 1 else None))


async def test_enter_struck_at_once_takes_what_the_picker_proposes(project: Project) -> None:
    async with screen(project) as (pilot, text):
        start = put_caret(text, project, "On me demande de scanner")
        text.select(Span(start, start + 90))
        strike(pilot.app, "i", "enter")
        await pilot.pause()
        await pilot.pause()
        path, quote = next((path, quote) for path, quote in codings(project) if path.startswith("in vivo/"))
        assert path.startswith("in vivo/On me demande de scanner")
        assert len(quote) > len(path)


async def test_enter_that_is_held_down_takes_nothing_unseen(project: Project) -> None:
    async with screen(project) as (pilot, _text):
        before = codings(project)
        await pilot.press("H", *"monde", "enter")
        await pilot.pause()
        strike(pilot.app, "enter", "enter", "enter")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, CodePicker)
        assert codings(project) == before


async def test_a_memo_saved_in_haste_holds_all_that_was_typed(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "je renvoie")
        await pilot.press("m")
        await pilot.pause()
        strike(pilot.app, *"renvoyer,", "enter", *"puis orienter", "ctrl+s")
        await pilot.pause()
        await pilot.pause()
        assert [memo.text for memo in project.memos()] == ["renvoyer,\npuis orienter"]


async def test_escape_struck_in_haste_still_asks_before_a_memo_is_thrown_away(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "je renvoie")
        await pilot.press("m")
        await pilot.pause()
        strike(pilot.app, *"renvoyer", "escape")
        await pilot.pause()
        await pilot.pause()
        assert pilot.app.screen.has_class("-asked")


async def test_tab_struck_in_haste_applies_what_was_typed_before_it(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "je renvoie")
        await pilot.press("c")
        await pilot.pause()
        strike(pilot.app, *"relais", "tab", "escape")
        await pilot.pause()
        await pilot.pause()
        assert any(path == "relais" for path, _quote in codings(project))
