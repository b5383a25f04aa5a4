"""qualcode verify P"""

from __future__ import annotations

import click

from qualcode.cli.options import open_project, project_argument
from qualcode.cli.output import printable
from qualcode.i18n import _, ngettext, number


@click.command("verify", help=_("Check that nothing is damaged: the file, the quotations, the texts, the history."))
@project_argument
def command(project: str) -> int:
    with open_project(project) as opened:
        problems = opened.verify()
        codings, documents = len(opened.codings()) if not problems else 0, opened.documents() if not problems else []
    for problem in problems:
        click.echo(printable(f"{problem.kind}: {problem.message}"))
    if problems:
        found = ngettext("{n} problem in {path}.", "{n} problems in {path}.", len(problems))
        click.echo(printable(found.format(n=number(len(problems)), path=project)), err=True)
        return 1
    click.echo(
        printable(
            _("{path} is whole: {documents} documents, {codings} codings checked.").format(
                path=project, documents=number(len(documents)), codings=number(codings)
            )
        )
    )
    return 0
