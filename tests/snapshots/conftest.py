"""The snapshots are taken on one invented project, on a machine that does not show: no clock, folder, load or network.

`picture` presses keys in the app and compares what is then on the screen, once all has come to rest. Whoever changes a
screen looks at the report of the failing tests, then renews them: `pytest tests/snapshots --snapshot-update`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
import textual._doc
from textual.pilot import Pilot

from qualcode.i18n import set_language
from qualcode.model.span import Span
from qualcode.project import Project, new_project, open_project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens import welcome
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.themes import DARK

from ..quiet import quiet
from ..squeeze import squeezed
from ..tui.conftest import interview, project
from ..tui.desk import DELMAS

__all__ = ["project"]

SMALL, USUAL, WIDE = (80, 24), (120, 40), (200, 60)

SECOND = [
    ("Enquêteur", "Qu'est-ce qui a changé depuis les démarches en ligne ?"),
    (
        "M. L.",
        "Avant, on me demandait un conseil. Maintenant, on me tend un téléphone. Je fais les mots de passe, moi aussi, "
        "et je rends le téléphone.",
    ),
    ("Enquêteur", "Et les collègues ?"),
    (
        "M. L.",
        "Il y en a qui renvoient vers l'association. Moi non, c'est là que les gens parlent.",
    ),
]


class Picture(Protocol):
    """Whether a screen looks as it did: `keys` are pressed one by one, from a caret `at` some words."""

    def __call__(
        self,
        project: Project | None,
        size: tuple[int, int],
        *keys: str,
        at: str = "",
        theme: str = DARK,
        language: str = "en",
    ) -> bool: ...


@pytest.fixture(autouse=True)
def _same_machine(monkeypatch: pytest.MonkeyPatch, _own_machine: None) -> Iterator[None]:
    monkeypatch.setenv("QUALCODE_NOW", "2024-03-12T09:00:00.000Z")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    monkeypatch.chdir(Path.home())
    monkeypatch.setattr(welcome, "__version__", "1.0")
    draw = textual._doc.take_svg_screenshot
    monkeypatch.setattr(textual._doc, "take_svg_screenshot", lambda **options: squeezed(draw(**options)))
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def picture(snap_compare: object) -> Picture:
    """Press keys, then compare the screen with the picture that was kept."""

    def compare(
        project: Project | None,
        size: tuple[int, int],
        *keys: str,
        at: str = "",
        theme: str = DARK,
        language: str = "en",
    ) -> bool:
        async def prepare(pilot: Pilot[None]) -> None:
            await quiet(pilot)
            if at:
                screen = pilot.app.screen
                assert isinstance(screen, CodingScreen)
                assert screen.session.page is not None
                screen.transcript.place_caret(screen.session.page.text.index(at))
            for key in keys:
                await pilot.press(key)
                await quiet(pilot)

        set_language(language)
        app = QualcodeApp(project)
        app.theme = theme
        try:
            return bool(snap_compare(app, terminal_size=size, run_before=prepare))  # type: ignore[operator]  # untyped
        finally:
            set_language(None)

    return compare


@pytest.fixture
def study(project: Project) -> Project:
    """The small project with more in it: a second interview and coder, sites, cues, memos of each kind, a case."""
    project.add_drafts([interview("entretien-02-lacaze", SECOND)])
    project.add_case("MDS des Tanneries", "site", {"quartier": "les Tanneries"})
    project.set_attributes(DELMAS, {"site": "MDS", "date": "2023-03-14"})
    project.set_attributes("entretien-02-lacaze", {"site": "CCAS", "date": "2023-03-28"})
    project.edit_code(
        "dirty work/délégation", cues=["je renvoie", "renvoient"], definition="Passer la tâche à d'autres."
    )
    _code(project, DELMAS, "je renvoie vers l'association", "dirty work/délégation")
    _code(project, DELMAS, "récupérer des codes par SMS", "dirty work/mots de passe")
    _code(project, "entretien-02-lacaze", "Je fais les mots de passe", "dirty work/mots de passe")
    _code(project, "entretien-02-lacaze", "Il y en a qui renvoient", "dirty work/délégation")
    with open_project(project.path, coder="Bastien") as other:
        _code(other, DELMAS, "Mais je renvoie vers l'association, quand il y a trop de monde.", "territoires")
        _code(other, "entretien-02-lacaze", "Je fais les mots de passe, moi aussi", "territoires")
    project.add_memo("À **comparer** avec Lacaze.", document=project.document(DELMAS).id, span=Span(0, 12))
    project.add_memo("Une notion floue.", code=project.resolve_code("renoncement").id)
    project.add_memo("Hypothèse : le guichet trie.\n\n- par le temps\n- par les mots")
    return project


@pytest.fixture
def empty() -> Iterator[Project]:
    """A project with nothing in it."""
    with new_project(Path.home() / "étude.qualcode", name="Étude") as made:
        yield made


def _code(project: Project, document: str, words: str, code: str) -> None:
    start = project.text(document).index(words)
    project.code(document, start, start + len(words), code)
