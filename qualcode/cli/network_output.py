"""How networks are printed: the edges as rows, or the whole network as JSON or GraphML; to the screen or to a file."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from qualcode import files
from qualcode.cli.output import as_json, as_xml, formatted, printable
from qualcode.i18n import _, ngettext, number
from qualcode.model.network import Network

format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(("table", "json", "csv", "graphml", "md")),
    default="table",
    show_default=True,
    help=_("How to print."),
)
output_option = click.option("-o", "--output", type=click.Path(), help=_("Write to this file, not to the terminal."))
top_option = click.option(
    "--top",
    metavar="N",
    type=click.IntRange(min=0),
    help=_("Print the N strongest pairs of a table; 0 prints all (default: 20 on the terminal)."),
)

#: Formats for people, who want the strongest pairs; programs and files get all of them.
_READ = ("table", "md")
_FIRST = 20


def print_network(
    network: Network, format_: str, output: str | None, top: int | None, about: Mapping[str, Any] | None = None
) -> None:
    """Print a network; `top` is how many pairs (0: all); `about` is what JSON says beside nodes and edges."""
    if top is not None and format_ not in _READ:
        raise click.UsageError(_("--top shortens tables; other formats are complete (--min leaves out rare pairs)."))
    if top is None and output is None and format_ in _READ:
        top = _FIRST
    text = _text(network, format_, about or {}, top or None)
    _put(text, output)
    left = len(network.edges) - top if top else 0
    if left > 0:
        more = ngettext("… and {n} more pair", "… and {n} more pairs", left).format(n=number(left))
        click.echo(_("{more} (--top 0 shows all, --min N the frequent ones).").format(more=more), err=True)


def _put(text: str, output: str | None) -> None:
    if output is None:
        # A file must hold what was said; a terminal must not obey it.
        click.echo(printable(text) if sys.stdout.isatty() else text, nl=False)
        return
    files.write(Path(output), text.encode())


def _text(network: Network, format_: str, about: Mapping[str, Any], top: int | None) -> str:
    if format_ == "graphml":
        from qualcode.analysis.graph_files import graphml

        return as_xml(graphml(network).rstrip("\n")) + "\n"
    fields = network.as_dict()
    if format_ == "json":
        return as_json({**about, **fields}, indent=2) + "\n"
    columns = ["source", "target", "count"]
    if network.question.measure != "count":
        columns.append(network.question.measure)
    return formatted(fields["edges"][:top], format_, columns)
