"""qualcode network list|show|export|analyse|passages|diff|refresh|rename|delete P"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from qualcode.cli import network_analysis, network_changes
from qualcode.cli.facts import project_facts
from qualcode.cli.network_facts import FIRST, network_facts, say_if_stale
from qualcode.cli.network_output import Wish, network_options, pairs, print_network, say_what_is_left
from qualcode.cli.options import examples, open_project, project_argument, with_options
from qualcode.cli.output import Output, output_options, printable
from qualcode.i18n import _
from qualcode.model.network_lists import network_nodes_table, networks_table
from qualcode.model.saved_network import SavedNetwork
from qualcode.model.table import Table


@click.group(
    "network",
    help=_("The networks that `cooccurrence --save` keeps: show, analyse, compare, refresh, export, delete them."),
    subcommand_metavar=_("COMMAND [ARGS]…"),
)
def command() -> None:
    pass


@command.command("list", help=_("The saved networks; stale when what was counted has changed since."))
@project_argument
@output_options
def list_(project: str, out: Output) -> None:
    with open_project(project) as opened:
        out.put(networks_table(opened.networks()), facts=project_facts(opened))


def _part_options(function: Callable[..., Any]) -> Any:
    return with_options(function, _PART)


_PART = (
    click.option("--ego", metavar="CODE", help=_("Only this code, its neighbours, and the pairs among them.")),
    click.option(
        "--radius",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        metavar="N",
        help=_("With --ego: how many steps away neighbours may be."),
    ),
    click.option(
        "--backbone",
        type=click.FloatRange(0, 1, min_open=True),
        metavar="ALPHA",
        help=_("Only pairs that stand out among those of one of their codes: disparity filter below ALPHA."),
    ),
    click.option("--min", "least", type=click.IntRange(min=1), metavar="N", help=_("Only pairs met at least N times.")),
)


@command.command(
    "show",
    epilog=examples("network show P themes --ego facteurs"),
    help=_("Print a network. Its codes and its pairs, as they were counted."),
)
@project_argument
@click.argument("name")
@_part_options
@click.option("--nodes", is_flag=True, help=_("Print the codes only, with all that was found for them."))
@network_options
def show(project: str, name: str, nodes: bool, wish: Wish, **part: Any) -> None:
    out = wish.out
    with open_project(project) as opened:
        network = opened.network_part(name, **part)
        facts = project_facts(opened, *network_facts(network.summary))
    say_if_stale(network.summary)
    if nodes:
        out.put(_codes(network, wish), facts=facts)
    elif out.in_words and not wish.matrix:
        out.put(_codes(network, wish), pairs(network, wish), facts=facts)
        say_what_is_left(network, wish)
    else:
        print_network(network, wish, about=network.summary.as_dict())


@command.command(
    "export",
    epilog=examples("network export P themes -o themes.html", "network export P themes --matrix -o themes.xlsx"),
    help=_(
        "Write a network to a file. For another program or as a figure: graphml, gexf, dot, json (node-link), csv, "
        "svg, png, html; the suffix of FILE says which. --matrix writes codes by codes."
    ),
)
@project_argument
@click.argument("name")
@_part_options
@network_options
def export(project: str, name: str, wish: Wish, **part: Any) -> None:
    if wish.out.format == "table":
        raise click.UsageError(_("Say what to write: -o FILE.graphml, or --format. To read it: qualcode network show."))
    with open_project(project) as opened:
        network = opened.network_part(name, **part)
        facts = project_facts(opened, *network_facts(network.summary))
    say_if_stale(network.summary)
    print_network(network, wish, about=dict(facts) if wish.out.format == "xlsx" else network.summary.as_dict())


@command.command("rename", help=_("Give a saved network another name."))
@project_argument
@click.argument("name")
@click.argument("new")
def rename(project: str, name: str, new: str) -> None:
    with open_project(project) as opened:
        now = opened.rename_network(name, new)
    click.echo(printable(_("Renamed: network “{name}”.").format(name=now.name)))


@command.command("delete", help=_("Delete a saved network; undo brings it back."))
@project_argument
@click.argument("name")
def delete(project: str, name: str) -> None:
    with open_project(project) as opened:
        gone = opened.delete_network(name)
    click.echo(printable(_("Deleted: network “{name}”.").format(name=gone.name)))


def _codes(network: SavedNetwork, wish: Wish) -> Table:
    if not wish.out.for_people:
        return network_nodes_table(network)
    usual = FIRST if wish.out.path is None else len(network.nodes)
    return network_nodes_table(network, usual if wish.top is None else wish.top or len(network.nodes))


for _each in (network_analysis.analyse, network_analysis.passages, network_changes.diff, network_changes.refresh):
    command.add_command(_each)
