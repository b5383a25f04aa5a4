"""A question with several answers, each with what it would do: nothing is done that was not read before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.i18n import _
from qualcode.tui.net import Dialog
from qualcode.tui.widgets.options import Options


@dataclass(frozen=True, slots=True)
class Answer:
    """A way to go on: its name, what it would do; `possible` is False where the latter says why it cannot be."""

    name: str
    effect: Text
    possible: bool = True


class Decide(Dialog[int | None]):
    """A list with what each answer does below it; Enter answers with its place, Escape leaves."""

    BINDINGS = [Binding("escape,n", "dismiss", show=False)]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (36, "-tall")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-wide")]

    def __init__(self, question: Text, answers: Sequence[Answer]) -> None:
        super().__init__()
        self._question = question
        self._answers = answers

    def compose(self) -> ComposeResult:
        """The question, the answers, what the one under the cursor does."""
        with Vertical(classes="dialog", id="decide"):
            yield Static(self._question, id="question", markup=False)
            yield Options(
                *(
                    Option(Text(answer.name if answer.possible else f"{answer.name}  ✗"), id=str(at))
                    for at, answer in enumerate(self._answers)
                ),
                markup=False,
            )
            yield Static("", id="effect", markup=False)
            yield Static(
                _("↑ ↓ what would happen · Enter does it · Esc leaves all as it is"),
                classes="dialog-keys",
                markup=False,
            )

    def on_mount(self) -> None:
        """Start on the first answer that is possible."""
        possible = [at for at, answer in enumerate(self._answers) if answer.possible]
        self.query_one(OptionList).highlighted = possible[0] if possible else 0

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what it would do."""
        self.query_one("#effect", Static).update(self._answers[event.option_index].effect)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer, with what is possible."""
        if self._answers[event.option_index].possible:
            self.dismiss(event.option_index)
        else:
            self.app.bell()
