"""The list of bookmarks and of the places one was at last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.i18n import _
from qualcode.tui.net import Dialog
from qualcode.tui.places import Spot
from qualcode.tui.widgets.options import Options

#: Cells for the name of a document, in terminals of so many columns and in narrower ones.
_NAME, _ROOMY, _SHORT_NAME = 30, 100, 18


class Listed(NamedTuple):
    """A place as the list shows it; `letter` is empty for one that was only left, `share` is in percent."""

    letter: str
    spot: Spot
    document: str
    share: int
    words: str


class Bookmarks(Dialog[Spot | None]):
    """Enter, or the letter of a bookmark, answers with its place, Escape with None; Delete takes a bookmark away."""

    BINDINGS = [Binding("escape", "dismiss", show=False), Binding("delete,backspace", "remove", show=False)]

    def __init__(self, listed: Sequence[Listed], bookmarks: dict[str, Spot]) -> None:
        super().__init__()
        self._listed = list(listed)
        self._bookmarks = bookmarks

    def compose(self) -> ComposeResult:
        """The list and its keys."""
        with Vertical(classes="dialog wide"):
            yield Static(_("Bookmarks, and places you were at last"), classes="dialog-title", markup=False)
            yield Options(markup=False)
            yield Static(
                _("Enter or its letter goes there · Del removes · Esc leaves"), classes="dialog-keys", markup=False
            )

    def on_mount(self) -> None:
        """Start on the first place."""
        self._fill(0)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        self.dismiss(self._listed[event.option_index].spot)

    def on_key(self, event: events.Key) -> None:
        """The letter of a bookmark is an answer too."""
        spot = self._bookmarks.get(event.character or "")
        if spot is not None and event.is_printable:
            event.stop()
            self.dismiss(spot)

    def action_remove(self) -> None:
        """Take the bookmark under the cursor away; its place stays where it is."""
        at = self.query_one(OptionList).highlighted
        if at is None or not self._listed[at].letter:
            return
        del self._bookmarks[self._listed.pop(at).letter]
        if self._listed:
            self._fill(min(at, len(self._listed) - 1))
        else:
            self.dismiss(None)

    def _fill(self, highlighted: int) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        room = _NAME if self.app.size.width >= _ROOMY else _SHORT_NAME
        width = min(room, max(cell_len(listed.document) for listed in self._listed))
        options.add_options(Option(_line(listed, width)) for listed in self._listed)
        options.highlighted = highlighted


def _line(listed: Listed, width: int) -> Text:
    text = Text(no_wrap=True, overflow="ellipsis")
    text.append(f" {listed.letter or '·'} ", "bold")
    name = Text(" ".join(listed.document.split()), no_wrap=True)
    name.truncate(width, overflow="ellipsis", pad=True)
    text.append_text(name)
    text.append(f"  {listed.share:3d} %  ")
    text.append(listed.words, "dim")
    return text
