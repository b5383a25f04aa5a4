"""The codebook sheet as its actions see it: the codes, the cursor, what is ticked, how what was done is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from qualcode.i18n import _
from qualcode.model.codebook import Code, Codebook
from qualcode.tui.counting import Counting
from qualcode.tui.screens.memo_writing import MemoWriting
from qualcode.tui.session import Session
from qualcode.tui.sheets.codebook.table import CodeTable
from qualcode.tui.sheets.sheet import About, Place, Sheet


@dataclass
class Kept:
    """What the sheet remembers until the screen is left: the code it was at, the branches that were closed."""

    code: int | None = None
    closed: set[int] | None = None
    ticked: set[int] = field(default_factory=set)
    cut: list[int] = field(default_factory=list)


class CodebookDesk(MemoWriting[Place | None], Counting[Place | None], Sheet):
    """What the actions of the sheet stand on."""

    NAME = "codebook"

    def __init__(self, session: Session, about: About) -> None:
        super().__init__(session, about)
        kept = session.sheets.setdefault(self.NAME, Kept())
        assert isinstance(kept, Kept)
        self.kept = kept
        self.hits: list[int] = []

    @property
    def table(self) -> CodeTable:
        """The tree."""
        return self.query_one(CodeTable)

    @property
    def book(self) -> Codebook:
        """The codebook as it stands."""
        return self.session.project.codebook()

    @property
    def here(self) -> Code | None:
        """The code under the cursor."""
        return self.book.get(self.table.code or 0)

    def chosen(self) -> list[int]:
        """The codes that are ticked, in tree order; without any, the one under the cursor."""
        ticked = [code for code in self.book if code in self.kept.ticked]
        return ticked or ([self.here.id] if self.here else [])

    def tops(self, codes: Sequence[int]) -> list[int]:
        """Those of some codes that do not stand under another of them."""
        return [code for code in codes if not set(self.book.ancestors(code)[:-1]) & set(codes)]

    def name_of(self, codes: Sequence[int]) -> str:
        """The names of some codes as a sentence can hold them."""
        words = _("“{words}”")
        names = [words.format(words=" ".join(self.book[code].name.split())) for code in codes[:3]]
        return ", ".join(names) + (" …" if len(codes) > 3 else "")

    def do(self, act: Callable[[], str], code: int | None = None) -> bool:
        """Do something to the project, show it with the cursor on a code, and say what the act says of it."""
        with self.guarded():
            said = act()
            self.show_codes(code)
            self.say(said)
            return True
        return False

    def show_codes(self, code: int | None = None) -> None:
        """Show the project as it is now, with the cursor on a code, or where it is."""
        raise NotImplementedError
