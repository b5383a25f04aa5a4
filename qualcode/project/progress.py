"""How far the coding of each document has come.

What was reckoned once is kept and follows the journal: after a coding only its document is looked at again, whoever
made it, undone or not. The first reckoning of a big project takes some tenths of a second; a screen lets a thread do it
with `measure_progress` and hands the answer over with `keep_progress`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from qualcode.analysis.coverage import covered
from qualcode.project.documents import Documents
from qualcode.storage import journal, progress

#: When more documents than these were touched, all are reckoned anew.
_FEW = 100


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a document is coded, in code points: `covered` of `whole`; and how many codings it holds.

    The whole is what respondents say, without interviewers and labels; in a text without turns its paragraphs, without
    headings. What several codings cover counts once, and so does the space between two coded sentences.
    """

    covered: int = 0
    whole: int = 0
    codings: int = 0

    @property
    def share(self) -> float:
        """Between 0 and 1."""
        return self.covered / self.whole if self.whole else 0.0

    @property
    def percent(self) -> int:
        """Whole percents; 0 and 100 mean none and all."""
        if 0 < self.covered < self.whole:
            return min(99, max(1, round(100 * self.share)))
        return 100 if self.whole and self.covered == self.whole else 0


@dataclass(frozen=True, slots=True)
class Measured:
    """The progress of each document, as it stood at a change of the journal."""

    change: int
    shares: Mapping[int, Progress]


class Progresses(Documents):
    """The part of the facade that knows how much is coded."""

    _measured: Measured | None = None

    @property
    def progress_known(self) -> bool:
        """Whether `progress` answers at once."""
        return self._measured is not None

    def progress(self) -> Mapping[int, Progress]:
        """How much of each document is coded, by its id; documents with nothing to code and no coding are left out."""
        held = self._measured
        if held is None:
            held = self._measured = self.measure_progress()
        return self._caught_up(held).shares

    def measure_progress(self) -> Measured:
        """Reckon all documents; some tenths of a second for 500 documents with 100,000 codings."""
        # The change is read first: what comes after it is reckoned again at worst, never missed.
        change = journal.last_change(self.conn)
        return Measured(change, self._reckoned(None))

    def keep_progress(self, measured: Measured) -> None:
        """Take what another connection has reckoned, unless something newer is known."""
        if self._measured is None or self._measured.change <= measured.change:
            self._measured = measured

    def _caught_up(self, held: Measured) -> Measured:
        change = journal.last_change(self.conn)
        if change == held.change:
            return held
        touched = progress.touched(self.conn, held.change)
        if len(touched) > _FEW:
            self._measured = self.measure_progress()
            return self._measured
        shares = {document: share for document, share in held.shares.items() if document not in touched}
        if touched:
            shares |= self._reckoned(touched)
        self._measured = Measured(change, shares)
        return self._measured

    def _reckoned(self, documents: Collection[int] | None) -> dict[int, Progress]:
        codings = progress.codings(self.conn, documents)
        whole = progress.stretches(self.conn, documents)
        return {
            document: Progress(
                covered(whole.get(document, ()), codings.get(document, ())),
                sum(end - start for start, end in whole.get(document, ())),
                len(codings.get(document, ())),
            )
            for document in whole.keys() | codings.keys()
        }
