"""What has changed since a network was saved: codes and pairs that are new, gone, or met more or less often."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from qualcode.i18n import _, ngettext, number
from qualcode.model.network_lists import summed_up
from qualcode.tui.net import Dialog
from qualcode.tui.themes import ground

if TYPE_CHECKING:
    from qualcode.analysis.network_diff import NetworkDiff

#: Lines of codes, and of pairs.
_MOST = 200
_SIGNS = {"added": "+", "gone": "−", "changed": "≠"}


class Changes(Dialog[None]):
    """The list is scrolled by the arrows; any of the usual keys closes it."""

    BINDINGS = [Binding("escape,q,enter,d", "dismiss", show=False)]
    DEFAULT_CSS = """
    Changes VerticalScroll { height: auto; max-height: 60vh; scrollbar-size-vertical: 1; }
    Changes VerticalScroll Static { height: auto; }
    """

    def __init__(self, name: str, changed: NetworkDiff) -> None:
        super().__init__()
        self._name = name
        self._changed = changed

    def compose(self) -> ComposeResult:
        """How much has changed, then what."""
        title = _("What has changed in “{name}” since it was counted").format(name=self._name)
        with Vertical(classes="dialog"):
            said = summed_up(self._changed) or _("Nothing differs.")
            yield Static(f"{title}\n{said}", classes="dialog-title", markup=False)
            with VerticalScroll():
                yield Static(self._list(), id="changes", markup=False)
            yield Static(_("↑ ↓ scroll · Esc back"), classes="dialog-keys", markup=False)

    def _list(self) -> Text:
        changed = self._changed
        renamed = [f"→ {then} → {now}" for then, now in changed.renamed]
        codes = (f"{_SIGNS[one.state]} {one.path}  {_counts(one.before, one.after)}" for one in changed.nodes)
        pairs = (
            f"{_SIGNS[one.state]} {one.source} × {one.target}  "
            + _counts(*(edge.count if edge else None for edge in (one.before, one.after)))
            for one in changed.edges
        )
        text = Text()
        dim = ground(self.app.theme).dim
        for lines, more in ((renamed, 0), (codes, len(changed.nodes) - _MOST), (pairs, len(changed.edges) - _MOST)):
            _add(text, lines, more, dim)
        return text


def _add(text: Text, lines: Iterable[str], more: int, dim: str) -> None:
    for line in islice(lines, _MOST):
        text.append(line + "\n")
    if more > 0:
        text.append(ngettext("… and {n} more", "… and {n} more", more).format(n=number(more)) + "\n", dim)


def _counts(before: int | None, after: int | None) -> str:
    known = [count for count in (before, after) if count is not None]
    # A pair that met as often as before may be weaker or stronger all the same.
    return " → ".join(number(count) for count in dict.fromkeys(known))
