"""What is painted first, and what is left alone."""

from __future__ import annotations

from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color
from textual.pilot import Pilot
from textual.renderables.background_screen import BackgroundScreen

from qualcode.project import Project
from qualcode.tui.veil import Veil
from qualcode.tui.widgets.codings import CodingsHere
from qualcode.tui.widgets.documents import DocumentList

from .desk import codings, put_caret, screen, shown_rows, status, until


def listed(pilot: Pilot[None]) -> str:
    shown = pilot.app.screen.query_one(DocumentList)
    return "\n".join(shown.line(at) for at in range(len(shown.rows)))


async def test_what_is_coded_is_shown_before_it_is_counted(project: Project) -> None:
    async with screen(project, (160, 45)) as (pilot, text):
        put_caret(text, project, "Jamais.")
        await pilot.pause()
        before = listed(pilot)
        await pilot.press("c", *"deleg")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        put_caret(text, project, "Mais je renvoie")
        await pilot.pause(0.1)
        counted = listed(pilot)
        assert counted != before
        rows = shown_rows(text)
        await text.screen.run_action("repeat")
        assert len(codings(project)) == 5
        assert "Coded: dirty work/délégation" in status(pilot)
        assert shown_rows(text) != rows
        assert listed(pilot) == counted, "the panels come after the text"
        await pilot.pause(0.1)
        assert listed(pilot) != counted


async def test_what_lies_at_the_caret_leaves_the_rest_of_the_screen_alone(project: Project) -> None:
    first = project.codings("entretien-01-delmas")[0]
    async with screen(project, (160, 45)) as (pilot, text):
        here, box = pilot.app.screen.query_one(CodingsHere), pilot.app.screen.query_one("#here-box")
        text.place_caret(0)
        await pilot.pause(0.1)
        assert "No coding here." in str(here.render())
        arranged: list[object] = []
        pilot.app.screen.screen_layout_refresh_signal.subscribe(here, arranged.append, immediate=True)
        text.place_caret(first.start + 3)
        await pilot.pause(0.1)
        assert "mots de passe" in str(here.render())
        assert not arranged
        project.add_memo("\n".join(f"ligne {n}" for n in range(80)), coding=first.id)
        pilot.app.screen.sync()  # type: ignore[attr-defined]  # a coding screen
        await until(pilot, lambda: here.size.height > 80)
        assert box.size.height < 80, "what is long can be scrolled"
        text.place_caret(0)
        await until(pilot, lambda: here.size.height == box.size.height)


def test_what_lies_behind_a_dialog_looks_as_it_always_did() -> None:
    color = Color(0, 10, 20, 0.6)
    pieces = [
        Segment("Bonjour", Style(color="#ff0000", bgcolor="#101010", bold=True)),
        Segment("plain"),
        Segment("deux", Style(color="#00ff00", link="https://example.org", meta={"a": 1})),
        Segment("encore", Style(color="#ff0000", bgcolor="#101010", bold=True)),
        Segment("\x1b[H", None, [(ControlType.HOME,)]),
    ]
    assert list(Veil.process_segments(pieces, color)) == list(BackgroundScreen.process_segments(pieces, color))
