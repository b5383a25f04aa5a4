"""What the codebook says of its own use: codings, documents and people by code, and the code that rests on one person.

The first count reads all codings; later ones read only what the journal says has changed, so that coding a passage in
a project of a hundred thousand codings costs nothing that can be felt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qualcode.analysis.code_tally import CodeStatistics, CodeTally, Row
from qualcode.project.queries import Queries
from qualcode.storage import code_statistics

#: More changes than that are not looked at one by one.
_FEW = 2_000


@dataclass(slots=True)
class CountedCodes:
    """The counts of all codes as they stood at a change of the journal; what one connection gives to another."""

    tally: CodeTally
    change: int


class Statistics(Queries):
    """The part of the facade that counts codes."""

    _codes_counted: CountedCodes | None = None

    def code_statistics(self) -> Mapping[int, CodeStatistics]:
        """The use of every code, by its id: all codings are read the first time, then only what has changed."""
        return self.cached("code statistics", self._code_statistics)

    def count_codes(self) -> CountedCodes:
        """Read all codings, for a project that counts them elsewhere: in another thread, with another connection."""
        change = code_statistics.latest(self.conn)
        return CountedCodes(CodeTally(map(Row._make, code_statistics.uses(self.conn))), change)

    def adopt_counts(self, counted: CountedCodes) -> None:
        """Go on from counts that another connection to the same file has made; what has changed since is caught up."""
        if self._codes_counted is None:
            self._codes_counted = counted

    @property
    def codes_are_counted(self) -> bool:
        """Whether `code_statistics` need not read all codings."""
        return self._codes_counted is not None

    def _code_statistics(self) -> Mapping[int, CodeStatistics]:
        if self._open_action:
            # What is not on disk yet may be taken back, and its changes with it.
            return self.count_codes().tally.statistics(self.vocabulary())
        held = self._codes_counted
        now = code_statistics.latest(self.conn)
        places = code_statistics.places_since(self.conn, held.change, _FEW) if held else None
        if held is None or places is None:
            held = self._codes_counted = self.count_codes()
        elif places:
            held.tally.replace(places, map(Row._make, code_statistics.uses_at(self.conn, places)))
        held.change = now
        return held.tally.statistics(self.vocabulary())
