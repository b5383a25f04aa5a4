"""qualcode grid P"""

from __future__ import annotations

from dataclasses import replace

import click

from qualcode.cli.count_output import level_option, min_cell_option, put_wide, where_option
from qualcode.cli.facts import project_facts
from qualcode.cli.options import examples, open_project, project_argument
from qualcode.cli.output import Output, output_options
from qualcode.i18n import _


@click.command(
    "grid",
    epilog=examples(
        "grid P --columns role --level 1 --all",
        "grid P --where 'kind:entretien' --columns site --min-cell 3 -o sites.xlsx",
    ),
    help=_(
        "Count segments by two things, empty cells included: code, document, kind, speaker, case, coder or an "
        "attribute. With percentages and tests: query --count-by A --count-by B."
    ),
)
@project_argument
@click.option("--rows", metavar="NAME", default="code", show_default=True, help=_("What the rows are."))
@click.option("--columns", metavar="NAME", default="case", show_default=True, help=_("What the columns are."))
@click.option(
    "--measure",
    type=click.Choice(("segments", "respondents", "documents", "characters")),
    default="segments",
    show_default=True,
    help=_("What is counted; what several segments share counts once among characters."),
)
@where_option
@level_option
@min_cell_option
@click.option("--all", "every", is_flag=True, help=_("Show the rows and columns in which nothing was found, too."))
@output_options
def command(
    project: str,
    rows: str,
    columns: str,
    measure: str,
    where: str,
    level: int | None,
    min_cell: int,
    every: bool,
    out: Output,
) -> None:
    with open_project(project) as opened:
        grid = opened.grid(where, rows, columns, measure=measure, level=level, every=every, min_cell=min_cell)
        about = (_("Query"), where or _("all segments")), (_("Fewest respondents in a cell"), min_cell or None)
        table = replace(grid.page(), notes=grid.notes()) if out.for_people else grid.table()
        put_wide(table, grid.as_dict(), out, project_facts(opened, *about))
