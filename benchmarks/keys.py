"""From a key to the painted frame, through a real process in a pseudo-terminal of 160 × 45.

The document has 300 pages and 5,000 codings, in a project of 100,000. The process is quiet before each key. The time
runs from the key's bytes being written to the end of the first whole frame after them; for applying a code, to the end
of the frame whose status line says that it is saved, which it says after the commit. The floor is a Textual
application that paints one word at each key, in the same terminal: what harness, terminal and Textual cost together.

Run as a module it is that application.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.material import LONG, Material
from benchmarks.measure import Figure, Floor
from benchmarks.terminal import Terminal

SIZE = (160, 45)
ROUNDS = 60
#: Nothing is painted for so long before a key is sent.
QUIET = 0.12
MEDIAN, LATE, APPLY, PICKER, FIRST = 0.025, 0.060, 0.040, 0.015, 0.8

#: What is typed for each kind of key, in turn.
KINDS = {
    "move": ("down", "right", "ctrl+right", ")"),
    "select": ("shift+right", "shift+down", "ctrl+shift+right", "t"),
    "scroll": ("}", "}", "}", "}"),
    "page": ("pagedown", "pagedown", "pagedown", "pageup"),
}


def run(material: Material) -> Iterator[Figure]:
    """First paint, each kind of key, the picker, applying a code."""
    large = material.project(LONG)
    with tempfile.TemporaryDirectory() as scratch:
        project = Path(shutil.copy(large, scratch))
        home = {"HOME": scratch, "XDG_CONFIG_HOME": scratch, "XDG_STATE_HOME": scratch, "QUALCODE_LANG": "en"}
        least = _empty(home)
        opened = [_first_paint(project, home) for _round in range(6)][1:]
        floor = Floor("empty Textual application, its first word", least.first)
        yield Figure("first paint of 300 pages, after start", statistics.median(opened), (floor,), limit=FIRST)
        with _opened(project, home) as terminal:
            yield from _keys(terminal, least)


class _Least:
    """What an empty application takes: to its first word, and at a key."""

    def __init__(self, first: float, key: float) -> None:
        self.first = first
        self.key = Floor("empty Textual application", key)


def _empty(home: dict[str, str]) -> _Least:
    began = time.perf_counter()
    with Terminal([sys.executable, "-m", "benchmarks.keys"], SIZE, home) as terminal:
        first = terminal.until(b"qualcode") - began
        terminal.settle(QUIET)
        taken = _times(terminal, lambda _number: terminal.key_to_frame("x"))
    return _Least(first, statistics.median(taken))


def _opened(project: Path, home: dict[str, str]) -> Terminal:
    return Terminal(
        [sys.executable, "-m", "qualcode", "open", str(project), "--document", "entretien-0001"], SIZE, home
    )


def _first_paint(project: Path, home: dict[str, str]) -> float:
    """Seconds from starting the process to the first words of the document on the screen."""
    began = time.perf_counter()
    with _opened(project, home) as terminal:
        ended = terminal.until("Enquêtrice".encode())
        terminal.settle(QUIET)
    return ended - began


def _keys(terminal: Terminal, least: _Least) -> Iterator[Figure]:
    terminal.settle(0.5)
    for kind, keys in KINDS.items():
        taken = _times(terminal, lambda number, keys=keys: terminal.key_to_frame(keys[number % len(keys)]))  # type: ignore[misc]  # a default binds the loop's value
        yield Figure(f"{kind}: key to frame, median", statistics.median(taken), (least.key,), limit=MEDIAN)
        yield Figure(f"{kind}: key to frame, 95th percentile", _late(taken), (least.key,), limit=LATE)
        terminal.send("escape")
        terminal.settle(0.3)
    terminal.send("c")
    terminal.settle(0.5)
    letters = "code 12"
    picked = _times(terminal, lambda number: terminal.key_to_frame(_typed(letters, number)))
    yield Figure("picker over 500 codes: key to frame, median", statistics.median(picked), (least.key,), limit=PICKER)
    yield Figure("picker over 500 codes: key to frame, 95th percentile", _late(picked), (least.key,))
    terminal.send("escape")
    terminal.settle(0.5)
    terminal.send("c", "code 300")
    terminal.settle(0.5)
    terminal.send("enter")
    terminal.settle(0.5)
    applied = _times(terminal, lambda _number: _apply(terminal))
    durable = Floor("writing and syncing 4 KB", _sync())
    yield Figure(
        "applying a code, saved and painted, median", statistics.median(applied), (durable, least.key), limit=APPLY
    )
    yield Figure("applying a code, saved and painted, 95th percentile", _late(applied), (durable, least.key))


def _apply(terminal: Terminal) -> float:
    terminal.send(")")
    terminal.settle(QUIET)
    return terminal.key_to_frame(".", b"oded: ")


def _typed(letters: str, number: int) -> str:
    """A letter after the other, then back to the start."""
    keys = [*letters, *["backspace"] * len(letters)]
    return keys[number % len(keys)]


def _times(terminal: Terminal, press: Callable[[int], float]) -> list[float]:
    taken = []
    for number in range(ROUNDS):
        taken.append(press(number))
        terminal.settle(QUIET)
    return taken


def _late(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]


def _sync() -> float:
    """Seconds, median, for 4 KB to reach the disk: no program is durable for less."""
    taken = []
    with tempfile.TemporaryFile() as file:
        for _round in range(20):
            began = time.perf_counter()
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
            taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def _show_words() -> None:
    from textual import events
    from textual.app import App, ComposeResult
    from textual.widgets import Static

    class Empty(App[None]):
        pressed = 0

        def compose(self) -> ComposeResult:
            yield Static("qualcode")

        def on_key(self, event: events.Key) -> None:
            self.pressed += 1
            self.query_one(Static).update(f"qualcode {self.pressed}")

    Empty().run()


if __name__ == "__main__":
    _show_words()
