"""A line above the text, there only while it has something to say."""

from __future__ import annotations

from rich.text import Text

from qualcode.tui.widgets.plain import Plain


class Notice(Plain):
    """What one must not forget while reading."""

    DEFAULT_CSS = "Notice { height: 1; padding: 0 1; background: $panel; display: none; }"

    def tell(self, text: Text) -> None:
        """Say this; nothing is said by an empty text, and the line goes."""
        self.display = bool(text)
        self.say(text)
