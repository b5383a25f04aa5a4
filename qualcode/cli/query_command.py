"""qualcode query P [QUERY]"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from qualcode.cli.answers import answers_table, closing, quoted
from qualcode.cli.count_output import Counted, count_options, put_counts
from qualcode.cli.facts import project_facts
from qualcode.cli.keeping import Keep, save_options
from qualcode.cli.options import examples, open_project, project_argument
from qualcode.cli.output import Output, as_json, output_options, printable
from qualcode.i18n import _, number
from qualcode.model.table import Table, nothing
from qualcode.model.tables import counts_table

if TYPE_CHECKING:
    from qualcode.model.explained import Explained
    from qualcode.project import Project

INDENT = "    "


@click.command(
    "query",
    epilog=examples(
        "query P 'code:\"dirty work\" role:AS'",
        _("query P 'code:\"dirty work\" NEAR/2 turns code:*autonomie* NOT site:MDS' --full"),
        _('query P \'code:"dirty work" NOT code:"non-recours" BY speaker\''),
        "query P 'code:\"dirty work\"' --count-by role --count-by site --min-cell 3",
    ),
    help=_(
        "Ask for the segments that meet conditions, such as 'code:\"dirty work\" role:AS age>=50'. Conditions are "
        "joined by AND (or a space), OR, NOT and parentheses, and related by WITHIN, OVERLAPS, NEAR/2 turns and the "
        "like; a & b shows the passages that two share, and BY turn, BY speaker, BY case asks for units instead: "
        "'code:a code:b NOT code:c BY case'. Without a query, all segments are shown. The whole language is described "
        "in docs/query-language.md."
    ),
)
@project_argument
@click.argument("query", default="")
@output_options
@count_options
@click.option("--limit", type=click.IntRange(min=1), help=_("Show the first so many only."))
@click.option(
    "--explain", is_flag=True, help=_("Show how the query is understood: its parts, what each finds, the SQL.")
)
@click.option("--full", is_flag=True, help=_("Print whole quotations below each other, not a table that cuts them."))
@save_options
def command(
    project: str, query: str, out: Output, counted: Counted, limit: int | None, explain: bool, full: bool, keep: Keep
) -> None:
    count_by = counted.plain
    if full and counted.asked:
        raise click.UsageError(_("Choose one: --full or --count-by."))
    if explain and (full or counted.asked or limit is not None):
        raise click.UsageError(_("--explain stands by itself: without --full, --count-by and --limit."))
    with open_project(project) as opened:
        keep.under_its_name(opened, query)
        if explain:
            _explain(opened.explain(query), out)
            return
        if counted.asked and opened.count_names(counted.names) != [count_by]:
            put_counts(opened, query, counted, limit, out)
            return
        if full and out.format == "table":
            out.write(_quotations(quoted(opened, query, limit)))
        else:
            table = _table(opened, query, count_by, limit)
            if count_by is not None and out.in_words:
                table = table.naming("value", _("(none)"))
            out.put(table, facts=_facts(opened, query, limit, count_by))
        if out.format == "table":
            click.echo(_closing(opened, query, limit, count_by), err=True)
            advice = opened.advice(query)
            if advice:
                click.echo(printable(advice), err=True)


def _table(project: Project, query: str, count_by: str | None, limit: int | None) -> Table:
    if count_by is None:
        return answers_table(project, query, limit)
    return counts_table(project.count_by(query, count_by)[:limit], count_by)


def _explain(explained: Explained, out: Output) -> None:
    if out.format not in ("table", "json"):
        raise click.UsageError(_("--explain is written as text, or with --format json."))
    if out.format == "json":
        out.write(as_json(explained.as_dict(), indent=2) + "\n")
    else:
        from qualcode.cli.query_explained import explanation

        out.write(explanation(explained))


def _quotations(every: Sequence[tuple[Sequence[str | None], str]]) -> str:
    room = shutil.get_terminal_size((100, 40)).columns
    # Spaces that must not break stay; words longer than the line are left whole.
    wrapper = textwrap.TextWrapper(
        room, initial_indent=INDENT, subsequent_indent=INDENT, break_long_words=False, break_on_hyphens=False
    )
    lines: list[str] = []
    for about, quote in every:
        lines.append(printable(" · ".join(part for part in about if part)))
        lines += [wrapper.fill(line) for line in printable(quote).splitlines()]
        lines.append("")
    return "\n".join([*lines, ""]) if lines else nothing() + "\n"


def _facts(project: Project, query: str, limit: int | None, count_by: str | None) -> list[tuple[str, object]]:
    return project_facts(
        project,
        (_("Query"), query or _("all segments")),
        (_("Counted by"), count_by),
        (_("Found"), _closing(project, query, limit, count_by)),
    )


def _closing(project: Project, query: str, limit: int | None, count_by: str | None) -> str:
    line, found = closing(project, query)
    if count_by is None and limit is not None and limit < found:
        return _("{line}; the first {limit} are shown.").format(line=line, limit=number(limit))
    return line
