"""qualcode codebook check FILE…, load P FILE…, export P FILE"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.options import coder_option, open_project, project_argument
from qualcode.cli.output import printable
from qualcode.errors import CodebookError
from qualcode.i18n import _, mark, ngettext, number

if TYPE_CHECKING:
    from qualcode.interchange.codebook_merge import CodebookDiff

#: How many paths of one kind are spelled out in a diff before the rest is only counted.
SPELLED_OUT = 200
#: How many codes without a definition are named after an export.
NAMED = 5


@click.group(
    "codebook", help=_("Check, load and export codebook files (YAML)."), subcommand_metavar=_("COMMAND [ARGS]…")
)
def command() -> None:
    pass


@command.command("check", help=_("Name every mistake of codebook files with its line."))
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path())
def check(files: tuple[str, ...]) -> int:
    from qualcode.interchange.codebook_yaml import check_codebook_file, load_codebook_file

    wrong = 0
    for file in files:
        try:
            mistakes = check_codebook_file(file)
        except CodebookError as error:
            wrong += 1
            click.echo(printable(error.message))
            continue
        for mistake in mistakes:
            wrong += 1
            click.echo(printable(f"{file}:{mistake.line}: {mistake.message}"))
        if not mistakes:
            book = load_codebook_file(file)
            count = sum(1 for _code in book.walk())
            said = ngettext("{file}: {n} code, no mistake.", "{file}: {n} codes, no mistake.", count)
            click.echo(printable(said.format(file=file, n=number(count))))
    return 1 if wrong else 0


@command.command("load", help=_("Merge codebook files into the project, after showing what they change."))
@project_argument
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path())
@click.option("--yes", "-y", is_flag=True, help=_("Do not ask."))
@click.option("--dry-run", is_flag=True, help=_("Only show what would change."))
@coder_option
def load(project: str, files: tuple[str, ...], yes: bool, dry_run: bool, coder: str | None) -> int:
    from qualcode.interchange.codebook_yaml import load_codebook_file

    read = [load_codebook_file(file) for file in files]
    for file in read:
        for remark in file.remarks:
            click.echo(printable(f"{file.source}:{remark.line}: {remark.message}"), err=True)
    with open_project(project, coder) as opened:
        diff = opened.codebook_diff(*read)
        _show(diff)
        if not diff or dry_run:
            return 0
        if not yes and not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise CodebookError(
                _("Nothing was loaded: there is no terminal to ask on."),
                _("Add --yes to load, or --dry-run to look only."),
            )
        if not yes and not _agrees(_("Load? [Y/n]")):
            click.echo(_("Nothing was loaded."))
            return 1
        opened.load_codebook(*read)
        click.echo(_("Loaded. “qualcode undo” takes it back."))
    return 0


@command.command("export", help=_("Write the codebook to a YAML file; one that stands is brought up to date in place."))
@project_argument
@click.argument("file", type=click.Path())
@click.option("--code", metavar="PATH", help=_("Only this code, with all under it."))
@click.option("--prune", is_flag=True, help=_("Take codes out of the file that the project does not have."))
def export(project: str, file: str, code: str | None, prune: bool) -> None:
    with open_project(project) as opened:
        done = opened.export_codebook(file, code, prune=prune)
    counts = {
        _("added"): done.added,
        _("changed"): done.changed,
        _("removed"): done.removed,
        _("only in the file"): done.only_there,
    }
    parts = [_("{name}: {text}").format(name=word, text=number(len(paths))) for word, paths in counts.items() if paths]
    what = ", ".join(parts)
    said = _("Wrote {path} ({what}).") if what else _("{path} is up to date.")
    click.echo(printable(said.format(path=done.path, what=what)))
    if done.undefined:
        count = len(done.undefined)
        lacking = ngettext(
            "{n} code has no definition yet: {paths}.", "{n} codes have no definition yet: {paths}.", count
        )
        paths = ", ".join(done.undefined[:NAMED]) + ("…" if count > NAMED else "")
        click.echo(printable(lacking.format(n=number(count), paths=paths)))


def _agrees(question: str) -> bool:
    """True for an empty answer and for a yes in English or French."""
    answer = click.prompt(question, default="", show_default=False)
    return answer.strip().casefold() in ("", "y", "yes", "o", "oui")


def _show(diff: CodebookDiff) -> None:
    from qualcode.project.code_merging import field_name

    lines = [f"+ {code.path}" for code in diff.added]
    for change in diff.changed:
        lines.append(f"~ {change.path} · {field_name(change.field)}")
        lines += [f"    - {_value(change.old)}", f"    + {_value(change.new)}"]
    for line in lines[:SPELLED_OUT]:
        click.echo(printable(line))
    if len(lines) > SPELLED_OUT:
        click.echo(_("… and {n} more lines.").format(n=number(len(lines) - SPELLED_OUT)))
    stay = ngettext("{n} code only in the project stays", "{n} codes only in the project stay", len(diff.only_here))
    click.echo(
        mark(";").join(
            [
                ngettext("{n} new code", "{n} new codes", len(diff.added)).format(n=number(len(diff.added))),
                ngettext("{n} changed field", "{n} changed fields", len(diff.changed)).format(
                    n=number(len(diff.changed))
                ),
                ngettext("{n} code as it was", "{n} codes as they were", diff.unchanged).format(
                    n=number(diff.unchanged)
                ),
                stay.format(n=number(len(diff.only_here))),
            ]
        )
        + "."
    )


def _value(value: Any) -> str:
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return " ".join(text.split()) or "∅"
