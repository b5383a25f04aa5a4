"""The dialogs of named queries: the list of them, and the name under which one is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qualcode.i18n import _
from qualcode.model.query_named import SavedQuery, meant, spelled
from qualcode.model.text import clean_line
from qualcode.tui.net import Dialog
from qualcode.tui.sheets.retrieval.shelf import shown
from qualcode.tui.themes import ground
from qualcode.tui.widgets.options import Options
from qualcode.tui.widgets.shelf import cut

#: Cells of a query or a note that the list shows, on several lines if need be.
_MOST = 200


class NamedQueries(Dialog["tuple[str, SavedQuery] | None"]):
    """Enter answers with (`ask`, query), e with (`rename`, …), x with (`delete`, …), Escape with None."""

    BINDINGS = [
        Binding("escape,q", "dismiss", show=False),
        Binding("x,delete", "answer('delete')", show=False),
        Binding("e", "answer('rename')", show=False),
    ]
    DEFAULT_CSS = """
    NamedQueries OptionList { border: none; padding: 0; background: $surface; scrollbar-size-vertical: 1; }
    NamedQueries OptionList:focus { border: none; background-tint: transparent 0%; }
    """

    def __init__(self, queries: Sequence[SavedQuery], at: int = 0) -> None:
        super().__init__()
        self._queries = queries
        self._at = at

    def compose(self) -> ComposeResult:
        """The list and the keys."""
        with Vertical(classes="dialog wide"):
            yield Static(_("Named queries: @name stands for them in a query"), classes="dialog-title", markup=False)
            yield Options(*(Option(self._line(saved)) for saved in self._queries), markup=False)
            keys = _("Enter asks it · e another name · x deletes it · Esc leaves")
            yield Static(keys, classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        """Start where one was."""
        self.query_one(OptionList).highlighted = self._at

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask it."""
        self.dismiss(("ask", self._queries[event.option_index]))

    def action_answer(self, verb: str) -> None:
        """Do something else with the one under the cursor."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.dismiss((verb, self._queries[at]))

    def _line(self, saved: SavedQuery) -> Text:
        dim = ground(self.app.theme).dim
        text = Text().append(shown(spelled(saved.name)), "bold")
        if saved.note:
            text.append("  " + _brief(saved.note))
        text.append("\n  " + _brief(saved.query), dim)
        if saved.broken:
            text.append("\n  ⚠ " + _("cannot be asked: {reason}").format(reason=_brief(saved.broken)))
        return text


def _brief(text: str) -> str:
    return shown(cut(" ".join(text.split()), _MOST))


class KeepQuery(Dialog["tuple[str, str] | None"]):
    """Enter goes on from the name to the note, then answers with both; Escape with None.

    `check` says what is wrong with a name, or nothing.
    """

    BINDINGS = [
        Binding("escape", "dismiss", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
    DEFAULT_CSS = """
    KeepQuery .field { height: 1; color: $quiet; margin: 1 0 0 0; }
    KeepQuery #outcome { height: auto; margin: 1 0 0 0; }
    """

    def __init__(self, query: str, known: Mapping[str, SavedQuery], check: Callable[[str], str]) -> None:
        super().__init__()
        self._query = query
        self._known = known
        self._check = check

    def compose(self) -> ComposeResult:
        """The query, two lines to fill in, what will come of them."""
        with Vertical(classes="dialog"):
            title = _("Keep under a name: {query}").format(query=_brief(self._query))
            yield Static(title, classes="dialog-title", markup=False)
            yield Static(_("Name, by which other queries can mention it: @name"), classes="field", markup=False)
            yield Input(id="name")
            yield Static(_("What it is for (may stay empty)"), classes="field", markup=False)
            yield Input(id="note", select_on_focus=False)
            yield Static("", id="outcome", markup=False)
            yield Static(_("Enter goes on · Esc leaves"), classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query_one("#name", Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is wrong with the name, or which query it has now."""
        name = clean_line(self.query_one("#name", Input).value)
        twin = self._known.get(meant(name, self._known) or "")
        told = self._check(name) if name else ""
        if not told and twin:
            told = _("{name} is there already: {query}").format(name=spelled(twin.name), query=twin.query)
        self.query_one("#outcome", Static).update(_brief(told))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """From the name to the note; from there, done."""
        name = clean_line(self.query_one("#name", Input).value)
        if not name or self._check(name):
            self.query_one("#name", Input).focus()
        elif event.input.id == "name":
            self.query_one("#note", Input).focus()
        else:
            self.dismiss((name, self.query_one("#note", Input).value.strip()))
