"""qualcode documents P"""

from __future__ import annotations

import click

from qualcode.cli.facts import project_facts
from qualcode.cli.options import open_project, project_argument
from qualcode.cli.output import Output, output_options
from qualcode.i18n import _
from qualcode.model.tables import documents_table


@click.command("documents", help=_("List the documents, with their speakers and attributes."))
@project_argument
@output_options
def command(project: str, out: Output) -> None:
    with open_project(project) as opened:
        out.put(documents_table(opened.documents()), facts=project_facts(opened))
