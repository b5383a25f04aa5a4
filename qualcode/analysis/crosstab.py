"""Counting by two things at once: which segments, whose, how many characters stand in each cell and in each total.

Entries are bundles of segments that share everything one counts by. An entry may stand in several rows or columns (a
segment with several cases); in a total it counts once. A person is a respondent: whoever asks is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from qualcode.analysis.coverage import merged

Key = Hashable
#: What is not there: the row or column of the segments that have no such thing.
NONE: None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """`segments` that share a document, a person (None: nobody, or an interviewer), their rows and their columns.

    `ranges` are their places in the document, `[start, end)`, where characters are to be counted.
    """

    rows: tuple[Key, ...]
    columns: tuple[Key, ...]
    document: int
    person: Key | None
    segments: int
    ranges: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class Use:
    """What stands in a cell or a total."""

    segments: int = 0
    persons: set[Key] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    ranges: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """Count the segments of an entry."""
        self.segments += entry.segments
        self.documents.add(entry.document)
        if entry.person is not None:
            self.persons.add(entry.person)
        if entry.ranges:
            self.ranges.setdefault(entry.document, []).extend(entry.ranges)

    def measured(self, measure: str) -> int:
        """Segments, respondents, documents or characters (those that several segments cover once)."""
        if measure == "segments":
            return self.segments
        if measure == "documents":
            return len(self.documents)
        if measure == "respondents":
            return len(self.persons)
        return sum(end - start for places in self.ranges.values() for start, end in merged(sorted(places), 0))


NOTHING = Use()


@dataclass(slots=True)
class Crossed:
    """What stands where. `rows` and `columns` are the keys in the order of the table."""

    rows: tuple[Key, ...]
    columns: tuple[Key, ...]
    cells: dict[tuple[Key, Key], Use]
    row_totals: dict[Key, Use]
    column_totals: dict[Key, Use]
    total: Use

    def measured(self, measure: str) -> list[list[int]]:
        """A table of numbers with its totals: the last number of a line, the last line."""
        lines = [
            [
                *(self.cells.get((row, column), NOTHING).measured(measure) for column in self.columns),
                self.row_totals.get(row, NOTHING).measured(measure),
            ]
            for row in self.rows
        ]
        below = [self.column_totals.get(column, NOTHING).measured(measure) for column in self.columns]
        return [*lines, [*below, self.total.measured(measure)]]


def crossed(entries: Iterable[Entry], rows: Sequence[Key], columns: Sequence[Key]) -> Crossed:
    """Entries by rows and columns, in the order given; a last row or column for None where something has no value."""
    cells: dict[tuple[Key, Key], Use] = {}
    row_totals: dict[Key, Use] = {}
    column_totals: dict[Key, Use] = {}
    total = Use()
    for entry in entries:
        across, down = entry.rows or (NONE,), entry.columns or (NONE,)
        total.add(entry)
        for row in across:
            row_totals.setdefault(row, Use()).add(entry)
            for column in down:
                cells.setdefault((row, column), Use()).add(entry)
        for column in down:
            column_totals.setdefault(column, Use()).add(entry)
    ends: tuple[tuple[Key, ...], ...] = tuple((NONE,) if NONE in met else () for met in (row_totals, column_totals))
    return Crossed((*rows, *ends[0]), (*columns, *ends[1]), cells, row_totals, column_totals, total)


def small(table: Crossed, minimum: int) -> list[list[bool]]:
    """Which numbers of `measured` are to be hidden: something stands there, said by fewer respondents than that.

    What nobody says (field notes) or an interviewer says is nobody's answer: alone it need not be hidden.
    """

    def few(use: Use) -> bool:
        return 0 < len(use.persons) < minimum

    lines = [
        [
            *(few(table.cells.get((row, column), NOTHING)) for column in table.columns),
            few(table.row_totals.get(row, NOTHING)),
        ]
        for row in table.rows
    ]
    below = [few(table.column_totals.get(column, NOTHING)) for column in table.columns]
    return [*lines, [*below, few(table.total)]]


def repeated(table: Crossed) -> int:
    """How many persons stand in several cells."""
    seen = Counter(person for use in table.cells.values() for person in use.persons)
    return sum(times > 1 for times in seen.values())


def shared_rows(entries: Iterable[Entry]) -> tuple[bool, bool]:
    """Whether an entry stands in several rows, and whether one stands in several columns."""
    down = across = False
    for entry in entries:
        down, across = down or len(entry.rows) > 1, across or len(entry.columns) > 1
    return down, across
