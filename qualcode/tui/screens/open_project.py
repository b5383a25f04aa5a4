"""Finding a project in the folders."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from qualcode.i18n import _
from qualcode.storage.database import SUFFIX
from qualcode.tui.net import Dialog
from qualcode.tui.widgets.browser import Browser


class OpenProject(Dialog[Path | None]):
    """A browser for projects; Enter answers with one, Escape with None. Any file can be named by its path."""

    BINDINGS = [Binding("escape,q", "dismiss", show=False)]
    DEFAULT_CSS = """
    OpenProject .dialog { height: 90%; }
    OpenProject Browser { height: 1fr; }
    OpenProject #files { background: $surface; }
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def compose(self) -> ComposeResult:
        """The browser, the keys."""
        with Vertical(classes="dialog"):
            yield Static(_("Open a project"), classes="dialog-title", markup=False)
            yield Browser(self._folder, lambda path: path.suffix.lower() == SUFFIX, ticks=False)
            yield Static(_("Enter opens · ← folder above · / types a path · Esc leaves"), classes="dialog-keys")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(Browser).rows.focus()

    def on_browser_chosen(self, event: Browser.Chosen) -> None:
        """Answer."""
        self.dismiss(event.path)
