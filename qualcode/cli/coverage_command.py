"""qualcode coverage P"""

from __future__ import annotations

import click

from qualcode.cli.count_output import level_option, where_option
from qualcode.cli.facts import project_facts
from qualcode.cli.options import Units, examples, open_project, project_argument
from qualcode.cli.output import Output, output_options
from qualcode.i18n import _


@click.command(
    "coverage",
    epilog=examples(
        "coverage P --by document --in kind:entretien",
        "coverage P --by code --level 1",
    ),
    help=_("How much of what respondents say is coded, in characters: in all, by code, document or speaker."),
)
@project_argument
@click.option("--by", type=Units(("code", "document", "speaker")), help=_("A line for each of these."))
@where_option
@click.option(
    "--in",
    "within",
    metavar="QUERY",
    help=_("Only the documents in which this query finds something are the text that is covered (default: all)."),
)
@level_option
@output_options
def command(project: str, by: str | None, where: str, within: str | None, level: int | None, out: Output) -> None:
    with open_project(project) as opened:
        found = opened.coverage(where, by, level=level, within=within)
        about = (_("Query"), where or _("all segments")), (_("Documents"), within)
        out.put(found.table(), data=found.as_dict(), facts=project_facts(opened, *about))
