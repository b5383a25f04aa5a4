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
from qualcode.tui.widgets.statusline import key_lines


class SavedNetworks(Dialog["tuple[str, str] | None"]):
    """Enter answers with (`show`, name), other keys with what is to be done and the name, Escape with None."""

    BINDINGS = [
        Binding("escape,q", "dismiss", show=False),
        Binding("r", "answer('refresh')", show=False),
        Binding("e", "answer('rename')", show=False),
        Binding("d", "answer('compare')", show=False),
        Binding("a", "answer('analyse')", show=False),
        Binding("x,delete", "answer('delete')", show=False),
    ]

    DEFAULT_CSS = """
    SavedNetworks OptionList { border: none; padding: 0; background: $surface; scrollbar-size-vertical: 1; }
    SavedNetworks OptionList:focus { border: none; background-tint: transparent 0%; }
    """

    def __init__(self, networks: Sequence[NetworkSummary], at: str = "") -> None:
        super().__init__()
        self._networks = networks
        self._at = next((place for place, network in enumerate(networks) if network.name == at), 0)

    def compose(self) -> ComposeResult:
        """The list and the keys."""
        with Vertical(classes="dialog"):
            yield Static(_("Saved networks"), classes="dialog-title", markup=False)
            yield Options(*(Option(self._line(network)) for network in self._networks), markup=False)
            keys = _(
                "Enter shows it as it was counted · d what has changed since · r refreshes · a finds communities · "
                "e renames · x deletes · Esc leaves"
            )
            width = self.app.size.width
            lines = key_lines(keys.split(" · "), 91 if width >= 110 else min(71, 96 * width // 100 - 5))
            yield Static(lines, classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        """Start on the first one, or on one that was named."""
        self.query_one(OptionList).highlighted = self._at

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
        found = network.origin.analysis
        groups = found.communities if found else 0
        grouped = ngettext("{n} community", "{n} communities", groups).format(n=number(groups)) if found else ""
        asked = (where_together(question), measure_name(question.measure), question.query)
        parts = (*asked, edges, grouped, when(network.created))
        return text.append("\n  " + " · ".join(part for part in parts if part), dim)
