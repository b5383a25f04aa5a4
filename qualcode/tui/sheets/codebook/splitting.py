"""Choosing the codings that leave a code for a new one: ticked one by one, or all that a query finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qualcode.errors import QualcodeError
from qualcode.i18n import _, ngettext, number
from qualcode.model.codebook import Code, join_path
from qualcode.model.coding import Segment
from qualcode.tui.session import Session
from qualcode.tui.themes import ground
from qualcode.tui.widgets.plain import Plain

#: Segments that the list shows at once; the others are reached by narrowing it.
_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Split:
    """The path of the new code, and the ids of the codings that go to it."""

    path: str
    ids: tuple[int, ...]


class Segments(OptionList):
    """Segments with a tick."""

    BINDINGS = [
        Binding("space", "screen.tick", show=False),
        Binding("a", "screen.tick_all", show=False),
    ]


class CodeSplit(ModalScreen[Split | None]):
    """Words or a query narrow the list, Space ticks, `a` ticks all that is shown, Ctrl+S splits off what is ticked."""

    CSS_PATH = "splitting.tcss"
    BINDINGS = [
        Binding("ctrl+s", "split", show=False, priority=True),
        Binding("escape", "dismiss", show=False),
    ]

    def __init__(self, session: Session, code: Code, segments: Sequence[Segment]) -> None:
        super().__init__()
        self._session = session
        self._code = code
        self._every = list(segments)
        self._found = self._every
        self._ticked: set[int] = set()
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """What narrows, the segments, the name, what would happen, the keys."""
        path = self._session.project.codebook().path(self._code.id)
        with Vertical(classes="dialog wide", id="split"):
            yield Static(_("Split off from “{code}”").format(code=path), classes="dialog-title", markup=False)
            yield Input(placeholder=_("Narrow: words, or a query such as role:AS or speaker:…"), id="which")
            yield Segments(id="segments", markup=False)
            yield Static(_("New code"), classes="label", markup=False)
            above = self._session.project.codebook().ancestors(self._code.id)[:-1]
            names = [self._session.project.codebook()[id_].name for id_ in above]
            yield Input(value=join_path(names) + ("/" if names else ""), id="path", select_on_focus=False)
            yield Plain(id="outcome", grows=True)
            yield Static(
                _("Tab next field · in the list: Space ticks, a all shown · Ctrl+S splits off · Esc leaves"),
                classes="dialog-keys",
                markup=False,
            )

    def on_mount(self) -> None:
        """Start in the list, where one ticks."""
        self._fill()
        self.query_one(Segments).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list, or take the name."""
        if event.input.id == "which":
            self._narrow(event.value)
        self._say()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """From what narrows to the list; from the name on."""
        if event.input.id == "which":
            self.query_one(Segments).focus()
        else:
            self.action_split()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click or Enter ticks too."""
        self.action_tick()

    def action_tick(self) -> None:
        """Tick the segment under the cursor, or take its tick away."""
        segments = self.query_one(Segments)
        at = segments.highlighted
        if at is None or at >= len(self._found):
            return
        self._ticked ^= {self._found[at].id}
        segments.replace_option_prompt_at_index(at, self._line(self._found[at]))
        segments.action_cursor_down()
        self._say()

    def action_tick_all(self) -> None:
        """Tick all that the list was narrowed to; again: none of it."""
        found = {segment.id for segment in self._found}
        self._ticked = self._ticked - found if found <= self._ticked else self._ticked | found
        self._fill()
        self._say()

    def action_split(self) -> None:
        """Answer, when there is something to split off and a name for it."""
        path = self.query_one("#path", Input).value.strip().rstrip("/")
        book = self._session.project.codebook()
        ids = tuple(segment.id for segment in self._every if segment.id in self._ticked)
        if not ids:
            self._trouble = _("Nothing is ticked yet.")
        elif not path or path == join_path(book[id_].name for id_ in book.ancestors(self._code.id)[:-1]):
            self._trouble = _("The new code needs a name.")
            self.query_one("#path").focus()
        elif book.find(path) is not None:
            self._trouble = _("There is already a code “{path}”.").format(path=path)
        else:
            self.dismiss(Split(path, ids))
            return
        self._say()

    def _narrow(self, words: str) -> None:
        self._trouble = ""
        try:
            query = self._session.project.parsed(words)
        except QualcodeError as error:
            self._trouble = str(error).splitlines()[0]
            return
        self._found = [segment for segment in self._every if query.matches(segment)]
        self._fill()

    def _fill(self) -> None:
        segments = self.query_one(Segments)
        at = segments.highlighted
        segments.clear_options()
        segments.add_options([Option(self._line(segment)) for segment in self._found[:_SHOWN]])
        if len(self._found) > _SHOWN:
            more = len(self._found) - _SHOWN
            said = ngettext("… and {n} more: narrow the list", "… and {n} more: narrow the list", more)
            segments.add_option(Option(Text(said.format(n=number(more))), disabled=True))
        if self._found:
            segments.highlighted = min(at or 0, len(self._found) - 1)
        self._say()

    def _line(self, segment: Segment) -> Text:
        colors = ground(self.app.theme)
        text = Text("✓ " if segment.id in self._ticked else "  ", no_wrap=True, overflow="ellipsis")
        text.append(" ".join(segment.quote.split())[:300])
        who = " · ".join(part for part in (segment.speaker, segment.document) if part)
        text.append(f"\n    {who}", colors.dim)
        return text

    def _say(self) -> None:
        n, every = len(self._ticked), len(self._every)
        path = self.query_one("#path", Input).value.strip()
        going = ngettext("{n} of {all} codings goes to “{path}”", "{n} of {all} codings go to “{path}”", n)
        said = Text(going.format(n=number(n), all=number(every), path=path or "…"))
        said.append("; " + _("{n} stay with “{code}”.").format(n=number(every - n), code=self._code.name))
        if self._trouble:
            said = Text(self._trouble, "bold")
        if cell_len(said.plain):
            self.query_one("#outcome", Plain).say(said)
