"""A hand that falls on the keyboard: keys of every command, letters, hostile words, a terminal that changes its size.

What a storm leaves behind can be asked for afterwards: the file is sound, and its history goes back to the first day.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key

from qualcode.model.codebook import join_path
from qualcode.model.memo import Subject
from qualcode.model.span import Span
from qualcode.model.things import Cell
from qualcode.project import Project, open_project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.commands import commands
from qualcode.tui.folders import Entry, Listing, listing
from tests.storage.dump import Dump, dump

from .conftest import interview, notes

#: From the size of a wall down to a single cell.
SIZES = ((120, 40), (80, 24), (40, 10), (20, 5), (1, 1), (200, 60))
#: Names and words that a screen, a format or a program could take for something else.
HOSTILE = (
    "[/bold]",
    "[@click=app.quit]x[/]",
    "=cmd|' /C calc'!A0",
    "\x1b[31mred\x1b]0;title\x07",
    "a\u202egnirts\u202c",
    "n" * 400,
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "e\u0301\u0308\u0327" * 12,
    "%s {0} {name} {",
    "漢字 ﷽",
    "a/b//c\\d",
    "-- ; DROP TABLE codes",
    "\u2066\u200b\ufeff·",
    "![i](http://x.invalid/a.png) <b>x</b> [l](javascript:1)",
)
_CONTROL = re.compile(r"[\x00-\x1f]")
_SHEETS = "dkfKDMOHhIL"
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,;:!?/|&()\"'<>=%éœ"


class Storm:
    """Random keys, the same for the same seed."""

    def __init__(self, app: QualcodeApp, seed: int) -> None:
        self.app = app
        self.chance = random.Random(seed)
        self.keys = sorted({key for command in commands() for key in command.keys.split(",") if key})
        self.done: list[str] = []

    async def blow(self, steps: int, meanwhile: Callable[[], None] = lambda: None, often: float = 0.0) -> None:
        """Do so many things to the screen; `meanwhile` is done between two of them so often (0 to 1)."""
        async with self.app.run_test(size=self.chance.choice(SIZES[:2])) as pilot:
            await pilot.pause()
            for _step in range(steps):
                if self.chance.random() < 0.01:
                    size = self.chance.choice(SIZES)
                    self.done.append(f"size {size}")
                    await pilot.resize_terminal(*size)
                    continue
                if self.chance.random() < often:
                    self.done.append("meanwhile")
                    meanwhile()
                for key in self._next():
                    self.done.append(key)
                    if key.startswith("paste "):
                        self.app.post_message(events.Paste(key[6:]))
                        await pilot.pause()
                    else:
                        await pilot.press(key)
                if not self.app.is_running:
                    return

    def _next(self) -> Sequence[str]:
        dice = self.chance.random()
        if dice < 0.55:
            offered = list(self.app.screen.active_bindings)
            return (self.chance.choice(offered or self.keys),)
        if dice < 0.72:
            return (self.chance.choice(self.keys),)
        if dice < 0.80:
            return (self.chance.choice(("enter", "enter", "tab", "escape", "y", "down", "space", "up", "right")),)
        if dice < 0.84:
            return ("escape", "escape", self.chance.choice(_SHEETS))
        if dice < 0.87:
            return (f"paste {self.chance.choice(HOSTILE)}",)
        letter = self.chance.choice(_PLAIN)
        return (_character_to_key(letter) if not letter.isalnum() else letter,)


def within(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the screen see no folder but this one, and stay when it is asked to leave."""

    def seen(place: Path, accepts: Callable[[Path], bool]) -> Listing:
        if place == folder or folder in place.parents:
            return listing(place, accepts)
        return Listing(place, (Entry(folder, folder.name, True),))

    monkeypatch.setattr("qualcode.tui.widgets.browser.listing", seen)
    monkeypatch.setattr(QualcodeApp, "leave", lambda self: None)
    monkeypatch.chdir(folder)


def hostile_study(project: Project) -> None:
    """Fill a project with the hostile names: documents, speakers, cases, attributes, codes, memos, quotations."""
    for at, name in enumerate(HOSTILE):
        plain = "".join(letter for letter in name if letter.isprintable())
        talk = [(f"Q{at}", f"{name} ? Oui."), (plain[:30], f"Ça va. {name}. Encore une phrase, {plain}.")] * 3
        draft = interview(f"{name} {at}", talk) if at % 2 else notes(f"{name} {at}", f"{name}\n{plain}")
        [document] = project.add_drafts([draft])
        path = join_path([_CONTROL.sub("", name)[:60]])
        code = project.resolve_code(path, create=True)
        half = Span(0, project.documents()[-1].length // 2)
        [coding] = project.code_many([(document, half)], [path])
        case = project.add_case(f"{name} {at}", attributes={plain[:40]: name})
        project.set_cells([Cell("document", document, "cases", project.things("case")[-1].name)])
        project.set_attributes(document, {name: plain})
        for subject in (Subject("coding", coding.id), Subject("code", code.id), Subject("case", case)):
            project.save_memo(subject, f"{name}\n\n# {plain}")


def undone(path: Path) -> tuple[Dump, Dump, Dump]:
    """What a project holds, what is left when every step is undone, what is there when each is done again."""
    with open_project(path) as project:
        while project.next_redo():
            project.redo()
        full = dump(project)
        while project.next_undo():
            project.undo()
        bare = dump(project)
        assert project.verify() == []
        while project.next_redo():
            project.redo()
        again = dump(project)
        assert project.verify() == []
    return full, bare, again
