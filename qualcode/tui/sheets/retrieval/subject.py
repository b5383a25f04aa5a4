"""What is asked for, and what the sheet remembers of it while the screen is open."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from qualcode.errors import QualcodeError, UnknownName
from qualcode.i18n import _, ngettext, number
from qualcode.model.network import Question
from qualcode.model.retrieval import Hit, Pair
from qualcode.project import Project
from qualcode.tui.session import Session

#: How segments are grouped, in the order in which the key goes through them.
ORDERS = ("document", "code", "speaker")
_MOST = 200


@dataclass(frozen=True, slots=True)
class Subject:
    """The segments of a code (by id; `alone`: not of those under it), else of two codes, else those a query finds."""

    code: int = 0
    alone: bool = False
    query: str = ""
    pair: Pair | None = None
    question: Question = Question()

    def hits(self, project: Project) -> list[Hit]:
        """The segments; raises QueryError and UnknownName for what cannot be asked, or no longer."""
        if self.pair:
            return project.pair_hits(self.question, self.pair)
        if self.code:
            if self.code not in project.codebook():
                raise UnknownName(_("This code is no longer there."))
            return project.code_hits(self.code, alone=self.alone)
        return project.hits(self.query)

    def answers(self, project: Project) -> str:
        """How many units or shared passages these segments speak for, in words; else nothing."""
        if self.pair or self.code:
            return ""
        try:
            return project.answers_in_words(self.query)
        except QualcodeError:
            return ""

    def as_query(self, project: Project) -> str:
        """The query that asks the same; nothing for two codes."""
        if self.code:
            return project.query_of_code(self.code, alone=self.alone) if self.code in project.codebook() else ""
        return "" if self.pair else self.query

    def name(self, project: Project) -> str:
        """What is asked for, in a few words."""
        book = project.codebook()
        if self.pair:
            return f"{self.pair.one}  ×  {self.pair.other}" if self.pair.one != self.pair.other else self.pair.one
        if not self.code:
            return self.query or _("all segments")
        if self.code not in book:
            return _("a code that is gone")
        below = len(book.subtree(self.code)) - 1
        if not below:
            return book.path(self.code)
        if self.alone:
            return _("{code} (this code only)").format(code=book.path(self.code))
        counted = ngettext("{code} (and {n} code under it)", "{code} (and {n} codes under it)", below)
        return counted.format(code=book.path(self.code), n=number(below))


@dataclass
class Remembered:
    """The last subject, the order, whether the text stands beside or below, and the cursor (a coding) by subject.

    `went` is the passage that one last went to: from there, the sheet opens on what it showed.
    """

    subject: Subject = Subject()
    order: str = "document"
    beside: bool = True
    below: bool = False
    asked: list[str] = field(default_factory=list)
    cursors: OrderedDict[Subject, int] = field(default_factory=OrderedDict)
    went: tuple[int, int, int] | None = None
    file: str = ""

    def keep(self, subject: Subject, cursor: int) -> None:
        """Remember where the cursor is; the subjects longest unseen are forgotten."""
        self.cursors[subject] = cursor
        self.cursors.move_to_end(subject)
        while len(self.cursors) > _MOST:
            self.cursors.popitem(last=False)

    def ask(self, query: str) -> None:
        """Remember a query as the last one asked."""
        if query:
            self.asked = [*(known for known in self.asked if known != query), query][-_MOST:]


def remembered(session: Session) -> Remembered:
    """What the session keeps of this sheet."""
    known = session.sheets.setdefault("retrieval", Remembered())
    assert isinstance(known, Remembered)
    return known


def opening(session: Session, code: int, query: str) -> Subject:
    """What the sheet opens on: what is asked for; where one comes back from a passage it showed, the same as before."""
    last = remembered(session)
    if query:
        return Subject(query=query)
    if last.went and session.page and _still_there(session, last.went, code):
        return last.subject
    if not code or last.subject.code == code:
        return last.subject
    return Subject(code)


def _still_there(session: Session, went: tuple[int, int, int], code: int) -> bool:
    """Whether the caret is in the passage one went to, and the code that is meant lies on it, not elsewhere."""
    document, start, end = went
    caret = session.caret()
    if session.page is None or session.page.document.id != document or not start <= caret <= end:
        return False
    here = {coding.code for coding in session.codings if coding.start <= caret <= coding.end}
    return not code or code in here
