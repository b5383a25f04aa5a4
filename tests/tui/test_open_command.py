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

import pytest

from qualcode.cli import run
from qualcode.project import Project, open_project


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
