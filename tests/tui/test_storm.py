"""Random keys on a project full of hostile names: nothing fails, the file is sound, all can be undone.

`STORMS` and `STEPS` in the environment make more and longer ones.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from qualcode.project import Project, new_project
from qualcode.tui.app import QualcodeApp
from tests.storage.dump import dump

from .desk import screen
from .storm import Storm, hostile_study, undone, within

STORMS, STEPS = int(os.environ.get("STORMS", "2")), int(os.environ.get("STEPS", "80"))
#: Made by the first signature, and kept: not a step of the history.
_KEPT = "coders"


@pytest.mark.parametrize("seed", range(STORMS))
async def test_random_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    within(tmp_path, monkeypatch)
    path = tmp_path / "p.qualcode"
    with new_project(path) as project:
        empty = dump(project)
        hostile_study(project)
        storm = Storm(QualcodeApp(project), seed)
        await storm.blow(STEPS)
    full, bare, again = undone(path)
    assert {table: rows for table, rows in bare.items() if table != _KEPT} == {
        table: rows for table, rows in empty.items() if table != _KEPT
    }, storm.done
    assert again == full, storm.done


@pytest.mark.parametrize("sheet", ["K", "D", "M", "O", "H", "h", "f", "L", "question_mark", "colon"])
@pytest.mark.parametrize("size", [(120, 40), (40, 10), (1, 1)], ids=str)
async def test_hostile_names_are_only_names(project: Project, sheet: str, size: tuple[int, int]) -> None:
    hostile_study(project)
    async with screen(project, size) as (pilot, text):
        text.place_caret(40)
        await pilot.press(sheet, "down", "right", "pagedown", "tab", "end", "up")
        await pilot.pause()
        drawn = "".join(
            segment.text
            for line in pilot.app.screen._compositor.render_strips()
            for segment in line
            if not segment.control
        )
    assert not set(drawn) & set("\x1b\x07\x9b\u202e\u2066")
    assert pilot.app.is_running is False
