"""Segments bundled, placed in rows and columns, hidden where few people stand behind them, tested: a crosstab's making.

Loaded when something is first counted by two things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.analysis import crosstab as crossing
from qualcode.analysis.crosstab import Crossed, Entry, Key
from qualcode.errors import QueryError
from qualcode.i18n import _
from qualcode.model.crosstab import Crosstab, Grid, Permutation
from qualcode.model.tally import Line, Tally
from qualcode.model.text import fold
from qualcode.model.vocabulary import Vocabulary
from qualcode.project.dimensions import NOTHING, Dimension, dimension
from qualcode.project.queries import Queries
from qualcode.storage import counting
from qualcode.storage.counting import Bundle


@dataclass(frozen=True)
class Asked:
    """The segments of a query by two things, or by one (no columns); `every` shows what was never met, too."""

    query: str
    rows: str
    columns: str = ""
    level: int | None = None
    every: bool = False
    min_cell: int = 0


def grid(project: Queries, asked: Asked, measure: str) -> Grid:
    """One measure by two things."""
    table = _counted(project, asked, measure == "characters")
    return table.grid(measure, _hidden(table.crossed, [measure], asked.min_cell))


def crosstab(project: Queries, asked: Asked, tests: bool) -> Crosstab:
    """Segments and respondents by two things, and what chance would give."""
    table = _counted(project, asked, False)
    measures = ("segments", "respondents")
    hidden = _hidden(table.crossed, measures, asked.min_cell)
    segments, respondents = (table.grid(measure, hidden) for measure in measures)
    if segments.kept_back:
        untested = _("No test: numbers that are kept back could be worked out from it.")
        return Crosstab(segments, respondents, untested=untested)
    people, again = len(table.crossed.total.persons), crossing.repeated(table.crossed)
    if segments.several or not tests:
        untested = _("No test: segments stand in several cells.") if segments.several else ""
        return Crosstab(segments, respondents, persons=people, repeated=again, untested=untested)
    return _tested(table, segments, respondents, people, again)


def tally(project: Queries, asked: Asked) -> Tally:
    """Segments, documents and respondents by one thing: `asked.rows`."""
    table = _counted(project, asked, False)
    measures = ("segments", "documents", "respondents")
    numbers = [table.crossed.measured(measure) for measure in measures]
    hidden = _hidden(table.crossed, measures, asked.min_cell)
    lines = [
        Line(
            None if key is None else table.rows.label(key),
            *(None if hidden and hidden[i][-1] else measured[i][-1] for measured in numbers),
        )
        for i, key in enumerate((*table.crossed.rows, None))
    ]
    # What is kept back is sorted by its value alone: the order must not tell how large it is.
    inner = sorted(
        lines[:-1],
        key=lambda line: (line.value is None, line.segments is None, -(line.segments or 0), fold(line.value or "")),
    )
    several = (table.rows.name,) if crossing.shared_rows(table.entries)[0] else ()
    return Tally(table.rows.name, tuple(inner), lines[-1], asked.query, asked.level, asked.min_cell, several)


def _counted(project: Queries, asked: Asked, characters: bool) -> _Counted:
    where, known = project.where(asked.query), project.vocabulary()
    ranges: dict[Bundle, list[tuple[int, int]]] = defaultdict(list)
    if characters:
        for place in counting.places(project.conn, where):
            ranges[place.bundle].append((place.start, place.end))
        bundles: Mapping[Bundle, int] = {bundle: len(found) for bundle, found in ranges.items()}
    else:
        bundles = counting.bundles(project.conn, where)
    rows = dimension(project, asked.rows, bundles, asked.level)
    columns = dimension(project, asked.columns, bundles, asked.level) if asked.columns else NOTHING
    if rows.name == columns.name:
        raise QueryError(_("Rows and columns are both “{name}”.").format(name=rows.name))
    entries = [
        Entry(
            rows.keys(bundle, count),
            columns.keys(bundle, count),
            bundle.document,
            _person(bundle, known),
            count,
            tuple(ranges.get(bundle, ())),
        )
        for bundle, count in bundles.items()
    ]
    placed = crossing.crossed(entries, rows.sorted(asked.every), columns.sorted(asked.every))
    return _Counted(asked, rows, columns, entries, placed)


@dataclass(frozen=True)
class _Counted:
    """What was counted, with the names of it."""

    asked: Asked
    rows: Dimension
    columns: Dimension
    entries: Sequence[Entry]
    crossed: Crossed

    def grid(self, measure: str, hidden: Sequence[Sequence[bool]] | None) -> Grid:
        """One measure of it, without what is hidden."""
        lines: list[list[int | None]] = [list(line) for line in self.crossed.measured(measure)]
        for i, flags in enumerate(hidden or ()):
            lines[i] = [None if flag else value for flag, value in zip(flags, lines[i], strict=True)]
        *inner, below = lines
        twice = zip((self.rows, self.columns), crossing.shared_rows(self.entries), strict=True)
        return Grid(
            self.rows.name,
            self.columns.name,
            measure,
            tuple(None if key is None else self.rows.label(key) for key in self.crossed.rows),
            tuple(None if key is None else self.columns.label(key) for key in self.crossed.columns),
            tuple(tuple(line[:-1]) for line in inner),
            tuple(line[-1] for line in inner),
            tuple(below[:-1]),
            below[-1],
            self.asked.query,
            self.asked.level,
            self.asked.min_cell,
            tuple(dimension.name for dimension, shared in twice if shared),
        )


def _hidden(table: Crossed, measures: Sequence[str], minimum: int) -> Sequence[Sequence[bool]] | None:
    if minimum < 0:
        raise QueryError(_("A smallest cell is a number of respondents, not {n}.").format(n=minimum))
    small = crossing.small(table, minimum)
    if not any(any(line) for line in small):
        return None
    from qualcode.analysis.suppression import suppressed

    return suppressed([table.measured(measure) for measure in measures], small)


def _tested(table: _Counted, segments: Grid, respondents: Grid, people: int, again: int) -> Crosstab:
    from qualcode.analysis.independence import independence

    valued = [key is not None for key in table.crossed.rows], [key is not None for key in table.crossed.columns]
    test, person_test = (
        independence([line[:-1] for line in table.crossed.measured(measure)[:-1]], *valued)
        for measure in ("segments", "respondents")
    )
    # Who stands in several cells would be several persons: there is no such test, not for programs either.
    person_test = None if again else person_test
    untested = "" if test else _("No test: it needs two rows and two columns that are not empty.")
    return Crosstab(segments, respondents, test, person_test, _permuted(table), people, again, untested)


def _permuted(table: _Counted) -> Permutation | None:
    """The test that moves persons, where each stands in one row or in one column only."""
    told = [entry for entry in table.entries if entry.person is not None and entry.rows and entry.columns]
    for one, side in ((table.columns, "columns"), (table.rows, "rows")):
        places = {entry.person: getattr(entry, side)[0] for entry in told}
        if all(getattr(entry, side)[0] == places[entry.person] for entry in told):
            return _dealt(told, places, one, "rows" if side == "columns" else "columns")
    return None


def _dealt(
    entries: Sequence[Entry], places: Mapping[Key | None, Key], dealt: Dimension, other: str
) -> Permutation | None:
    from qualcode.analysis.independence import permuted

    # In an order of their own, so that the same table has the same p whatever the order of the file.
    persons = {person: at for at, person in enumerate(sorted(places, key=str))}
    values = {key: at for at, key in enumerate(sorted({getattr(entry, other)[0] for entry in entries}, key=str))}
    stands = {place: at for at, place in enumerate(sorted(set(places.values()), key=str))}
    profiles = [[0] * len(values) for _person in persons]
    for entry in entries:
        profiles[persons[entry.person]][values[getattr(entry, other)[0]]] += entry.segments
    return permuted(profiles, [stands[places[person]] for person in persons], dealt.name)


def _person(bundle: Bundle, known: Vocabulary) -> tuple[str, int, str] | None:
    voice = known.voices.get(bundle.speaker) if bundle.speaker is not None else None
    return voice.person if voice and not voice.interviewer else None
