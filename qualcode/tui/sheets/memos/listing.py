"""Which memos are listed and in which order; what the sheet remembers of it. Knows no widget.

The words of a memo are folded once; so each letter that is typed looks through five thousand of them at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.model.codebook import Codebook
from qualcode.model.memo import MEMO_KINDS
from qualcode.model.text import fold
from qualcode.storage.memos import Entry
from qualcode.tui.drafts import MemoDraft
from qualcode.tui.memo_words import kind_of
from qualcode.tui.sheets.listing import ListView

#: A line of the list: a memo, or a text that was not saved.
Item = Entry | MemoDraft


@dataclass
class MemoView(ListView):
    """What is asked for (`kind` one of MEMO_KINDS), how it is sorted, the memo at the cursor."""

    by_place: bool = False
    _folded: dict[int, tuple[str, str]] = field(default_factory=dict)

    def holds(self, entry: Entry, words: Sequence[str], names: Callable[[Entry], str]) -> bool:
        """Whether each word stands in a memo's text, in what it is about or in who wrote it."""
        text = self._folded.get(entry.memo.id)
        if text is None or text[0] != entry.memo.text:
            # The cache of `fold` is for names; texts are kept here.
            text = self._folded[entry.memo.id] = (entry.memo.text, fold.__wrapped__(entry.memo.text))
        missing = [word for word in words if word not in text[1]]
        return not missing or _in(fold(f"{names(entry)} {entry.coder}"), missing)


def chosen(entries: Sequence[Entry], view: MemoView, names: Callable[[Entry], str]) -> list[Entry]:
    """The memos that are asked for, each word of the search standing somewhere in them."""
    words = fold(view.words).split()
    return [
        entry
        for entry in entries
        if (not view.kind or kind_of(entry) == view.kind)
        and (not view.coder or entry.coder == view.coder)
        and (not words or view.holds(entry, words, names))
    ]


def ordered(entries: Sequence[Entry], view: MemoView, book: Codebook, documents: Sequence[int]) -> list[Entry]:
    """The latest first; or by place: documents (their ids in order) and their text, codebook, cases, project."""
    if not view.by_place:
        return sorted(entries, key=lambda entry: (entry.memo.created, entry.memo.id), reverse=True)
    rank = {code: at for at, code in enumerate(book)}
    position = {document: at for at, document in enumerate(documents)}

    def place(entry: Entry) -> tuple[int, int, int, int, str, int]:
        room, inside = len(MEMO_KINDS), 0
        if entry.document is not None:
            room = 0
        elif entry.memo.code is not None:
            room, inside = 1, rank.get(entry.memo.code, len(rank))
        elif entry.memo.case is not None:
            room = 2
        start = -1 if entry.start is None else entry.start
        document = position.get(entry.document or 0, len(position))
        return room, document, inside or start, entry.end or 0, entry.case, entry.memo.id

    return sorted(entries, key=place)


def tally(entries: Sequence[Entry], what: Callable[[Entry], str]) -> Mapping[str, int]:
    """How many memos there are of each sort, in the order in which the sorts are met."""
    found: dict[str, int] = {}
    for entry in entries:
        found[what(entry)] = found.get(what(entry), 0) + 1
    return found


def _in(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)
