"""Counting segments by a property of theirs: how many, in how many documents, by how many different people.

People are counted as persons: the same case is the same person in all documents, two documents' `R` are two people.
Interviewers ask and do not answer: they are no respondents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from qualcode.model.counts import Count, Group
from qualcode.model.text import fold
from qualcode.model.vocabulary import Vocabulary, Voice

Person = tuple[str, int, str]


@dataclass(slots=True)
class _Row:
    segments: int = 0
    documents: set[int] = field(default_factory=set)
    people: set[Person] = field(default_factory=set)
    voices: set[int] = field(default_factory=set)
    spellings: Counter[str] = field(default_factory=Counter)

    def add(self, group: Group, voice: Voice | None, spelling: str | None) -> None:
        self.segments += group.segments
        self.documents.add(group.document)
        if spelling is not None:
            self.spellings[spelling] += group.segments
        if voice is not None:
            self.voices.add(voice.id)
            if not voice.interviewer:
                self.people.add(voice.person)

    def count(self, value: str | None) -> Count:
        return Count(value, self.segments, len(self.documents), len(self.people))


def total(groups: Iterable[Group], vocabulary: Vocabulary) -> Count:
    """All groups in one count, its value None."""
    row = _Row()
    for group in groups:
        row.add(group, _voice(group, vocabulary), None)
    return row.count(None)


def by_values(
    groups: Iterable[Group], vocabulary: Vocabulary, values_of: Callable[[Group], Iterable[str]]
) -> list[Count]:
    """A count for each value, largest first, those without any last; a group with several values counts in each.

    Values that are one thing in two spellings are counted together, under the spelling met most often.
    """
    rows: dict[str | None, _Row] = {}
    for group in groups:
        voice = _voice(group, vocabulary)
        values = {fold(value): value for value in values_of(group)}
        for key, value in values.items():
            rows.setdefault(key, _Row()).add(group, voice, value)
        if not values:
            rows.setdefault(None, _Row()).add(group, voice, None)
    return _in_order(row.count(_spelling(row)) for row in rows.values())


def by_ids(
    groups: Iterable[Group], vocabulary: Vocabulary, id_of: Callable[[Group], int], name_of: Callable[[int], str]
) -> list[Count]:
    """A count for each thing with an id, largest first."""
    rows: dict[int, _Row] = {}
    for group in groups:
        rows.setdefault(id_of(group), _Row()).add(group, _voice(group, vocabulary), None)
    return _in_order(row.count(name_of(id_)) for id_, row in rows.items())


def by_speaker(groups: Iterable[Group], vocabulary: Vocabulary) -> list[Count]:
    """A count for each person; people who share a name are told apart, see `told_apart`."""
    rows: dict[Person | None, _Row] = {}
    for group in groups:
        voice = _voice(group, vocabulary)
        rows.setdefault(voice.person if voice else None, _Row()).add(group, voice, voice.name if voice else None)
    met = [vocabulary.voices[id_] for row in rows.values() for id_ in row.voices]
    names = told_apart(met, vocabulary, {person: _spelling(row) for person, row in rows.items() if person})
    return _in_order(row.count(names[person] if person else None) for person, row in rows.items())


def told_apart(
    voices: Iterable[Voice], vocabulary: Vocabulary, spelled: Mapping[Person, str | None] | None = None
) -> dict[Person, str]:
    """What each person is called, in the order of the documents: no two are called the same.

    A name that several people share is followed by the documents where they speak, and where they speak in the same
    ones by what the text calls them. `spelled` says which name a person with several goes by (else the first).
    """
    place = {id_: at for at, id_ in enumerate(vocabulary.documents)}
    people: dict[Person, list[Voice]] = {}
    for voice in sorted(voices, key=lambda voice: (place[voice.document], voice.id)):
        people.setdefault(voice.person, []).append(voice)
    names = {person: (spelled or {}).get(person) or own[0].name for person, own in people.items()}
    where = {
        person: ", ".join(dict.fromkeys(vocabulary.documents[voice.document].name for voice in own))
        for person, own in people.items()
    }
    labels = {person: ", ".join(dict.fromkeys(voice.label for voice in own)) for person, own in people.items()}
    shared = Counter(names.values())
    twins = Counter((names[person], where[person]) for person in people)
    return {
        person: name
        if shared[name] == 1
        else f"{name} ({where[person]})"
        if twins[name, where[person]] == 1
        else f"{name} ({where[person]}, {labels[person]})"
        for person, name in names.items()
    }


def spelling(spellings: Mapping[str, int]) -> str:
    """The spelling that is met most often, the first by letter among equals."""
    return min(spellings, key=lambda name: (-spellings[name], name))


def _voice(group: Group, vocabulary: Vocabulary) -> Voice | None:
    return vocabulary.voices.get(group.speaker) if group.speaker is not None else None


def _spelling(row: _Row) -> str | None:
    return spelling(row.spellings) if row.spellings else None


def _in_order(counts: Iterable[Count]) -> list[Count]:
    return sorted(counts, key=lambda count: (count.value is None, -count.segments, fold(count.value or "")))
