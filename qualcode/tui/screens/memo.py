"""Writing a memo; nothing that was typed is thrown away without asking."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from qualcode.i18n import _


class MemoEditor(ModalScreen[str | None]):
    """Ctrl+S saves and answers with the text; Escape leaves, after a question when something was changed."""

    BINDINGS = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]

    def __init__(self, title: Text, text: str = "") -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._asked = False

    def compose(self) -> ComposeResult:
        """What it is about, the text, the keys."""
        with Vertical(classes="dialog"):
            yield Static(
                _("Not saved. Esc again throws the changes away, Ctrl+S saves."), id="memo-warning", markup=False
            )
            yield Static(self._title, classes="dialog-title", markup=False)
            yield TextArea(self._text, soft_wrap=True, id="memo", show_line_numbers=False)
            yield Static(self._keys(), classes="dialog-keys", id="memo-keys", markup=False)

    def on_mount(self) -> None:
        """Write on at the end."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Whoever writes on does not want to leave."""
        if self._asked:
            self._ask(False)

    def action_save(self) -> None:
        """Answer with the text."""
        self.dismiss(self.query_one(TextArea).text)

    def action_leave(self) -> None:
        """Leave; ask once when the text has changed."""
        if self.query_one(TextArea).text == self._text or self._asked:
            self.dismiss(None)
            return
        self._ask(True)

    def _ask(self, asked: bool) -> None:
        self._asked = asked
        self.set_class(asked, "-asked")

    def _keys(self) -> Text:
        emptied = " · " + _("an empty memo is removed") if self._text else ""
        return Text(_("Ctrl+S saves · Esc leaves") + emptied)
