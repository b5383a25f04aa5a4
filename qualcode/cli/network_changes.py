"""qualcode network diff|refresh P"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualcode.cli.facts import project_facts
from qualcode.cli.network_facts import FIRST
from qualcode.cli.options import open_project, project_argument
from qualcode.cli.output import Output, output_options, printable
from qualcode.i18n import _, ngettext, number
from qualcode.model.network_lists import difference_tables

if TYPE_CHECKING:
    from qualcode.analysis.network_diff import NetworkDiff, State
    from qualcode.project.saved_networks import Refreshed

_top_option = click.option(
    "--top",
    metavar="N",
    type=click.IntRange(min=0),
    help=_("Print the N largest differences; 0 prints all (default: 20 on the terminal)."),
)


@click.command(
    "diff",
    help=_("What differs from one saved network to another; without OTHER, to how it would be now."),
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


@click.command("refresh", help=_("Count a saved network again with the same question; one step for undo."))
@project_argument
@click.argument("name", required=False)
@click.option("--all", "every", is_flag=True, help=_("All networks that are stale and whose query can be asked."))
def refresh(project: str, name: str | None, every: bool) -> None:
    if (name is None) != every:
        raise click.UsageError(_("Say which network, or --all."))
    with open_project(project) as opened:
        done = opened.refresh_networks() if name is None else [opened.refresh_network(name)]
        left = [saved.name for saved in opened.networks() if saved.reason == "broken"] if every else []
    for one in done:
        click.echo(printable(_line(one)))
    if every and not done:
        click.echo(_("No network had to be refreshed."))
    for each in left:
        click.echo(printable(_("“{name}” was left: its query can no longer be asked.").format(name=each)), err=True)


def _line(done: Refreshed) -> str:
    name = done.network.summary.name
    if not done.counted:
        return _("“{name}” is up to date.").format(name=name)
    line = _("Refreshed: network “{name}”.").format(name=name)
    return f"{line} {summed_up(done.difference) if done.difference else _('Nothing differs.')}"


def summed_up(changed: NetworkDiff) -> str:
    """« Codes: 1 added, 2 gone. Pairs: 3 changed. »; what did not happen is left out."""
    counts = (
        (_("Codes: {changes}."), [node.state for node in changed.nodes], len(changed.renamed)),
        (_("Pairs: {changes}."), [edge.state for edge in changed.edges], 0),
    )
    said = ((line, _in_words(states, renamed)) for line, states, renamed in counts)
    return " ".join(line.format(changes=", ".join(words)) for line, words in said if words)


def _in_words(states: list[State], renamed: int) -> list[str]:
    """How often each of the things that can happen did."""
    added, gone, changed = (states.count(state) for state in ("added", "gone", "changed"))
    said = (
        (added, ngettext("{n} added", "{n} added", added)),
        (gone, ngettext("{n} gone", "{n} gone", gone)),
        (changed, ngettext("{n} changed", "{n} changed", changed)),
        (renamed, ngettext("{n} renamed", "{n} renamed", renamed)),
    )
    return [words.format(n=number(count)) for count, words in said if count]
