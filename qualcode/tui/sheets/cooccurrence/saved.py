"""The saved networks: to be shown again as they were counted, counted again, or deleted."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.i18n import _, ngettext, number
from qualcode.model.saved_network import NetworkSummary
from qualcode.tui.dates import when
from qualcode.tui.net import Dialog
from qualcode.tui.sheets.cooccurrence.measure_words import measure_name
from qualcode.tui.sheets.cooccurrence.words import stale_in_short, where_together
from qualcode.tui.themes import ground
from qualcode.tui.widgets.options import Options


class SavedNetworks(Dialog["tuple[str, str] | None"]):
    """Enter answers with (`show`, name), r with (`refresh`, name), x with (`delete`, name), Escape with None."""

    BINDINGS = [
        Binding("escape,q", "dismiss", show=False),
        Binding("r", "answer('refresh')", show=False),
        Binding("x,delete", "answer('delete')", show=False),
    ]

    DEFAULT_CSS = """
    SavedNetworks OptionList { border: none; padding: 0; background: $surface; scrollbar-size-vertical: 1; }
    SavedNetworks OptionList:focus { border: none; background-tint: transparent 0%; }
    """

    def __init__(self, networks: Sequence[NetworkSummary]) -> None:
        super().__init__()
        self._networks = networks

    def compose(self) -> ComposeResult:
        """The list and the keys."""
        with Vertical(classes="dialog"):
            yield Static(_("Saved networks"), classes="dialog-title", markup=False)
            yield Options(*(Option(self._line(network)) for network in self._networks), markup=False)
            keys = _("Enter shows it as it was counted · r refreshes it · x deletes it · Esc leaves")
            yield Static(keys, classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        """Start on the first one."""
        self.query_one(OptionList).highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Show it."""
        self.dismiss(("show", self._networks[event.option_index].name))

    def action_answer(self, what: str) -> None:
        """Do that with the one under the cursor."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.dismiss((what, self._networks[at].name))

    def _line(self, network: NetworkSummary) -> Text:
        dim = ground(self.app.theme).dim
        question = network.question
        text = Text(no_wrap=True, overflow="ellipsis").append(network.name, "bold")
        if network.stale:
            text.append("  ⚠ " + stale_in_short(network.reason))
        edges = ngettext("{n} pair", "{n} pairs", network.edge_count).format(n=number(network.edge_count))
        parts = [where_together(question), measure_name(question.measure), question.query, edges, when(network.created)]
        return text.append("\n  " + " · ".join(part for part in parts if part), dim)
