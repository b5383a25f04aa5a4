"""A line or a block of text that is painted again only when it says something else. Names in it are never markup."""

from __future__ import annotations

from rich.text import Text
from textual.widgets import Static


class Plain(Static):
    """Text without markup. A `Plain` line keeps its height; `grows` lets it take the height its text needs."""

    def __init__(self, *, id: str | None = None, classes: str | None = None, grows: bool = False) -> None:
        super().__init__("", id=id, classes=classes, markup=False)
        self._grows = grows
        self._said: Text | None = None

    def say(self, text: Text) -> None:
        """Show a text, unless it is the one that is shown."""
        if self._said is not None and self._said == text and self._said.spans == text.spans:
            return
        self._said = text
        if text.no_wrap and self.styles.text_wrap != "nowrap":
            # Textual takes over the words, not whether they may be cut; a line that is one stays one.
            self.styles.text_wrap, self.styles.text_overflow = "nowrap", "ellipsis"
        self.update(text, layout=False)
        if self._grows and not self._fits():
            self.refresh(layout=True)

    def _fits(self) -> bool:
        """Whether the text needs the height that is there: only else all that is on the screen is arranged anew."""
        return bool(self.size.width) and self._needed() == self.size.height

    def _needed(self) -> int:
        return self.get_content_height(self.container_size, self.screen.size, self.size.width)
