"""What the screen shows beside a text: counts, the codes used last, the memos of a document."""

from __future__ import annotations

from qualcode.analysis import find
from qualcode.model.coding import Memo
from qualcode.model.span import Span
from qualcode.project.documents import Documents
from qualcode.storage import codebook, overview


class Overview(Documents):
    """The part of the facade that counts for the eye."""

    def code_counts(self) -> dict[int, int]:
        """How many codings each code holds by itself, by its id; codes without any are left out."""
        return self.cached("code counts", lambda: codebook.counts(self.conn))

    def document_counts(self) -> dict[int, int]:
        """How many codings each document holds, by its id; documents without any are left out."""
        return self.cached("document counts", lambda: overview.codings_by_document(self.conn))

    def recent_codes(self, limit: int = 9) -> list[int]:
        """The ids of the codes that the current coder used last, latest first."""
        return overview.recent_codes(self.conn, self.coder, limit)

    def document_memos(self, document: str | int) -> list[Memo]:
        """The memos and notes on a document and its passages (not those on its codings), in the order of the text."""
        return overview.memos_of_document(self.conn, self.document(document).id)

    def find_in(self, document: str | int, needle: str) -> list[Span]:
        """Where words stand in one document (accents, case, hyphens aside), in order."""
        return find.find(self.text(document), needle)
