"""How counts by one or two things are asked for and printed: the options of `query`, the tables of crosstabs."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click
from rich.cells import cell_len

from qualcode.cli.facts import project_facts
from qualcode.cli.options import with_options
from qualcode.cli.output import Output
from qualcode.i18n import _
from qualcode.model.table import Table, shown

if TYPE_CHECKING:
    from qualcode.model.crosstab import Crosstab
    from qualcode.project import Project

level_option = click.option(
    "--level", metavar="N", type=click.IntRange(min=1), help=_("Roll codes up to this level, 1 for the roots.")
)
min_cell_option = click.option(
    "--min-cell",
    metavar="N",
    type=click.IntRange(min=0),
    default=0,
    help=_("Keep back what fewer than N respondents stand behind, and what would give it away."),
)
where_option = click.option("--where", metavar="QUERY", default="", help=_("Count only the segments of this query."))
_GAP = 2


@dataclass(frozen=True)
class Counted:
    """What the options ask for: names to count by, none where segments are asked for."""

    names: tuple[str, ...] = ()
    level: int | None = None
    min_cell: int = 0
    percent: str | None = None

    @property
    def plain(self) -> str | None:
        """The one name where nothing else is asked for, and it is no kind of case (`case:site`)."""
        more = self.level is not None or self.min_cell or self.percent or any(":" in name for name in self.names)
        return self.names[0] if len(self.names) == 1 and not more else None

    @property
    def asked(self) -> bool:
        """Whether anything is counted."""
        return bool(self.names)


def count_options(function: Callable[..., Any]) -> Any:
    """Give a command --count-by, --level, --min-cell and --percent, and a `counted: Counted`."""

    @functools.wraps(function)
    def command(
        *args: Any, count_by: tuple[str, ...], level: int | None, min_cell: int, percent: str | None, **others: Any
    ) -> Any:
        if not count_by and (level is not None or min_cell or percent):
            raise click.UsageError(_("--level, --min-cell and --percent go with --count-by."))
        return function(*args, counted=Counted(count_by, level, min_cell, percent), **others)

    options = (
        click.option(
            "--count-by",
            metavar="NAME",
            multiple=True,
            help=_(
                "Count segments, documents and respondents by code, document, kind, speaker, case, coder or an "
                "attribute; given twice (or as A,B), by two of them."
            ),
        ),
        level_option,
        min_cell_option,
        click.option(
            "--percent",
            type=click.Choice(("row", "column", "total", "none")),
            help=_("Which percentage stands in a table by two things (default: row)."),
        ),
    )
    return with_options(command, options)


def put_counts(project: Project, query: str, counted: Counted, limit: int | None, out: Output) -> None:
    """Print counts by one thing with its total, the first `limit` of them, or by two."""
    names = project.count_names(counted.names)
    facts = project_facts(
        project, (_("Query"), query or _("all segments")), (_("Counted by"), ", ".join(names)), *_asked(counted)
    )
    if len(names) == 1:
        if counted.percent:
            raise click.UsageError(_("--percent goes with two names to count by."))
        tally = project.tally(query, names[0], level=counted.level, min_cell=counted.min_cell)
        tally = replace(tally, lines=tally.lines[:limit])
        out.put(tally.table(), data=tally.as_dict(), facts=facts)
        return
    if limit is not None:
        raise click.UsageError(_("--limit goes with segments and with counts by one thing."))
    crosstab = project.crosstab(query, *names, level=counted.level, min_cell=counted.min_cell)
    put_crosstab(crosstab, counted.percent or "row", out, facts)


def put_crosstab(crosstab: Crosstab, percent: str, out: Output, facts: Sequence[tuple[str, object]]) -> None:
    """Print a crosstab: for people two tables and what they say, for programs a line for each cell."""
    if out.format == "xlsx":
        # Numbers that a spreadsheet can reckon with, and no words with a percentage in them.
        sheets = crosstab.segments.table(), crosstab.respondents.table(), replace(crosstab.table(), title=_("Cells"))
        out.put(*(replace(sheet, notes=()) for sheet in sheets[:2]), sheets[2], facts=facts)
        return
    first, second = crosstab.page(None if percent == "none" else percent)
    pages = replace(first, notes=()), replace(second, notes=crosstab.notes())
    tables = [part for page in pages for part in parts(page)] if out.format == "table" else pages
    out.put(*tables, long=crosstab.table(), data=crosstab.as_dict(), facts=facts)


def put_wide(table: Table, data: object, out: Output, facts: Sequence[tuple[str, object]]) -> None:
    """Print a table with many columns: on the terminal in parts that fit the line, elsewhere whole."""
    tables = list(parts(table)) if out.format == "table" else [table]
    # A page says what is counted, and under which code, also where it holds one table only.
    out.put(*tables, long=table, data=data, facts=facts, titles=True)


def parts(table: Table) -> Iterator[Table]:
    """The same table in parts that fit the line, each with the first column; titles stand above the first only."""
    rows = [tuple(row) for row in table.rows]
    room = shutil.get_terminal_size((120, 40)).columns
    widths = [
        max(cell_len(column.title), *(cell_len(shown(row[i], column.kind)) for row in rows), 1)
        for i, column in enumerate(table.columns)
    ]
    # What stands in the first column is cut where it would leave no room for two others.
    first = min(widths[0], max(12, int(room * table.columns[0].room)))
    columns = (replace(table.columns[0], room=first / room), *table.columns[1:])
    title = table.title
    for start, end in _runs(widths[1:], room - first):
        kept = (0, *range(start + 1, end + 1))
        notes = table.notes if end == len(columns) - 1 else ()
        yield Table(tuple(columns[i] for i in kept), [tuple(row[i] for i in kept) for row in rows], title, notes)
        title = ""


def _runs(widths: Sequence[int], room: int) -> Iterator[tuple[int, int]]:
    """Runs of columns that fit the room, at least one column in each."""
    start, used = 0, 0
    for at, width in enumerate(widths):
        if at > start and used + _GAP + width > room:
            yield start, at
            start, used = at, 0
        used += _GAP + width
    yield start, len(widths)


def _asked(counted: Counted) -> list[tuple[str, object]]:
    return [(_("Level"), counted.level), (_("Fewest respondents in a cell"), counted.min_cell or None)]
