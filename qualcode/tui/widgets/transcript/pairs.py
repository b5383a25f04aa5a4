"""Commands of two keys: the first asks for a second one, which says what is meant (a bookmark's letter).

Both keys are taken here, in the order in which they come, so that a quick hand is not misunderstood. The second key is
used up when it prints something or is Escape; any other lets go of the question and does what it always does.
"""

from __future__ import annotations

from textual import events
from textual.actions import parse
from textual.message import Message
from textual.scroll_view import ScrollView


class Pairs(ScrollView):
    """What the transcript does with the first and with the second key. `awaiting` is what is asked, empty: nothing."""

    awaiting = ""

    class Asked(Message):
        """A command waits for its second key."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    class Answered(Message):
        """The second key came; `letter` is empty when the person thought better of it."""

        def __init__(self, what: str, letter: str) -> None:
            super().__init__()
            self.what = what
            self.letter = letter

    def action_pair(self, what: str) -> None:
        """Ask for a second key."""
        self.awaiting = what
        self.post_message(self.Asked(what))

    def let_go(self, letter: str = "") -> None:
        """End the waiting."""
        if self.awaiting:
            what, self.awaiting = self.awaiting, ""
            self.post_message(self.Answered(what, letter))

    def on_key(self, event: events.Key) -> None:
        """Take the second key, or the first."""
        if self.awaiting:
            if event.is_printable or event.key == "escape":
                event.stop()
                event.prevent_default()
            self.let_go(event.character or "" if event.is_printable else "")
            return
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            _destination, name, parameters = parse(binding.action)
            if name == "pair":
                event.stop()
                event.prevent_default()
                self.action_pair(str(parameters[0]))

    def on_blur(self, event: events.Blur) -> None:
        """A key meant for something else is not an answer."""
        self.let_go()
