"""The people of a report, each under one label that tells them apart without naming them.

Two social workers are `assistante sociale, MDS` and `assistante sociale, CCAS` where the place tells them apart, else
`assistante sociale 1` and `assistante sociale 2`, numbered as they first appear. The respondents of a questionnaire are
too many to be told apart: all of one function share a label.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from qualcode.i18n import _
from qualcode.model.coding import Segment
from qualcode.model.vocabulary import Voice
from qualcode.report.attribution import has_function, place, who

#: One human being, see `Voice.person`.
Person = tuple[str, int, str]


class Cast:
    """Everyone who speaks in some segments; `voices` are the speakers of all documents by id."""

    def __init__(self, segments: Iterable[Segment], voices: Mapping[int, Voice]) -> None:
        self._voices = voices
        known: dict[Person, tuple[str, str]] = {}
        crowd: dict[Person, str] = {}
        for segment in segments:
            voice = self.voice(segment)
            if voice is None or voice.person in known:
                continue
            if segment.kind == "questionnaire":
                function = who(segment, voice) if has_function(segment) else _("respondent")
                crowd[voice.person] = _("{function} (questionnaire)").format(function=function)
            else:
                # The place of an interview is not where its interviewer works.
                where = "" if voice.interviewer else place(segment.attributes)
                known[voice.person] = (who(segment, voice), where)
        self.labels = {**_tell_apart(known), **crowd}

    def voice(self, segment: Segment) -> Voice | None:
        """Who speaks in a segment."""
        return self._voices.get(segment.speaker_id) if segment.speaker_id is not None else None

    def label(self, segment: Segment) -> str | None:
        """What the speaker of a segment is called; None where nobody speaks."""
        person = self.person(segment)
        return self.labels.get(person) if person else None

    def person(self, segment: Segment) -> Person | None:
        """Who speaks, equal for one person in several documents; None where nobody does."""
        voice = self.voice(segment)
        return voice.person if voice else None


def _tell_apart(known: Mapping[Person, tuple[str, str]]) -> dict[Person, str]:
    labels = {person: function for person, (function, _place) in known.items()}
    for person in _twins(labels):
        function, where = known[person]
        labels[person] = f"{function}, {where}" if where else function
    seen: dict[str, int] = {}
    for person in _twins(labels):
        seen[labels[person]] = number = seen.get(labels[person], 0) + 1
        labels[person] = f"{labels[person]} {number}"
    return labels


def _twins(labels: Mapping[Person, str]) -> list[Person]:
    holders = Counter(labels.values())
    return [person for person, label in labels.items() if holders[label] > 1]
