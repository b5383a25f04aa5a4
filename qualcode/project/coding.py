"""Coding: codes onto passages, off again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat

from qualcode.analysis import find, palette
from qualcode.errors import SpanError, UnknownName
from qualcode.i18n import _, number
from qualcode.model.codebook import Code, split_path
from qualcode.model.coding import Coding
from qualcode.model.document import Document
from qualcode.model.rows import Rows
from qualcode.model.span import Span
from qualcode.model.text import fold
from qualcode.project.code_fields import clean_name
from qualcode.project.documents import did_you_mean
from qualcode.project.memos import Memos
from qualcode.storage import codebook, codings
from qualcode.storage.codings import NewCoding


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a document: what a search proposes to code. `quote` is what stands there.

    `place` says it as a reader would: « turn 41 · Mme Ferrand », or the paragraph where nobody speaks.
    """

    document: Document
    span: Span
    quote: str
    place: str = ""


class Codings(Memos):
    """The part of the facade that codes."""

    def resolve_code(self, path: str, *, create: bool = False) -> Code:
        """The code meant by a path, or by the end of one if it is the only such; raises UnknownName with the nearest.

        With `create`, a missing code is made with all its missing parents (inside the current action, or its own).
        """
        book = self.codebook()
        code = book.find(path)
        if code:
            return code
        ending = book.ending(path)
        if len(ending) == 1:
            return ending[0]
        if create and split_path(path):
            return self._create_path(path)
        if ending:
            paths = ", ".join(book.path(found.id) for found in ending[:5])
            raise UnknownName(
                _("Several codes end with “{path}”.").format(path=path), _("Say which: {paths}").format(paths=paths)
            )
        raise UnknownName(_("There is no code “{path}”.").format(path=path), did_you_mean(path, book.paths.values()))

    def code(self, document: str | int, start: int, end: int, code: str, *, create: bool = False) -> Coding:
        """Put a code on the characters `[start, end)` of a document; the coding that stands there then.

        Raises SpanError for offsets out of the text, UnknownName for a document or code that does not exist.
        """
        if not 0 <= start < end:
            raise SpanError(
                _("[{start}, {end}) is not a passage: it must hold at least one character.").format(
                    start=start, end=end
                )
            )
        return self.code_spans([(document, Span(start, end))], code, create=create)[0]

    def code_spans(
        self, places: Iterable[tuple[str | int, Span]], code: str, *, create: bool = False, weight: int | None = None
    ) -> list[Coding]:
        """Put a code on many passages in one action; the codings that stand there then, old or new."""
        with self.action("code", code):
            target = self.resolve_code(code, create=create)
            coder = self.coder_id()
            rows = [self._new_coding(document, span, target.id, coder, weight) for document, span in places]
            codings.insert_many(self.conn, rows)
            return codings.by_ids(self.conn, [codings.find(self.conn, row) or 0 for row in rows])

    def uncode(self, ids: Sequence[int]) -> int:
        """Remove codings (with the memos on them) in one action; how many there were."""
        found = codings.by_ids(self.conn, ids)
        with self.action("uncode", ", ".join(sorted({self.codebook().path(c.code) for c in found}))):
            codings.delete(self.conn, [coding.id for coding in found])
        return len(found)

    def codings(self, document: str | int | None = None) -> Rows[Coding]:
        """All codings in the order of the documents and of the text, or those of one document."""
        if document is None:
            return Rows(codings.every(self.conn), "codings")
        return Rows(codings.of_document(self.conn, self.document(document).id), "codings")

    def coding(self, coding_id: int) -> Coding | None:
        """A coding as it stands now; None when it is gone."""
        return next(iter(self.codings_with_ids([coding_id])), None)

    def codings_with_ids(self, ids: Sequence[int]) -> list[Coding]:
        """Some codings as they stand now, in this order; those that are gone are left out."""
        return codings.by_ids(self.conn, ids)

    def find_passages(
        self, *needles: str, scope: find.Scope = "match", documents: Sequence[str] | None = None
    ) -> list[Passage]:
        """Where any of some words stand, each hit widened to its sentence, turn or paragraph; each passage once.

        Accents and case do not count, hyphens and apostrophes are read as spaces. Raises UnknownName for a document
        that does not exist.
        """
        chosen = self.documents() if documents is None else [self.document(name) for name in documents]
        passages: list[Passage] = []
        for document in chosen:
            text = self.text(document.id)
            hits = [hit for needle in needles for hit in find.find(text, needle)]
            if hits:
                spans = find.widen(text, hits, scope, self.layout(document.id))
                places = self._places(document, spans)
                quotes = (text[span.start : span.end] for span in spans)
                passages += map(Passage, repeat(document), spans, quotes, places)
        return passages

    def uncoded(self, passages: Iterable[Passage], code: str) -> list[Passage]:
        """The passages that do not carry this code yet by the current coder; all of them for a code to be made."""
        target = self.codebook().find(code)
        mine = {(c.document, c.span) for c in self.codings() if target and c.code == target.id and self._is_mine(c)}
        return [passage for passage in passages if (passage.document.id, passage.span) not in mine]

    def _places(self, document: Document, spans: Sequence[Span]) -> list[str]:
        layout = self.layout(document.id)
        names = {speaker.id: speaker.name for speaker in self.speakers(document.id)}
        turns, paragraphs = [t.start for t in layout.turns], [p.start for p in layout.paragraphs]
        places = []
        for span in spans:
            nth = bisect_right(turns, span.start)
            turn = layout.turns[nth - 1] if nth else None
            if turn and span.start < turn.end and turn.speaker in names:
                places.append(_("turn {n} · {speaker}").format(n=number(nth), speaker=names[turn.speaker]))
            else:
                places.append(_("paragraph {n}").format(n=number(max(1, bisect_right(paragraphs, span.start)))))
        return places

    def _is_mine(self, coding: Coding) -> bool:
        return coding.coder == self._known_coder()

    def _create_path(self, path: str) -> Code:
        with self.action("add code", path):
            parent: int | None = None
            for name in split_path(path):
                siblings = self.codebook().children(parent)
                known = next((code for code in siblings if fold(code.name) == fold(name)), None)
                color = {"color": palette.suggested(self.codebook(), parent)}
                parent = (
                    known.id if known else codebook.insert(self.conn, clean_name(name), parent, self.coder_id(), color)
                )
            assert parent is not None
            return self.codebook()[parent]

    def _new_coding(
        self, document: str | int, span: Span, code_id: int, coder_id: int, weight: int | None
    ) -> NewCoding:
        found = self.document(document)
        if span.start == span.end or span.end > found.length:
            raise SpanError(
                _("[{start}, {end}) is not a passage of {document}, which has {length} characters.").format(
                    start=span.start, end=span.end, document=found.name, length=number(found.length)
                )
            )
        quote = self.text(found.id)[span.start : span.end]
        return NewCoding(found.id, code_id, coder_id, span.start, span.end, quote, weight)
