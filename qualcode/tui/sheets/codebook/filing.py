"""The codebook goes to a file and comes from one; what a file changes is shown before it is loaded."""

from __future__ import annotations

from pathlib import Path

from rich.text import Text

from qualcode.errors import CodebookError
from qualcode.i18n import _, ngettext, number
from qualcode.project.shipped import codebook_files
from qualcode.tui.folders import is_file
from qualcode.tui.screens.asking_path import AskPath
from qualcode.tui.screens.choose import Choose
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.sheets.codebook.base import CodebookDesk
from qualcode.tui.sheets.codebook.words import diff_preview


class Filing(CodebookDesk):
    """Exporting and loading."""

    def action_export(self) -> None:
        """Write the codebook to a file, or bring one that stands up to date."""
        default = self.session.project.path.with_name(f"{self.session.project.path.stem}-codebook.yaml")

        def answer(path: Path | None) -> None:
            if path is None:
                return
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
        """Load one of the codebooks that come along, or a file."""
        shipped = codebook_files()
        if not shipped:
            self._ask_file()
            return

        def chosen(place: int | None) -> None:
            if place is not None and place < len(shipped):
                self._preview(shipped[place])
            elif place is not None:
                self._ask_file()

        lines = [Text(path.stem.replace("-", " ")).append("  " + _("comes with qualcode"), "dim") for path in shipped]
        self.app.push_screen(Choose(_("Load which codebook?"), [*lines, Text(_("A file…"))]), chosen)

    def _ask_file(self) -> None:
        def check(path: Path) -> str:
            return "" if is_file(path) else _("There is no such file.")

        def answer(path: Path | None) -> None:
            if path is not None:
                self._preview(path)

        folder = str(self.session.project.path.absolute().parent) + "/"
        self.app.push_screen(AskPath(_("Load which codebook file (YAML)?"), folder, check), answer)

    def _preview(self, path: Path) -> None:
        """Show what a codebook file would change; load it once that is agreed to."""
        with self.guarded():
            diff = self.session.project.codebook_diff(path)
            if not diff:
                self.say(_("{path} holds nothing that the project does not have.").format(path=path.name))
                return
            question = _("Load {path}?").format(path=path.name) + "\n\n" + diff_preview(diff)

            def agreed(yes: bool | None) -> None:
                if yes:
                    self.do(lambda: self._load(path))

            self.app.push_screen(Confirm(question), agreed)

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
