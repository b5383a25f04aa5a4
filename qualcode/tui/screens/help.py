"""The key sheet, made from the list of commands: of a whole screen, or of the part that has the focus."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import Group as Lines
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from qualcode.i18n import _
from qualcode.tui.commands import Command, commands
from qualcode.tui.net import Dialog

#: Cells that a column of keys needs to be read.
_COLUMN = 50

Group = tuple[str, list[Command]]


def about_part(part: str) -> str:
    """What a part of the screen is for, in a sentence or two; nothing for one that says so itself."""
    return {
        "text": _("The text, with its codings: tinted and underlined in it, bars beside it. Select, then code."),
        "tree": _("The codebook. Enter codes the selection; the passages of the code at the cursor stand out."),
        "list": _("The documents, with the share of each that is coded and the number of its codings."),
        "retrieval": _("Segments of a code or of a query, each with its place; what is around it stands beside it."),
        "codebook": _("The codebook: what each code means, how much it holds, and all that can be done to it."),
        "cases": _("Documents, speakers and cases with their attributes, a row each; cells are written in place."),
        "memos": _("All memos, on whatever they are; Enter writes on, what is shown can be searched."),
        "cooccurrence": _("Which codes go together: a cell for each pair, the passages behind it, neighbours drawn."),
        "comparison": _("Where two sub-corpora differ: a line for each pair, the passages of each side behind it."),
        "hits": _("Where words stand: what is ticked gets a code, all in one step."),
        "history": _("All that was done, by whom and when; one can go back to any point, and forth again."),
        "importing": _("Files to choose; then what was read of them, to be looked at and corrected; then the import."),
        "files": _("The files of a folder. Tick what is to be imported; you look at it before anything changes."),
        "found": _("The files that were read. What is ticked goes in as one step; what is wrong is corrected before."),
        "spoken": _("Who speaks in the document, and its lines as they will be divided. The text never changes."),
        "keys": _("All commands and their keys; each can be given others."),
    }.get(part, "")


class KeySheet(Dialog[None]):
    """All keys of some parts on a page; any of the usual keys closes it."""

    BINDINGS = [
        Binding("escape,q,question_mark,f1,enter", "dismiss", show=False),
        Binding("down,space,pagedown", "down", show=False),
        Binding("up,pageup", "up", show=False),
    ]

    def __init__(self, *places: str, about: str = "") -> None:
        super().__init__()
        self._places = places
        self._about = about

    def compose(self) -> ComposeResult:
        """As many columns of groups as there is room for."""
        listed = (command for command in commands(*self._places) if command.shown and command.group)
        groups = [(name, list(items)) for name, items in groupby(listed, key=lambda command: command.group)]
        room = max(1, min(3, (self.app.size.width - 8) // _COLUMN))
        with Vertical(classes="dialog sheet"):
            yield Static(self._about or _("Keys"), classes="dialog-title", markup=False)
            with VerticalScroll(id="sheet"), Horizontal(classes="columns"):
                for column in columns(groups, room):
                    yield Static(_sheet(column), classes="column", markup=False)
            yield Static(self._hint(), classes="dialog-keys", markup=False)

    def action_down(self) -> None:
        """Scroll on."""
        self.query_one("#sheet").scroll_page_down(animate=False)

    def action_up(self) -> None:
        """Scroll back."""
        self.query_one("#sheet").scroll_page_up(animate=False)

    def _hint(self) -> str:
        mouse = _("Mouse: drag selects; 2 clicks a word, 3 a sentence, 4 a turn; a bar selects its coding.")
        closes = _("↑ ↓ scroll · Esc closes · F1: only the part one is in · F9 changes keys")
        return f"{mouse}\n{closes}" if "text" in self._places else closes


def columns(groups: Sequence[Group], count: int) -> list[list[Group]]:
    """The groups in their order, in at most so many columns as even as whole groups allow."""
    total = sum(len(listed) + 2 for _name, listed in groups)
    made: list[list[Group]] = [[]]
    filled = 0
    for name, listed in groups:
        # A group goes where its middle falls.
        place = min(count - 1, int((filled + (len(listed) + 2) / 2) * count / max(1, total)))
        if place >= len(made):
            made.append([])
        made[-1].append((name, listed))
        filled += len(listed) + 2
    return made


def _sheet(groups: Sequence[Group]) -> Lines:
    """Keys beside words; words that need a second line keep beside them."""
    width = max((cell_len(command.shown) for _name, listed in groups for command in listed), default=0)
    parts: list[RenderableType] = []
    for name, listed in groups:
        parts.append(Text(f"\n{name}" if parts else name, "bold underline"))
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(width=width)
        table.add_column()
        for command in listed:
            table.add_row(Text(command.shown, "bold"), Text(command.label))
        parts.append(table)
    return Lines(*parts)
