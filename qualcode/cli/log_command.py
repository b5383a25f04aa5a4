"""qualcode log P"""

from __future__ import annotations

import click

from qualcode.cli.facts import project_facts
from qualcode.cli.options import open_project, project_argument
from qualcode.cli.output import Output, output_options
from qualcode.i18n import _


@click.command("log", help=_("Show what was done to the project, newest first."))
@project_argument
@click.option("-n", "--number", "count", type=click.IntRange(min=1), default=20, show_default=True, help=_("How many."))
@output_options
def command(project: str, count: int, out: Output) -> None:
    from qualcode.interchange.history import log_table
    from qualcode.project.history import log_row

    with open_project(project) as opened:
        steps = ({**log_row(step, human=out.in_words), "created": step.created} for step in opened.log(count))
        out.put(log_table(steps), facts=project_facts(opened))
