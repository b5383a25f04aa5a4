"""Work beside the screen: it is seen, ends when it is told to, fails without harm, and never keeps one from coding."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
import threading
import time

import pytest
from textual.events import Key
from textual.pilot import Pilot

from qualcode.config import mishap_file
from qualcode.errors import ProjectError
from qualcode.project import Project, open_project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.jobs import Cancelled, Jobs, Report
from qualcode.tui.screens.choose import Choose
from qualcode.tui.widgets.plain import Plain

from .conftest import interview
from .desk import codings, put_caret, screen, until


def jobs(pilot: Pilot[None]) -> Jobs:
    assert isinstance(pilot.app, QualcodeApp)
    return pilot.app.jobs


def key(name: str) -> Key:
    """A key as a terminal sends it: nobody waits for what comes of it."""
    return Key(name, name if len(name) == 1 else None)


def told(pilot: Pilot[None]) -> list[str]:
    return [note.message for note in pilot.app._notifications]


async def test_work_is_seen_and_what_it_returns_arrives(project: Project) -> None:
    go_on, found = threading.Event(), list[int]()

    def work(own: Project, report: Report) -> int:
        report(3, 8, "talk[/bold]")
        go_on.wait(10)
        return len(own.documents())

    async with screen(project) as (pilot, _text):
        assert jobs(pilot).start("Counting", work, found.append)
        line = pilot.app.screen.query_one("#job", Plain)
        await until(pilot, lambda: line.display and "3/8" in str(line.render()))
        assert "Counting" in str(line.render())
        assert "talk[/bold]" in str(line.render())
        assert not jobs(pilot).start("Another", work, found.append)
        go_on.set()
        await until(pilot, lambda: found == [2])
        await until(pilot, lambda: not line.display)


async def test_what_is_stopped_leaves_nothing_behind(project: Project) -> None:
    begun = threading.Event()

    def work(own: Project, report: Report) -> None:
        with own.action("import", "many"):
            for n in range(10_000):
                own.add_drafts([interview(f"e{n}")])
                begun.set()
                report(n, 10_000, "")

    async with screen(project) as (pilot, _text):
        before = project.log()
        jobs(pilot).start("Importing", work, lambda _none: None)
        await until(pilot, begun.is_set)
        await pilot.press("ctrl+k")
        await until(pilot, lambda: jobs(pilot).current is None)
        assert any("Nothing was changed" in message for message in told(pilot))
    with open_project(project.path) as other:
        assert other.log() == before
        assert len(other.documents()) == 2


async def test_a_mistake_is_said(project: Project) -> None:
    def work(_own: Project, _report: Report) -> None:
        raise ProjectError("The disk is full.")

    async with screen(project) as (pilot, _text):
        jobs(pilot).start("Work", work, lambda _none: None)
        await until(pilot, lambda: "The disk is full." in told(pilot))
        assert jobs(pilot).current is None


async def test_what_nobody_foresaw_is_kept_and_the_screen_lives(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QUALCODE_DEBUG")

    def work(own: Project, _report: Report) -> None:
        with own.action("import", "half"):
            own.add_drafts([interview("half")])
            raise RuntimeError("broken inside")

    async with screen(project) as (pilot, text):
        jobs(pilot).start("Work", work, lambda _none: None)
        await until(pilot, lambda: any("broken inside" in message for message in told(pilot)))
        put_caret(text, project, "Jamais")
        await pilot.press("c", *"renonc", "enter")
        await pilot.pause()
        assert "non-recours/renoncement" in [path for path, _quote in codings(project)]
    assert "broken inside" in mishap_file().read_text(encoding="utf-8")
    assert [document.name for document in project.documents()] == ["entretien-01-delmas", "notes-hall"]


async def test_leaving_while_something_runs_asks_first(project: Project) -> None:
    go_on = threading.Event()

    def work(_own: Project, report: Report) -> None:
        while not go_on.wait(0.01):
            report(1, 2, "")

    async with screen(project) as (pilot, _text):
        jobs(pilot).start("Importing", work, lambda _none: None)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Choose)
        await pilot.press("escape")
        await pilot.pause()
        assert jobs(pilot).current is not None
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("down", "enter")
        await until(pilot, lambda: pilot.app._exit)
        assert jobs(pilot).current is None


async def test_one_can_leave_once_it_is_done(project: Project) -> None:
    go_on, kept = threading.Event(), list[int]()

    def work(own: Project, report: Report) -> list[int]:
        go_on.wait(10)
        return own.add_drafts([interview("entretien-02")])

    async with screen(project) as (pilot, _text):
        jobs(pilot).start("Importing", work, kept.extend)
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert not pilot.app._exit
        go_on.set()
        await until(pilot, lambda: pilot.app._exit)
        assert kept
    with open_project(project.path) as other:
        assert len(other.documents()) == 3


async def test_coding_goes_before_what_a_job_writes(project: Project) -> None:
    """The job is in the middle of its transaction: it makes way, then does all of it once more."""
    writing, go_on, begun, kept = threading.Event(), threading.Event(), list[int](), list[int]()

    def work(own: Project, report: Report) -> list[int]:
        begun.append(1)
        with own.action("import", "many"):
            ids = own.add_drafts([interview(f"entretien-{n:02}") for n in range(2, 12)])
            writing.set()
            while not go_on.wait(0.005):
                report(len(ids), 10, "")
            return ids

    async with screen(project) as (pilot, text):
        jobs(pilot).start("Importing", work, kept.extend)
        await until(pilot, writing.is_set)
        put_caret(text, project, "Jamais")
        started = time.monotonic()
        await pilot.press("c", *"renonc", "enter")
        await pilot.pause()
        assert time.monotonic() - started < 4, "the change waited for the whole job"
        assert "non-recours/renoncement" in [path for path, _quote in codings(project)]
        assert not kept
        go_on.set()
        await until(pilot, lambda: bool(kept))
        assert len(begun) == 2
        assert not any("busy" in message for message in told(pilot))
    with open_project(project.path) as other:
        assert len(other.documents()) == 12
        assert [action.kind for action in other.log(2)] == ["import", "code"]
        assert other.verify() == []


async def test_keys_wait_while_another_program_writes_and_the_screen_goes_on(project: Project) -> None:
    """A real process holds the file for three seconds; what is typed meanwhile is done then, and no lock is shown."""
    script = f"""
import sqlite3, time
db = sqlite3.connect({str(project.path)!r}, isolation_level=None)
db.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(3)
db.execute("ROLLBACK")
"""
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Jamais")
        other = subprocess.Popen((sys.executable, "-c", script), stdout=subprocess.PIPE)
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        beats, longest = 0, 0.0
        pilot.app._driver.process_message(key("c"))  # type: ignore[union-attr]  # there is one while the app runs
        for letter in (*"renonc", "enter"):
            pilot.app._driver.process_message(key(letter))  # type: ignore[union-attr]  # as above
        while other.poll() is None:
            started = time.monotonic()
            await asyncio.sleep(0.02)
            longest = max(longest, time.monotonic() - started)
            beats += 1
            assert "non-recours/renoncement" not in [path for path, _quote in codings(project)]
        other.stdout.close()
        assert beats > 20, "the screen stood still"
        await until(pilot, lambda: "non-recours/renoncement" in [path for path, _quote in codings(project)])
        assert told(pilot) == []


async def test_moving_does_not_wait(project: Project) -> None:
    async with screen(project) as (pilot, text):
        text.place_caret(0)
        other = sqlite3.connect(project.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await pilot.press("right", "right", "down")
        assert text.caret > 2
        other.execute("ROLLBACK")
        other.close()


def test_an_end_passes_all_guards_against_errors() -> None:
    assert not issubclass(Cancelled, Exception)
