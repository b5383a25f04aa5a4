"""qualcode network analyse|passages P"""

from __future__ import annotations

import click

from qualcode.cli.facts import project_facts
from qualcode.cli.network_facts import FIRST, network_facts, say_if_stale
from qualcode.cli.options import examples, open_project, project_argument
from qualcode.cli.output import Output, output_options, printable
from qualcode.i18n import _, ngettext, number
from qualcode.model.network import SEED
from qualcode.model.network_lists import edge_passages_table, edge_segments_table, network_nodes_table
from qualcode.model.saved_network import Analysis


@click.command(
    "analyse",
    epilog=examples("network analyse P themes"),
    help=_(
        "Find the place of each code. Kept with the network: degree, strength, betweenness, community and component "
        "of its codes, the disparity of its pairs. Definitions: docs/networks.md."
    ),
)
@project_argument
@click.argument("name")
@click.option(
    "--seed", type=int, default=SEED, show_default=True, help=_("What chance is drawn from for the communities.")
)
@click.option(
    "--resolution",
    type=click.FloatRange(min=0, min_open=True),
    default=1.0,
    show_default=True,
    help=_("Above 1 for smaller communities, below 1 for larger ones."),
)
@click.option("--top", metavar="N", type=click.IntRange(min=0), help=_("Print the N strongest codes; 0 prints all."))
@output_options
def analyse(project: str, name: str, seed: int, resolution: float, top: int | None, out: Output) -> None:
    with open_project(project) as opened:
        network = opened.analyse_network(name, seed=seed, resolution=resolution)
        facts = project_facts(opened, *network_facts(network.summary))
    say_if_stale(network.summary)
    usual = FIRST if out.path is None else len(network.nodes)
    shown = (usual if top is None else top or len(network.nodes)) if out.for_people else None
    whole = network.summary.origin.analysis or Analysis()
    data = {"analysis": whole.as_dict(), "nodes": network.as_dict()["nodes"]}
    out.put(network_nodes_table(network, shown), data=data, facts=facts)
    if out.format == "table":
        click.echo(_whole(whole), err=True)


def _whole(found: Analysis) -> str:
    communities = ngettext("{n} community", "{n} communities", found.communities).format(n=number(found.communities))
    components = ngettext("{n} component", "{n} components", found.components).format(n=number(found.components))
    return _("{communities} (modularity {modularity}), {components}; density {density}.").format(
        communities=communities,
        modularity=number(found.modularity, 3),
        components=components,
        density=number(found.density, 3),
    )


@click.command(
    "passages",
    epilog=examples('network passages P themes "non-demande" "facteurs"'),
    help=_("Where two codes meet. The passages that a pair of a saved network counts, with what they share."),
)
@project_argument
@click.argument("name")
@click.argument("source")
@click.argument("target")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help=_("Show the first so many only."))
@output_options
def passages(project: str, name: str, source: str, target: str, limit: int | None, out: Output) -> None:
    with open_project(project) as opened:
        network = opened.network(name)
        found = opened.edge_passages(network, source, target)
        facts = project_facts(opened, *network_facts(network.summary), (_("Pair"), f"{source} – {target}"))
    say_if_stale(network.summary)
    shown = found[:limit]
    out.put(
        edge_passages_table(shown),
        long=edge_segments_table(shown),
        data=[passage.as_dict() for passage in shown],
        facts=facts,
    )
    if out.format == "table":
        said = ngettext("They meet in {n} place.", "They meet in {n} places.", len(found))
        click.echo(printable(said.format(n=number(len(found)))), err=True)
