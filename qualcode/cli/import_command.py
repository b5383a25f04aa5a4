"""qualcode import P FILE|FOLDER|STUDY…"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.options import coder_option, open_project, project_argument
from qualcode.cli.output import Output, printable
from qualcode.cli.progress import progress_bar
from qualcode.i18n import _, ngettext, number
from qualcode.model.document import KINDS
from qualcode.model.table import Column, Table

if TYPE_CHECKING:
    from qualcode.model.document import Draft
    from qualcode.project import Project
    from qualcode.project.importing import ImportResult

#: With fewer files than this a progress bar would only flicker.
MANY = 4

#: What a trial run shows of each file.
COLUMNS = (
    *(Column("name"), Column("kind"), Column("words", "count"), Column("turns", "count")),
    *(Column("speakers"), Column("encoding"), Column("attributes")),
)


def _pairs(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for value in values:
        key, sign, rest = value.partition("=")
        if not sign or not key.strip():
            raise click.BadParameter(_("“{value}” is not of the form KEY=VALUE.").format(value=value))
        if pairs.setdefault(key.strip(), rest.strip()) != rest.strip():
            raise click.BadParameter(_("“{key}” is given two values.").format(key=key.strip()))
    return pairs


@click.command("import", help=_("Import files, folders of files, or a study file (.yaml) with all that it names."))
@project_argument
@click.argument("paths", nargs=-1, required=True, metavar="FILE…", type=click.Path())
@click.option("--kind", type=click.Choice(KINDS), help=_("What the documents are (default: guessed)."))
@click.option("--set", "attributes", multiple=True, callback=_pairs, metavar="KEY=VALUE", help=_("An attribute."))
@click.option(
    "--speaker", "speakers", multiple=True, callback=_pairs, metavar="ALIAS=NAME", help=_("Who a label stands for.")
)
@click.option("--text", "text_columns", multiple=True, metavar="COLUMN", help=_("A column of a table that holds text."))
@click.option("--attribute", "columns", multiple=True, metavar="COLUMN", help=_("A column that is an attribute."))
@click.option("--id", "id_column", metavar="COLUMN", help=_("The column that names each row of a table."))
@click.option("--again", is_flag=True, help=_("Import a file although the project has it already."))
@click.option("--dry-run", is_flag=True, help=_("Show what would be made and change nothing."))
@coder_option
def command(project: str, paths: tuple[str, ...], dry_run: bool, coder: str | None, **options: Any) -> int:
    with open_project(project, coder) as opened:
        studies = [path for path in paths if Path(path).suffix.lower() in (".yaml", ".yml")]
        files = [path for path in paths if path not in studies]
        status = 0
        for study in studies:
            _import_study(opened, study, dry_run, options["again"])
        if files:
            status = _import_files(opened, files, dry_run, options)
        return status


def _import_study(opened: Project, path: str, dry_run: bool, again: bool) -> None:
    with progress_bar(_("Importing"), MANY) as progress:
        result = opened.import_study(path, again=again, dry_run=dry_run, progress=progress)
    _warn(result.warnings)
    _show_drafts(result.drafts)
    words = (
        _("Would import: {documents}, {codes}, {codings}.")
        if dry_run
        else _("Imported: {documents}, {codes}, {codings}.")
    )
    click.echo(
        words.format(
            documents=_count_documents(len(result.drafts)),
            codes=ngettext("{n} code", "{n} codes", result.codes).format(n=number(result.codes)),
            codings=ngettext("{n} coding", "{n} codings", result.codings).format(n=number(result.codings)),
        )
    )


def _import_files(opened: Project, files: Sequence[str], dry_run: bool, options: dict[str, Any]) -> int:
    from qualcode.ingest.manuscript import RowPlan

    rows = None
    if options["text_columns"] or options["columns"] or options["id_column"]:
        rows = RowPlan(options["id_column"], options["text_columns"], options["columns"] or None)
    with progress_bar(_("Importing"), MANY) as progress:
        result = opened.import_files(
            files,
            kind=options["kind"],
            attributes=options["attributes"],
            speakers=options["speakers"],
            rows=rows,
            again=options["again"],
            dry_run=dry_run,
            progress=progress,
        )
    return _report(result, dry_run)


def _report(result: ImportResult, dry_run: bool) -> int:
    _warn(result.warnings)
    _show_drafts(result.drafts)
    if result.drafts:
        words = _("Would import {documents}.") if dry_run else _("Imported {documents}.")
        click.echo(words.format(documents=_count_documents(len(result.drafts))))
    without_text = len(result.cases) - len({name for draft in result.drafts for name in draft.cases})
    if without_text > 0:
        click.echo(
            ngettext(
                "{n} respondent wrote nothing and is kept as a case.",
                "{n} respondents wrote nothing and are kept as cases.",
                without_text,
            ).format(n=without_text)
        )
    for failure in result.failures:
        click.echo(
            printable(_("Not imported: {name}: {reason}").format(name=failure.path, reason=failure.reason)), err=True
        )
    if not result.drafts and not result.failures and not result.cases:
        click.echo(_("There is nothing to import here."), err=True)
        return 1
    return 1 if result.failures else 0


def _show_drafts(drafts: Iterable[Draft]) -> None:
    """A row per file: a table of two hundred respondents is one row, not two hundred."""
    files: dict[str, list[Draft]] = {}
    for draft in drafts:
        files.setdefault(draft.source.sha256 if draft.source else draft.name, []).append(draft)
    rows = [_row(together) for together in files.values()]
    if rows:
        Output("table").put(Table(COLUMNS, rows))


def _row(together: Sequence[Draft]) -> tuple[object, ...]:
    from qualcode.model.text import count_words

    first, several = together[0], len(together) > 1
    last = together[-1].name.rpartition("/")[2]
    attributes = list(first.attributes) if several else [f"{name}={value}" for name, value in first.attributes.items()]
    speakers = (
        speaker.label if speaker.label == speaker.name else f"{speaker.label} = {speaker.name}"
        for speaker in first.speakers
    )
    return (
        f"{first.name} … {last} ({len(together)})" if several else first.name,
        first.kind,
        sum(count_words(draft.text) for draft in together),
        sum(len(draft.turns) for draft in together),
        ", ".join(speakers),
        first.source.encoding if first.source else "",
        "; ".join(attributes),
    )


def _count_documents(n: int) -> str:
    return ngettext("{n} document", "{n} documents", n).format(n=number(n))


def _warn(warnings: Iterable[str]) -> None:
    for warning in warnings:
        click.echo(printable(_("Note: {warning}").format(warning=warning)), err=True)
