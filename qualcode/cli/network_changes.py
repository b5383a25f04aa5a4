"""qualcode network diff|refresh P"""

from __future__ import annotations

import click

from qualcode.cli.facts import project_facts
from qualcode.cli.network_facts import FIRST
from qualcode.cli.options import examples, open_project, project_argument
from qualcode.cli.output import Output, output_options, printable
from qualcode.cli.progress import progress_bar
from qualcode.i18n import _
from qualcode.model.network_lists import difference_tables, refreshed_in_words, summed_up

#: Below so many codings a progress bar would only flicker.
MANY_CODINGS = 100_000

_top_option = click.option(
    "--top",
    metavar="N",
    type=click.IntRange(min=0),
    help=_("Print the N largest differences; 0 prints all (default: 20 on the terminal)."),
)


@click.command(
    "diff",
    epilog=examples("network diff P themes"),
    help=_("What differs. From one saved network to another; without OTHER, to how it would be now."),
)
@project_argument
@click.argument("name")
@click.argument("other", required=False)
@_top_option
@output_options
def diff(project: str, name: str, other: str | None, top: int | None, out: Output) -> None:
    with open_project(project) as opened:
        changed = opened.network_diff(name, other)
        facts = project_facts(opened, (_("Network"), name), (_("Other network"), other or _("as it would be now")))
    if not changed and out.format == "table":
        out.write(_("Nothing differs.") + "\n")
        return
    if top is None and out.format == "table" and out.path is None:
        top = FIRST
    nodes, edges = difference_tables(changed, in_words=out.in_words, top=top or None)
    shown = [table for table in (nodes, edges) if table.rows or out.format != "table"]
    out.put(*shown or [nodes], long=edges, data=changed.as_dict(), facts=facts)
    if out.format == "table":
        click.echo(summed_up(changed), err=True)


@click.command(
    "refresh",
    epilog=examples("network refresh P --all"),
    help=_("Count a network again. The question is the same, the answer that of now; one step for undo."),
)
@project_argument
@click.argument("name", required=False)
@click.option("--all", "every", is_flag=True, help=_("All networks that are stale and whose query can be asked."))
def refresh(project: str, name: str | None, every: bool) -> None:
    if (name is None) != every:
        raise click.UsageError(_("Say which network, or --all."))
    with open_project(project) as opened:
        with progress_bar(_("Counting"), MANY_CODINGS) as progress:
            done = opened.refresh_networks(progress) if name is None else [opened.refresh_network(name, progress)]
        left = [saved.name for saved in opened.networks() if saved.reason == "broken"] if every else []
    for one in done:
        click.echo(printable(refreshed_in_words(one.network.summary.name, one.difference if one.counted else None)))
    if every and not done:
        click.echo(_("No network had to be refreshed."))
    for each in left:
        click.echo(printable(_("“{name}” was left: its query can no longer be asked.").format(name=each)), err=True)
