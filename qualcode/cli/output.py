"""How commands print: a `Table` to the terminal or to a file, in the format that was asked for.

A command says `@output_options`, gets an `Output`, and gives it what it found:

    @output_options
    def command(project: str, out: Output) -> None:
        with open_project(project) as opened:
            out.put(documents_table(opened.documents()), facts=project_facts(opened))

Tables are described in `model.table`. A result of another shape (a crosstab) gives its tables for people, and beside
them `long`, one row for each cell, for csv, tsv and JSON lines, and `data` for JSON. Formats of its own are named in
`output_options(GRAPHML)` and written with `out.write`. What comes from outside stays inert everywhere.
"""

from __future__ import annotations

import functools
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from qualcode import files
from qualcode.cli.options import with_options
from qualcode.errors import QualcodeError
from qualcode.i18n import _
from qualcode.model.table import NUMBERS, Column, Table, nothing, one_line, shown

#: Formats, and the suffixes of files that are in them; the first is for the terminal.
FORMATS: Mapping[str, tuple[str, ...]] = {
    "table": (".txt",),
    "csv": (".csv",),
    "tsv": (".tsv", ".tab"),
    "xlsx": (".xlsx",),
    "json": (".json",),
    "jsonl": (".jsonl", ".ndjson"),
    "md": (".md", ".markdown"),
}
#: Suffixes that say no more than that there are words in the file.
_ANY_TEXT = (".txt", "")

#: What a terminal would obey, directions that would make a line read backwards, halves of characters.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True)
class Output:
    """Where to print, and how: `format` is a key of FORMATS or one that the command added; `path` None the terminal."""

    format: str
    path: Path | None = None

    @property
    def for_people(self) -> bool:
        """Whether people read it, who may want less than everything."""
        return self.format in ("table", "md")

    @property
    def in_words(self) -> bool:
        """Whether values are said in the user's language, and not as programs know them."""
        return self.format in ("table", "md", "xlsx")

    def put(
        self,
        *tables: Table,
        long: Table | None = None,
        data: object = None,
        facts: Sequence[tuple[str, object]] = (),
        titles: bool = False,
    ) -> None:
        """Print tables in the format that was asked for, and the notes of a table beside it.

        Only workbooks and pages hold several tables: csv, tsv and JSON lines print `long` (by default the first),
        JSON prints `data` (by default the same rows). `facts` stand on the last sheet of a workbook. A table that
        stands alone on a page has its title above it where `titles` says so.
        """
        if self.format == "xlsx":
            self._save(tables, facts)
        elif self.format == "jsonl" and self.path is None:
            for line in _lines(long or tables[0]):
                click.echo(_escaped(line))
        else:
            self.write(_text(tables, self.format, long or tables[0], data, titles or len(tables) > 1))
        if self.format == "table":
            for note in dict.fromkeys(note for table in tables for note in table.notes):
                click.echo(printable(note), err=True)

    def write(self, text: str) -> None:
        """Print a text that ends its lines itself, to the file or to the terminal."""
        if self.path is not None:
            files.write(self.path, text.encode("utf-8", "replace"))
            self.say_written()
            return
        # A file must hold what was said; a terminal must not obey it.
        click.echo(printable(text) if sys.stdout.isatty() else text, nl=False)

    def say_written(self) -> None:
        """Tell that the file is there; beside what is printed, which may go to another program."""
        click.echo(printable(_("Written: {path}").format(path=self.path)), err=True)

    def _save(self, tables: Iterable[Table], facts: Sequence[tuple[str, object]]) -> None:
        from qualcode.interchange.workbook import save

        if self.path is None:
            save(click.open_file("-", "wb"), tables, facts)
            return
        with files.replacing(self.path) as partial:
            save(partial, tables, facts)
        self.say_written()


def output_options(*more: Any) -> Any:
    """Give a command --format, -o and --force, and an `out: Output`; `more` are formats of its own, as in FORMATS.

    Used bare, or with pairs: `@output_options(("graphml", (".graphml",)))`.
    """
    if more and callable(more[0]):
        return _with_options(more[0], FORMATS)

    def decorate(function: Callable[..., Any]) -> Any:
        return _with_options(function, {**FORMATS, **dict(more)})

    return decorate


def _with_options(function: Callable[..., Any], formats: Mapping[str, tuple[str, ...]]) -> Any:
    @functools.wraps(function)
    def command(*args: Any, format_: str | None, output: str | None, force: bool, **others: Any) -> Any:
        return function(*args, out=chosen(format_, output, force, formats), **others)

    options = (
        click.option(
            "--format",
            "format_",
            type=click.Choice(tuple(formats)),
            help=_("How to print (default: as the suffix of FILE says, else table)."),
        ),
        click.option("-o", "--output", metavar="FILE", type=click.Path(), help=_("Write to this file.")),
        click.option("--force", is_flag=True, help=_("Replace the file if it exists.")),
    )
    return with_options(command, options)


def chosen(
    format_: str | None, output: str | None, force: bool = False, formats: Mapping[str, tuple[str, ...]] = FORMATS
) -> Output:
    """What the options of a command mean.

    Raises UsageError where they contradict each other, QualcodeError where a file stands that is not to be replaced.
    """
    if output is None:
        if format_ == "xlsx" and sys.stdout.isatty():
            raise click.UsageError(_("A workbook is no text for a terminal: write it to a file with -o FILE.xlsx."))
        return Output(format_ or "table")
    if not output.strip():
        raise click.UsageError(_("-o needs the name of a file."))
    path = Path(output)
    special = path.exists() and not path.is_file()
    meant = next((name for name, suffixes in formats.items() if path.suffix.lower() in suffixes), None)
    if format_ is None and meant is None and not special:
        raise click.UsageError(
            _("“{name}” does not say which format is meant: give it a suffix ({suffixes}) or --format.").format(
                name=path.name, suffixes=", ".join(suffixes[0] for suffixes in formats.values())
            )
        )
    vague = path.suffix.lower() in _ANY_TEXT and format_ != "xlsx"
    if format_ is not None and meant not in (None, format_) and not vague:
        raise click.UsageError(
            _("“{name}” would be taken for {meant}, not {format}: drop --format, or name the file *{suffix}.").format(
                name=path.name, meant=meant, format=format_, suffix=formats[format_][0]
            )
        )
    if path.is_file() and not force:
        raise QualcodeError(_("{path} exists already.").format(path=path), _("Use --force to replace it."))
    return Output(format_ or meant or "table", path)


def printable(text: object) -> str:
    """A text that a terminal shows and does not obey."""
    return _CONTROLS.sub("�", str(text))


def as_json(value: object, indent: int | None = None) -> str:
    """JSON that reads back as it was and shows nothing that `printable` would take out."""
    return _escaped(json.dumps(value, ensure_ascii=False, indent=indent))


def _escaped(text: str) -> str:
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def as_xml(text: str) -> str:
    """XML with the same care: such characters are written as references, which read back as they were."""
    return _CONTROLS.sub(lambda found: f"&#x{ord(found[0]):x};", text)


def _text(tables: Sequence[Table], format_: str, long: Table, data: object, titles: bool) -> str:
    from qualcode.interchange import tabular

    if format_ == "table":
        return "\n\n".join(titled(table, titles) for table in tables) + "\n"
    if format_ == "md":
        return tabular.markdown(tables if titles else [untitled(tables[0])])
    if format_ == "json":
        return as_json(list(long.reaching("data").as_dicts()) if data is None else data, indent=2) + "\n"
    if format_ == "jsonl":
        return "".join(f"{_escaped(line)}\n" for line in tabular.json_lines(long))
    return tabular.delimited(long, "\t" if format_ == "tsv" else ",")


def _lines(table: Table) -> Iterable[str]:
    from qualcode.interchange.tabular import json_lines

    return json_lines(table)


def untitled(table: Table) -> Table:
    """The table without its title, where it stands alone."""
    return Table(table.columns, table.rows, "", table.notes, table.order)


def titled(table: Table, with_title: bool = False) -> str:
    """A table as lines for the terminal, below its title if there are others."""
    text = _terminal(table)
    return f"{printable(table.title)}\n{text}" if with_title and table.title else text


def _terminal(table: Table) -> str:
    from qualcode.cli.terminal_table import terminal_table

    read = table.reaching("always", people=True)
    grid = [[_shown(value, column) for value, column in zip(row, read.columns, strict=True)] for row in read.rows]
    if not grid:
        return nothing()
    return terminal_table(
        [printable(column.title) for column in read.columns],
        grid,
        [column.room for column in read.columns],
        [column.kind in NUMBERS for column in read.columns],
    )


def _shown(value: object, column: Column) -> str:
    return printable(one_line(shown(value, column.kind)))
