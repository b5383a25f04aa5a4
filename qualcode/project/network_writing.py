"""Networks and comparisons written to files; the suffix of the name says the format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode import files
from qualcode.errors import QualcodeError
from qualcode.i18n import _
from qualcode.model.network import Network
from qualcode.model.table import Table
from qualcode.project.network_files import FILE_FORMATS, PICTURES, Figure, comparison_file, network_file

if TYPE_CHECKING:
    from qualcode.model.comparison import Comparison

_TABLES = {"json": (".json",), "csv": (".csv",), "tsv": (".tsv",), "md": (".md",), "xlsx": (".xlsx",)}

#: What networks and comparisons are written in, and the suffixes of the files.
NETWORK_SUFFIXES: Mapping[str, tuple[str, ...]] = {**{name: FILE_FORMATS[name] for name in FILE_FORMATS}, **_TABLES}
COMPARISON_SUFFIXES: Mapping[str, tuple[str, ...]] = {**{name: FILE_FORMATS[name] for name in PICTURES}, **_TABLES}


def format_of(path: Path, suffixes: Mapping[str, tuple[str, ...]]) -> str:
    """The format that a name says; nothing for one that says none of them."""
    return next((name for name, known in suffixes.items() if path.suffix.lower() in known), "")


def write_network(path: Path, network: Network, *, figure: Figure = "network", date: str = "") -> None:
    """Write a network: for other programs, as a picture, a page, a table of pairs; see `network_file`.

    `date` is the day on which it was counted, by default today. Raises QualcodeError for a name that says no format,
    and where the file cannot be written; whatever stood there is then as it was.
    """
    from qualcode.analysis import graph_files
    from qualcode.model.network_lists import network_nodes_table

    format_ = _format(path, NETWORK_SUFFIXES)
    if format_ in FILE_FORMATS:
        _put(path, network_file(network, format_, figure=figure, date=date or today()))
    elif format_ == "json":
        _put(path, _json(graph_files.node_link(network)))
    else:
        tables = (replace(network.table(), title=_("Pairs")), network_nodes_table(network))
        _put_tables(path, format_, tables, vars(network.question))


def write_comparison(path: Path, comparison: Comparison, *, date: str = "") -> None:
    """Write a comparison: as an alluvial picture, or as a table of pairs. As `write_network`."""
    format_ = _format(path, COMPARISON_SUFFIXES)
    if format_ in PICTURES:
        _put(path, comparison_file(comparison, format_, date=date or today()))
    elif format_ == "json":
        _put(path, _json(comparison.as_dict()))
    else:
        sides = {f"{name}_query": side.query for name, side in zip("ab", comparison.sides, strict=True)}
        asked = {name: value for name, value in vars(comparison.question).items() if name != "query"}
        _put_tables(path, format_, (comparison.table(),), {**sides, **asked})


def today() -> str:
    """The day as the reader writes it."""
    from datetime import date

    from qualcode.report.attribution import shown_day

    return shown_day(date.today())


def _format(path: Path, suffixes: Mapping[str, tuple[str, ...]]) -> str:
    format_ = format_of(path, suffixes)
    if not format_:
        known = ", ".join(known[0] for known in suffixes.values())
        raise QualcodeError(_("“{name}” does not say which format is meant.").format(name=path.name), known)
    return format_


def _json(data: dict[str, Any]) -> bytes:
    from qualcode.interchange.tabular import as_json

    return as_json(data, 2).encode() + b"\n"


def _put_tables(path: Path, format_: str, tables: tuple[Table, ...], facts: Mapping[str, object]) -> None:
    """Workbooks hold all tables, and what was asked; other formats the first one."""
    from qualcode.interchange import tabular, workbook

    if format_ == "xlsx":
        try:
            with files.replacing(path) as partial:
                workbook.save(partial, tables, tuple(facts.items()))
        except OSError as error:
            raise QualcodeError(files.explain(error, path)) from error
    elif format_ == "md":
        _put(path, tabular.markdown(tables[:1]).encode())
    else:
        _put(path, tabular.delimited(tables[0], "\t" if format_ == "tsv" else ",").encode("utf-8", "replace"))


def _put(path: Path, content: bytes) -> None:
    try:
        files.write(path, content)
    except OSError as error:
        raise QualcodeError(files.explain(error, path)) from error
