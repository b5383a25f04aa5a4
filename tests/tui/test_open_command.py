"""`qualcode P` in a real terminal (a pseudo-terminal), and where there is none."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from functools import partialmethod

import pytest

from qualcode.cli import run
from qualcode.config import mishap_file
from qualcode.project import Project, open_project
from qualcode.tui import recents
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.coding import CodingScreen


class Terminal:
    """A child process on a pseudo-terminal of 100 × 30."""

    def __init__(self, *args: str) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "QUALCODE_LANG": "en", "COLORTERM": "truecolor"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "qualcode", *args], stdin=theirs, stdout=theirs, stderr=theirs, env=environment
        )
        os.close(theirs)
        self.seen = b""

    def wait_for(self, words: str, seconds: float = 30) -> None:
        """Read until these words were written."""
        end = time.monotonic() + seconds
        while words.encode() not in self.seen:
            if time.monotonic() > end:
                raise AssertionError(f"{words!r} was not shown")
            if select.select([self._ours], [], [], 0.1)[0]:
                self.seen += os.read(self._ours, 65536)

    def press(self, keys: str) -> None:
        """Type."""
        self.seen = b""
        os.write(self._ours, keys.encode())

    def leave(self) -> int:
        """Read on until the process has ended; its exit status."""
        end = time.monotonic() + 30
        while self.process.poll() is None and time.monotonic() < end:
            if select.select([self._ours], [], [], 0.1)[0]:
                try:
                    os.read(self._ours, 65536)
                except OSError:
                    break
        status = self.process.wait(10)
        os.close(self._ours)
        return status


def test_a_sentence_is_coded_in_a_real_terminal(project: Project) -> None:
    terminal = Terminal(str(project.path), "--coder", "Ada")
    terminal.wait_for("saved")
    terminal.press("c")
    terminal.wait_for("sentence at the caret")
    terminal.press("renonc")
    terminal.wait_for("renoncement")
    terminal.press("\r")
    terminal.wait_for("Coded")
    terminal.press("q")
    assert terminal.leave() == 0
    with open_project(project.path) as other:
        coding = max(other.codings(), key=lambda one: one.id)
        assert other.codebook().path(coding.code) == "non-recours/renoncement"
        assert next(coder.name for coder in other.coders() if coder.id == coding.coder) == "Ada"


def test_without_a_terminal_one_is_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["open", str(project.path)]) == 1
    assert "terminal" in capsys.readouterr().err


def test_a_project_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["open", "nowhere.qualcode"]) == 1
    assert "nowhere.qualcode" in capsys.readouterr().err


def test_qualcode_alone_shows_the_first_page_and_opens_what_is_chosen(project: Project) -> None:
    recents.remember(project.path, "Guichets")
    terminal = Terminal()
    terminal.wait_for("New project")
    terminal.press("1")
    terminal.wait_for("entretien-01-delmas")
    terminal.press("q")
    assert terminal.leave() == 0


def test_qualcode_alone_without_a_terminal_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 0
    assert "codebook" in capsys.readouterr().out


def test_what_nobody_foresaw_in_the_screen_is_a_sentence_and_no_traceback(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_screen: CodingScreen) -> None:
        raise RuntimeError("broken inside")

    monkeypatch.delenv("QUALCODE_DEBUG")
    monkeypatch.setattr(CodingScreen, "show_page", broken)
    monkeypatch.setattr("qualcode.cli.open_command.can_show", lambda: True)
    monkeypatch.setattr(QualcodeApp, "run", partialmethod(QualcodeApp.run, headless=True))
    assert run(["open", str(project.path)]) == 1
    said = capsys.readouterr()
    assert "broken inside" in said.err
    assert "Traceback" not in said.out + said.err
    assert "in broken" in mishap_file().read_text(encoding="utf-8")
