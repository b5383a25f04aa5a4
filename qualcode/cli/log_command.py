"""qualcode log P"""

from __future__ import annotations

import click

from qualcode.cli.facts import project_facts
from qualcode.cli.options import open_project, project_argument
from qualcode.cli.output import Output, output_options
from qualcode.i18n import _
from qualcode.model.table import Column, Table

COLUMNS = (
    Column("id", "count"),
    Column("created", "moment"),
    Column("action"),
    Column("detail"),
    Column("coder"),
    Column("state"),
    Column("changes", "count"),
)


@click.command("log", help=_("Show what was done to the project, newest first."))
@project_argument
@click.option("-n", "--number", "count", type=click.IntRange(min=1), default=20, show_default=True, help=_("How many."))
@output_options
def command(project: str, count: int, out: Output) -> None:
    from qualcode.project.history import log_row

    with open_project(project) as opened:
        steps = ({**log_row(step, human=out.in_words), "created": step.created} for step in opened.log(count))
        rows = [tuple(step[column.key] for column in COLUMNS) for step in steps]
        out.put(Table(COLUMNS, rows, _("History")), facts=project_facts(opened))
