"""Choosing files: a folder as a list, a line in which a path can be typed; several files can be ticked."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.text import Text
from textual import events
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from qualcode.i18n import _, ngettext, number
from qualcode.tui.commands import bindings
from qualcode.tui.folders import (
    Entry,
    Listing,
    beginning_with,
    is_file,
    is_folder,
    listing,
    real,
    shown,
    size_words,
    typed_path,
)
from qualcode.tui.themes import ground
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.rows import Rows


class FileRows(Rows):
    """The entries of a folder. What it does with them is the browser's business."""

    #: Whose commands apply while it has the focus (`Command.where`).
    where = "files"

    def __init__(self, browser: Browser) -> None:
        super().__init__(id="files")
        self._browser = browser
        self._bindings = self._bindings.merge([bindings(self.where), self._bindings])

    def action_tick(self) -> None:
        """Tick the file or the folder, or take the tick off; the next one."""
        self._browser.tick(self.cursor)
        self.action_step(1)

    def action_tick_all(self) -> None:
        """Tick all files here; again: none."""
        self._browser.tick_all()

    def action_up(self) -> None:
        """To the folder above."""
        self._browser.go(self._browser.folder.parent)

    def action_into(self) -> None:
        """Into the folder under the cursor."""
        entry = self._browser.entry
        if entry is not None and entry.folder:
            self._browser.go(entry.path)

    def action_type(self) -> None:
        """Type a path."""
        self._browser.type()

    def action_widen(self) -> None:
        """Show the whole folder again; where it is shown, the key is for others."""
        if not self._browser.widen():
            raise SkipAction


class PathLine(Input):
    """The line for a path: Tab completes it, Escape and the arrows lead back to the list."""

    #: Whose commands apply while it has the focus (`Command.where`).
    where = "path"

    def __init__(self, browser: Browser) -> None:
        super().__init__(id="path", select_on_focus=False)
        self._browser = browser
        self._bindings = self._bindings.merge([bindings(self.where), self._bindings])

    def action_complete(self) -> None:
        """Type what all names that fit have in common."""
        self._browser.complete()

    def action_back(self) -> None:
        """Back to the list."""
        self._browser.untype()


class Browser(Vertical):
    """A folder to choose in. `accepts` says which files are shown; with `ticks`, several can be chosen."""

    DEFAULT_CSS = """
    Browser { height: 1fr; }
    Browser #path { border: none; height: 1; padding: 0 1; background: $panel; }
    Browser #path:focus { border: none; }
    Browser #files { height: 1fr; background: $background; }
    Browser #remark { height: 1; padding: 0 1; color: $quiet; }
    """

    class Chosen(Message):
        """Enter on a file."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    class Moved(Message):
        """Another folder, another tick."""

    def __init__(self, folder: Path, accepts: Callable[[Path], bool], *, ticks: bool = True) -> None:
        super().__init__()
        self.folder = real(folder)
        self.ticked: dict[Path, None] = {}
        self._accepts = accepts
        self._ticks = ticks
        self._listing = listing(self.folder, accepts)
        self._typed = self._seen = self._listing
        self._shown: list[Entry] = list(self._listing.entries)
        self._complaint = ""

    def compose(self) -> ComposeResult:
        """The path, the entries, a remark."""
        yield PathLine(self)
        yield FileRows(self)
        yield Plain(id="remark")

    def on_mount(self) -> None:
        """Show where one is."""
        self.call_after_refresh(self.show, 1)

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one(FileRows)

    @property
    def line(self) -> Input:
        """The line for a path."""
        return self.query_one(PathLine)

    @property
    def entry(self) -> Entry | None:
        """What is under the cursor."""
        return self._shown[self.rows.cursor] if self._shown else None

    def go(self, folder: Path, at: str = "") -> None:
        """Show a folder, the cursor on a name; on the folder one came from where that lies in it."""
        folder = real(folder)
        came_from = self.folder.name if self.folder.parent == folder else ""
        self.folder = folder
        self._listing = self._seen = listing(folder, self._accepts)
        self._shown = list(self._listing.entries)
        self._complaint = ""
        with self.line.prevent(Input.Changed):
            self.line.value = ""
        names = [entry.name for entry in self._shown]
        wanted = at or came_from
        self.show(names.index(wanted) if wanted in names else min(1, len(names) - 1))
        self.post_message(self.Moved())

    def show(self, cursor: int | None = None) -> None:
        """Paint the list and what is to be said of it."""
        self.rows.fill(len(self._shown), self._draw, self.rows.cursor if cursor is None else cursor)
        # What has the focus is known at once; the line itself is told later.
        if self.screen.focused is not self.line:
            self.line.placeholder = shown(self.folder)
        self.query_one("#remark", Plain).say(Text(self._remark(), no_wrap=True, overflow="ellipsis"))

    def tick(self, place: int) -> None:
        """Tick an entry, or take its tick off."""
        if not self._ticks or place >= len(self._shown) or self._shown[place].name == "..":
            return
        path = self._shown[place].path
        if path in self.ticked:
            del self.ticked[path]
        else:
            self.ticked[path] = None
        self._ticked()

    def tick_all(self) -> None:
        """Tick all files that are shown; when they are ticked, none."""
        if not self._ticks:
            return
        paths = [entry.path for entry in self._shown if not entry.folder]
        if all(path in self.ticked for path in paths):
            for path in paths:
                del self.ticked[path]
        else:
            self.ticked.update(dict.fromkeys(paths))
        # Enter on a file looks at what is ticked; on a folder it would open that.
        first = next((at for at, entry in enumerate(self._shown) if not entry.folder), None)
        if first is not None and self.entry is not None and self.entry.folder:
            self.rows.move(first)
        self._ticked()

    def type(self) -> None:
        """Let a path be typed."""
        self.widen()
        self.screen.set_focus(self.line)

    def widen(self) -> bool:
        """Show all of the folder again, where it is narrowed; False where it is not."""
        if not self.line.value:
            return False
        self.go(self.folder, self.entry.name if self.entry else "")
        return True

    def untype(self) -> None:
        """Back to the list as it is narrowed now."""
        self.screen.set_focus(self.rows)

    def complete(self) -> None:
        """Type what all names that fit have in common; a folder that fits alone is entered."""
        head, name = os.path.split(self.line.value)
        fitting = beginning_with(self._shown, name) if name else []
        common = os.path.commonprefix([entry.name for entry in fitting])
        if len(fitting) == 1:
            common = fitting[0].name + (os.sep if fitting[0].folder else "")
        if len(common) >= len(name):
            self.line.value = os.path.join(head, common)
            self.line.cursor_position = len(self.line.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the folder that is typed, narrowed to what the last part begins."""
        event.stop()
        head, name = os.path.split(event.value)
        place = typed_path(head, self.folder) if head else self.folder
        if head and not is_folder(place):
            self._shown, self._complaint = [], _("There is no such folder.")
        else:
            self._seen = there = self._look(real(place))
            self._shown, self._complaint = beginning_with(there.entries, name), there.trouble
        self.show(0)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the folder that is typed; take the file; else the first name that fits."""
        event.stop()
        path = typed_path(event.value.strip(), self.folder)
        if event.value.strip() and is_file(path):
            self.screen.set_focus(self.rows)
            self.go(path.parent, path.name)
            self.post_message(self.Chosen(path))
        elif is_folder(path):
            self.screen.set_focus(self.rows)
            self.go(path)
        elif self._shown:
            self.screen.set_focus(self.rows)
            self._open(self._shown[0])
        else:
            self._complaint = _("Nothing of that name.")
            self.show()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the folder, take the file."""
        event.stop()
        if event.place < len(self._shown):
            self._open(self._shown[event.place])

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Say its whole name."""
        self.query_one("#remark", Plain).say(Text(self._remark(), no_wrap=True, overflow="ellipsis"))

    def on_resize(self, event: events.Resize) -> None:
        """Paint for the new width."""
        self.call_after_refresh(self.show)

    def _look(self, folder: Path) -> Listing:
        """What stands in a folder; one that is being typed in is not looked at again for every letter."""
        for known in (self._listing, self._typed):
            if known.folder == folder:
                return known
        self._typed = listing(folder, self._accepts)
        return self._typed

    def _open(self, entry: Entry) -> None:
        if entry.folder:
            self.go(entry.path)
        else:
            self.post_message(self.Chosen(entry.path))

    def _ticked(self) -> None:
        self.show()
        self.post_message(self.Moved())

    def _remark(self) -> str:
        if self._complaint or self._seen.trouble:
            return self._complaint or _("This folder cannot be seen: {reason}.").format(reason=self._seen.trouble)
        parts = []
        if self.ticked:
            parts.append(ngettext("{n} ticked", "{n} ticked", len(self.ticked)).format(n=number(len(self.ticked))))
        if not any(not entry.folder for entry in self._shown):
            parts.append(_("no file here that can be opened"))
        if self._seen.others:
            others = self._seen.others
            parts.append(
                ngettext("{n} file of another format", "{n} files of other formats", others).format(n=number(others))
            )
        return " · ".join(parts)

    def _draw(self, place: int, width: int) -> Sequence[Text]:
        entry, dim = self._shown[place], ground(self.app.theme).dim
        tick = "✓ " if entry.path in self.ticked and entry.name != ".." else "  "
        size = "" if entry.folder else size_words(entry.size)
        name = shown(entry.name) + (os.sep if entry.folder and entry.name != ".." else "")
        line = Text(tick + name, "bold" if entry.folder else "", no_wrap=True)
        line.truncate(max(8, width - len(size) - 1), overflow="ellipsis", pad=True)
        return (line.append(" " + size, dim),)
