"""What lies over a screen for a moment: the picker, questions with what would happen, the editor of memos, help."""

from __future__ import annotations

from qualcode.project import Project
from qualcode.tui.themes import CONTRAST, LIGHT

from .conftest import SMALL, USUAL, WIDE, Picture


def test_picking_a_code(study: Project, picture: Picture) -> None:
    assert picture(study, USUAL, "c", *"deleg", at="Jamais")


def test_picking_a_new_code_on_a_small_screen(study: Project, picture: Picture) -> None:
    assert picture(study, SMALL, "c", *"tri/attente", at="Jamais", theme=LIGHT, language="fr")


def test_which_coding_is_to_be_removed(study: Project, picture: Picture) -> None:
    assert picture(study, SMALL, "x", at="les mots", language="fr")


def test_what_deleting_a_code_would_do(study: Project, picture: Picture) -> None:
    assert picture(study, USUAL, "K", "slash", *"dirty", "enter", "x", language="fr")


def test_what_a_merge_would_do(study: Project, picture: Picture) -> None:
    assert picture(study, SMALL, "K", "slash", *"mots", "enter", "m", *"deleg", "enter", theme=CONTRAST)


def test_a_memo_with_its_preview(study: Project, picture: Picture) -> None:
    written = [*"**Attendre**", "enter", *"- un", "enter", *"- deux"]
    assert picture(study, WIDE, "s", "m", *written, "ctrl+r", at="Jamais", language="fr")


def test_the_key_sheet(study: Project, picture: Picture) -> None:
    assert picture(study, USUAL, "question_mark", language="fr")


def test_the_palette(study: Project, picture: Picture) -> None:
    assert picture(study, SMALL, "colon", *"mots")
