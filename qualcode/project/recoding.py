"""Codings that change: another code, other bounds, a weight; several codes at once; codes named by the words.

A coding that would come to stand where its coder has put that code already is joined to the one there: that one stays,
takes over the memos, and the weight if it has none. So nothing that was written is lost and no two rows say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qualcode.errors import SpanError
from qualcode.i18n import _, number
from qualcode.model.codebook import Code, join_path
from qualcode.model.coding import Coding
from qualcode.model.document import Document
from qualcode.model.span import Span
from qualcode.model.text import clean_line
from qualcode.project.coding import Codings
from qualcode.storage import codings
from qualcode.storage.codings import NewCoding

#: A name for an in-vivo code that is longer is a sentence; someone should say what of it counts.
LONGEST_IN_VIVO = 60

_AROUND = " \t\n.,;:!?…«»“”„\"'’‘()[]–—-"


class Recoding(Codings):
    """The part of the facade that changes codings."""

    def code_many(
        self, places: Iterable[tuple[str | int, Span]], paths: Sequence[str], *, create: bool = False
    ) -> list[Coding]:
        """Put each of some codes on each of some passages, in one action; the codings that stand there then.

        With `create`, a path at which no code stands makes one, even when another path ends alike. Raises UnknownName
        for a document or a code that does not exist, SpanError for offsets out of a text.
        """
        wanted = list(places)
        detail = ", ".join(paths) + (f" × {len(wanted)}" if len(wanted) > 1 else "")
        with self.action("code", detail):
            targets = dict.fromkeys(self._code_at(path, create).id for path in paths)
            coder = self.coder_id()
            passages = list(self._passages(wanted))
            rows = [
                NewCoding(document.id, code, coder, span.start, span.end, quote)
                for document, span, quote in passages
                for code in targets
            ]
            codings.insert_many(self.conn, rows)
            return codings.by_ids(self.conn, [codings.find(self.conn, row) or 0 for row in rows])

    def coded_many(self, places: Iterable[tuple[str | int, Span]], paths: Sequence[str]) -> int:
        """How many of the codings that `code_many` would make are there already."""
        known = [code.id for path in paths if (code := self.codebook().find(path))]
        coder = self._known_coder() or 0
        rows = [
            NewCoding(document.id, code, coder, span.start, span.end, quote)
            for document, span, quote in self._passages(places)
            for code in known
        ]
        return sum(codings.find(self.conn, row) is not None for row in rows)

    def recode(self, ids: Sequence[int], path: str, *, create: bool = False) -> list[Coding]:
        """Give codings another code, in one action; the codings that stand in their places then, each once.

        Codings that are gone are left out. Raises UnknownName.
        """
        found = codings.by_ids(self.conn, ids)
        before = ", ".join(sorted({self.codebook().path(coding.code) for coding in found}))
        with self.action("recode", f"{before} → {path}"):
            code = self._code_at(path, create).id
            kept = [self._settle(coding, code, coding.span) for coding in found]
        return codings.by_ids(self.conn, list(dict.fromkeys(kept)))

    def resize(self, coding_id: int, start: int, end: int) -> Coding | None:
        """Give a coding other bounds, `[start, end)` of its document; the coding that stands there then.

        None when the coding is gone. Raises SpanError for offsets out of the text.
        """
        coding = next(iter(codings.by_ids(self.conn, [coding_id])), None)
        if coding is None:
            return None
        if not 0 <= start < end:
            raise _no_passage(self.document(coding.document), start, end)
        with self.action("resize coding", self.codebook().path(coding.code)):
            kept = self._settle(coding, coding.code, Span(start, end))
        return codings.by_ids(self.conn, [kept])[0]

    def weigh(self, ids: Sequence[int], weight: int | None) -> list[Coding]:
        """Give codings a weight from 0 to 100, or none, in one action; the codings as they are then.

        Raises SpanError for another weight.
        """
        if weight is not None and not 0 <= weight <= 100:
            raise SpanError(_("A weight is a whole number from 0 to 100, not {weight}.").format(weight=weight))
        found = codings.by_ids(self.conn, ids)
        paths = ", ".join(sorted({self.codebook().path(coding.code) for coding in found}))
        with self.action("weigh", f"{paths} → {'–' if weight is None else weight}"):
            for coding in found:
                codings.weigh(self.conn, coding.id, weight)
        return codings.by_ids(self.conn, [coding.id for coding in found])

    def in_vivo_path(self, words: str) -> str:
        """The path of the code that is named by these words, under “in vivo”; empty when no word is in them."""
        name = in_vivo_name(words)
        return join_path((_("in vivo"), name)) if name else ""

    def _code_at(self, path: str, create: bool) -> Code:
        """The code at a path; one that is to be made is made there, and not sought at the end of other paths."""
        known = self.codebook().find(path)
        if known or not create:
            return known or self.resolve_code(path)
        return self._create_path(path)

    def _passages(self, places: Iterable[tuple[str | int, Span]]) -> Iterable[tuple[Document, Span, str]]:
        known: dict[str | int, tuple[Document, str]] = {}
        for name, span in places:
            if name not in known:
                document = self.document(name)
                known[name] = document, self.text(document.id)
            document, text = known[name]
            if span.start == span.end or span.end > document.length:
                raise _no_passage(document, span.start, span.end)
            yield document, span, text[span.start : span.end]

    def _settle(self, coding: Coding, code: int, span: Span) -> int:
        """Give a coding its code and its bounds, or join it to the one that stands there already; which one is kept."""
        [(_document, _span, quote)] = self._passages([(coding.document, span)])
        row = NewCoding(coding.document, code, coding.coder, span.start, span.end, quote)
        twin = codings.find(self.conn, row)
        if twin is None:
            codings.change(self.conn, coding.id, row)
        elif twin != coding.id:
            codings.join(self.conn, coding.id, twin)
        return coding.id if twin is None else twin


def in_vivo_name(words: str) -> str:
    """The name of a code for what someone says: on one line, without the signs around it."""
    line = re.sub(r"\s+", " ", clean_line(words))
    name = line.strip(_AROUND)
    # An opening bracket or quote that closes inside the words belongs to them.
    for opening, closing in (("(", ")"), ("[", "]"), ("« ", " »"), ("«", "»")):
        if name.count(closing) < name.count(opening) and line[line.find(name) + len(name) :].startswith(closing):
            name += closing
    return name


def _no_passage(document: Document, start: int, end: int) -> SpanError:
    said = _("[{start}, {end}) is not a passage of {document}, which has {length} characters.")
    return SpanError(said.format(start=start, end=end, document=document.name, length=number(document.length)))
