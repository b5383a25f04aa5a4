"""The sheet: first the files of a folder, then what was found in those that were chosen. Esc goes one step back.

Reading and importing run in the background; what was read stays until it is imported or files are chosen anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from qualcode.config import keep_setting, load_settings
from qualcode.i18n import _, ngettext, number
from qualcode.model.text import clean_line
from qualcode.project import Project
from qualcode.project.preparing import LARGE, Chosen, Preparation, supported
from qualcode.tui.commands import Command, bindings
from qualcode.tui.folders import is_folder, shown, size_words
from qualcode.tui.jobs import Job, Report
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.screens.help import KeySheet, about_part
from qualcode.tui.session import Session
from qualcode.tui.sheets.importing.drawing import Drawing
from qualcode.tui.sheets.importing.found import Found, Line, Voice, lines
from qualcode.tui.sheets.sheet import About
from qualcode.tui.widgets.browser import Browser
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.rows import Rows

#: From this width on what was found stands beside the files.
_WIDE = 116
#: Speakers that are shown without scrolling.
_VOICES = 6


class PartRows(Rows):
    """A list of the sheet; `where` names its commands."""

    def __init__(self, id: str, where: str) -> None:
        super().__init__(id=id)
        self.where = where
        # What the sheet says of a key goes before what a list does with it.
        self._bindings = self._bindings.merge([bindings(where), self._bindings])


@dataclass
class Kept:
    """What the sheet remembers until the screen is left."""

    folder: Path | None = None
    ticked: dict[Path, None] = field(default_factory=dict)
    found: Found = field(default_factory=Found)


class ImportSheet(Drawing):
    """Choose, look, correct, import."""

    NAME = "importing"
    CSS_PATH = "importing.tcss"

    def __init__(self, session: Session, about: About) -> None:
        super().__init__(session, about)
        kept = session.sheets.setdefault("importing", Kept())
        assert isinstance(kept, Kept)
        self.kept = kept
        self._reading: Job | None = None
        self.shown_lines: list[Line] = []
        self.voices: list[Voice] = []

    @property
    def found(self) -> Found:  # type: ignore[override]  # a property stands in for the attribute that actions read
        """What was read."""
        return self.kept.found

    def body(self) -> ComposeResult:
        """The browser; behind it what was found."""
        with Vertical(id="choosing"):
            yield Browser(self._start(), supported)
        with Horizontal(id="finding"):
            yield PartRows("found", "found")
            with Vertical(id="detail"):
                yield Plain(id="about", grows=True)
                yield PartRows("spoken", "spoken")
                yield PartRows("lines", "spoken")

    def on_mount(self) -> None:
        """Go on where one was."""
        browser = self.query_one(Browser)
        browser.ticked = self.kept.ticked
        self._show_step()

    def on_unmount(self) -> None:
        """Remember the folder for the next time."""
        if self.kept.folder is not None and str(self.kept.folder) != load_settings().folder:
            keep_setting(folder=str(self.kept.folder))

    # Parts

    @property
    def documents(self) -> Rows:
        """The list of what was read."""
        return self.query_one("#found", Rows)

    def voice_at(self) -> Voice | None:
        """The label under the cursor, of the speakers or of the lines."""
        if self.focused is self.query_one("#lines"):
            at = self.query_one("#lines", Rows).cursor
            label = self.shown_lines[at].label if at < len(self.shown_lines) else ""
            return next((voice for voice in self.voices if voice.label == label), None)
        at = self.query_one("#spoken", Rows).cursor
        return self.voices[at] if at < len(self.voices) else None

    # Choosing

    def action_look(self) -> None:
        """Read what is ticked, else the file under the cursor."""
        browser = self.query_one(Browser)
        paths = list(browser.ticked)
        if not paths and browser.entry is not None and not browser.entry.folder:
            paths = [browser.entry.path]
        if paths:
            self._read(paths)
        else:
            self.say(_("Space ticks files and folders; Enter looks at what is ticked."))

    def on_browser_chosen(self, event: Browser.Chosen) -> None:
        """Read it, or what is ticked."""
        self._read(list(self.query_one(Browser).ticked) or [event.path])

    def on_browser_moved(self, event: Browser.Moved) -> None:
        """Another folder, another tick."""
        self.kept.folder = self.query_one(Browser).folder
        self.said = ""
        self.show_status()
        self.show_keys()

    def _read(self, paths: Sequence[Path], before: Preparation | None = None) -> None:
        def work(project: Project, report: Report) -> Preparation:
            return project.prepare(paths, report, largest=None if before else LARGE, beside=before)

        if self.jobs.start(_("Reading"), work, self._was_read):
            self._reading = self.jobs.current

    def _was_read(self, preparation: Preparation) -> None:
        if preparation.large:
            sizes = ", ".join(f"{clean_line(p.name)} ({size_words(size)})" for p, size in preparation.large[:3])
            more = len(preparation.large) - 3
            sizes += ngettext(" and {n} more", " and {n} more", more).format(n=more) if more > 0 else ""
            question = _("Very large: {files}. Reading it may take minutes and much memory. Read it?").format(
                files=sizes
            )

            def answer(yes: bool | None) -> None:
                if yes:
                    self._read([path for path, _size in preparation.large], preparation)
                else:
                    self._take(preparation)

            self.app.push_screen(Confirm(question), answer)
            return
        self._take(preparation)

    def _take(self, preparation: Preparation) -> None:
        found = Found.of(preparation)
        if not found:
            self.app.notify(_("There is nothing to import here."), severity="warning", markup=False)
            return
        self.kept.found = found
        if self.is_attached:
            self._show_step()

    # Looking

    def action_keep(self) -> None:
        """Import what is ticked."""
        chosen = self.found.chosen()
        if not chosen:
            self.say(_("Nothing is ticked: Space ticks."))
            return
        ready: list[Chosen] = []

        def work(project: Project, report: Report) -> list[int]:
            if not ready:
                ready.append(project.choose(chosen, report))
            return project.keep(ready[0], report)

        self.jobs.start(_("Importing"), work, self._was_kept)

    def _was_kept(self, documents: list[int]) -> None:
        self.kept.found = Found()
        self.kept.ticked.clear()
        many = len(documents)
        message = ngettext("Imported: {n} document.", "Imported: {n} documents.", many).format(n=number(many))
        self.app.notify(message, markup=False)
        if self.is_current and documents:
            self.go_to(documents[0])
        elif self.is_attached:
            self._show_step()

    def action_part(self, step: int) -> None:
        """To the next part: documents, speakers, lines."""
        parts = [self.documents, self.query_one("#spoken", Rows), self.query_one("#lines", Rows)]
        parts = [part for part in parts if part.count]
        at = parts.index(self.focused) if isinstance(self.focused, Rows) and self.focused in parts else 0
        if parts:
            parts[(at + step) % len(parts)].focus()

    def action_leave(self) -> None:
        """One step back: stop reading, leave the speakers, the documents, the sheet. An import goes on."""
        if self._reading is not None and self.jobs.current is self._reading:
            self.jobs.cancel()
        elif not self.found or self.jobs.current is not None:
            super().action_leave()
        elif self.focused is not self.documents:
            self.set_focus(self.documents)
        elif self.found.corrections:
            question = _("Back to the files? What was corrected is forgotten.")
            self.app.push_screen(Confirm(question), lambda yes: self._forget() if yes else None)
        else:
            self._forget()

    def _forget(self) -> None:
        self.kept.found = Found()
        self._show_step()

    def action_help(self) -> None:
        """The keys of the step one is at, then of every sheet."""
        parts = ("found", "spoken") if self.found else ("files", "path")
        self.app.push_screen(KeySheet(*parts, *self.PLACES, about=about_part(self.NAME)))

    # Showing

    def sync(self) -> None:
        """Show what was found, or the files."""
        if self.found:
            self.show_found()
        else:
            self.show_title(_("Import"), _("text, Markdown, Word, subtitles, tables, a study (etude.yaml)"))
            self.query_one(Browser).show()
        self.show_status()
        self.show_keys()

    def show_found(self) -> None:
        """Show the files, and what was found in the one under the cursor."""
        found = self.found
        ticked = len(found.ticked)
        told = ngettext("{n} file read", "{n} files read", len(found.files)).format(n=number(len(found.files)))
        told += " · " + ngettext("{n} ticked", "{n} ticked", ticked).format(n=number(ticked))
        if found.failures:
            failed = len(found.failures)
            told += " · " + ngettext("{n} not readable", "{n} not readable", failed).format(n=number(failed))
        self.show_title(_("Import"), told)
        self.documents.fill(len(found), self.draw_file, found.cursor)
        self._show_detail()
        self.show_status()
        self.show_keys()

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Show what was found in the file one comes to."""
        if self.found and self.focused is self.documents:
            self.found.cursor = event.place
            self.said = ""
            self._show_detail()
            self.show_status()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """A second click is no more than a look."""

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Other keys apply."""
        self.show_keys()

    def on_resize(self, event: events.Resize) -> None:
        """Beside or below each other."""
        self._arrange(event.size.width)
        self.call_after_refresh(self.sync)

    def able(self, command: Command) -> bool:
        """What is ticked can be looked at; what was corrected can be taken back."""
        if command.action == "screen.look":
            return bool(self.kept.ticked)
        if self.found and command.action in ("undo", "redo"):
            return self.found.can_step(back=command.action == "undo")
        return super().able(command)

    def hints(self) -> Mapping[str, str]:
        """How many files are ticked."""
        ticked = len(self.kept.ticked)
        return {"screen.look": ngettext("look at {n}", "look at {n}", ticked).format(n=number(ticked))}

    def status(self) -> tuple[list[str], list[str]]:
        """What was said; else the file."""
        here = self.found.here if self.found else None
        return [self.said or (shown(here.path) if here else shown(self.query_one(Browser).folder))], []

    def _start(self) -> Path:
        last = load_settings().folder
        for folder in (self.kept.folder, Path(last) if last else None):
            if folder is not None and is_folder(folder):
                return folder
        return self.session.project.path.absolute().parent

    def _arrange(self, width: int) -> None:
        self.set_class(width >= _WIDE, "-wide")

    def _show_step(self) -> None:
        looking = bool(self.found)
        self.query_one("#choosing").display = not looking
        self.query_one("#finding").display = looking
        (self.documents if looking else self.query_one(Browser).rows).focus()
        self.said = ""
        self.call_after_refresh(self.sync)

    def _show_detail(self) -> None:
        found, at = self.found, self.found.cursor
        one = found.here
        spoken, read = self.query_one("#spoken", Rows), self.query_one("#lines", Rows)
        self.voices = found.voices(at) if one is not None else []
        self.shown_lines = lines(found.draft(at)) if one is not None and one.drafts else []
        spoken.display = bool(self.voices)
        spoken.styles.height = min(len(self.voices), _VOICES)
        self.query_one("#about", Plain).say(self.draw_about(one))
        spoken.fill(len(self.voices), self.draw_voice, spoken.cursor)
        read.fill(len(self.shown_lines), self.draw_line, read.cursor if self.focused is read else 0)
