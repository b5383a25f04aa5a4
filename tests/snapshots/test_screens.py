"""What the screen looks like, at fixed sizes; look at the report of a failing test before renewing a snapshot."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot

from qualcode.project import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.themes import LIGHT


def at(words: str, *keys: str) -> Any:
    """Put the caret before some words, then press keys."""

    async def prepare(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, CodingScreen)
        assert screen.session.page is not None
        screen.transcript.place_caret(screen.session.page.text.index(words))
        await pilot.press(*keys)
        await pilot.pause(0.3)
        for blinking in pilot.app.screen.query("Input"):
            blinking.cursor_blink = False  # type: ignore[attr-defined]  # an Input

    return prepare


def test_reading_at_120_by_40(project: Project, snap_compare: Any) -> None:
    assert snap_compare(QualcodeApp(project), terminal_size=(120, 40), run_before=at("les mots", "v", "ctrl+right"))


def test_reading_at_80_by_24(project: Project, snap_compare: Any) -> None:
    assert snap_compare(QualcodeApp(project), terminal_size=(80, 24), run_before=at("les mots"))


def test_reading_at_160_by_45_by_day(project: Project, snap_compare: Any) -> None:
    app = QualcodeApp(project)
    app.theme = LIGHT
    assert snap_compare(app, terminal_size=(160, 45), run_before=at("les mots", "s"))


def test_picking_a_code(project: Project, snap_compare: Any) -> None:
    assert snap_compare(QualcodeApp(project), terminal_size=(120, 40), run_before=at("Jamais", "c", *"deleg"))


def test_the_key_sheet(project: Project, snap_compare: Any) -> None:
    assert snap_compare(QualcodeApp(project), terminal_size=(120, 40), run_before=at("Jamais", "question_mark"))


def test_names_that_look_like_markup(project: Project, snap_compare: Any) -> None:
    project.rename_document("entretien-01-delmas", "[/bold]")
    hostile = project.resolve_code("[@click=app.quit]x", create=True)
    project.code("[/bold]", 65, 90, project.codebook().path(hostile.id))
    assert snap_compare(QualcodeApp(project), terminal_size=(160, 45), run_before=at("on ouvre", "c"))
