"""What the screen shows beside a text: counts, the codes used last, the memos of a document, what others changed."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.analysis import find
from qualcode.i18n import _, ngettext, number
from qualcode.model.coding import Memo
from qualcode.model.span import Span
from qualcode.project.documents import Documents
from qualcode.project.history import described
from qualcode.storage import codebook, database, overview
from qualcode.storage.journal import Action


class Overview(Documents):
    """The part of the facade that counts for the eye."""

    _seen_version = 0

    @property
    def uuid(self) -> str:
        """The identity of the project, the same in every copy of it."""
        return overview.project_uuid(self.conn)

    @property
    def name(self) -> str:
        """What the project is called."""
        return overview.project_name(self.conn)

    def changed_elsewhere(self) -> bool:
        """Whether another program has written to the project since this was last asked; False the first time."""
        with database.explained(self.path):
            version = overview.data_version(self.conn)
        before, self._seen_version = self._seen_version, version
        return before not in (0, version)

    def held_elsewhere(self) -> bool:
        """Whether another program is writing to the project, so that a change would have to wait for it."""
        return database.held_elsewhere(self.conn)

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

    def hits_by_document(self, needle: str) -> Iterator[tuple[int, int]]:
        """The id of each document and how often words stand in it, one document at a time; texts are not kept."""
        for document, text in overview.texts(self.conn):
            yield document, len(find.find(text, needle))

    def question_before_undo(self, step: Action) -> str:
        """What to ask before a step is taken back; nothing for the small steps of the current coder."""
        big = self._size_of(step)
        what = big or described(step)
        if step.coder is not None and step.coder != self.coder:
            return _("{coder} did this: {what}. Undo it?").format(coder=step.coder, what=what)
        # The first action of a new coder is older than its author.
        mine = step.coder is not None or self.coder in overview.coders_made(self.conn, step.id)
        return _("Undo {what}?").format(what=what) if big or not mine else ""

    def _size_of(self, step: Action) -> str:
        """What a step did that touches more than a passage or a code, in words; nothing for the others."""

        def rows(table: str, operation: str = "insert") -> int:
            return overview.rows_changed(self.conn, step.id, table, operation)

        if step.kind == "import":
            n = rows("documents")
            return ngettext("the import of {n} document", "the import of {n} documents", n).format(n=number(n))
        if step.kind == "load codebook":
            n = rows("codes")
            return ngettext(
                "the loading of a codebook ({n} new code)", "the loading of a codebook ({n} new codes)", n
            ).format(n=number(n))
        if step.kind == "load codings":
            n = rows("codings")
            return ngettext("the loading of {n} coding", "the loading of {n} codings", n).format(n=number(n))
        if step.kind == "delete document":
            return _("the deletion of the document {name}").format(name=step.detail)
        return _("a change by SQL") if step.kind == "sql" else ""
