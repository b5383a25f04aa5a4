"""Codes are applied through the real screen in a real terminal, which is killed at a random moment.

Whatever the screen had shown as saved must stand in the file, in that order, and the file must pass `verify`. Ten
times in every run of the tests; `make kill` does it a hundred times.
"""

from __future__ import annotations

import os
import random
import re
import sys
import time
from itertools import groupby
from pathlib import Path

import pytest

from benchmarks.terminal import Terminal, text_of
from qualcode.project import Project, open_project

from .conftest import notes

ROUNDS = int(os.environ.get("QUALCODE_KILLS", "10"))
SENTENCES = 2000
_SAID = re.compile(r"Coded: (code \d) \((\d+) words?\)")


def _sentence(number: int) -> str:
    """Sentences of different lengths, so that what was shown can be told apart."""
    return "Il attend " + "encore " * (number % 7 + 1) + f"au guichet {number}."


@pytest.fixture
def study(project: Project) -> Path:
    """A project with a document of many sentences, the first to be opened, and two codes used already."""
    text = " ".join(_sentence(number) for number in range(SENTENCES))
    project.add_drafts([notes("attente", text)])
    for name in ("code 1", "code 2"):
        project.resolve_code(name, create=True)
    return project.path


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_what_was_shown_as_saved_is_there_after_a_kill(study: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    home = {"HOME": str(tmp_path), "QUALCODE_LANG": "en", "QUALCODE_CODER": "Killed"}
    command = [sys.executable, "-m", "qualcode", "open", str(study), "--document", "attente"]
    with Terminal(command, (100, 30), home) as terminal:
        terminal.until(b"attend")
        terminal.settle(0.3)
        # One of each first: the picker, then the keys that a hand can hold down.
        terminal.send("c", f"code {1 + seed % 2}")
        terminal.settle(0.3)
        terminal.send("enter")
        terminal.until(b"Coded: ")
        end = time.perf_counter() + chance.uniform(0.0, 1.2)
        while time.perf_counter() < end:
            terminal.send(")", ".")
            terminal.read(chance.uniform(0.0, 0.1))
        terminal.kill()
        shown = _SAID.findall(text_of(bytes(terminal.output)))
    with open_project(study) as after:
        kept = [
            (after.codebook().path(coding.code), str(len(coding.quote.split())))
            for coding in sorted(after.codings("attente"), key=lambda coding: coding.id)
        ]
        problems = after.verify()
    assert shown, text_of(bytes(terminal.output))[-2000:]
    # Two codings between two frames are shown as the second one; one that a frame repeats is one.
    seen = [said for said, _again in groupby(shown)]
    following = iter(kept)
    assert all(said in following for said in seen), (seen, kept)
    assert problems == []
