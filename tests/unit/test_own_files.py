"""What lies in a person's own folders may be damaged, or not what it seems: it is then as if it were not there."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qualcode.config import Settings, load_settings, save_settings, settings_file
from qualcode.tui.commands import bindings, commands, remap
from qualcode.tui.drafts import DraftKey, MemoDraft, drafts_folder, every_draft, find_draft, keep_draft
from qualcode.tui.places import Places, load_places, places_file
from qualcode.tui.recents import recents, recents_file


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes and devices among files")
@pytest.mark.parametrize("stands", [os.mkfifo, lambda path: os.symlink("/dev/zero", path), os.mkdir])
@pytest.mark.parametrize(
    ("file", "load", "none"),
    [
        (settings_file, load_settings, Settings()),
        (places_file, lambda: load_places("p"), Places()),
        (recents_file, recents, []),
    ],
)
def test_a_pipe_a_device_a_folder_are_no_files_of_ours(
    stands: Callable[[Path], None], file: Callable[[], Path], load: Callable[[], object], none: object
) -> None:
    file().parent.mkdir(parents=True, exist_ok=True)
    stands(file())
    assert load() == none


def test_a_link_to_the_settings_stays_a_link(tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles.json"
    kept.write_text("{}", encoding="utf-8")
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().symlink_to(kept)
    assert save_settings(Settings(theme="qualcode-light"))
    assert settings_file().is_symlink()
    assert json.loads(kept.read_text(encoding="utf-8"))["theme"] == "qualcode-light"


@pytest.mark.parametrize("said", ["", ",", " , ", "\x1b[31m", "k" * 10_000, "two words"])
def test_what_is_no_key_changes_none(said: str) -> None:
    code = next(command for command in commands() if command.name == "screen.code")
    try:
        remap({"screen.code": said, "no.command": "x"})
        assert code in commands("screen")
        assert bindings("screen").key_to_bindings["c"]
    finally:
        remap({})


def test_every_command_can_have_a_key_that_others_have() -> None:
    try:
        remap({command.name: "escape,,enter" for command in commands()})
        assert set(bindings("screen", "text").key_to_bindings) <= {"escape", "enter", "shift+escape", "shift+enter"}
    finally:
        remap({})


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "sqlite_master"},
        {"kind": "note"},
        {"start": 1 << 70, "end": 1 << 71},
        {"start": -5},
        {"start": True},
        {"uuid": 3},
        {"other": "x"},
    ],
)
def test_a_draft_of_something_that_there_cannot_be_is_none(wrong: dict[str, Any]) -> None:
    key = DraftKey("document", "u", coder="Camille")
    assert keep_draft("p", MemoDraft(key, "texte"))
    [path] = drafts_folder("p").glob("*.json")
    said = json.loads(path.read_text(encoding="utf-8"))
    said["key"] |= wrong
    path.write_text(json.dumps(said), encoding="utf-8")
    assert find_draft("p", key) is None
    assert every_draft("p", "Camille") == []
