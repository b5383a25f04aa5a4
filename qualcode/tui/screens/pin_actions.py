"""Codes on the figures 1 to 9: they stay where one has put them, so that the hand learns them."""

from __future__ import annotations

from textual import events

from qualcode.i18n import _
from qualcode.tui.offer import pin, pinned
from qualcode.tui.screens.desk import TextDesk
from qualcode.tui.screens.find_one import FindOne
from qualcode.tui.widgets.codebook import CodebookTree
from qualcode.tui.widgets.pins import PinsLine

#: Rows of the terminal from which on a line is given to the pinned codes.
_HIGH = 30


class PinActions(TextDesk):
    """The actions of the coding screen that pin codes and code with them."""

    def apply(self, path: str) -> None:
        """Put a code on the selection, else on the sentence at the caret."""
        raise NotImplementedError

    def action_pinned(self, figure: int) -> None:
        """Code with what is pinned to a figure."""
        code = pinned(self.session).get(figure)
        if code:
            self.apply(self.session.project.codebook().path(code.id))
        else:
            said = _(
                "Nothing is pinned to {figure}. In the codebook (k) {figure} pins the code there; in the picker Ctrl+P."
            )
            self.say(said.format(figure=figure))

    def action_find_code(self) -> None:
        """Put the cursor of the codebook on a code found by a part of its path."""
        tree, book = self.query_one(CodebookTree), self.session.project.codebook()
        codes = list(book)

        def answer(place: int | None) -> None:
            if place is not None:
                tree.reveal(codes[place])
                self.transcript.show_active(codes[place])

        self.app.push_screen(FindOne(_("Which code?"), [book.path(code) for code in codes]), answer)

    def action_pin(self, figure: int) -> None:
        """Pin the code under the cursor of the codebook to a figure, or take it off."""
        node = self.query_one(CodebookTree).cursor_node
        if node is not None and node.data:
            self.say(self.pin(figure, node.data))
        else:
            self.say(_("Put the cursor on a code first (↑ ↓)."))

    def pin(self, figure: int, code: int) -> str:
        """Put a code on a figure, or take it off when it is there; what is to be said of it."""
        on = pin(self.session, figure, code)
        self.show_pins()
        path = self.session.project.codebook().path(code)
        said = _("{figure} codes with {path} from now on.") if on else _("{path} is no longer on {figure}.")
        return said.format(figure=figure, path=path)

    def show_pins(self) -> None:
        """Show the pinned codes in the codebook, and in a line of their own where there is room for one."""
        pins = pinned(self.session)
        self.query_one(CodebookTree).show_pins({code.id: figure for figure, code in pins.items()})
        line = self.query_one(PinsLine)
        line.show(pins, self.ground, self.app.size.width - 2)
        line.display = bool(pins) and self.app.size.height >= _HIGH

    def on_resize(self, event: events.Resize) -> None:
        """Use the room there is."""
        self.show_pins()

    def on_pins_line_chosen(self, event: PinsLine.Chosen) -> None:
        """Code with it."""
        self.action_pinned(event.figure)
