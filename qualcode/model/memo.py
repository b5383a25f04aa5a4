"""What a memo is about: one thing of the project, or the project itself."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.model.coding import Memo
from qualcode.model.span import Span

#: The things a memo can be about, in the order they are listed.
SUBJECTS = ("passage", "coding", "code", "document", "case", "project")
#: Those, and what came as a note with an imported file.
MEMO_KINDS = (*SUBJECTS, "note")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a memo is about: one of SUBJECTS, the id of the thing (0: the project), for a passage its span.

    The id of a passage is that of its document.
    """

    kind: str = "project"
    id: int = 0
    span: Span | None = None


def subject_of(memo: Memo) -> Subject:
    """What a memo is about."""
    if memo.coding is not None:
        return Subject("coding", memo.coding)
    if memo.code is not None:
        return Subject("code", memo.code)
    if memo.case is not None:
        return Subject("case", memo.case)
    if memo.document is None:
        return Subject()
    if memo.start is None or memo.end is None:
        return Subject("document", memo.document)
    return Subject("passage", memo.document, Span(memo.start, memo.end))
