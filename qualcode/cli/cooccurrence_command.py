"""qualcode cooccurrence P"""

from __future__ import annotations

import click

from qualcode.cli.network_output import format_option, output_option, print_network, top_option
from qualcode.cli.options import open_project, project_argument
from qualcode.cli.output import printable
from qualcode.i18n import _
from qualcode.model.network import MEASURES, UNITS


@click.command(
    "cooccurrence",
    help=_(
        "Which codes go together: how often, and how strongly. Overlap counts pairs of codings that share a character; "
        "the other units count the sentences, turns, paragraphs, documents or cases that both codes are in."
    ),
)
@project_argument
@click.option("--where", default="", metavar="QUERY", help=_("Count only the codings that a query selects."))
@click.option(
    "--unit", type=click.Choice(UNITS), default="overlap", show_default=True, help=_("Where codes must be together.")
)
@click.option("--level", type=click.IntRange(min=1), help=_("Roll codes up to this depth of the codebook, 1 the top."))
@click.option(
    "--measure", type=click.Choice(MEASURES), default="count", show_default=True, help=_("How strength is told.")
)
@click.option(
    "--min",
    "minimum",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help=_("Leave out pairs met less often."),
)
@click.option("--save", metavar="NAME", help=_("Keep the network in the project under this name."))
@click.option("--replace", is_flag=True, help=_("Let --save replace the network that has the name."))
@top_option
@format_option
@output_option
def command(
    project: str,
    where: str,
    unit: str,
    level: int | None,
    measure: str,
    minimum: int,
    save: str | None,
    replace: bool,
    top: int | None,
    format_: str,
    output: str | None,
) -> None:
    with open_project(project) as opened:
        network = opened.cooccurrence(where, unit=unit, level=level, measure=measure).at_least(minimum)
        if save is not None:
            kept = opened.save_network(save, network, replacing=replace).summary
            click.echo(printable(_("Saved as “{name}”.").format(name=kept.name)), err=True)
    print_network(network, format_, output, top)
