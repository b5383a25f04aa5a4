"""Finding the files to import, in any folder and any terminal; and what becomes of odd ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.widgets import Input

from qualcode.project import Project, open_project
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.screens.help import KeySheet
from qualcode.tui.widgets.browser import Browser
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.rows import Rows
from qualcode.tui.widgets.statusline import KeyBar

from .importing import found, importing, look_at_all, opened, sheet, shown


async def test_a_very_large_file_is_asked_about(empty: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.tui.sheets.importing.sheet.LARGE", 100)
    async with importing(empty) as (pilot, _browser):
        await opened(pilot, *"/entr", "enter", "a", "i")
        assert isinstance(pilot.app.screen, Confirm)
        assert "delmas.txt" in str(pilot.app.screen.query_one("#question").render())
        await opened(pilot, "n")
        assert [one.path.name for one in found(pilot).files] == ["notes-hall.md"]
        await opened(pilot, "escape", "i", "y")
        assert len(found(pilot).files) == 3


async def test_escape_goes_back_step_by_step_and_asks_before_corrections_are_lost(empty: Project) -> None:
    async with importing(empty) as (pilot, browser):
        await look_at_all(pilot)
        await opened(pilot, "tab", "n", *"Claire", "enter", "escape")
        assert sheet(pilot).focused is sheet(pilot).documents
        await opened(pilot, "escape")
        assert isinstance(pilot.app.screen, Confirm)
        await opened(pilot, "n")
        assert found(pilot).corrections
        await opened(pilot, "escape", "y")
        assert not found(pilot)
        assert len(browser.ticked) == 3
        await opened(pilot, "escape")
        assert isinstance(pilot.app.screen, CodingScreen)
        await opened(pilot, "I")
        assert len(sheet(pilot).query_one(Browser).ticked) == 3


async def test_the_sheet_is_usable_in_a_small_terminal(empty: Project) -> None:
    async with importing(empty, (80, 24)) as (pilot, _browser):
        await look_at_all(pilot)
        assert "delmas" in shown(pilot, "#found")
        assert "Mme D." in shown(pilot, "#spoken")
        assert "Vous pouvez vous présenter" in shown(pilot, "#lines")
        assert "Enter import" in " ".join(str(pilot.app.screen.query_one(KeyBar).render()).split())
        for rows in pilot.app.screen.query(Rows):
            assert rows.region.bottom <= 22
            assert rows.region.right <= 80


async def test_a_path_is_completed_as_it_is_typed(empty: Project) -> None:
    async with importing(empty) as (pilot, browser):
        line = pilot.app.screen.query_one("#path", Input)
        await opened(pilot, *"/ent", "tab")
        assert line.value == "entretiens" + os.sep
        await opened(pilot, *"DEL")
        assert [entry.name for entry in browser._shown] == ["delmas.txt"]
        await opened(pilot, *"zzz", "enter")
        assert "Nothing of that name" in str(browser.query_one("#remark", Plain).render())
        line.value = str(empty.path.parent / "entretiens" / "delmas.txt")
        await opened(pilot, "enter")
        assert [one.path.name for one in found(pilot).files] == ["delmas.txt"]


async def test_the_folder_that_was_typed_is_the_one_that_is_named(empty: Project) -> None:
    folder = empty.path.parent / "seul"
    folder.mkdir()
    (folder / "seul.txt").write_text("Seul.")
    async with importing(empty) as (pilot, browser):
        await opened(pilot, "/", *str(folder.parent / "entretiens"), os.sep)
        assert "other format" in str(browser.query_one("#remark", Plain).render())
        await opened(pilot, "escape", "escape", "/", *str(folder), os.sep)
        assert "other format" not in str(browser.query_one("#remark", Plain).render())
        assert str(pilot.app.screen.query_one(KeyBar).render()).count("Esc") == 1
        await opened(pilot, "enter")
        assert browser.line.placeholder == str(folder)


async def test_links_in_circles_and_barred_folders_do_no_harm(empty: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = empty.path.parent / "entretiens"
    (folder / "encore").symlink_to(folder, target_is_directory=True)
    (folder / "rond.txt").symlink_to(folder / "rond.txt")
    (folder / "barred").mkdir()
    really = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "barred":
            raise PermissionError(13, "no")
        return really(path)

    monkeypatch.setattr("qualcode.tui.folders.os.scandir", scandir)
    async with importing(empty) as (pilot, browser):
        await opened(pilot, "enter", *"/enc", "enter")
        assert browser.folder == folder
        await opened(pilot, *"/bar", "enter")
        assert "permission is denied" in str(browser.query_one("#remark", Plain).render())
        await opened(pilot, "left")
        assert browser.entry is not None
        assert browser.entry.name == "barred"
        monkeypatch.undo()
        await opened(pilot, "left")
        assert browser.entry is not None
        assert browser.entry.name == "entretiens"
        await opened(pilot, "space", "i")
        assert len(found(pilot).files) == 3


async def test_thousands_of_files_are_listed_at_once(empty: Project) -> None:
    folder = empty.path.parent / "many"
    folder.mkdir()
    for n in range(3000):
        (folder / f"note-{n}.txt").touch()
    async with importing(empty) as (pilot, browser):
        await opened(pilot, *"/many", "enter")
        assert [entry.name for entry in browser._shown[1:4]] == ["note-0.txt", "note-1.txt", "note-2.txt"]
        await opened(pilot, "end", "a")
        assert len(browser.ticked) == 3000
        assert browser.entry is not None
        assert browser.entry.name == "note-2999.txt"


async def test_a_long_report_is_found_to_have_no_turns(empty: Project, real_reports: list[Path]) -> None:
    async with importing(empty) as (pilot, _browser):
        await opened(pilot, "/")
        pilot.app.screen.query_one("#path", Input).value = str(real_reports[0])
        await opened(pilot, "enter")
        assert not found(pilot).draft(0).turns
        await opened(pilot, "enter")
        assert isinstance(pilot.app.screen, CodingScreen)
    with open_project(empty.path) as other:
        assert other.documents()[0].length > 10_000


async def test_help_says_the_keys_of_the_part_that_has_the_focus(empty: Project) -> None:
    async with importing(empty) as (pilot, _browser):
        await look_at_all(pilot)
        await opened(pilot, "tab", "f1")
        assert isinstance(pilot.app.screen, KeySheet)
        assert pilot.app.screen._places == ("spoken",)
        await opened(pilot, "escape", "?")
        assert isinstance(pilot.app.screen, KeySheet)
        assert {"found", "spoken"} <= set(pilot.app.screen._places)
