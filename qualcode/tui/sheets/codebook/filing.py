"""The codebook goes to a file and comes from one; what a file changes is shown before it is loaded."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.suggester import Suggester
from textual.widgets import Input, Static

from qualcode.errors import CodebookError
from qualcode.i18n import _, ngettext, number
from qualcode.tui.net import Dialog
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.sheets.codebook.base import CodebookDesk
from qualcode.tui.sheets.codebook.words import diff_preview


class PathSuggester(Suggester):
    """Completes the path of a folder or of a file with one of some endings."""

    def __init__(self, endings: tuple[str, ...]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._endings = endings

    async def get_suggestion(self, value: str) -> str | None:
        """The first path that begins like what is typed."""
        typed = Path(value).expanduser()
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


class AskPath(Dialog[str | None]):
    """A line for a path; → completes it, Enter answers, Escape leaves."""

    TYPES_AHEAD = True
    BINDINGS = [Binding("escape", "dismiss", show=False)]

    def __init__(self, title: str, path: str = "") -> None:
        super().__init__()
        self._title = title
        self._path = path

    def compose(self) -> ComposeResult:
        """The question, the line, the keys."""
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title", markup=False)
            yield Input(self._path, suggester=PathSuggester((".yaml", ".yml")), select_on_focus=False, id="path")
            yield Static(_("→ completes · Enter goes on · Esc leaves"), classes="dialog-keys", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        self.dismiss(event.value.strip() or None)


class Filing(CodebookDesk):
    """Exporting and loading."""

    def action_export(self) -> None:
        """Write the codebook to a file, or bring one that stands up to date."""
        default = self.session.project.path.with_name(f"{self.session.project.path.stem}-codebook.yaml")

        def answer(typed: str | None) -> None:
            if typed is None:
                return
            path = Path(typed).expanduser()
            path = path if path.suffix else path.with_suffix(".yaml")
            if not path.exists():
                self._export(path)
                return

            def agreed(yes: bool | None) -> None:
                if yes:
                    self._export(path)

            kept = _("{path} stands already. Bring it up to date? Its comments and its order stay.").format(path=path)
            self.app.push_screen(Confirm(kept), agreed)

        self.app.push_screen(AskPath(_("Export the codebook to which file (YAML)?"), str(default)), answer)

    def action_load(self) -> None:
        """Show what a codebook file would change; load it."""

        def answer(typed: str | None) -> None:
            if typed is None:
                return
            with self.guarded():
                path = Path(typed).expanduser()
                diff = self.session.project.codebook_diff(path)
                if not diff:
                    self.say(_("{path} holds nothing that the project does not have.").format(path=path.name))
                    return
                question = _("Load {path}?").format(path=path.name) + "\n\n" + diff_preview(diff)

                def agreed(yes: bool | None) -> None:
                    if yes:
                        self.do(lambda: self._load(path))

                self.app.push_screen(Confirm(question), agreed)

        folder = str(self.session.project.path.absolute().parent) + "/"
        self.app.push_screen(AskPath(_("Load which codebook file (YAML)?"), folder), answer)

    def _load(self, path: Path) -> str:
        done = self.session.project.load_codebook(path)
        added, changed = len(done.added), len(done.changed)
        return _("Loaded {path}: {added}, {changed}.").format(
            path=path.name,
            added=ngettext("{n} new code", "{n} new codes", added).format(n=number(added)),
            changed=ngettext("{n} changed field", "{n} changed fields", changed).format(n=number(changed)),
        )

    def _export(self, path: Path) -> None:
        with self.guarded():
            try:
                done = self.session.project.export_codebook(path)
            except OSError as error:
                said = _("{path} cannot be written: {reason}.").format(path=path, reason=error.strerror or error)
                raise CodebookError(said) from error
            n = len(self.book)
            words = ngettext("Wrote {n} code to {path}.", "Wrote {n} codes to {path}.", n)
            lacking = len(done.undefined)
            said = words.format(n=number(n), path=done.path)
            if lacking:
                missing = ngettext("{n} has no definition yet.", "{n} have no definition yet.", lacking)
                said += " " + missing.format(n=number(lacking))
            self.say(said)
