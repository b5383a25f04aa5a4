"""The screen as an application of Textual: looks, palette, the one screen. `run` is the way in."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from pathlib import Path

from textual.app import App, SystemCommand
from textual.command import CommandPalette
from textual.screen import Screen

from qualcode.config import load_settings
from qualcode.i18n import _
from qualcode.project import Project
from qualcode.tui.commands import remap
from qualcode.tui.jobs import Jobs
from qualcode.tui.palette import Everything
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.session import Session
from qualcode.tui.themes import DARK, THEMES


class QualcodeApp(App[None]):
    """qualcode in a terminal, on one open project."""

    CSS_PATH = Path(__file__).parent / "qualcode.tcss"
    COMMANDS = {Everything}
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "f10"
    ALLOW_SELECT = False

    def __init__(self, project: Project, document: str | None = None) -> None:
        super().__init__()
        self.title = "qualcode"
        self.project = project
        self.jobs = Jobs(self, project)
        self._document = document
        for theme in THEMES:
            self.register_theme(theme)
        settings = load_settings()
        remap(settings.keys)
        self.theme = settings.theme if settings.theme in (theme.name for theme in THEMES) else DARK

    def on_mount(self) -> None:
        """Show the coding screen."""
        self.push_screen(CodingScreen(Session(self.project), self._document))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None of Textual's own: the palette lists ours."""
        return ()

    def action_command_palette(self) -> None:
        """Open the palette, in the language in use."""
        if isinstance(self.screen, CodingScreen):
            self.push_screen(CommandPalette(placeholder=_("Command, document or code…"), id="--command-palette"))


def run(project: Project, document: str | None = None) -> None:
    """Show a project until the person leaves; raises UnknownName for a document that is not there."""
    if document is not None:
        document = project.document(document).name
    # A full collection in the middle of a word would be felt; what is loaded by now stays loaded.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    QualcodeApp(project, document).run()
