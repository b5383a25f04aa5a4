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
    from qualcode.project.history import described

    with open_project(project) as opened:
        for _time in range(times):
            click.echo(printable(_("Redone: {action}").format(action=described(opened.redo()))))
