"""The screen as an application of Textual: looks, palette, the screens. `run` and `welcome` are the ways in."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.text import Text
from textual.app import SystemCommand
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen
from textual.worker import WorkerFailed

from qualcode.config import load_settings
from qualcode.errors import Gone
from qualcode.i18n import _
from qualcode.project import Project
from qualcode.tui import recents
from qualcode.tui.commands import remap
from qualcode.tui.inert import Inert
from qualcode.tui.jobs import Jobs
from qualcode.tui.net import EXPECTED, Caught, sentence
from qualcode.tui.palette import Everything, Palette
from qualcode.tui.patience import Patience
from qualcode.tui.screens.choose import Choose
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.screens.desk import Desk
from qualcode.tui.session import Session
from qualcode.tui.themes import DARK, THEMES


class QualcodeApp(Caught, Patience):
    """qualcode in a terminal, on one open project; without one, on the page that offers projects."""

    CSS_PATH = Path(__file__).parent / "qualcode.tcss"
    COMMANDS = {Everything}
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "f10"
    ALLOW_SELECT = False

    def __init__(self, project: Project | None = None, document: str | None = None) -> None:
        super().__init__()
        self.title = "qualcode"
        self.project = project
        self.jobs = Jobs(self)
        self._inert = Inert()
        self._document = document
        for theme in THEMES:
            self.register_theme(theme)
        settings = load_settings()
        remap(settings.keys)
        self.theme = settings.theme if settings.theme in (theme.name for theme in THEMES) else DARK

    def get_driver_class(self) -> type[Driver]:
        """Textual's own, with an Esc that is not lost."""
        driver = super().get_driver_class()
        if driver.__name__ != "LinuxDriver":
            return driver
        # On Windows it cannot even be imported.
        from qualcode.tui.terminal import Terminal

        return Terminal

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, and one that no line of any widget gets around."""
        return [*super().get_line_filters(), self._inert]

    def on_mount(self) -> None:
        """Show the coding screen, or the first page."""
        if self.project is not None:
            self.show(self.project)
            return
        from qualcode.tui.screens.welcome import Welcome

        self.push_screen(Welcome())

    def show(self, project: Project) -> None:
        """Show a project in the coding screen; it is remembered as the one opened last."""
        coding = CodingScreen(Session(project), self._document)
        recents.remember(project.path, project.name)
        self.project = project
        self.jobs.attach(project)
        if self.screen_stack[1:]:
            self.switch_screen(coding)
        else:
            self.push_screen(coding)

    def leave(self) -> None:
        """Quit; while something runs in the background, ask what is to become of it."""
        job = self.jobs.current
        if job is None:
            self.exit()
            return

        def answer(chosen: int | None) -> None:
            if chosen == 0:
                self.jobs.when_idle(self.exit)
            elif chosen == 1:
                self.jobs.cancel()
                self.jobs.when_idle(self.exit)

        title = _("Still at work: {title}.").format(title=job.title)
        choices = [_("Leave once it is done"), _("Stop it and leave: nothing will have been changed"), _("Stay")]
        self.push_screen(Choose(title, [Text(choice) for choice in choices]), answer)

    async def action_quit(self) -> None:
        """Quit, from wherever one is."""
        self.leave()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None of Textual's own: the palette lists ours."""
        return ()

    def action_command_palette(self) -> None:
        """Open the palette, in the language in use."""
        if isinstance(self.screen, CodingScreen):
            self.push_screen(Palette(placeholder=_("Command, document, code, speaker…"), id="--command-palette"))

    def mend(self, error: Exception) -> None:
        """Say what stood in the way of something, and show the project as it is now."""
        desk = next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Desk)), None)
        if desk is None or not isinstance(error, Gone):
            message = sentence(error, self.project.path if self.project else "")
            self.notify(message, severity="error", markup=False)
        if desk is not None:
            desk.call_later(desk.catch_up)

    def _handle_exception(self, error: Exception) -> None:
        if isinstance(error, EXPECTED):
            self.mend(error)
        else:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave without Textual's traceback: whoever ran the screen tells what went wrong."""
        self._close_messages_no_wait()

    @property
    def mishap(self) -> Exception | None:
        """What nobody foresaw and ended the screen."""
        error = self._exception
        wrapped = error.error if isinstance(error, WorkerFailed) else error
        return wrapped if isinstance(wrapped, Exception) else error


def run(project: Project, document: str | None = None) -> None:
    """Show a project until the person leaves; raises UnknownName for a document that is not there."""
    if document is not None:
        document = project.document(document).name
    _run(QualcodeApp(project, document))


def welcome() -> None:
    """Show the page that offers projects, then the one that was chosen, until the person leaves."""
    app = QualcodeApp()
    try:
        _run(app)
    finally:
        if app.project is not None:
            app.project.close()


def _run(app: QualcodeApp) -> None:
    # A full collection in the middle of a word would be felt: what is loaded by now stays loaded, and need not be
    # gone through again.
    gc.freeze()
    app.run()
    if app.mishap is not None:
        raise app.mishap
