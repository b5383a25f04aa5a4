"""Importing as its users tell it: find files, look at what was found, correct it, import it as one step."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from textual.widgets import Input

from qualcode.config import load_settings
from qualcode.project import Project, open_project
from qualcode.storage import documents
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.sheets.importing.sheet import ImportSheet
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.rows import Rows

from .importing import SPOKEN, found, importing, look_at_all, opened, sheet, shown, told


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
        labels = [voice.label for voice in sheet(pilot).voices]
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
        assert other.text("delmas") == f"{SPOKEN}E : Merci, delmas.\n"


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
        place = next(at for at, line in enumerate(sheet(pilot).shown_lines) if line.label == "Mme Delmas")
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
