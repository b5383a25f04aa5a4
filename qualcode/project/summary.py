"""What a project holds, in a page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from qualcode.model.network import Edge
from qualcode.project.networks import Networks


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a project; `kinds` and `coders` count documents and codings; `pairs` are the strongest co-occurrences.

    `speakers` are respondents, each person once: people of the same case are one, interviewers are left out.
    """

    documents: int
    kinds: dict[str, int]
    words: int
    speakers: int
    cases: int
    codes: int
    codings: int
    coders: dict[str, int]
    memos: int
    pairs: tuple[Edge, ...]


class Summaries(Networks):
    """The part of the facade that sums up."""

    def summary(self, pairs: int = 10) -> Summary:
        """What the project holds, with the pairs of codes that overlap most often, strongest first."""
        documents = self.documents()
        names = {coder.id: coder.name for coder in self.coders()}
        codings = self.codings()
        people = {
            speaker.case or (document.id, speaker.id)
            for document in documents
            for speaker in self.speakers(document.id)
            if not speaker.interviewer
        }
        return Summary(
            documents=len(documents),
            kinds=dict(Counter(document.kind for document in documents)),
            words=sum(document.words for document in documents),
            speakers=len(people),
            cases=len(self.cases()),
            codes=len(self.codebook()),
            codings=len(codings),
            coders=dict(Counter(names[coding.coder] for coding in codings)),
            memos=len(self.memos()),
            pairs=tuple(sorted(self.cooccurrence().edges, key=lambda edge: -edge.count)[:pairs]) if pairs else (),
        )
