"""What every screen one works at has in common, the coding screen and the sheets over it.

A session, the lines at the bottom, undo, an eye on what other programs do to the project, a guard against errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar, cast

from rich.text import Text
from textual import events
from textual.screen import Screen
from textual.widgets import Input

from qualcode.config import keep_setting
from qualcode.errors import QualcodeError
from qualcode.i18n import _
from qualcode.tui.commands import Command, bindings, commands
from qualcode.tui.net import EXPECTED, Caught, sentence
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.screens.help import KeySheet, about_part
from qualcode.tui.session import Session
from qualcode.tui.themes import THEMES, ground
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.statusline import KeyBar, StatusLine
from qualcode.tui.widgets.transcript.skin import Ground

if TYPE_CHECKING:
    from qualcode.model.span import Span
    from qualcode.tui.app import QualcodeApp
    from qualcode.tui.jobs import Jobs
    from qualcode.tui.widgets.transcript.view import Transcript

#: Seconds between two looks at what other programs did.
_LOOK = 1.5
#: Seconds between two looks at the work in the background.
_BEAT = 0.2

T = TypeVar("T")


class Desk(Caught, Screen[T]):
    """A screen on a project. Subclasses say what they show; whatever was done is on disk before it is shown."""

    #: The parts whose commands apply whatever has the focus, as `Command.where` names them.
    PLACES: tuple[str, ...] = ()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._bindings = self._bindings.merge([bindings(*self.PLACES), self._bindings])
        self.session = session
        self.said = ""
        #: What is still said after the caret has gone to where it is being sent.
        self.lasting = ""
        self._steps: dict[str, bool] = {}
        self._trouble = ""

    def on_mount(self) -> None:
        """Look around from time to time."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.dress())
        self.session.project.changed_elsewhere()
        self.set_interval(_LOOK, self.look_around)
        self.set_interval(_BEAT, self.show_job)

    # What subclasses say

    def sync(self) -> None:
        """Show the project as it is now."""
        raise NotImplementedError

    def status(self) -> tuple[list[str], list[str]]:
        """What the status line says, left and right, the most important first."""
        return [self.said], [self.session.project.coder]

    def able(self, command: Command) -> bool:
        """Whether a command can do something now; the key bar shows those that can."""
        return self._steps.get(command.action, True)

    def offered(self) -> tuple[Command, ...]:
        """The commands for the key bar: those of the part that has the focus, then those of the screen."""
        part = getattr(self.focused, "where", "")
        return (*(commands(part) if part else ()), *commands(*self.PLACES))

    def hints(self) -> Mapping[str, str]:
        """What some actions would do now, in place of the words of their command."""
        return {}

    def show_change(self, places: Sequence[tuple[int, Span]]) -> bool:
        """Bring one of the places (document, passage) that were changed into view; whether one had to go there."""
        return False

    def dress(self) -> None:
        """Take the colours of another theme."""
        self.sync()

    def noticed(self) -> None:
        """Say that another program has changed the project, once it is shown."""

    # What all have

    @property
    def jobs(self) -> Jobs:
        """The work in the background."""
        return cast("QualcodeApp", self.app).jobs

    def show_job(self) -> None:
        """Show what runs in the background and how far it is."""
        job = self.jobs.current
        words = job.words() if job is not None else ""
        if cast("QualcodeApp", self.app).waits:
            words = _("Another program is writing to the project: what you type waits for it.")
        self.query_one("#job").display = bool(words)
        if words:
            self.query_one("#job", Plain).say(Text(words, no_wrap=True))

    def action_help_here(self) -> None:
        """What the part that has the focus is for, and its keys."""
        part = getattr(self.focused, "where", "") or self.PLACES[0]
        self.app.push_screen(KeySheet(part, about=about_part(part)))

    def action_stop_job(self) -> None:
        """Stop what runs in the background."""
        self.jobs.cancel()

    @property
    def ground(self) -> Ground:
        """The colours in use."""
        return ground(self.app.theme)

    def say(self, message: str) -> None:
        """A word in the status line, until something else is said."""
        self.said = message
        self.show_status()

    def show_status(self) -> None:
        """Paint the status line."""
        self.query_one(StatusLine).show(*self.status(), self.ground)

    def show_keys(self) -> None:
        """Paint the keys that apply now: those of the part that has the focus, then those of the screen."""
        project = self.session.project
        self._steps = {"undo": project.next_undo() is not None, "redo": project.next_redo() is not None}
        # Who writes in a line has letters for keys, and two keys out of it.
        listed = commands("line") if self._writes() else self.offered()
        self.query_one(KeyBar).show(
            [command for command in listed if command.hint and self.able(command)], self.ground, self.hints()
        )

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The keys that apply are those of the part that has the focus."""
        if self.is_mounted:
            self.show_keys()

    def _writes(self) -> bool:
        part = getattr(self.focused, "where", "")
        return isinstance(self.focused, Input) and not (part and commands(part))

    def action_light(self) -> None:
        """Take the next theme, and keep it for the next time."""
        names = [theme.name for theme in THEMES]
        at = names.index(self.app.theme) if self.app.theme in names else -1
        self.app.theme = names[(at + 1) % len(names)]
        keep_setting(theme=self.app.theme)

    def look_around(self) -> None:
        """Show what another program has done to the project meanwhile. Not behind a question."""
        self.session.keep_places()
        if not self.is_active:
            return
        try:
            if not self.session.project.changed_elsewhere():
                return
            self.sync()
        except EXPECTED as error:
            self._say_once(error)
            return
        if not self.jobs.ended():
            self.noticed()

    def catch_up(self) -> None:
        """Show the project as it is now, once it has come out that it is not what was shown."""
        try:
            self.session.project.changed_elsewhere()
            self.sync()
            self.noticed()
        except EXPECTED as error:
            self._say_once(error)

    def _say_once(self, error: Exception) -> None:
        said = sentence(error, self.session.project.path)
        if said != self._trouble:
            self.app.notify(said, severity="error", markup=False)
        self._trouble = said

    def confirm(self, question: Callable[[], str], then: Callable[[], None]) -> None:
        """Do something after a question; when it would be another question by then, that one is asked."""
        asked = question()

        def answer(yes: bool | None) -> None:
            if yes and question() == asked:
                then()
            elif yes:
                self.catch_up()
                self.confirm(question, then)

        self.app.push_screen(Confirm(asked), answer)

    def overtaken(self) -> None:
        """Say that what was to be changed is no longer what it was when it was shown; show how it is now."""
        self.catch_up()
        self.say(_("Another program has changed this in the meantime: nothing was done."))

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Say what cannot be done instead of failing."""
        try:
            yield
        except QualcodeError as error:
            self.app.notify(str(error), severity="error", markup=False)


class TextDesk(Desk[None]):
    """The coding screen as its actions see it."""

    if TYPE_CHECKING:

        @property
        def transcript(self) -> Transcript: ...
        def searched(self) -> str: ...
        def sought(self) -> str: ...
        def show_here(self) -> None: ...
        def show_on_map(self) -> None: ...
        def show_page(self) -> None: ...
        def _target(self) -> tuple[Span, str] | None: ...
