"""Choosing the codings that leave a code for a new one: ticked one by one, or all that a query finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Static

from qualcode.errors import QualcodeError
from qualcode.i18n import _, mark, ngettext, number
from qualcode.model.codebook import Code, join_path
from qualcode.model.coding import Segment
from qualcode.tui.net import Dialog
from qualcode.tui.session import Session
from qualcode.tui.themes import ground
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.rows import Rows


@dataclass(frozen=True, slots=True)
class Split:
    """The path of the new code, and the ids of the codings that go to it."""

    path: str
    ids: tuple[int, ...]


class Segments(Rows):
    """Segments with a tick."""

    BINDINGS = [
        Binding("space", "screen.tick", show=False),
        Binding("a", "screen.tick_all", show=False),
    ]


class CodeSplit(Dialog[Split | None]):
    """Words or a query narrow the list, Space ticks, `a` ticks all that is shown, Ctrl+S splits off what is ticked."""

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
            yield Segments(height=2, id="segments")
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

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """A second click or Enter ticks too."""
        self.action_tick()

    def action_tick(self) -> None:
        """Tick the segment under the cursor, or take its tick away."""
        segments = self.query_one(Segments)
        if self._found:
            self._ticked ^= {self._found[segments.cursor].id}
            segments.refresh()
            segments.action_step(1)
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
            chosen = set(self._session.project.select_ids(words))
        except QualcodeError as error:
            self._trouble = str(error).splitlines()[0]
            return
        self._found = [segment for segment in self._every if segment.id in chosen]
        self._fill()

    def _fill(self) -> None:
        segments = self.query_one(Segments)
        segments.fill(len(self._found), self._draw, segments.cursor)
        self._say()

    def _draw(self, place: int, width: int) -> Sequence[Text]:
        segment, colors = self._found[place], ground(self.app.theme)
        words = Text("✓ " if segment.id in self._ticked else "  ", no_wrap=True, overflow="ellipsis")
        words.append(" ".join(segment.quote[: 4 * width].split()))
        who = " · ".join(part for part in (segment.speaker, segment.document) if part)
        return words, Text(f"    {who}", colors.dim, no_wrap=True, overflow="ellipsis")

    def _say(self) -> None:
        n, every = len(self._ticked), len(self._every)
        path = self.query_one("#path", Input).value.strip()
        going = ngettext("{n} of {all} codings goes to “{path}”", "{n} of {all} codings go to “{path}”", n)
        said = Text(going.format(n=number(n), all=number(every), path=path or "…"))
        said.append(mark(";") + _("{n} stay with “{code}”.").format(n=number(every - n), code=self._code.name))
        if self._trouble:
            said = Text(self._trouble, "bold")
        self.query_one("#outcome", Plain).say(said)
