"""qualcode summary P"""

from __future__ import annotations

from collections.abc import Mapping

import click

from qualcode.cli.options import open_project, project_argument
from qualcode.cli.output import Output, printable
from qualcode.i18n import _, number
from qualcode.model.table import Column, Table


@click.command("summary", help=_("What the project holds, in a page."))
@project_argument
def command(project: str) -> None:
    with open_project(project) as opened:
        summary = opened.summary()
    lines = (
        (_("Documents"), f"{number(summary.documents)}  ({_listed(summary.kinds)})"),
        (_("Words"), number(summary.words)),
        (_("Speakers"), _("{n}, interviewers left out").format(n=number(summary.speakers))),
        (_("Cases"), number(summary.cases)),
        (_("Codes"), number(summary.codes)),
        (_("Codings"), number(summary.codings)),
        (_("Coders"), _listed(summary.coders)),
        (_("Memos"), number(summary.memos)),
    )
    width = max(len(label) for label, _value in lines)
    for label, value in lines:
        click.echo(printable(f"{label:<{width}}  {value}"))
    if summary.pairs:
        click.echo()
        click.echo(_("Codes that overlap most often"))
        columns = (Column("count", "count"), Column("code"), Column("with", heading=_("with")))
        Output("table").put(Table(columns, [(edge.count, edge.source, edge.target) for edge in summary.pairs]))


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number(count)}" for name, count in counts.items())
