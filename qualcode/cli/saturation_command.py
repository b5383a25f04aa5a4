"""qualcode saturation P"""

from __future__ import annotations

import shutil
from dataclasses import replace

import click

from qualcode.cli.count_output import level_option, where_option
from qualcode.cli.facts import project_facts
from qualcode.cli.options import examples, open_project, project_argument
from qualcode.cli.output import Output, output_options
from qualcode.i18n import _
from qualcode.model.saturation import Saturation
from qualcode.model.table import Column, Table

#: How long the curve gets at most, and which share of a narrow line.
_BAR, _SHARE = 24, 0.2


@click.command(
    "saturation",
    epilog=examples(
        "saturation P --in kind:entretien --order date",
        "saturation P --level 2 -o saturation.xlsx",
    ),
    help=_(
        "How many codes each document brings that none before it had, and the curve that any order of the documents "
        "would give."
    ),
)
@project_argument
@click.option(
    "--order",
    metavar="NAME",
    default="document",
    show_default=True,
    help=_("document (as they stand in the project), coding (when each was first coded) or an attribute such as date."),
)
@where_option
@click.option(
    "--in",
    "within",
    metavar="QUERY",
    help=_("The documents in which this query finds something (default: in which --where does)."),
)
@level_option
@click.option(
    "--rounds",
    type=click.IntRange(min=1, max=100_000),
    default=1_000,
    show_default=True,
    help=_("How many random orders are tried."),
)
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help=_("Where chance begins."))
@output_options
def command(
    project: str,
    order: str,
    where: str,
    within: str | None,
    level: int | None,
    rounds: int,
    seed: int,
    out: Output,
) -> None:
    with open_project(project) as opened:
        found = opened.saturation(where, order=order, level=level, within=within, rounds=rounds, seed=seed)
        table = _drawn(found) if out.format == "table" else found.table()
        about = (_("Query"), where or _("all segments")), (_("Documents"), within)
        out.put(table, data=found.as_dict(), facts=project_facts(opened, *about))


def _drawn(found: Saturation) -> Table:
    """The table with a curve of bars: what there was before a document, then what it brought."""
    table = found.table()
    most, bar = max(1, found.codes), min(_BAR, int(_SHARE * shutil.get_terminal_size((120, 40)).columns))
    bars = []
    for step in found.steps:
        full, before = (round(bar * n / most) for n in (step.cumulative, step.cumulative - len(step.new)))
        bars.append("▒" * before + "█" * (full - before))
    rows = [(*row, bar) for row, bar in zip(table.rows, bars, strict=True)]
    return replace(table, columns=(*table.columns, Column("curve", heading=_("curve"))), rows=rows)
