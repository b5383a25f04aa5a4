"""qualcode verify P"""

from __future__ import annotations

import click

from qualcode.cli.options import open_project, project_argument
from qualcode.cli.output import printable
from qualcode.i18n import _, mark, ngettext, number


@click.command("verify", help=_("Check that nothing is damaged: the file, the quotations, the texts, the history."))
@project_argument
def command(project: str) -> int:
    with open_project(project) as opened:
        problems = opened.verify()
        documents = 0 if problems else len(opened.documents())
        codings = 0 if problems else sum(opened.code_counts().values())
    for problem in problems:
        click.echo(printable(f"{problem.kind}{mark(':')}{problem.message}"))
    if problems:
        found = ngettext("{n} problem in {path}.", "{n} problems in {path}.", len(problems))
        click.echo(printable(found.format(n=number(len(problems)), path=project)), err=True)
        return 1
    click.echo(
        printable(
            _("{path} is whole: {documents} documents, {codings} codings checked.").format(
                path=project, documents=number(documents), codings=number(codings)
            )
        )
    )
    return 0
