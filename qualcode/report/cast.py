"""The people of a report, each under one label that tells them apart without naming them.

Two social workers are `assistante sociale, MDS` and `assistante sociale, CCAS` where the place tells them apart, else
`assistante sociale 1` and `assistante sociale 2`, numbered as they first appear.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qualcode.model.coding import Segment
from qualcode.report.attribution import place, who
from qualcode.report.content import Voice


class Cast:
    """Everyone who speaks in some segments; `voices` are by (document id, speaker name)."""

    def __init__(self, segments: Iterable[Segment], voices: Mapping[tuple[int, str], Voice]) -> None:
        self._voices = voices
        known: dict[str, tuple[str, str]] = {}
        for segment in segments:
            person = self.person(segment)
            if person and person not in known:
                voice = self.voice(segment)
                # The place of an interview is not where its interviewer works.
                where = "" if voice and voice.interviewer else place(segment.attributes)
                known[person] = (who(segment, voice), where)
        self.labels = _tell_apart(known)

    def voice(self, segment: Segment) -> Voice | None:
        """What is known of the speaker of a segment."""
        return self._voices.get((segment.document_id, segment.speaker)) if segment.speaker else None

    def person(self, segment: Segment) -> str:
        """One key per human being; empty where nobody speaks."""
        if not segment.speaker:
            return ""
        voice = self.voice(segment)
        return voice.person if voice else f"{segment.document_id} {segment.speaker}"

    def label(self, person: str) -> str:
        """The label of a person."""
        return self.labels.get(person, "")


def _tell_apart(known: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    labels = {person: function for person, (function, _place) in known.items()}
    for person in _twins(labels):
        function, where = known[person]
        labels[person] = f"{function}, {where}" if where else function
    seen: dict[str, int] = {}
    for person in _twins(labels):
        seen[labels[person]] = number = seen.get(labels[person], 0) + 1
        labels[person] = f"{labels[person]} {number}"
    return labels


def _twins(labels: Mapping[str, str]) -> list[str]:
    holders: dict[str, list[str]] = {}
    for person, label in labels.items():
        holders.setdefault(label, []).append(person)
    return [person for person, label in labels.items() if len(holders[label]) > 1]
