"""How much each code was used, by itself and with all codes under it: codings, documents, people.

What is counted is kept by code, document and speaker, so that one coding more changes a few sets and not a hundred
thousand rows. A document or a person that several codes of a subtree share counts once in it. People are those of
`analysis.query.tally`: a case is one person wherever it speaks, interviewers are none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from qualcode.model.codebook import Codebook
from qualcode.model.vocabulary import Vocabulary

Person = tuple[str, int, str]


class Row(NamedTuple):
    """`codings` of a code in a document, said by a speaker (None: outside turns); all but the count are ids."""

    code: int
    document: int
    speaker: int | None
    codings: int


@dataclass(frozen=True, slots=True)
class CodeStatistics:
    """The use of one code: by itself, and with all codes under it (`…_total`).

    `single` names the person who alone carries the code by itself, `single_total` the one who alone carries it with
    all codes under it; both are empty where nobody speaks or several do.
    """

    codings: int = 0
    codings_total: int = 0
    documents: int = 0
    documents_total: int = 0
    speakers: int = 0
    speakers_total: int = 0
    single: str = ""
    single_total: str = ""


NONE = CodeStatistics()


@dataclass(frozen=True, slots=True)
class _Use:
    codings: int
    documents: frozenset[int]
    people: frozenset[Person]


_UNUSED = _Use(0, frozenset(), frozenset())


class CodeTally:
    """The counts of all codes, which follow what is changed in single codes and documents."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows: dict[int, dict[tuple[int, int | None], int]] = {}
        for code, document, speaker, codings in rows:
            self._rows.setdefault(code, {})[document, speaker] = codings
        self._known: Vocabulary | None = None
        self._own: dict[int, _Use] = {}
        self._total: dict[int, _Use] = {}
        self._counted: dict[int, CodeStatistics] = {}
        self._changed: set[int] = set()

    def replace(self, places: Collection[tuple[int, int]], rows: Iterable[Row]) -> None:
        """Forget what was counted at these places (code, document), and count these rows instead."""
        for code, document in places:
            self._changed.add(code)
            kept = self._rows.get(code, {})
            for key in [key for key in kept if key[0] == document]:
                del kept[key]
        for code, document, speaker, codings in rows:
            self._rows.setdefault(code, {})[document, speaker] = codings

    def statistics(self, known: Vocabulary) -> Mapping[int, CodeStatistics]:
        """The use of every code of the codebook. Nothing but what changed since the last time is counted again."""
        before, self._known = self._known, known
        if before is None or before.voices != known.voices:
            self._own = {code: self._use(code, known) for code in self._rows}
        else:
            self._own |= {code: self._use(code, known) for code in self._changed}
        book = known.codebook
        if before is known:
            stale = {above for code in self._changed if code in book for above in book.ancestors(code)}
        else:
            stale, self._counted, self._total = set(book), {}, {}
        self._changed.clear()
        if stale:
            self._roll_up(book, stale)
            self._counted = {**self._counted, **{code: self._counts(code, known) for code in stale}}
        return self._counted

    def _use(self, code: int, known: Vocabulary) -> _Use:
        rows = self._rows.get(code, {})
        voices = (known.voices.get(speaker) for _document, speaker in rows if speaker is not None)
        return _Use(
            sum(rows.values()),
            frozenset(document for document, _speaker in rows),
            frozenset(voice.person for voice in voices if voice is not None and not voice.interviewer),
        )

    def _roll_up(self, book: Codebook, stale: set[int]) -> None:
        for code in reversed(tuple(book)):
            if code not in stale:
                continue
            uses = [self._own.get(code, _UNUSED), *(self._total[child.id] for child in book.children(code))]
            self._total[code] = (
                uses[0]
                if len(uses) == 1
                else _Use(
                    sum(use.codings for use in uses),
                    frozenset().union(*(use.documents for use in uses)),
                    frozenset().union(*(use.people for use in uses)),
                )
            )

    def _counts(self, code: int, known: Vocabulary) -> CodeStatistics:
        own, total = self._own.get(code, _UNUSED), self._total[code]
        return CodeStatistics(
            *(own.codings, total.codings, len(own.documents), len(total.documents)),
            *(len(own.people), len(total.people)),
            *(_single(own.people, known), _single(total.people, known)),
        )


def _single(people: frozenset[Person], known: Vocabulary) -> str:
    """The name of a person who stands alone: that of the case, else the one in the document with the document's."""
    if len(people) != 1:
        return ""
    [(kind, id_, name)] = people
    if kind == "case":
        return known.cases.get(id_, "?")
    document = known.documents.get(id_)
    return f"{name} ({document.name})" if document else name
