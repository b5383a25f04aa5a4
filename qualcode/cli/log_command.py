"""qualcode log P"""

from __future__ import annotations

import click

from qualcode.cli.options import open_project, project_argument
from qualcode.cli.output import format_option, print_rows
from qualcode.i18n import _


@click.command("log", help=_("Show what was done to the project, newest first."))
@project_argument
@click.option("-n", "--number", "count", type=click.IntRange(min=1), default=20, show_default=True, help=_("How many."))
@format_option
def command(project: str, count: int, format_: str) -> None:
    from qualcode.interchange.history import COLUMNS
    from qualcode.project.history import log_row

    with open_project(project) as opened:
        rows = [log_row(step, human=format_ in ("table", "md")) for step in opened.log(count)]
    print_rows(rows, format_, COLUMNS)
