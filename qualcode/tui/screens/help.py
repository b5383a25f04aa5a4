"""The key sheet, made from the list of commands."""

from __future__ import annotations

from itertools import groupby

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from qualcode.i18n import _
from qualcode.tui.commands import Command, commands


class KeySheet(ModalScreen[None]):
    """All keys on a page; any of the usual keys closes it."""

    BINDINGS = [
        Binding("escape,q,question_mark,f1,enter", "dismiss", show=False),
        Binding("down,space,pagedown", "down", show=False),
        Binding("up,pageup", "up", show=False),
    ]

    def __init__(self, *places: str) -> None:
        super().__init__()
        self._places = places

    def compose(self) -> ComposeResult:
        """Two columns of groups."""
        listed = (command for command in commands(*self._places) if command.shown and command.group)
        groups = [(name, list(items)) for name, items in groupby(listed, key=lambda command: command.group)]
        half = (len(groups) + 1) // 2
        with Vertical(classes="dialog wide"):
            yield Static(_("Keys"), classes="dialog-title", markup=False)
            with VerticalScroll(id="sheet"), Horizontal(classes="columns"):
                for column in (groups[:half], groups[half:]):
                    yield Static(_sheet(column), classes="column", markup=False)
            yield Static(
                _("Mouse: drag selects; 2 clicks a word, 3 a sentence, 4 a turn; a bar selects its coding.")
                + "\n"
                + _("Esc closes"),
                classes="dialog-keys",
                markup=False,
            )

    def action_down(self) -> None:
        """Scroll on."""
        self.query_one("#sheet").scroll_page_down(animate=False)

    def action_up(self) -> None:
        """Scroll back."""
        self.query_one("#sheet").scroll_page_up(animate=False)


def _sheet(groups: list[tuple[str, list[Command]]]) -> Text:
    text = Text()
    if not groups:
        return text
    width = max(cell_len(command.shown) for _name, listed in groups for command in listed)
    for name, listed in groups:
        text.append(("\n\n" if text else "") + name, "bold underline")
        for command in listed:
            text.append(f"\n{command.shown}{' ' * (width - cell_len(command.shown))}  ", "bold")
            text.append(command.label)
    return text
