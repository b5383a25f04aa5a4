"""qualcode network list|show|delete P"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualcode.cli import output
from qualcode.cli.network_output import Wish, network_options, print_network
from qualcode.cli.options import open_project, project_argument
from qualcode.cli.output import print_rows, printable
from qualcode.i18n import _
from qualcode.model.moment import local_moment

if TYPE_CHECKING:
    from qualcode.model.saved_network import NetworkSummary


@click.group(
    "network",
    help=_("List, show and delete the networks that `cooccurrence --save` keeps."),
    subcommand_metavar=_("COMMAND [ARGS]…"),
)
def command() -> None:
    pass


@command.command("list", help=_("The saved networks; stale when what was counted has changed since."))
@project_argument
@output.format_option
def list_(project: str, format_: str) -> None:
    with open_project(project) as opened:
        rows = [_fields(saved) for saved in opened.networks()]
    columns = ["name", "unit", "measure", "level", "minimum", "query", "nodes", "edges", "stale", "created"]
    if format_ in ("json", "jsonl"):
        columns.append("digest")
    if format_ in ("table", "md"):
        rows = [{**row, "created": local_moment(row["created"])} for row in rows]
    print_rows([{name: row[name] for name in columns} for row in rows], format_, columns)


@command.command("show", help=_("Print a saved network as it was counted."))
@project_argument
@click.argument("name")
@network_options
def show(project: str, name: str, wish: Wish) -> None:
    with open_project(project) as opened:
        network = opened.network(name)
    if network.stale:
        click.echo(
            printable(_("“{name}” is stale: codings or codes have changed since.").format(name=network.summary.name)),
            err=True,
        )
    print_network(network, wish, about=_fields(network.summary))


@command.command("delete", help=_("Delete a saved network; undo brings it back."))
@project_argument
@click.argument("name")
def delete(project: str, name: str) -> None:
    with open_project(project) as opened:
        gone = opened.delete_network(name)
    click.echo(printable(_("Deleted: network “{name}”.").format(name=gone.name)))


def _fields(saved: NetworkSummary) -> dict[str, Any]:
    return {
        "name": saved.name,
        **vars(saved.question),
        "nodes": saved.node_count,
        "edges": saved.edge_count,
        "stale": saved.stale,
        "created": saved.created,
        "digest": saved.digest,
    }
