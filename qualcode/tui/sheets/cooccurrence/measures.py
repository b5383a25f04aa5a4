"""All measures of strength to choose from, by what they ask; those that the unit does not allow say why."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.analysis.measures import allowed
from qualcode.i18n import _
from qualcode.model.network import Question
from qualcode.tui.net import Dialog
from qualcode.tui.sheets.cooccurrence.measure_words import groups, measure_name, what_it_says, why_not
from qualcode.tui.sheets.cooccurrence.words import where_together
from qualcode.tui.themes import ground
from qualcode.tui.widgets.options import Options


class ChooseMeasure(Dialog[str | None]):
    """Enter answers with the name of a measure, Escape with None."""

    BINDINGS = [Binding("escape,q,V", "dismiss", show=False)]
    DEFAULT_CSS = """
    ChooseMeasure OptionList { max-height: 60vh; }
    ChooseMeasure OptionList { border: none; padding: 0; background: $surface; scrollbar-size-vertical: 1; }
    ChooseMeasure OptionList:focus { border: none; background-tint: transparent 0%; }
    """

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """The measures of each kind under what they ask."""
        title = _("How strength is told ({unit})").format(unit=where_together(self._question))
        with Vertical(classes="dialog"):
            yield Static(title, classes="dialog-title", markup=False)
            yield Options(*self._options(), markup=False)
            yield Static(_("Enter chooses · Esc leaves"), classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        """Start on the one in use."""
        options = self.query_one(OptionList)
        options.highlighted = options.get_option_index(self._question.measure)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        self.dismiss(event.option_id)

    def _options(self) -> list[Option]:
        dim, can = ground(self.app.theme).dim, allowed(self._question.unit)
        room = max(cell_len(measure_name(name)) for _said, names in groups() for name in names)
        options: list[Option] = []
        for said, names in groups():
            options.append(Option(Text(said, "bold"), disabled=True))
            for name in names:
                line = Text(no_wrap=True, overflow="ellipsis").append("  " if name in can else "✗ ", dim)
                called = measure_name(name)
                line.append(called + " " * (room - cell_len(called)), "" if name in can else dim)
                line.append("  " + (what_it_says(name) if name in can else why_not(name)), dim)
                options.append(Option(line, id=name, disabled=name not in can))
        return options
