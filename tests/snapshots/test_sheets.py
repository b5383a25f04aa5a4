"""The sheets that take the whole terminal."""

from __future__ import annotations

from pathlib import Path

from qualcode.project import Project
from qualcode.tui.themes import CONTRAST, LIGHT

from ..tui.importing import SPOKEN
from .conftest import SMALL, USUAL, WIDE, Picture


def test_segments(study: Project, picture: Picture) -> None:
    assert picture(study, USUAL, "f", "down", at="les mots", theme=LIGHT)


def test_hits(study: Project, picture: Picture) -> None:
    assert picture(study, USUAL, "slash", *"association", "enter", "H", "d", "space", "down", language="fr")


def test_the_codebook(study: Project, picture: Picture) -> None:
    assert picture(study, USUAL, "K", "down", "down", language="fr")


def test_memos(study: Project, picture: Picture) -> None:
    assert picture(study, SMALL, "M")


def test_history(study: Project, picture: Picture) -> None:
    assert picture(study, USUAL, "u", "h", "down", theme=CONTRAST, language="fr")


def test_documents_and_their_attributes(study: Project, picture: Picture) -> None:
    assert picture(study, USUAL, "D", "down", "end", "left", "enter", *"M", theme=LIGHT)


def test_codes_that_go_together(study: Project, picture: Picture) -> None:
    assert picture(study, WIDE, "O")


def test_the_codes_around_a_code(study: Project, picture: Picture) -> None:
    assert picture(study, USUAL, "O", "g", language="fr")


def test_files_before_they_are_imported(empty: Project, picture: Picture) -> None:
    folder = Path.home() / "entretiens"
    folder.mkdir()
    (folder / "delmas.txt").write_text(SPOKEN, encoding="utf-8")
    (folder / "notes.md").write_text("Une dame repart.\n", encoding="utf-8")
    assert picture(empty, USUAL, "I", "slash", *"entr", "enter", "a", "i", "tab", "down", language="fr")


def test_keys(study: Project, picture: Picture) -> None:
    assert picture(study, SMALL, "f9", "slash", *"code")
