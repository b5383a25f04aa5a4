"""The text around a segment, with its codings: the transcript, to be read only."""

from __future__ import annotations

from qualcode.model.retrieval import Hit
from qualcode.model.span import Span
from qualcode.tui.session import Session
from qualcode.tui.widgets.transcript.view import Transcript


class Around(Transcript, can_focus=False, inherit_bindings=False):
    """Shows a segment in the middle of its document."""

    _shown = 0

    def show_hit(self, session: Session, hit: Hit, *, anew: bool = False) -> None:
        """Show the text around a segment; `anew` reads codings that may have changed."""
        if hit.document != self._shown or self.page is None:
            self._shown = hit.document
            codings = session.project.codings(hit.document)
            self.load(session.read(hit.document), session.marks(codings), hit.start)
        elif anew:
            self.show_marks(session.marks(session.project.codings(hit.document)))
        self.show_active(hit.code)
        self.select(Span(hit.start, hit.end))
        height = self.scrollable_content_region.height
        first, last = self.rows.row_at(hit.start), self.rows.row_at(max(hit.start, hit.end - 1))
        # A passage that fits stands in the middle; of a longer one, the beginning is seen.
        above = max(2, (height - (last - first + 1)) // 2)
        self.scroll_to(y=max(0, first - above), animate=False, force=True)
