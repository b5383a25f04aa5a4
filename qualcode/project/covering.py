"""How much of the text is coded, for the whole material and part by part."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from qualcode.analysis.coverage import covered
from qualcode.model.coverage import Coverage, Covered
from qualcode.project.dimensions import Dimension, dimension
from qualcode.project.queries import Queries
from qualcode.storage import counting, progress
from qualcode.storage.counting import Place
from qualcode.storage.progress import Ranges

Range = tuple[int, int]


def coverage(project: Queries, query: str, by: str | None, level: int | None, within: str | None) -> Coverage:
    """How much of the text the segments of a query cover."""
    documents = documents_of(project, within)
    text = {id_: found for id_, found in progress.stretches(project.conn).items() if _among(id_, documents)}
    places = [
        one for one in counting.places(project.conn, project.where(query)) if _among(one.bundle.document, documents)
    ]
    total = _measure(None, text, places)
    if by is None:
        return Coverage(total, None, (), query, level, within)
    parts = dimension(project, by, {place.bundle for place in places}, level)
    found: dict[object, list[Place]] = defaultdict(list)
    for place in places:
        for key in parts.keys(place.bundle, 1) or (None,):
            found[key].append(place)
    if by == "document":
        lines = [
            _measure(name, {id_: text.get(id_, [])}, found[id_])
            for id_, name in parts.every.items()
            if id_ in text or found[id_]
        ]
    elif by == "speaker":
        lines = _by_speaker(project, text, places, parts, found)
    else:
        lines = [_measure(parts.label(key), text, found[key], total.whole) for key in parts.sorted()]
    return Coverage(total, by, tuple(lines), query, level, within)


def documents_of(project: Queries, query: str | None) -> Collection[int] | None:
    """The documents in which a query finds something; None, which is all of them, without a query."""
    if query is None:
        return None
    return {bundle.document for bundle in counting.bundles(project.conn, project.where(query))}


def _among(document: int, documents: Collection[int] | None) -> bool:
    return documents is None or document in documents


def _measure(
    value: str | None, text: Mapping[int, Sequence[Range]], places: Sequence[Place], whole: int | None = None
) -> Covered:
    ranges = _ranges(places)
    return Covered(
        value,
        len(places),
        sum(covered(text[document], found) for document, found in ranges.items() if document in text),
        _length(text) if whole is None else whole,
    )


def _length(text: Mapping[int, Sequence[Range]]) -> int:
    return sum(end - start for stretches in text.values() for start, end in stretches)


def _ranges(places: Iterable[Place]) -> Ranges:
    """The ranges of each document in the order of their starts, which is that of the places."""
    found: Ranges = {}
    for place in places:
        found.setdefault(place.bundle.document, []).append((place.start, place.end))
    return found


def _by_speaker(
    project: Queries,
    text: Mapping[int, Sequence[Range]],
    places: Sequence[Place],
    parts: Dimension,
    found: Mapping[object, Sequence[Place]],
) -> list[Covered]:
    """What each respondent says, covered by whatever stands on it; last the texts that nobody speaks in."""
    known, said = project.vocabulary(), dict[object, Ranges]()
    spoken = set()
    for speaker, document, start, end in counting.speeches(project.conn):
        if document in text:
            spoken.add(document)
            said.setdefault(known.voices[speaker].person, {}).setdefault(document, []).append((start, end))
    ranges, own = _ranges(places), Counter({key: len(there) for key, there in found.items()})

    def line(value: str | None, stretches: Mapping[int, Sequence[Range]], segments: int) -> Covered:
        inside = sum(covered(stretches[document], ranges.get(document, ())) for document in stretches)
        return Covered(value, segments, inside, _length(stretches))

    lines = [line(name, said[person], own.pop(person, 0)) for person, name in parts.every.items() if person in said]
    silent = {document: stretches for document, stretches in text.items() if document not in spoken}
    return [*lines, line(None, silent, own.total())] if silent or own.total() else lines
