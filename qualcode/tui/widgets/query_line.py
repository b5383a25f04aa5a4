"""The line in which a query is written: what it could go on with below it, what is wrong with it under a caret."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from qualcode.analysis.query.complete import Suggestion, suggestions
from qualcode.i18n import _
from qualcode.model.vocabulary import Vocabulary
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.transcript.skin import Ground


class _Line(Input):
    """Tab takes a suggestion, again: the next one; the arrows go through the queries asked before."""

    BINDINGS = [
        Binding("tab", "complete(1)", show=False, priority=True),
        Binding("shift+tab", "complete(-1)", show=False, priority=True),
        Binding("up", "recall(-1)", show=False, priority=True),
        Binding("down", "recall(1)", show=False, priority=True),
    ]

    def action_complete(self, step: int) -> None:
        """Take a suggestion."""
        line = self.parent
        assert isinstance(line, QueryLine)
        line.complete(step)

    def action_recall(self, step: int) -> None:
        """Another query asked before."""
        line = self.parent
        assert isinstance(line, QueryLine)
        line.recall(step)


class QueryLine(Vertical):
    """Opens with `open`, says `Asked` with what was asked, closes with `close`; `refuse` says what was wrong."""

    DEFAULT_CSS = """
    QueryLine { display: none; height: auto; background: $panel; }
    QueryLine.-open { display: block; }
    QueryLine Input { border: none; height: 1; padding: 0 1; background: $panel; }
    QueryLine Input:focus { border: none; }
    QueryLine Plain { height: auto; max-height: 6; padding: 0 1; background: $surface; }
    """

    class Asked(Message):
        """Enter was pressed."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    def __init__(self, vocabulary: Callable[[], Vocabulary], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._vocabulary = vocabulary
        self._asked: Sequence[str] = ()
        self._recalled = 0
        self._draft = ""
        self._offered: list[Suggestion] = []
        self._taken = -1
        self._own = ""
        self._expected = ""
        self._ground: Ground | None = None
        self._purpose = ""

    def compose(self) -> ComposeResult:
        """The line, and what is said about it."""
        yield _Line(placeholder=_('A query, such as code:"dirty work" role:AS  (empty: everything)'))
        yield Plain(grows=True)

    @property
    def opened(self) -> bool:
        """Whether someone writes in it."""
        return self.has_class("-open")

    @property
    def line(self) -> Input:
        """The line itself."""
        return self.query_one(_Line)

    def open(self, query: str, asked: Sequence[str], ground: Ground, purpose: str = "") -> None:
        """Write, starting from a query; `asked` are those of before, the last one last; `purpose` what it is for."""
        self._purpose = purpose
        self._asked, self._recalled, self._ground = asked, len(asked), ground
        self._set(query)
        self._own, self._offered, self._taken = query, [], -1
        self.add_class("-open")
        self._say(Text(self._help(), ground.dim))
        self.screen.set_focus(self.line)

    def close(self) -> None:
        """Stop writing."""
        self.remove_class("-open")

    def refuse(self, message: str) -> None:
        """Say what is wrong with the query."""
        self._say(Text(message, no_wrap=True))

    def complete(self, step: int) -> None:
        """Put a suggestion in the place of what was typed."""
        if not self._offered or self._ground is None:
            return
        self._taken = (self._taken + step) % len(self._offered) if self._taken >= 0 else (0 if step > 0 else -1)
        chosen = self._offered[self._taken]
        self._set(self._own[: chosen.start] + chosen.text + self._own[chosen.end :])
        self.line.cursor_position = chosen.start + len(chosen.text)
        self._show_offered()

    def recall(self, step: int) -> None:
        """Show a query asked before; past the last one, what was being written."""
        if self._recalled == len(self._asked):
            self._draft = self.line.value
        self._recalled = min(max(self._recalled + step, 0), len(self._asked))
        query = self._asked[self._recalled] if self._recalled < len(self._asked) else self._draft
        self._set(query)
        self._own, self._offered, self._taken = query, [], -1
        self._show_offered()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what it could go on with."""
        event.stop()
        if self._ground is None or event.value == self._expected:
            return
        self._own, self._taken, self._expected = event.value, -1, event.value
        self._offered = suggestions(event.value, self.line.cursor_position, self._vocabulary())
        self._show_offered()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Ask."""
        event.stop()
        self.post_message(self.Asked(event.value.strip()))

    def _set(self, query: str) -> None:
        self._expected = query
        self.line.value = query
        self.line.cursor_position = len(query)

    def _show_offered(self) -> None:
        assert self._ground is not None
        text = Text()
        for at, one in enumerate(self._offered):
            text.append("   " if at else "")
            text.append(f" {one.text} ", "reverse" if at == self._taken else self._ground.dim)
        self._say(text or Text(self._help(), self._ground.dim))

    def _help(self) -> str:
        keys = _("Enter asks · Tab completes · ↑ ↓ queries asked before · Esc leaves")
        return f"{self._purpose}\n{keys}" if self._purpose else keys

    def _say(self, text: Text) -> None:
        self.query_one(Plain).say(text)
