"""qualcode redo P"""

from __future__ import annotations

import click

from qualcode.cli.options import open_project, project_argument
from qualcode.cli.output import printable
from qualcode.i18n import _


@click.command("redo", help=_("Do again what was undone."))
@project_argument
@click.option("-n", "--times", type=click.IntRange(min=1), default=1, help=_("How many actions."))
def command(project: str, times: int) -> None:
    from qualcode.project.history import action_name

    with open_project(project) as opened:
        for _time in range(times):
            step = opened.redo()
            click.echo(
                printable(_("Redone: {action} {detail}").format(action=action_name(step.kind), detail=step.detail))
            )
