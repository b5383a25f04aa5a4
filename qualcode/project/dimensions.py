"""What segments can be counted by: code, document, kind, speaker, coder, an attribute, case, cases of one kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qualcode.analysis.cells import sort_key
from qualcode.analysis.query import tally
from qualcode.analysis.query.resolve import attribute_names
from qualcode.errors import QueryError
from qualcode.i18n import _
from qualcode.model.counts import COUNT_BY
from qualcode.model.document import CASE_KINDS, KINDS
from qualcode.model.query import ALIASES
from qualcode.model.text import fold
from qualcode.model.vocabulary import Vocabulary
from qualcode.project.queries import Queries
from qualcode.storage.counting import Bundle, cases_of_kind
from qualcode.storage.segments import Surroundings

#: What tells values apart: an id, a person, a folded text; one dimension has keys of one kind.
Key = Any


@dataclass
class Dimension:
    """One thing to count by. `of` gives the values of a bundle of segments by their keys, none for what has none.

    `order` places keys; `every` are all that the project holds, met or not. `names` fills as values are met.
    """

    name: str
    of: Callable[[Bundle], Mapping[Key, str]]
    order: Callable[[Key], Any]
    every: Mapping[Key, str]
    names: dict[Key, Counter[str]] = field(default_factory=dict)

    def keys(self, bundle: Bundle, segments: int) -> tuple[Key, ...]:
        """The keys of a bundle; how its values are spelled is kept in mind."""
        values = self.of(bundle)
        for key, name in values.items():
            spelled = self.names.get(key)
            if spelled is None:
                spelled = self.names[key] = Counter()
            spelled[name] += segments
        return tuple(values)

    def sorted(self, all_of_them: bool = False) -> list[Key]:
        """The keys that were met, or all, in the order of the table."""
        return sorted({*self.names, *(self.every if all_of_them else ())}, key=self.order)

    def label(self, key: Key) -> str:
        """What a key is called: the spelling met most often."""
        return tally.spelling(self.names[key]) if key in self.names else self.every[key]


#: Cases of one kind, as something to count by.
_CASES = {f"case:{kind}": kind for kind in CASE_KINDS}

#: Counting by nothing: all segments stand in one column, which has no value.
NOTHING = Dimension("", lambda bundle: {}, lambda key: 0, {})


def dimension(project: Queries, by: str, bundles: Iterable[Bundle], level: int | None = None) -> Dimension:
    """One thing to count bundles by; `level` rolls codes up. Raises UnknownName and QueryError."""
    if level is not None and level < 1:
        raise QueryError(_("A level is 1 (the roots of the codebook) or more, not {level}.").format(level=level))
    name, known = ALIASES.get(by.casefold(), by.casefold()), project.vocabulary()
    if name == "code":
        return _codes(known, level)
    if name == "document":
        named = {id_: document.name for id_, document in known.documents.items()}
        return _listed("document", named, lambda bundle: bundle.document)
    if name == "coder":
        return _listed("coder", known.coders, lambda bundle: bundle.coder)
    if name == "kind":
        return _kinds(known)
    if name == "speaker":
        return _speakers(known)
    met = list(bundles)
    speakers = {bundle.speaker for bundle in met if bundle.speaker is not None}
    around = Surroundings(project.conn, known, {bundle.document for bundle in met}, speakers)
    if name == "case":
        return _cases(name, known.cases.values(), around)
    if name in _CASES:
        return _cases(name, sorted(cases_of_kind(project.conn, _CASES[name])), around)
    return _attribute(by, known, around)


def _listed(name: str, named: Mapping[int, str], of: Callable[[Bundle], int]) -> Dimension:
    place = {id_: at for at, id_ in enumerate(named)}
    return Dimension(name, lambda bundle: {of(bundle): named[of(bundle)]}, lambda key: place[key], dict(named))


def _codes(known: Vocabulary, level: int | None) -> Dimension:
    book = known.codebook
    paths = {id_: path for id_, path in book.paths.items() if level is None or book.depth(id_) <= level}
    rolled = {id_: id_ if level is None else book.at_level(id_, level) for id_ in book}
    return _listed("code", paths, lambda bundle: rolled[bundle.code])


def _kinds(known: Vocabulary) -> Dimension:
    kinds = {id_: document.kind for id_, document in known.documents.items()}
    place = {fold(kind): at for at, kind in enumerate(KINDS)}

    def of(bundle: Bundle) -> Mapping[Key, str]:
        kind = kinds[bundle.document]
        return {fold(kind): kind}

    every = {fold(kind): kind for kind in kinds.values()}
    return Dimension("kind", of, lambda key: (place.get(str(key), len(place)), str(key)), every)


def _speakers(known: Vocabulary) -> Dimension:
    names = tally.told_apart(known.voices.values(), known)
    place = {person: at for at, person in enumerate(names)}

    def of(bundle: Bundle) -> Mapping[Key, str]:
        voice = known.voices.get(bundle.speaker) if bundle.speaker is not None else None
        return {voice.person: names[voice.person]} if voice else {}

    return Dimension("speaker", of, lambda key: place[key], names)


def _cases(by: str, names: Iterable[str], around: Surroundings) -> Dimension:
    every = {name: name for name in names}

    def of(bundle: Bundle) -> Mapping[Key, str]:
        return {name: name for name in around.cases(bundle.document, bundle.speaker) if name in every}

    return Dimension(by, of, lambda key: sort_key(str(key)), every)


def _attribute(by: str, known: Vocabulary, around: Surroundings) -> Dimension:
    names = attribute_names(by, known, COUNT_BY)

    def of(bundle: Bundle) -> Mapping[Key, str]:
        held = around.attributes(bundle.document, bundle.speaker)
        return next(({fold(held[name]): held[name]} for name in names if name in held), {})

    values: Sequence[str] = sorted({value for name in names for value in known.attributes[name]}, reverse=True)
    return Dimension(names[0], of, lambda key: sort_key(str(key)), {fold(value): value for value in values})
