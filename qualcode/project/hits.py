"""Passages that words propose for coding: where they stand, in one document or in all, and which are coded already."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qualcode.analysis import find, hits
from qualcode.model.document import Document
from qualcode.model.span import Span
from qualcode.project.coding import Codings
from qualcode.storage import codings, documents

#: Characters kept before and behind the first word that was found.
_BEFORE, _BEHIND = 200, 400
#: Characters given to the language model at once; between two pieces one can stop.
_PIECE = 20_000

#: What is called as the search goes on: documents or characters done, of how many, the document at hand.
Report = Callable[[int, int, str], None]


class Proposed(NamedTuple):
    """A passage in which words stand: what is coded, the words in it, and an excerpt around the first, from `shown`.

    `place` says it as a reader would: « turn 41 · Mme Ferrand ».
    """

    document: int
    name: str
    span: Span
    words: tuple[Span, ...]
    place: str
    shown: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: words (`needles`), inside words too, as `whole` words, or in any form (`lemmas`)."""

    needles: tuple[str, ...]
    scope: find.Scope = "sentence"
    whole: bool = False
    lemmas: bool = False


class HitSearch(Codings):
    """The part of the facade that looks for what could be coded."""

    def search_hits(
        self, search: Search, within: Sequence[int] | None = None, report: Report | None = None
    ) -> list[Proposed]:
        """The passages that a search finds, in the order of the documents and of the text.

        `report` hears of each document; it may raise to stop the search.
        """
        every = self.documents()
        chosen = every if within is None else [document for document in every if document.id in within]
        report = report or (lambda _done, _total, _what: None)
        finder = self._lemma_finder(search, report, chosen) if search.lemmas else _word_finder(search, report, chosen)
        found: list[Proposed] = []
        for document in chosen:
            text = self.text_of(document.id)
            spans = finder(document, text)
            if spans:
                found += self._found(document, text, spans, search.scope)
        return found

    def coded_at(self, within: Sequence[int], code: int | None = None) -> Mapping[int, list[tuple[int, int, int]]]:
        """The codings of the current coder as (start, end, code), by document, in the order of the text."""
        return codings.places(self.conn, list(within), self.coder, code)

    def text_of(self, document: int) -> str:
        """The text of a document, not kept: for what goes through all of them."""
        return documents.text(self.conn, document)

    def _found(self, document: Document, text: str, spans: Sequence[Span], scope: find.Scope) -> Iterator[Proposed]:
        passages = hits.passages(text, spans, scope, self.layout(document.id))
        places = self._places(document, [span for span, _words in passages])
        for (span, words), place in zip(passages, places, strict=True):
            shown = max(0, words[0].start - _BEFORE)
            last = words[0].end + _BEHIND
            yield Proposed(document.id, document.name, span, words, place, shown, text[shown:last])

    def _lemma_finder(
        self, search: Search, report: Report, chosen: Sequence[Document]
    ) -> Callable[[Document, str], list[Span]]:
        # A second for the model, then about a second for each twenty pages.
        from qualcode.french import pipeline

        total, done = sum(document.length for document in chosen), 0
        report(0, total, "")
        wanted = [pipeline.lemmas(needle) for needle in search.needles]

        def finder(document: Document, text: str) -> list[Span]:
            nonlocal done
            words: list[hits.Lemma] = []
            for start, piece in _pieces(text):
                report(done, total, document.name)
                words += ((start + first, start + last, lemma) for first, last, lemma in pipeline.lemmas(piece))
                done += len(piece)
            return hits.by_lemmas(words, wanted, text, search.needles)

        return finder


def _word_finder(search: Search, report: Report, chosen: Sequence[Document]) -> Callable[[Document, str], list[Span]]:
    done = 0

    def finder(document: Document, text: str) -> list[Span]:
        nonlocal done
        report(done, len(chosen), document.name)
        done += 1
        return [hit for needle in search.needles for hit in find.find(text, needle, whole_words=search.whole)]

    return finder


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A text in pieces that end at a line end, where there is one."""
    start = 0
    while start < len(text):
        end = min(len(text), start + _PIECE)
        cut = text.rfind("\n", start, end) + 1 if end < len(text) else end
        end = cut if cut > start else end
        yield start, text[start:end]
        start = end
