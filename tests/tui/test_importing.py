"""Importing as its users tell it: find files, look at what was found, correct it, import it as one step."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from qualcode.config import load_settings
from qualcode.project import Project, new_project, open_project
from qualcode.storage import documents
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.screens.help import KeySheet
from qualcode.tui.sheets.importing.found import Found
from qualcode.tui.sheets.importing.sheet import ImportSheet
from qualcode.tui.widgets.browser import Browser
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.rows import Rows
from qualcode.tui.widgets.statusline import KeyBar

TALK = """Entretien n° 3
Date : 12/03/2024

E : Bonjour. Vous pouvez vous présenter ?
Mme D. : Oui. Je travaille au guichet depuis dix ans.
E : Et ça se passe comment ?
Mme Delmas : Ben, on fait les mots de passe, surtout.
E : Tous les jours ?
Mme Delmas : Tous les jours. Ou presque.
"""


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Project]:
    """A project without documents, beside a folder of interviews."""
    (tmp_path / "entretiens").mkdir()
    for name in ("delmas", "lacaze"):
        (tmp_path / "entretiens" / f"{name}.txt").write_text(f"{TALK}E : Merci, {name}.\n", encoding="utf-8")
    (tmp_path / "entretiens" / "notes-hall.md").write_text("Une dame repart.\n", encoding="utf-8")
    (tmp_path / "entretiens" / "son.mp3").write_bytes(b"nothing to read")
    with new_project(tmp_path / "p.qualcode") as made:
        yield made


@asynccontextmanager
async def importing(project: Project, size: tuple[int, int] = (120, 40)) -> AsyncIterator[tuple[Pilot[None], Browser]]:
    """The import sheet, open on the folder of the project."""
    app = QualcodeApp(project)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("I")
        await settled(pilot)
        yield pilot, sheet(pilot).query_one(Browser)


def sheet(pilot: Pilot[None]) -> ImportSheet:
    assert isinstance(pilot.app.screen, ImportSheet)
    return pilot.app.screen


async def settled(pilot: Pilot[None]) -> None:
    """Until nothing runs and all is painted."""
    for _try in range(800):
        await pilot.pause()
        assert isinstance(pilot.app, QualcodeApp)
        if pilot.app.jobs.current is None:
            await pilot.pause()
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never ended")


async def opened(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def drawn(rows: Rows) -> list[str]:
    return [rows.render_line(y).text.rstrip() for y in range(rows.size.height)]


def shown(pilot: Pilot[None], rows: str) -> str:
    return "\n".join(drawn(pilot.app.screen.query_one(rows, Rows)))


def found(pilot: Pilot[None]) -> Found:
    return sheet(pilot).found


def told(pilot: Pilot[None]) -> list[str]:
    return [note.message for note in pilot.app._notifications]


async def look_at_all(pilot: Pilot[None]) -> None:
    """Into the folder of interviews, all ticked, read."""
    await opened(pilot, *"/entr", "enter", "a", "i")
    assert found(pilot)


async def test_a_folder_is_browsed_its_files_ticked_read_and_imported_by_keyboard(empty: Project) -> None:
    async with importing(empty) as (pilot, browser):
        assert browser.folder == empty.path.parent
        assert [entry.name for entry in browser._shown] == ["..", "entretiens"]
        await opened(pilot, "enter")
        assert browser.folder.name == "entretiens"
        assert [entry.name for entry in browser._shown][1:] == ["delmas.txt", "lacaze.txt", "notes-hall.md"]
        await opened(pilot, "space", "space", "enter")
        assert [one.path.name for one in found(pilot).files] == ["delmas.txt", "lacaze.txt"]
        assert "field notes" not in shown(pilot, "#found")
        await opened(pilot, "enter")
        assert isinstance(pilot.app.screen, CodingScreen)
        assert pilot.app.screen.session.page is not None
        assert pilot.app.screen.session.page.document.name == "delmas"
        assert "Imported: 2 documents." in told(pilot)
    with open_project(empty.path) as other:
        assert [document.name for document in other.documents()] == ["delmas", "lacaze"]
        assert [action.kind for action in other.log()] == ["import"]
    assert load_settings().folder == str(empty.path.parent / "entretiens")


async def test_what_was_found_is_shown(empty: Project) -> None:
    async with importing(empty) as (pilot, _browser):
        await look_at_all(pilot)
        about = str(pilot.app.screen.query_one("#about", Plain).render())
        assert "interview" in about
        assert "date = 2024-03-12" in about
        spoken = shown(pilot, "#spoken")
        assert "interviewer" in spoken
        assert "Mme D." in spoken
        assert "Ben, on fait les mots de passe, surtout." in shown(pilot, "#lines")


async def test_two_spellings_become_one_person_with_a_name(empty: Project) -> None:
    async with importing(empty) as (pilot, _browser):
        await look_at_all(pilot)
        labels = [voice.label for voice in sheet(pilot)._voices]
        assert labels == ["E", "Mme D.", "Mme Delmas"]
        await opened(pilot, "tab", "down", "down", "s", "down", "enter")
        assert "the same as Mme D." in shown(pilot, "#spoken")
        await opened(pilot, "up", "n", *"Delmas", "enter")
        assert "Mme D. = Delmas" in shown(pilot, "#spoken")
        await opened(pilot, "up", "e")
        await opened(pilot, "escape", "enter")
    with open_project(empty.path) as other:
        speakers = {speaker.label: speaker for speaker in other.speakers("delmas")}
        assert list(speakers) == ["E", "Mme D."]
        assert speakers["Mme D."].name == "Delmas"
        assert not speakers["E"].interviewer
        assert len(other.layout("delmas").turns) == 7
        assert other.text("delmas") == f"{TALK}E : Merci, delmas.\n"


async def test_a_line_that_is_no_speaker_joins_the_turn_before_and_can_be_one_again(empty: Project) -> None:
    async with importing(empty) as (pilot, _browser):
        await look_at_all(pilot)
        await opened(pilot, "tab", "down", "down", "x")
        assert "no speaker" in shown(pilot, "#spoken")
        assert len(found(pilot).draft(0).turns) == 5
        await opened(pilot, "x")
        assert len(found(pilot).draft(0).turns) == 7
        await opened(pilot, "u")
        assert len(found(pilot).draft(0).turns) == 5
        await opened(pilot, "r", "u", "u")
        assert not found(pilot).correction(0)
        await opened(pilot, "u")
        assert "Nothing was said" in sheet(pilot).said


async def test_the_label_of_a_line_can_be_corrected_from_the_line(empty: Project) -> None:
    async with importing(empty) as (pilot, _browser):
        await look_at_all(pilot)
        await opened(pilot, "tab", "tab")
        lines = sheet(pilot).query_one("#lines", Rows)
        place = next(at for at, line in enumerate(sheet(pilot)._lines) if line.label == "Mme Delmas")
        lines.move(place)
        await opened(pilot, "x")
        assert found(pilot).correction(0).nobody == {"Mme Delmas"}


async def test_kind_name_attribute_and_no_turns(empty: Project) -> None:
    async with importing(empty) as (pilot, _browser):
        await look_at_all(pilot)
        await opened(pilot, "k", "down", "enter")
        await opened(pilot, "n")
        pilot.app.screen.query_one(Input).value = "Mme Delmas [/bold] 😀"
        await opened(pilot, "enter")
        await opened(pilot, "+", *"site = MDS", "enter")
        await opened(pilot, "=", *"date=", "enter")
        await opened(pilot, "down", "t")
        assert found(pilot).draft(1).kind == "notes"
        await opened(pilot, "enter")
    with open_project(empty.path) as other:
        first, second, third = other.documents()
        assert (first.name, first.kind) == ("Mme Delmas [/bold] 😀", "focus-group")
        assert first.attributes["site"] == second.attributes["site"] == third.attributes["site"] == "MDS"
        assert "date" not in first.attributes
        assert (second.kind, second.turns) == ("notes", 0)


async def test_turns_come_back_with_the_kind_they_made(empty: Project) -> None:
    async with importing(empty) as (pilot, _browser):
        await look_at_all(pilot)
        await opened(pilot, "t", "t")
        assert found(pilot).draft(0) == found(pilot).files[0].drafts[0]


async def test_what_is_there_already_is_shown_and_not_ticked(empty: Project) -> None:
    folder = empty.path.parent / "entretiens"
    empty.import_files([folder / "delmas.txt"])
    (folder / "autre.md").write_text((folder / "lacaze.txt").read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    async with importing(empty) as (pilot, _browser):
        await look_at_all(pilot)
        files = {one.path.name: at for at, one in enumerate(found(pilot).files)}
        assert found(pilot).ticked == {files["autre.md"], files["notes-hall.md"]}
        assert shown(pilot, "#found").count("already there") == 2
        sheet(pilot).documents.move(files["delmas.txt"])
        await opened(pilot, "space", "enter")
    with open_project(empty.path) as other:
        assert [document.name for document in other.documents()] == ["delmas", "autre", "delmas (2)", "notes-hall"]


async def test_the_files_that_were_looked_at_are_what_is_imported(empty: Project) -> None:
    async with importing(empty) as (pilot, _browser):
        await look_at_all(pilot)
        shutil.rmtree(empty.path.parent / "entretiens")
        await opened(pilot, "enter")
    with open_project(empty.path) as other:
        assert len(other.documents()) == 3
        assert "mots de passe" in other.text("delmas")


async def test_what_cannot_be_read_says_why_beside_the_others(empty: Project) -> None:
    folder = empty.path.parent / "entretiens"
    (folder / "faux[bold].docx").write_bytes(b"no zip at all")
    (folder / "vide.txt").write_bytes(b"")
    async with importing(empty) as (pilot, _browser):
        await look_at_all(pilot)
        assert "✗ faux[bold].docx" in shown(pilot, "#found")
        await opened(pilot, "end")
        about = str(pilot.app.screen.query_one("#about", Plain).render())
        assert "vide.txt" in about
        assert "empty" in about
        await opened(pilot, "k")
        assert isinstance(pilot.app.screen, ImportSheet)
        await opened(pilot, "enter")
    with open_project(empty.path) as other:
        assert len(other.documents()) == 3


async def test_a_study_is_imported_with_its_codes(empty: Project, corpus: Path) -> None:
    async with importing(empty) as (pilot, _browser):
        await opened(pilot, "/")
        pilot.app.screen.query_one("#path", Input).value = str(corpus / "etude.yaml")
        await opened(pilot, "enter")
        assert "a whole study" in str(pilot.app.screen.query_one("#about", Plain).render())
        await opened(pilot, "k")
        assert "say themselves" in sheet(pilot).said
        await opened(pilot, "enter")
    with open_project(empty.path) as other:
        assert other.codings()
        assert len(other.log()) == 1


async def test_an_import_that_is_stopped_changes_nothing(empty: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    really, writing = documents.insert_ready, threading.Event()

    def slowly(db: sqlite3.Connection, ready: documents.Ready) -> int:
        if writing.is_set():
            time.sleep(1)
        writing.set()
        return really(db, ready)

    monkeypatch.setattr(documents, "insert_ready", slowly)
    async with importing(empty) as (pilot, _browser):
        await look_at_all(pilot)
        await pilot.press("enter")
        assert await asyncio.to_thread(writing.wait, 10)
        await opened(pilot, "ctrl+k")
        assert any("Nothing was changed" in message for message in told(pilot))
        assert len(found(pilot).chosen()) == 3, "what was looked at is still there"
    with open_project(empty.path) as other:
        assert other.documents() == []
        assert other.log() == []


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
