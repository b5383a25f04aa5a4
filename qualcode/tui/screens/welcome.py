"""The first page: the projects opened last, a new one, another one, the invented study. Errors are said on it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen

from qualcode import __version__
from qualcode.config import keep_setting
from qualcode.errors import QualcodeError
from qualcode.i18n import _
from qualcode.model.text import clean_line
from qualcode.project import new_project, open_project
from qualcode.project.shipped import build_study
from qualcode.storage.database import SUFFIX, reading
from qualcode.tui import recents
from qualcode.tui.commands import Command, bindings, commands
from qualcode.tui.dates import when
from qualcode.tui.folders import is_folder, shown, typed_path
from qualcode.tui.screens.ask import AskLine
from qualcode.tui.screens.help import KeySheet
from qualcode.tui.screens.new_project import NewProject
from qualcode.tui.screens.open_project import OpenProject
from qualcode.tui.themes import THEMES, ground
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.rows import Rows
from qualcode.tui.widgets.statusline import KeyBar

if TYPE_CHECKING:
    from qualcode.tui.app import QualcodeApp

#: Seconds between two looks at the work in the background.
_BEAT = 0.2


@dataclass(frozen=True, slots=True)
class _Choice:
    """A line of the page: what it does, its key, and what it says in two lines."""

    do: Callable[[], None]
    key: str
    title: str
    detail: str
    recent: recents.Recent | None = None


class Welcome(Screen[None]):
    """Choose what to work on; the project opens in place of the page."""

    AUTO_FOCUS = "#choices"
    CSS_PATH = "welcome.tcss"
    BINDINGS = [Binding(str(n), f"nth({n})", show=False) for n in range(1, 10)]

    def __init__(self) -> None:
        super().__init__()
        self._bindings = self._bindings.merge([bindings("welcome"), self._bindings])
        self._choices: list[_Choice] = []

    def compose(self) -> ComposeResult:
        """The head, the choices, what went wrong, the lines at the bottom."""
        yield Plain(id="head", grows=True)
        yield Rows(height=2, id="choices")
        yield Plain(id="trouble", grows=True)
        yield Plain(id="job")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Show the projects as they are now."""
        self.set_interval(_BEAT, self._show_job)
        self.call_after_refresh(self.show)

    def on_screen_resume(self) -> None:
        """Something may have gone or come meanwhile."""
        self.call_after_refresh(self.show)

    def on_resize(self, event: events.Resize) -> None:
        """Paint for the new width."""
        self.call_after_refresh(self.show)

    # What one can do

    def action_choose(self) -> None:
        """What the cursor is on."""
        rows = self.query_one(Rows)
        if rows.cursor < len(self._choices):
            self._choices[rows.cursor].do()

    def action_nth(self, n: int) -> None:
        """Open one of the projects opened last."""
        known = [choice for choice in self._choices if choice.recent]
        if n <= len(known):
            known[n - 1].do()

    def action_new(self) -> None:
        """Make a project and open it."""

        def answer(made: tuple[Path, str] | None) -> None:
            if made:
                self._try(lambda: self._make(*made))

        self.app.push_screen(NewProject(_here()), answer)

    def action_browse(self) -> None:
        """Open a project that is not in the list."""
        first = next((known.path.parent for known in recents.recents() if is_folder(known.path.parent)), _here())
        self.app.push_screen(OpenProject(first), lambda path: self.open(path) if path else None)

    def action_example(self) -> None:
        """Make a project of the invented study."""
        title = _("Guichets is an invented study: nobody in it exists. Where is its project to stand?")
        self.app.push_screen(AskLine(title, shown(_free(_here() / f"guichets{SUFFIX}")), _no_place), self._build)

    def action_forget(self) -> None:
        """Take the project under the cursor off the list."""
        rows = self.query_one(Rows)
        recent = self._choices[rows.cursor].recent if self._choices else None
        if recent is not None:
            recents.forget(recent.path)
            self.show()
            self._say(_("Off the list; the file stays where it is: {path}").format(path=shown(recent.path)))

    def action_stop_job(self) -> None:
        """Stop what runs in the background."""
        self._qualcode.jobs.cancel()

    def action_light(self) -> None:
        """Take the next theme, and keep it for the next time."""
        names = [theme.name for theme in THEMES]
        self.app.theme = names[(names.index(self.app.theme) + 1) % len(names)]
        keep_setting(theme=self.app.theme)
        self.show()

    def action_help(self) -> None:
        """The keys of this page."""
        self.app.push_screen(KeySheet("welcome"))

    def action_leave(self) -> None:
        """Quit."""
        self._qualcode.leave()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Do it."""
        self.action_choose()

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Other keys may apply."""
        self._show_keys()

    def open(self, path: Path) -> None:
        """Open a project in place of this page; what is wrong with it is said here."""

        def opened() -> None:
            with reading(path):
                project = open_project(path)
                try:
                    self._qualcode.show(project)
                except BaseException:
                    project.close()
                    raise

        self._try(opened)

    # How

    @property
    def _qualcode(self) -> QualcodeApp:
        return cast("QualcodeApp", self.app)

    def _make(self, path: Path, name: str) -> None:
        self._qualcode.show(new_project(path, name=name))

    def _build(self, typed: str | None) -> None:
        if not typed:
            return
        path = typed_path(typed, _here())
        self._say("")
        self._qualcode.jobs.start_alone(
            _("Building the invented study"), lambda report: build_study(path, progress=report), self.open
        )

    def _try(self, do: Callable[[], None]) -> None:
        self._say("")
        try:
            do()
        except QualcodeError as error:
            self._say(str(error))

    def _say(self, message: str) -> None:
        line = self.query_one("#trouble", Plain)
        line.display = bool(message)
        line.say(Text("\n".join(clean_line(part) for part in message.splitlines())))

    # Showing

    def show(self) -> None:
        """Paint the page."""
        if not self.is_attached:
            return
        dim = ground(self.app.theme).dim
        self._choices = [*self._known(), *self._others()]
        self.query_one("#head", Plain).say(
            Text.assemble(
                ("qualcode ", "bold"), (__version__, dim), "\n", (_("Code and analyse qualitative interviews."), dim)
            )
        )
        rows = self.query_one(Rows)
        rows.fill(len(self._choices), self._draw, rows.cursor)
        self._show_keys()

    def _known(self) -> list[_Choice]:
        found = []
        for n, known in enumerate(recents.recents(), 1):
            missing = _("missing: moved, removed, or on a disk that is not connected") if known.missing else ""
            # A path can be as long as the line: that nothing stands there is said before it.
            details = (missing, shown(known.path)) if missing else (shown(known.path), when(known.opened))
            key = str(n) if n < 10 else ""
            title = clean_line(known.name) or shown(known.path.stem)
            found.append(_Choice(self._opening(known.path), key, title, " · ".join(filter(None, details)), known))
        return found

    def _opening(self, path: Path) -> Callable[[], None]:
        return lambda: self.open(path)

    def _others(self) -> list[_Choice]:
        return [
            _Choice(self.action_new, "n", _("New project…"), _("an empty file for a study of your own")),
            _Choice(self.action_browse, "o", _("Open another project…"), _("find it in the folders")),
            _Choice(
                self.action_example,
                "g",
                _("The invented study Guichets…"),
                _("interviews and codings made up to try things on: nobody in it exists"),
            ),
        ]

    def _draw(self, place: int, width: int) -> Sequence[Text]:
        choice, dim = self._choices[place], ground(self.app.theme).dim
        gone = choice.recent is not None and choice.recent.missing
        first = Text.assemble((f"{choice.key:2}", "bold"), " ", (choice.title, dim if gone else "bold"))
        return first, Text("   " + choice.detail, dim)

    def _able(self, command: Command) -> bool:
        rows = self.query_one(Rows)
        if command.action == "forget":
            return rows.cursor < len(self._choices) and self._choices[rows.cursor].recent is not None
        return True

    def _show_keys(self) -> None:
        offered = [command for command in commands("welcome") if command.hint and self._able(command)]
        self.query_one(KeyBar).show(offered, ground(self.app.theme), {})

    def _show_job(self) -> None:
        job = self._qualcode.jobs.current
        line = self.query_one("#job", Plain)
        line.display = job is not None
        if job is not None:
            line.say(Text(job.words(), no_wrap=True))


def _here() -> Path:
    """The folder one is in, where one can write there; else the home folder."""
    try:
        here = Path.cwd()
    except OSError:
        return Path.home()
    return here if os.access(here, os.W_OK) else Path.home()


def _free(path: Path) -> Path:
    """The path, or the first `name-2`, `name-3`… where nothing stands."""
    candidate, n = path, 2
    while candidate.exists():
        candidate, n = path.with_name(f"{path.stem}-{n}{path.suffix}"), n + 1
    return candidate


def _no_place(typed: str) -> str:
    """What is wrong with a path for a new project, or nothing."""
    path = typed_path(typed, _here())
    if path.exists() or path.with_suffix(SUFFIX).exists():
        return _("Something stands there already.")
    return "" if is_folder(path.parent) else _("There is no such folder.")
