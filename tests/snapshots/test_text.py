"""The coding screen: the text, the panels beside it, what stands above it; and the first page."""

from __future__ import annotations

from pathlib import Path

from qualcode.project import Project, new_project
from qualcode.tui import recents
from qualcode.tui.themes import CONTRAST, LIGHT

from ..tui.desk import DELMAS
from ..tui.reading_desk import LONG, add_long
from .conftest import SMALL, USUAL, WIDE, Picture


def test_reading_with_a_selection(study: Project, picture: Picture) -> None:
    assert picture(study, USUAL, "v", "ctrl+right", at="les mots")


def test_reading_on_a_small_screen(study: Project, picture: Picture) -> None:
    assert picture(study, SMALL, at="les mots", language="fr")


def test_reading_on_a_large_screen_by_day(study: Project, picture: Picture) -> None:
    assert picture(study, WIDE, "s", at="les mots", theme=LIGHT, language="fr")


def test_reading_in_strong_contrast_without_numbers(study: Project, picture: Picture) -> None:
    assert picture(study, USUAL, "number_sign", at="les mots", theme=CONTRAST)


def test_only_the_active_code_is_shown(study: Project, picture: Picture) -> None:
    assert picture(study, USUAL, "l", at="C'est pas mon métier", theme=LIGHT)


def test_only_one_coder_is_shown(study: Project, picture: Picture) -> None:
    assert picture(study, USUAL, "L", *"basti", "enter", language="fr")


def test_a_search(study: Project, picture: Picture) -> None:
    assert picture(study, SMALL, "slash", *"monde", "enter")


def test_the_map_of_a_long_document(study: Project, picture: Picture) -> None:
    add_long(study, 120)
    start = study.text(LONG).index("Tour 40")
    study.code(LONG, start, start + 900, "dirty work/mots de passe")
    assert picture(study, USUAL, "colon", *"long", "enter", "j", *"62", "enter")


def test_the_codebook_over_the_text(study: Project, picture: Picture) -> None:
    assert picture(study, SMALL, "k", "down", "down", at="les mots", language="fr")


def test_the_documents_over_the_text_narrowed(study: Project, picture: Picture) -> None:
    assert picture(study, SMALL, "d", "slash", *"ccas", theme=LIGHT)


def test_a_project_with_nothing_in_it(empty: Project, picture: Picture) -> None:
    assert picture(empty, USUAL, language="fr")


def test_the_first_page_the_first_time(picture: Picture) -> None:
    assert picture(None, SMALL, language="fr")


def test_the_first_page_with_projects(picture: Picture) -> None:
    for name in ("Guichets", "[/bold]"):
        path = Path.home() / f"{name.strip('[/]')}.qualcode"
        new_project(path, name=name).close()
        recents.remember(path, name)
    recents.remember(Path.home() / "parti.qualcode", "Parti")
    assert picture(None, USUAL, theme=LIGHT)


def test_names_that_look_like_markup(project: Project, picture: Picture) -> None:
    project.rename_document(DELMAS, "[/bold]")
    hostile = project.resolve_code("[@click=app.quit]x", create=True)
    project.code("[/bold]", 65, 90, project.codebook().path(hostile.id))
    assert picture(project, USUAL, "c", at="on ouvre")
