"""The hits that are listed, which are ticked, which are coded already. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qualcode.analysis.find import Scope
from qualcode.analysis.hits import lying_on
from qualcode.i18n import _
from qualcode.model.span import Span
from qualcode.project.hits import Proposed, Search

#: A hit, whatever list it stands in.
Key = tuple[int, Span]
#: What parts several searches in the line.
PARTING = ";"


@dataclass(slots=True)
class View:
    """What the sheet remembers while the screen is open: the words, where and how they are sought, for which code.

    `code` is an id, 0 for none; `how` is `part` (also inside words), `whole` (whole words) or `lemmas` (any form).
    """

    words: str = ""
    everywhere: bool = False
    scope: Scope = "sentence"
    how: str = "part"
    code: int = 0

    def search(self) -> Search | None:
        """What is to be looked for, if anything."""
        needles = tuple(dict.fromkeys(filter(None, (part.strip() for part in self.words.split(PARTING)))))
        return Search(needles, self.scope, self.how == "whole", self.how == "lemmas") if needles else None


@dataclass
class Shelf:
    """The hits in the order of the text, `codes` those that hold each of them already, `ticked` the ones to code."""

    hits: Sequence[Proposed] = ()
    codes: list[list[int]] = field(default_factory=list)
    ticked: set[Key] = field(default_factory=set)
    _touched: set[Key] = field(default_factory=set)

    def fill(self, hits: Sequence[Proposed], coded: Mapping[int, list[tuple[int, int, int]]]) -> None:
        """List other hits: all ticked but those that are coded already. What was ticked by hand stays so."""
        before = self.ticked & self._touched
        self.hits = hits
        self.ticked = set()
        self.mark(coded)
        for at, hit in enumerate(hits):
            key = key_of(hit)
            if key in before if key in self._touched else not self.codes[at]:
                self.ticked.add(key)

    def mark(self, coded: Mapping[int, list[tuple[int, int, int]]]) -> None:
        """Take in what is coded; a hit that has got a code is ticked no more."""
        before = self.codes
        self.codes = []
        for document, spans in self._by_document():
            self.codes += lying_on(coded.get(document, ()), spans)
        for at, hit in enumerate(self.hits):
            if len(before) == len(self.codes) and not set(self.codes[at]) <= set(before[at]):
                self.ticked.discard(key_of(hit))

    def tick(self, place: int) -> None:
        """Tick a hit, or take the tick off."""
        key = key_of(self.hits[place])
        self.ticked ^= {key}
        self._touched.add(key)

    def tick_all(self, on: bool) -> None:
        """Tick all, those too that are coded already; or none."""
        keys = {key_of(hit) for hit in self.hits}
        self.ticked = keys if on else set()
        self._touched |= keys

    def is_ticked(self, place: int) -> bool:
        """Whether a hit is ticked."""
        return key_of(self.hits[place]) in self.ticked

    def chosen(self) -> list[tuple[str | int, Span]]:
        """The places that are ticked."""
        return [(hit.document, hit.span) for hit in self.hits if key_of(hit) in self.ticked]

    def without(self, documents: Iterable[int]) -> None:
        """Leave out the hits of documents that are gone."""
        gone = set(documents)
        kept = [at for at, hit in enumerate(self.hits) if hit.document not in gone]
        self.hits, self.codes = [self.hits[at] for at in kept], [self.codes[at] for at in kept]

    @property
    def already(self) -> int:
        """How many hits are coded already."""
        return sum(1 for codes in self.codes if codes)

    def _by_document(self) -> Iterator[tuple[int, list[Span]]]:
        spans: dict[int, list[Span]] = {}
        for hit in self.hits:
            spans.setdefault(hit.document, []).append(hit.span)
        yield from spans.items()


def key_of(hit: Proposed) -> Key:
    """What a hit is known by."""
    return hit.document, hit.span


def next_scope(view: View) -> View:
    """The next larger passage, from the largest to the words themselves."""
    order: tuple[Scope, ...] = ("match", "sentence", "paragraph", "turn")
    return replace(view, scope=order[(order.index(view.scope) + 1) % len(order)])


def scope_name(scope: Scope) -> str:
    """What a passage is called."""
    return {"match": _("the words"), "sentence": _("sentence"), "paragraph": _("paragraph"), "turn": _("turn")}[scope]


def how_name(how: str) -> str:
    """How words are sought."""
    return {"part": _("as typed"), "whole": _("whole words"), "lemmas": _("in any form")}[how]
