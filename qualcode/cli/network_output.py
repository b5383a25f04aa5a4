"""How networks are printed: pairs or a matrix as a table, the whole network for a program, a figure, a page.

A command says `@network_options`, gets a `Wish`, and gives it to `print_network` with the network.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import click

from qualcode import files
from qualcode.cli.count_output import parts
from qualcode.cli.network_facts import FIRST
from qualcode.cli.options import with_options
from qualcode.cli.output import Output, as_json, as_xml, output_options
from qualcode.i18n import _, ngettext, number
from qualcode.model.network import Network
from qualcode.model.table import Table
from qualcode.project.network_files import FIGURES, FILE_FORMATS, PICTURES, Figure, network_file
from qualcode.project.network_writing import today
from qualcode.report.figures.names import short_names

_XML = ("graphml", "gexf", "svg")
_TABLES = ("table", "md", "csv", "tsv", "xlsx", "jsonl")


@dataclass(frozen=True)
class Wish:
    """How a network is to come out: where and in which format; how many pairs (0 all, None as is usual there)."""

    out: Output
    top: int | None = None
    matrix: bool = False
    figure: Figure = "network"


def network_options(function: Callable[..., Any]) -> Any:
    """Give a command --format, -o, --force, --top, --matrix and --figure, and a `wish: Wish`."""

    @functools.wraps(function)
    def command(*args: Any, out: Output, top: int | None, matrix: bool, figure: Figure | None, **others: Any) -> Any:
        return function(*args, wish=_checked(out, top, matrix, figure), **others)

    return with_options(output_options(*FILE_FORMATS.items())(command), _OPTIONS)


def picture_options(function: Callable[..., Any]) -> Any:
    """`output_options` with the formats of figures."""
    return output_options(*((name, FILE_FORMATS[name]) for name in PICTURES))(function)


_OPTIONS = (
    click.option(
        "--top",
        metavar="N",
        type=click.IntRange(min=0),
        help=_("Print the N strongest pairs of a table; 0 prints all (default: 20 on the terminal)."),
    ),
    click.option("--matrix", is_flag=True, help=_("Print codes by codes, not a list of pairs.")),
    click.option(
        "--figure",
        type=click.Choice(FIGURES),
        help=_("What an svg or png shows: codes joined by lines, or a matrix (default: network)."),
    ),
)


def _checked(out: Output, top: int | None, matrix: bool, figure: Figure | None) -> Wish:
    refuse_top(out, top, matrix)
    if matrix and out.format not in _TABLES:
        raise click.UsageError(_("--matrix is for tables: csv, xlsx, md."))
    if figure and out.format not in PICTURES:
        raise click.UsageError(_("--figure is for pictures: write them with -o FILE.svg or -o FILE.png."))
    refuse_terminal(out)
    return Wish(out, top, matrix, figure or "network")


def print_network(network: Network, wish: Wish, about: Mapping[str, Any] | None = None) -> None:
    """Print a network; `about` is what JSON and workbooks say beside its nodes and edges."""
    out, facts = wish.out, about or {}
    if out.format in FILE_FORMATS:
        put_file(out, network_file(network, out.format, figure=wish.figure, date="" if _kept(network) else today()))
    elif out.format == "json":
        from qualcode.analysis.graph_files import node_link

        out.write(as_json({**facts, **node_link(network)}, indent=2) + "\n")
    elif wish.matrix:
        _print_matrix(network, out, facts)
    else:
        _print_pairs(network, wish, facts)


def _print_matrix(network: Network, out: Output, facts: Mapping[str, Any]) -> None:
    from qualcode.analysis.graph_files import matrix_table

    table = matrix_table(network)
    if not out.for_people:
        out.put(table, facts=tuple(facts.items()))
        return
    named = _numbered(table, network.question.minimum)
    out.put(*(parts(named) if out.format == "table" else [named]), long=table)


def _numbered(table: Table, minimum: int) -> Table:
    """The matrix as one reads it: names beside the rows, above the columns the numbers of the rows."""
    names = short_names(column.key for column in table.columns[1:])
    width = len(str(len(names)))
    rows = [
        (f"{i:{width}} {names[str(code)]}", *("·" if value == 0 else value for value in values))
        for i, (code, *values) in enumerate(table.rows, start=1)
    ]
    columns = [replace(column, heading=str(i)) for i, column in enumerate(table.columns[1:], start=1)]
    said = ngettext(
        "Columns have the numbers of the rows. ·: two codes that were not met together.",
        "Columns have the numbers of the rows. ·: two codes that were met together less than {n} times.",
        minimum,
    ).format(n=number(minimum))
    return replace(table, columns=(table.columns[0], *columns), rows=rows, notes=(said,))


def _print_pairs(network: Network, wish: Wish, facts: Mapping[str, Any]) -> None:
    wish.out.put(pairs(network, wish), facts=tuple(facts.items()))
    say_what_is_left(network, wish)


def pairs(network: Network, wish: Wish) -> Table:
    """The pairs as a table, as many as were wished for."""
    table = network.table()
    return replace(table, title=_("Pairs"), rows=list(islice(table.rows, _top(wish))))


def say_what_is_left(network: Network, wish: Wish) -> None:
    """How many pairs `pairs` leaves out, if any, and how to see them."""
    say_left(len(network.edges) - (_top(wish) or len(network.edges)))


def say_left(left: int) -> None:
    """That so many pairs are not shown, if any, and how to see them."""
    if left > 0:
        more = ngettext("… and {n} more pair", "… and {n} more pairs", left).format(n=number(left))
        click.echo(_("{more} (--top 0 shows all, --min N the frequent ones).").format(more=more), err=True)


def refuse_top(out: Output, top: int | None, matrix: bool = False) -> None:
    """Refuse to shorten what is no list for people; raises UsageError."""
    if top is not None and (matrix or not out.for_people):
        raise click.UsageError(_("--top shortens tables; other formats are complete (--min leaves out rare pairs)."))


def _top(wish: Wish) -> int | None:
    """How many pairs are printed; None for all."""
    if wish.top is None and wish.out.path is None and wish.out.for_people:
        return FIRST
    return wish.top or None


def put_file(out: Output, made: bytes) -> None:
    """Write a file of one of FILE_FORMATS, or print it; a picture is never printed to a terminal."""
    if out.path is not None:
        files.write(out.path, made)
        out.say_written()
    elif out.format == "png":
        refuse_terminal(out)
        sys.stdout.buffer.write(made)
    else:
        text = made.decode()
        out.write(as_xml(text.rstrip("\n")) + "\n" if out.format in _XML else text)


def refuse_terminal(out: Output) -> None:
    """Raise UsageError for a picture that would be printed to a terminal."""
    if out.format == "png" and out.path is None and sys.stdout.isatty():
        raise click.UsageError(_("A picture is no text for a terminal: write it to a file with -o FILE.png."))


def _kept(network: Network) -> bool:
    """Whether a network knows itself when it was counted."""
    from qualcode.model.saved_network import SavedNetwork

    return isinstance(network, SavedNetwork)
