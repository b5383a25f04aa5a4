"""Asking for a file and writing it beside the screen, in the format that the suffix of its name says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from rich.text import Text

from qualcode.i18n import _, ngettext, number
from qualcode.project.network_files import PICTURES, Figure, counted_on
from qualcode.project.network_writing import NETWORK_SUFFIXES, format_of, write_network
from qualcode.tui.folders import is_file
from qualcode.tui.screens.asking_path import AskPath
from qualcode.tui.screens.choose import Choose
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.sheets.cooccurrence.comparing import Comparing
from qualcode.tui.sheets.sheet import Sheet


class Exporting(Comparing):
    """The map as a file."""

    def action_export(self) -> None:
        """Write the network, as far as it is shown, to a file."""
        found = self.table
        if found is None or not len(found):
            return
        shown, _all = found.pairs()
        title = ngettext("Write {n} pair to which file?", "Write {n} pairs to which file?", shown)
        path = self.session.project.path
        default = self.memory.file or str(path.with_name(_("{name}-network.svg").format(name=path.stem)))

        def chosen(target: Path) -> None:
            self.memory.file = str(target)
            if format_of(target, NETWORK_SUFFIXES) not in PICTURES:
                self._write(target, "network")
                return
            lines = [Text(_("codes joined by lines")), Text(_("a matrix of cells"))]
            figures: tuple[Figure, ...] = ("network", "heatmap")
            self.app.push_screen(
                Choose(_("Which picture?"), lines),
                lambda place: self._write(target, figures[place]) if place is not None else None,
            )

        ask_file(self, title.format(n=number(shown)), default, NETWORK_SUFFIXES, chosen)

    def _write(self, path: Path, figure: Figure) -> None:
        found, empty = self.table, self.memory.empty
        if found is None:
            return
        counted, date = found.network, ""
        saved = self.session.project.network(self.memory.saved) if self.memory.saved else None

        def write() -> int:
            from qualcode.analysis.network_parts import strong, tied

            part = strong(saved or counted, weight=max(found.least, 1e-12))
            part = part if empty else tied(part)
            write_network(path, part, figure=figure, date=counted_on(saved) if saved else date)
            return len(part.edges)

        def said(pairs: int) -> str:
            wrote = ngettext("Wrote {n} pair to {path}.", "Wrote {n} pairs to {path}.", pairs)
            return wrote.format(n=number(pairs), path=path)

        write_beside(self, path, lambda: said(write()))


def write_beside(sheet: Sheet, path: Path, write: Callable[[], str]) -> None:
    """Write a file beside the screen, then say what `write` says, wherever the person is by then."""
    app = sheet.app

    def done(said: str) -> None:
        if app.screen is sheet:
            sheet.say(said)
        else:
            app.notify(said, markup=False)

    sheet.jobs.start_alone(_("Writing {path}").format(path=path.name), lambda _report: write(), done)


def ask_file(
    sheet: Sheet,
    title: str,
    default: str,
    suffixes: Mapping[str, tuple[str, ...]],
    then: Callable[[Path], None],
) -> None:
    """Ask for a file with one of some suffixes, and before one that stands is replaced."""
    endings = [ending for known in suffixes.values() for ending in known]
    said = ", ".join(known[0] for known in suffixes.values())

    def check(path: Path) -> str:
        if not format_of(path, suffixes):
            return _("The name must end in one of {suffixes}.").format(suffixes=said)
        return "" if path.parent.is_dir() else _("There is no folder {path}.").format(path=path.parent)

    def answer(path: Path | None) -> None:
        if path is None:
            return
        if not is_file(path):
            then(path)
            return
        question = _("{path} stands already. Replace it?").format(path=path)
        sheet.app.push_screen(Confirm(question), lambda yes: then(path) if yes else None)

    sheet.app.push_screen(AskPath(f"{title}\n{said}", default, check, endings), answer)
