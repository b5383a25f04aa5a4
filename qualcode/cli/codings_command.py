"""qualcode codings load|export P FILE"""

from __future__ import annotations

import click

from qualcode.cli.options import coder_option, open_project, project_argument
from qualcode.cli.output import printable
from qualcode.i18n import _, ngettext, number


@click.group("codings", help=_("Load codings from files (.csv, .jsonl), or write them to one."))
def command() -> None:
    pass


@command.command("load", help=_("Put the codings of files onto the documents; all of them or, with an error, none."))
@project_argument
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path())
@click.option("--create", is_flag=True, help=_("Make the codes that are missing."))
@click.option("--dry-run", is_flag=True, help=_("Check the files and change nothing."))
@coder_option
def load(project: str, files: tuple[str, ...], create: bool, dry_run: bool, coder: str | None) -> None:
    with open_project(project, coder) as opened:
        new = opened.load_codings(files, create=create, dry_run=dry_run)
    message = (
        ngettext("{n} coding would be added.", "{n} codings would be added.", new)
        if dry_run
        else ngettext("{n} coding added.", "{n} codings added.", new)
    )
    click.echo(message.format(n=number(new)))


@command.command(
    "export",
    help=_("Write the codings to a file that `codings load` reads (.csv, .tsv, .jsonl), or to a workbook (.xlsx)."),
)
@project_argument
@click.argument("file", type=click.Path())
@click.option("--force", is_flag=True, help=_("Replace the file if it exists."))
def export(project: str, file: str, force: bool) -> None:
    with open_project(project) as opened:
        count = opened.export_codings(file, force=force)
    click.echo(
        printable(
            ngettext("{n} coding written to {file}.", "{n} codings written to {file}.", count).format(
                n=number(count), file=file
            )
        )
    )
