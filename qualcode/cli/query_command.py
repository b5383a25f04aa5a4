"""qualcode query P [QUERY]"""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.options import open_project, project_argument
from qualcode.cli.output import as_json, format_option, print_rows, printable
from qualcode.i18n import _, ngettext, number
from qualcode.interchange.segments import as_table

if TYPE_CHECKING:
    from qualcode.model.coding import Segment
    from qualcode.model.counts import Count
    from qualcode.model.explained import Explained
    from qualcode.project import Project

#: A table is for reading: where it stands, who says it, the code, the words.
TABLE = ("document", "speaker", "code", "quote")
SHARES = {"document": 0.2, "speaker": 0.15, "code": 0.25}
MARKDOWN = ("document", "speaker", "code", "quote", "memo")
COUNTS = ("value", "segments", "documents", "speakers")
INDENT = "    "


@click.command(
    "query",
    help=_(
        "Ask for the segments that meet conditions, such as 'code:\"dirty work\" role:AS age>=50'. Conditions are "
        "joined by AND (or a space), OR, NOT and parentheses, and related by WITHIN, OVERLAPS, NEAR/2 turns and the "
        "like; without a query, all segments are shown. The whole language is described in docs/query-language.md."
    ),
)
@project_argument
@click.argument("query", default="")
@format_option
@click.option(
    "--count-by",
    metavar="NAME",
    help=_("Count segments, documents and respondents by code, document, kind, speaker, case, coder or an attribute."),
)
@click.option("--limit", type=click.IntRange(min=1), help=_("Show the first so many only."))
@click.option(
    "--explain", is_flag=True, help=_("Show how the query is understood: its parts, what each finds, the SQL.")
)
@click.option("--full", is_flag=True, help=_("Print whole quotations below each other, not a table that cuts them."))
def command(
    project: str, query: str, format_: str, count_by: str | None, limit: int | None, explain: bool, full: bool
) -> None:
    if full and count_by is not None:
        raise click.UsageError(_("Choose one: --full or --count-by."))
    if explain and (full or count_by is not None or limit is not None):
        raise click.UsageError(_("--explain stands by itself: without --full, --count-by and --limit."))
    with open_project(project) as opened:
        if explain:
            _explain(opened.explain(query), format_)
            return
        if full and format_ == "table":
            _print_quotations(opened.query(query, limit=limit))
        elif count_by is None:
            _print_segments(opened.query(query, limit=limit), format_)
        else:
            counts = opened.count_by(query, count_by)[:limit]
            print_rows([_count_row(count, format_) for count in counts], format_, COUNTS)
        if format_ == "table":
            click.echo(_closing(opened, query, limit, count_by), err=True)


def _explain(explained: Explained, format_: str) -> None:
    if format_ not in ("table", "json"):
        raise click.UsageError(_("--explain is written as text, or with --format json."))
    if format_ == "json":
        click.echo(as_json(explained.as_dict(), indent=2))
    else:
        from qualcode.cli.query_explained import show

        show(explained)


def _print_segments(segments: Sequence[Segment], format_: str) -> None:
    if format_ == "csv":
        table = as_table(segments)
        # A file must hold what was said; a terminal must not obey it.
        click.echo(printable(table) if sys.stdout.isatty() else table, nl=False)
        return
    rows = [segment.as_dict() for segment in segments]
    if format_ == "md":
        print_rows(rows, format_, MARKDOWN)
    else:
        print_rows(rows, format_, TABLE, SHARES)


def _print_quotations(segments: Sequence[Segment]) -> None:
    room = shutil.get_terminal_size((100, 40)).columns
    # Spaces that must not break stay; words longer than the line are left whole.
    wrapper = textwrap.TextWrapper(
        room, initial_indent=INDENT, subsequent_indent=INDENT, break_long_words=False, break_on_hyphens=False
    )
    for segment in segments:
        about = (segment.document, segment.speaker, segment.code)
        click.echo(printable(" · ".join(part for part in about if part)))
        for line in printable(segment.quote).splitlines():
            click.echo(wrapper.fill(line))
        click.echo()
    if not segments:
        click.echo(_("Nothing found."))


def _count_row(count: Count, format_: str) -> dict[str, Any]:
    value = count.value
    if value is None and format_ in ("table", "md"):
        value = _("(none)")
    return {"value": value, "segments": count.segments, "documents": count.documents, "speakers": count.speakers}


def _closing(project: Project, query: str, limit: int | None, count_by: str | None) -> str:
    total = project.total(query)
    parts = (
        ngettext("{count} segment", "{count} segments", total.segments).format(count=number(total.segments)),
        ngettext("{count} document", "{count} documents", total.documents).format(count=number(total.documents)),
        ngettext("{count} respondent", "{count} respondents", total.speakers).format(count=number(total.speakers)),
    )
    line = ", ".join(parts)
    if count_by is None and limit is not None and limit < total.segments:
        return _("{line}; the first {limit} are shown.").format(line=line, limit=number(limit))
    return line
