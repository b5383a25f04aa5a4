"""Which codings the text shows. Pure; what is not shown is still there, and whatever acts on codings knows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qualcode.model.codebook import Codebook
from qualcode.tui.widgets.transcript.lanes import Mark


class Choice(NamedTuple):
    """The codes and the coders whose codings are shown, by id; None for all of them."""

    codes: frozenset[int] | None = None
    coders: frozenset[int] | None = None

    def pick(self, marks: Sequence[Mark]) -> Sequence[Mark]:
        """The marks that are shown."""
        if self == ALL:
            return marks
        return [mark for mark in marks if self.shows(mark.code, mark.coder)]

    def shows(self, code: int, coder: int) -> bool:
        """Whether codings of a code by a coder are shown."""
        return (self.codes is None or code in self.codes) and (self.coders is None or coder in self.coders)


ALL = Choice()


@dataclass(frozen=True)
class Filter:
    """What a person wants to see: some codes by themselves, some with what lies below them, some coders; ids.

    Codes are joined, so are coders; with both, codings of these codes by these coders.
    """

    alone: frozenset[int] = frozenset()
    below: frozenset[int] = frozenset()
    coders: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.alone or self.below or self.coders)

    def known(self, book: Codebook, coders: Iterable[int]) -> Filter:
        """The same without codes and coders that are gone."""
        codes = frozenset(book)
        return Filter(self.alone & codes, self.below & codes, self.coders & frozenset(coders))

    def choice(self, book: Codebook) -> Choice:
        """What is shown of the codings of a codebook, whose codes and subtrees may have changed meanwhile."""
        codes = self.alone | {code for root in self.below for code in book.subtree(root)}
        return Choice(frozenset(codes) if self.alone or self.below else None, self.coders or None)
