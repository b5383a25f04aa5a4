"""qualcode backup P DEST"""

from __future__ import annotations

import click

from qualcode.cli.options import open_project, project_argument
from qualcode.cli.output import printable
from qualcode.i18n import _


@click.command("backup", help=_("Copy the project to DEST, even while it is in use."))
@project_argument
@click.argument("dest", type=click.Path())
def command(project: str, dest: str) -> None:
    with open_project(project) as opened:
        made = opened.backup(dest)
    click.echo(printable(_("Copied to {path}.").format(path=made)))
