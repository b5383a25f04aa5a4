"""The line in which a cell is written, in its place; values that the column has already complete what is typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from textual import events
from textual.binding import Binding
from textual.geometry import Region
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input

from qualcode.model.text import fold

_LEAST, _SHORTEST = 24, 10


class KnownValues(Suggester):
    """Completes with the most frequent value that begins as typed."""

    def __init__(self, values: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._values = values

    async def get_suggestion(self, value: str) -> str | None:
        """The rest of the word, once something is typed; accepted with the right arrow only."""
        return next((v for v in self._values if value and v != value and v.startswith(value)), None)


class CellEditor(Input):
    """Enter writes and goes down, Tab writes and goes right, Escape leaves; arrows up and down take known values."""

    where = "cell"
    BINDINGS = [
        Binding("escape", "cancel", show=False),
        Binding("tab", "commit(0, 1)", show=False),
        Binding("shift+tab", "commit(0, -1)", show=False),
        Binding("down", "known(1)", show=False),
        Binding("up", "known(-1)", show=False),
    ]

    class Written(Message):
        """Something was written; the cell to go on with lies so many rows and columns away."""

        def __init__(self, text: str, rows: int, columns: int) -> None:
            super().__init__()
            self.text = text
            self.rows = rows
            self.columns = columns

    class Left(Message):
        """Nothing is to be written."""

    class PastedBlock(Message):
        """Several cells were pasted where one was written."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, select_on_focus=True)
        self._known: list[str] = []
        self._typed: str | None = None
        self.initial = ""

    def open(self, value: str, known: Mapping[str, int], place: Region, edge: int) -> None:
        """Stand over a cell, with its value; not beyond the edge."""
        self._known = [v for v, _n in Counter(known).most_common() if v]
        self._typed = None
        self.initial = self.value = value
        self.suggester = KnownValues(self._known)
        # Wider than a narrow cell, but in its place: at the edge it takes what room there is.
        left = min(place.x, edge - _SHORTEST)
        self.styles.width = min(max(place.width, _LEAST), edge - left)
        self.styles.offset = (left, place.y)
        self.display = True
        self.screen.set_focus(self)

    def close(self) -> None:
        """Stand over no cell."""
        self.display = False

    def matching(self) -> list[str]:
        """The known values that have what is typed in them, those that begin with it first."""
        typed = fold(self._typed if self._typed is not None else "" if self.value == self.initial else self.value)
        found = [v for v in self._known if typed in fold(v)]
        return sorted(found, key=lambda v: not fold(v).startswith(typed))

    def action_known(self, step: int) -> None:
        """Take the next of the known values; round the ends one is back at what was typed."""
        if self._typed is None:
            self._typed = "" if self.value == self.initial else self.value
        ring = [self._typed, *self.matching()]
        at = ring.index(self.value) if self.value in ring else 0
        self.value = ring[(at + step) % len(ring)]
        self.cursor_position = len(self.value)

    def action_commit(self, rows: int, columns: int) -> None:
        """Write, and go on."""
        self.post_message(self.Written(self.value, rows, columns))

    def action_cancel(self) -> None:
        """Leave."""
        self.post_message(self.Left())

    async def action_submit(self) -> None:
        """Write, and go on below."""
        self.action_commit(1, 0)

    def on_key(self, event: events.Key) -> None:
        """Whoever types on begins anew with the known values."""
        if event.is_printable or event.key in ("backspace", "delete"):
            self._typed = None

    def on_paste(self, event: events.Paste) -> None:
        """A single value is pasted here; a block is not for one cell."""
        if any(sign in event.text.rstrip("\r\n") for sign in "\t\r\n"):
            event.stop()
            event.prevent_default()
            self.post_message(self.PastedBlock(event.text))
