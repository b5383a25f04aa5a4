"""How networks are printed: the edges as rows, or the whole network as JSON or GraphML; to the screen or to a file."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from qualcode import files
from qualcode.cli.output import as_json, as_xml, formatted, printable
from qualcode.i18n import _
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


def print_network(network: Network, format_: str, output: str | None, about: Mapping[str, Any] | None = None) -> None:
    """Print a network; `about` is what JSON says of it beside its nodes and edges."""
    text = _text(network, format_, about or {})
    if output is None:
        # A file must hold what was said; a terminal must not obey it.
        click.echo(printable(text) if sys.stdout.isatty() else text, nl=False)
        return
    files.write(Path(output), text.encode())


def _text(network: Network, format_: str, about: Mapping[str, Any]) -> str:
    if format_ == "graphml":
        from qualcode.analysis.network import graphml

        return as_xml(graphml(network).rstrip("\n")) + "\n"
    fields = network.as_dict()
    if format_ == "json":
        return as_json({**about, **fields}, indent=2) + "\n"
    columns = ["source", "target", "count"]
    if network.question.measure != "count":
        columns.append(network.question.measure)
    return formatted(fields["edges"], format_, columns)
