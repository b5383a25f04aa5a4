"""qualcode report P -o R.docx"""

from __future__ import annotations

from typing import Any

import click

from qualcode.cli.options import open_project, project_argument
from qualcode.cli.output import printable
from qualcode.cli.progress import progress_bar
from qualcode.i18n import _, ngettext, number

#: With fewer quotations than this a progress bar would only flicker.
MANY = 2_000


@click.command("report", help=_("Write a Word report: each code (or document) with its definition and its segments."))
@project_argument
@click.option("-o", "--output", required=True, metavar="R.docx", type=click.Path(), help=_("The file to write."))
@click.option("--where", default="", metavar="QUERY", help=_("Only the segments that a query finds."))
@click.option("--code", "codes", multiple=True, metavar="PATH", help=_("Only this code and the codes under it."))
@click.option(
    "--by", type=click.Choice(("code", "document")), default="code", show_default=True, help=_("What a chapter is.")
)
@click.option("--title", metavar="T", help=_("The title (default: the name of the project)."))
@click.option("--anonymous", is_flag=True, help=_("Name documents by kind, number and date, people by function only."))
@click.option("--force", is_flag=True, help=_("Overwrite the file if it is there."))
def command(project: str, output: str, **options: Any) -> None:
    with open_project(project) as opened, progress_bar(_("Writing"), MANY) as progress:
        written = opened.report(output, progress=progress, **options)
    segments = ngettext("{n} segment", "{n} segments", written.segments).format(n=number(written.segments))
    codes = ngettext("{n} code", "{n} codes", written.codes).format(n=number(written.codes))
    click.echo(
        printable(
            _("{segments} of {codes} written to {path}.").format(segments=segments, codes=codes, path=written.path)
        )
    )
