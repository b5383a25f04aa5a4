"""From the coding screen to the sheets, and back to the place one was sent to."""

from __future__ import annotations

import time
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, cast

from qualcode.i18n import _
from qualcode.model.span import Span
from qualcode.tui.commands import chosen
from qualcode.tui.screens.desk import TextDesk
from qualcode.tui.session import Session
from qualcode.tui.sheets.sheet import About, Place

if TYPE_CHECKING:
    from qualcode.tui.app import QualcodeApp

#: Seconds after a sheet was left in which `q` is taken for one more of the same, not for quitting.
_STILL_LEAVING = 1.5


class SheetActions(TextDesk):
    """Opens sheets; each is imported when it is first asked for, so that the screen starts fast."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._keys = chosen()
        self._back_since = float("-inf")

    def action_leave(self) -> None:
        """Quit; there is nothing to save, but there may be work that is not done. One `q` too many stays here."""
        if time.monotonic() - self._back_since < _STILL_LEAVING:
            self._back_since = float("-inf")
            self.say(_("You are back in the text; once more quits."))
            return
        cast("QualcodeApp", self.app).leave()

    def action_sheet(self, name: str) -> None:
        """Open a sheet on what one is at."""
        self.open_sheet(name, self.about())

    def open_sheet(self, name: str, about: About) -> None:
        """Open a sheet on something."""
        sheet = import_module(f"qualcode.tui.sheets.{name}").SHEET
        self.app.push_screen(sheet(self.session, about), self._come_back)

    def about(self) -> About:
        """What one is at: the code under the cursor of the codebook, else the coding at the caret."""
        here = self.session.codings_at(self.transcript.selection) if self.session.page else []
        coding = here[0] if here else None
        code = self.transcript.active or (coding.code if coding else 0)
        target = self._target()
        words = self.searched()
        return About(
            code,
            coding.id if coding else 0,
            span=target[0] if target else None,
            words=words,
            typed=bool(words) and words == self.sought(),
        )

    def visit(self, place: Place) -> None:
        """Show a place in the text, its passage selected."""
        raise NotImplementedError

    def show_change(self, places: Sequence[tuple[int, Span]]) -> bool:
        """Bring a place that was changed into view, one of the open document first, unless one is seen."""
        page = self.session.page
        here = [span for document, span in places if page is not None and document == page.document.id]
        if not places or any(self._is_seen(span) for span in here):
            return False
        self.visit(Place(page.document.id, here[0]) if page is not None and here else Place(*places[0]))
        return True

    def _is_seen(self, span: Span) -> bool:
        rows, top = self.transcript.rows, self.transcript.scroll_offset.y
        return top <= rows.row_at(span.start) < top + self.transcript.scrollable_content_region.height

    def _come_back(self, place: Place | None) -> None:
        self._back_since = time.monotonic()
        if chosen() != self._keys:
            # Widgets take their keys when they are made.
            self.app.switch_screen(type(self)(self.session))
            return
        self.sync()
        if place is not None:
            self.visit(place)
