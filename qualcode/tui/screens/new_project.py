"""A new project: what it is called and where it stands."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Static

from qualcode.i18n import _
from qualcode.model.text import clean_line
from qualcode.storage.database import SUFFIX
from qualcode.tui.folders import is_folder, shown, typed_path
from qualcode.tui.net import Dialog

#: Characters of a name that no file system minds.
_PLAIN = " -_'’."
_LONGEST = 80


class NewProject(Dialog[tuple[Path, str] | None]):
    """Enter goes on from the name to the folder, then answers with the path and the name; Escape with None."""

    BINDINGS = [
        Binding("escape", "dismiss", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
    DEFAULT_CSS = """
    NewProject .field { height: 1; color: $quiet; margin: 1 0 0 0; }
    NewProject #outcome { height: auto; margin: 1 0 0 0; }
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def compose(self) -> ComposeResult:
        """Two lines to fill in, and what will come of them."""
        with Vertical(classes="dialog"):
            yield Static(_("New project"), classes="dialog-title", markup=False)
            yield Static(_("Name of the study"), classes="field", markup=False)
            yield Input(id="name")
            yield Static(_("Folder"), classes="field", markup=False)
            yield Input(shown(self._folder), id="folder", select_on_focus=False)
            yield Static("", id="outcome", markup=False)
            yield Static(_("Enter goes on · Esc leaves"), classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query_one("#name", Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what file it will be, or what is wrong."""
        name = clean_line(self.query_one("#name", Input).value)
        told = self._wrong() or (shown(self._path()) if name else "")
        self.query_one("#outcome", Static).update(told)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """From the name to the folder; from there, done."""
        name = clean_line(self.query_one("#name", Input).value)
        if not name:
            self.query_one("#name", Input).focus()
        elif event.input.id == "name":
            self.query_one("#folder", Input).focus()
        elif not self._wrong():
            self.dismiss((self._path(), name))

    def _path(self) -> Path:
        folder = typed_path(self.query_one("#folder", Input).value.strip(), self._folder)
        return folder / file_name(self.query_one("#name", Input).value)

    def _wrong(self) -> str:
        path = self._path()
        if not is_folder(path.parent):
            return _("There is no such folder.")
        return _("{path} exists already.").format(path=shown(path)) if path.exists() else ""


def file_name(name: str) -> str:
    """The name of the file of a project: letters, digits and what no file system minds."""
    plain = "".join(letter if letter.isalnum() or letter in _PLAIN else "-" for letter in clean_line(name))
    return (plain.strip(" .-")[:_LONGEST].strip() or "qualcode") + SUFFIX
