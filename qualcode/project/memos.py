"""Memos: on passages, codings, codes, documents, cases and the project. What was written is never lost.

Whoever saves a text says which text it was made from; where another one stands meanwhile, both are kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.errors import UnknownName
from qualcode.i18n import _
from qualcode.model.coding import Coding, Memo
from qualcode.model.memo import Subject
from qualcode.model.rows import Rows
from qualcode.model.span import Span
from qualcode.project.documents import Documents
from qualcode.storage import codings, memos
from qualcode.storage.memos import Entry

_LISTED_FROM = ("memos", "codings", "coders", "documents", "cases")
#: Characters of a memo that its action in the history is called by.
_TITLE = 60


@dataclass(frozen=True, slots=True)
class SavedMemo:
    """What became of a text: the id of its memo (None: it was removed); `apart` when it could not replace the other."""

    id: int | None
    apart: bool = False


class Memos(Documents):
    """The part of the facade that keeps what one thinks."""

    def memos(self) -> Rows[Memo]:
        """All memos, and the notes that came with imported files, oldest first."""
        return Rows(memos.every(self.conn))

    def memo(self, memo_id: int) -> Memo | None:
        """One memo; None when it is no longer there."""
        return memos.find(self.conn, memo_id)

    def memo_entries(self) -> list[Entry]:
        """All memos and notes with author and place, oldest first."""
        return self.cached("memo entries", lambda: memos.entries(self.conn), *_LISTED_FROM)

    def memos_on(self, subject: Subject) -> list[Memo]:
        """The memos on exactly one thing, oldest first."""
        return memos.on(self.conn, subject)

    def coding_memos(self, document: str | int) -> dict[int, list[Memo]]:
        """The memos on the codings of a document, by the id of the coding."""
        return memos.of_codings(self.conn, self.document(document).id)

    def coding_by_id(self, coding: int) -> Coding | None:
        """One coding; None when it is no longer there."""
        return next(iter(codings.by_ids(self.conn, [coding])), None)

    def add_memo(
        self,
        text: str,
        *,
        coding: int | None = None,
        code: int | None = None,
        document: int | None = None,
        case: int | None = None,
        span: Span | None = None,
    ) -> int:
        """Write a memo on a coding, a code, a document (or a passage of it), a case, else on the project; its id."""
        with self.action("memo", _title(text)):
            return memos.insert(
                self.conn,
                text,
                coder=self.coder_id(),
                coding=coding,
                code=code,
                document=document,
                case=case,
                start=span.start if span else None,
                end=span.end if span else None,
            )

    def edit_memo(self, memo_id: int, text: str) -> None:
        """Give a memo another text; an empty one removes it."""
        if not text.strip():
            self.delete_memo(memo_id)
            return
        with self.action("edit memo", _title(text)):
            memos.update(self.conn, memo_id, text)

    def delete_memo(self, memo_id: int) -> None:
        """Remove a memo; undo brings it back."""
        known = self.memo(memo_id)
        with self.action("delete memo", _title(known.text) if known else ""):
            memos.update(self.conn, memo_id, "")

    def save_memo(self, subject: Subject, text: str, *, memo: int | None = None, before: str = "") -> SavedMemo:
        """Keep a text as a memo, which held `before` when it was opened; None for `memo` makes one on the subject.

        A memo that another program has changed or removed meanwhile is left as it is, and the text becomes one more
        memo on the same thing. Raises UnknownName when that thing is gone.
        """
        kind = "memo" if memo is None else "edit memo" if text.strip() else "delete memo"
        with self.action(kind, _title(text or before)):
            known = memos.find(self.conn, memo) if memo is not None else None
            if known is not None and known.text == before:
                memos.update(self.conn, known.id, text)
                return SavedMemo(known.id if text.strip() else None)
            if not text.strip():
                return SavedMemo(None)
            if memos.identity(self.conn, subject) is None:
                raise UnknownName(_("What this memo is about is no longer there."))
            on: dict[str, int | None] = {"coding": None, "code": None, "document": None, "case": None}
            if subject.kind != "project":
                on["document" if subject.kind == "passage" else subject.kind] = subject.id
            return SavedMemo(self.add_memo(text, span=subject.span, **on), apart=memo is not None)

    def memo_identity(self, subject: Subject) -> str | None:
        """The UUID of what a memo is about, which stays when ids do not; None when it is no longer there."""
        return memos.identity(self.conn, subject)

    def memo_subject(self, kind: str, uuid: str, span: Span | None = None) -> Subject | None:
        """The thing of a kind that bears this UUID; None when it is no longer there."""
        found = memos.with_identity(self.conn, kind, uuid)
        return None if found is None else Subject(kind, found, span)


def _title(text: str) -> str:
    return text.strip().splitlines()[0][:_TITLE] if text.strip() else ""
