"""Asking for the path of a file; it is completed while one types."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.suggester import Suggester
from textual.widgets import Input, Static

from qualcode.i18n import _
from qualcode.tui.folders import typed_path
from qualcode.tui.net import Dialog

#: Where a path begins anew behind another one: `//` and `/~`.
_ANEW = re.compile(r".*/(?=/|~)")


def meant(value: str) -> str:
    """What is typed, without the folder that stood there before where one has begun anew: `/a/b//c` is `/c`."""
    return _ANEW.sub("", value.strip())


class PathSuggester(Suggester):
    """Completes the path of a folder or of a file with one of some endings."""

    def __init__(self, endings: tuple[str, ...]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._endings = endings

    async def get_suggestion(self, value: str) -> str | None:
        """The first path that begins like what is typed."""
        typed = typed_path(meant(value), Path.cwd())
        folder, begun = (typed, "") if value.endswith("/") else (typed.parent, typed.name)
        try:
            entries = sorted(folder.iterdir())
        except OSError:
            return None
        for entry in entries:
            fits = entry.name.startswith(begun) and (begun or not entry.name.startswith("."))
            if fits and (entry.is_dir() or entry.suffix in self._endings):
                return value + entry.name[len(begun) :] + ("/" if entry.is_dir() else "")
        return None


class _PathLine(Input):
    """The line; Tab takes the completion that stands in grey."""

    BINDINGS = [Binding("tab", "complete", show=False)]

    def action_complete(self) -> None:
        """What the right arrow does at the end."""
        self.action_end()
        self.action_cursor_right()


class AskPath(Dialog[Path | None]):
    """A line for a path; Tab completes it, Enter answers, Escape leaves.

    `check` says what is wrong with a path, or nothing; what is wrong cannot be answered with, and stays to be mended.
    Files with one of the `endings` complete it.
    """

    TYPES_AHEAD = True
    BINDINGS = [Binding("escape", "dismiss", show=False)]
    DEFAULT_CSS = """
    AskPath #complaint { height: auto; color: $warning; }
    """

    def __init__(
        self,
        title: str,
        path: str = "",
        check: Callable[[Path], str] | None = None,
        endings: Sequence[str] = (".yaml", ".yml"),
    ) -> None:
        super().__init__()
        self._endings = tuple(endings)
        self._title = title
        self._path = path
        self._check = check or (lambda _path: "")

    def compose(self) -> ComposeResult:
        """The question, the line, what is wrong with it, the keys."""
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title", markup=False)
            yield _PathLine(self._path, suggester=PathSuggester(self._endings), select_on_focus=False, id="path")
            yield Static("", id="complaint", markup=False)
            yield Static(_("Tab completes · Enter goes on · Esc leaves"), classes="dialog-keys", markup=False)

    def on_input_changed(self) -> None:
        """What was wrong is being mended."""
        self.query_one("#complaint", Static).update("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer, unless something is wrong."""
        typed = meant(event.value)
        if not typed:
            self.dismiss(None)
            return
        path = typed_path(typed, Path.cwd())
        complaint = self._check(path)
        if complaint:
            self.query_one("#complaint", Static).update(complaint)
        else:
            self.dismiss(path)
