"""qualcode new P"""

from __future__ import annotations

import click

from qualcode.cli.options import project_argument
from qualcode.cli.output import printable
from qualcode.i18n import _


@click.command("new", help=_("Make an empty project. Without a suffix, P becomes P.qualcode."))
@project_argument
@click.option("--name", help=_("The name of the study (default: that of the file)."))
def command(project: str, name: str | None) -> None:
    from qualcode.project import new_project

    with new_project(project, name=name) as made:
        click.echo(printable(_("Made {path}.").format(path=made.path)))
