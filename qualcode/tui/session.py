"""What one screen works on: a project, the open document with its codings, the codes used last. Knows no widget.

Only the open document is in memory; counts of the whole project come from SQL.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from qualcode.model.codebook import Code, Codebook
from qualcode.model.coding import Coding, Memo
from qualcode.model.document import Document, Layout
from qualcode.model.span import Span
from qualcode.project import Project
from qualcode.tui.coded import Coded
from qualcode.tui.places import Trail, load_places, save_places
from qualcode.tui.widgets.transcript.lanes import Mark

RECENT = 9


@dataclass(frozen=True)
class Page:
    """A document as it is read: its text, its division, the names and the rank of its speakers."""

    document: Document
    text: str
    layout: Layout
    names: dict[int, str] = field(default_factory=dict)
    #: By speaker: 0 for interviewers, then 1, 2… in order of appearance.
    ranks: dict[int, int] = field(default_factory=dict)


class Session:
    """The state of the coding screen."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.page: Page | None = None
        self.codings: list[Coding] = []
        self.memos: dict[int, list[Memo]] = {}
        self.passages: list[Memo] = []
        self._coders: dict[int, str] = {}
        self.recent = project.recent_codes(RECENT)
        self.uuid = project.uuid
        self.places = load_places(self.uuid)
        self._saved = deepcopy(self.places)
        self.trail = Trail(self.places.trail)
        self._coded = Coded(())
        self._last = 0
        #: The document whose codings are held, and the change of the journal they are held at.
        self._followed, self._change = 0, 0
        self._marks: dict[int, Mark] = {}
        self._marked_with: Codebook | None = None
        #: What the sheets remember until the screen is left, each under its name.
        self.sheets: dict[str, object] = {}

    def open(self, document: str | int | None = None) -> Page | None:
        """Open a document, for None the one that was open last, else the first; None when the project holds none.

        Raises UnknownName.
        """
        documents = self.project.documents()
        if document is None and not documents:
            self.page = None
            self.codings, self.memos, self.passages = [], {}, []
            return None
        if document is None:
            last = (known.id for known in documents if known.uuid == self.places.document)
            document = next(last, documents[0].id)
        self.page = self.read(document)
        self.places.document = self.page.document.uuid
        self.reload()
        return self.page

    def read(self, document: str | int) -> Page:
        """A document as it is read, without opening it; raises UnknownName."""
        found = self.project.document(document)
        ranks: dict[int, int] = {}
        speakers = self.project.speakers(found.id)
        for speaker in speakers:
            ranks[speaker.id] = 0 if speaker.interviewer else 1 + sum(1 for rank in ranks.values() if rank)
        return Page(
            found,
            self.project.text(found.id),
            self.project.layout(found.id),
            {speaker.id: speaker.name for speaker in speakers},
            ranks,
        )

    def reload(self) -> bool:
        """Read the codings and memos of the open document again; False when the document is gone."""
        if self.page is None:
            return False
        known = {document.id: document for document in self.project.documents()}
        if self.page.document.id not in known:
            return False
        document = self.page.document.id
        if known[document] is not self.page.document:
            self.page = Page(known[document], self.page.text, self.page.layout, self.page.names, self.page.ranks)
        news = self.project.news(document, self._change) if document == self._followed else None
        if news is None:
            self._followed = document
            # Read before the codings: what comes between is told again, never missed.
            self._change = self.project.last_change()
            self.codings = self.project.codings(document)
            self._marks = {}
        else:
            self._change = news.change
            self._take_in(news.codings)
        if news is None or "coders" in news.tables:
            self._coders = {coder.id: coder.name for coder in self.project.coders()}
        if news is None or "memos" in news.tables:
            self.memos = self.project.coding_memos(document)
            self.passages = self.project.document_memos(document)
        return True

    def _take_in(self, changed: Mapping[int, Coding | None]) -> None:
        """Bring the codings up to date, in the order of the text; the list is another one when anything has changed."""
        if not changed:
            return
        for row in changed:
            self._marks.pop(row, None)
        codings = [coding for coding in self.codings if coding.id not in changed]
        for coding in filter(None, changed.values()):
            insort(codings, coding, key=_place)
        self.codings = codings

    def marks(self, codings: Sequence[Coding] | None = None) -> list[Mark]:
        """Some codings as the text shows them, those of the open document unless others are given."""
        book = self.project.codebook()
        if codings is not None:
            return [_mark(coding, book) for coding in codings]
        if book is not self._marked_with:
            self._marked_with, self._marks = book, {}
        known = self._marks
        # Thousands of marks stay what they were when one passage is coded.
        self._marks = {c.id: known.get(c.id) or _mark(c, book) for c in self.codings}
        return list(self._marks.values())

    def codings_at(self, span: Span) -> list[Coding]:
        """The codings that meet a passage, or hold a position when it is empty; the shortest first."""
        return self.coded.at(span)

    @property
    def coded(self) -> Coded:
        """The codings of the open document, to be asked by place."""
        if self._coded.of is not self.codings:
            self._coded = Coded(self.codings)
        return self._coded

    def passages_at(self, span: Span) -> list[Memo]:
        """The memos on passages of the document that meet a span or hold a position."""
        end = max(span.end, span.start + 1)
        return [
            memo
            for memo in self.passages
            if memo.start is not None and memo.end is not None and memo.start < end and memo.end >= span.start
        ]

    def caret(self) -> int:
        """Where one stopped reading the open document; 0 where one never was."""
        return self.places.carets.get(self.page.document.uuid, 0) if self.page else 0

    def keep_caret(self, position: int) -> None:
        """Remember the caret in the open document, in memory."""
        if self.page:
            self.places.carets[self.page.document.uuid] = position

    def keep_places(self) -> None:
        """Write down where one is, if that has changed."""
        if self.places != self._saved:
            save_places(self.uuid, self.places)
            self._saved = deepcopy(self.places)

    def is_mine(self, coding: Coding) -> bool:
        """Whether the current coder made a coding."""
        return self.coder_name(coding.coder) == self.project.coder

    def mine_first(self, codings: Sequence[Coding]) -> list[Coding]:
        """The codings of the current coder, then those of the others, each in their order."""
        return sorted(codings, key=lambda coding: not self.is_mine(coding))

    def coder_name(self, coder: int) -> str:
        """The name of a coder."""
        return self._coders.get(coder, "?")

    def path_of(self, coding: Coding) -> str:
        """The path of the code of a coding."""
        return self.project.codebook().path(coding.code)

    def apply(self, spans: Sequence[Span], paths: Sequence[str], *, create: bool = False) -> list[Coding]:
        """Put codes on passages of the open document; the codings that stand there then."""
        assert self.page is not None
        made = self.project.code_many([(self.page.document.id, span) for span in spans], paths, create=create)
        self.used([coding.code for coding in made])
        return made

    def used(self, codes: Sequence[int]) -> None:
        """Remember codes that were used just now, the last one last."""
        for code in dict.fromkeys(codes):
            self._last = code
            self.recent = [code, *(known for known in self.recent if known != code)][:RECENT]

    def last_code(self) -> Code | None:
        """The code used last in this session, if there is one and it still exists."""
        return self.project.codebook().get(self._last)

    def recent_codes(self) -> list[Code]:
        """The codes used last that still exist, latest first."""
        book = self.project.codebook()
        return [book[code] for code in self.recent if code in book]


def _place(coding: Coding) -> tuple[int, int, int]:
    return coding.start, coding.end, coding.id


def _mark(coding: Coding, book: Codebook) -> Mark:
    code = book[coding.code]
    return Mark(coding.id, code.id, coding.start, coding.end, code.name, code.color, coding.coder)
