"""qualcode codes P, and the verbs that change the codebook: add, rename, edit, move, merge, split, delete"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qualcode.cli.facts import project_facts
from qualcode.cli.groups import DefaultGroup
from qualcode.cli.options import coder_option, open_project, project_argument, with_options
from qualcode.cli.output import Output, output_options, printable
from qualcode.i18n import _, ngettext, number
from qualcode.model.tables import codes_table

if TYPE_CHECKING:
    from qualcode.model.code_use import CodeUse
    from qualcode.project.code_merging import Merge

F = TypeVar("F", bound=Callable[..., Any])


@click.group(
    "codes",
    cls=DefaultGroup,
    help=_("Show the codes with their counts (codes P), or change them."),
    subcommand_metavar=_("COMMAND [ARGS]…"),
)
def command() -> None:
    pass


def _fields(function: F) -> F:
    """The options that set the fields of a code."""
    options = (
        click.option("--definition", help=_("What the code means.")),
        click.option("--include", help=_("When to use it.")),
        click.option("--exclude", help=_("When not to.")),
        click.option("--example", help=_("A passage that bears it.")),
        click.option("--reference", help=_("Who coined the notion.")),
        click.option("--color", help=_("#rrggbb")),
        click.option("--cue", "cues", multiple=True, help=_("A word that often announces it; may be repeated.")),
    )
    return with_options(function, options)


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None and value != ()}


@command.command("show", help=_("Show the tree of codes with their counts."))
@project_argument
@click.option("--code", metavar="PATH", help=_("Only this code, with all under it."))
@output_options
def show(project: str, code: str | None, out: Output) -> None:
    with open_project(project) as opened:
        use: list[CodeUse] = opened.codes()
        if code is not None:
            chosen = set(opened.codebook().subtree(opened.resolve_code(code).id))
            use = [one for one in use if one.code.id in chosen]
        facts = project_facts(opened, (_("Code"), code))
    if out.format == "table":
        out.write(_tree(use))
    else:
        out.put(codes_table(use), facts=facts)


@command.command("add", help=_("Make a code."))
@project_argument
@click.argument("path")
@_fields
@click.option("--parents", is_flag=True, help=_("Make the codes above it too if they are missing."))
@coder_option
def add(project: str, path: str, parents: bool, coder: str | None, **fields: Any) -> None:
    with open_project(project, coder) as opened:
        made = opened.add_code(path, parents=parents, **_given(fields))
        _say(_("Made “{code}”."), code=opened.codebook().path(made.id))


@command.command("rename", help=_("Give a code another name where it stands."))
@project_argument
@click.argument("path")
@click.argument("name", metavar="NEW")
def rename(project: str, path: str, name: str) -> None:
    with open_project(project) as opened:
        code = opened.rename_code(path, name)
        _say(_("It is now “{code}”."), code=opened.codebook().path(code.id))


@command.command("edit", help=_("Set the definition and other fields of a code; an empty text clears one."))
@project_argument
@click.argument("path")
@_fields
def edit(project: str, path: str, **fields: Any) -> None:
    given = _given(fields)
    if not given:
        raise click.UsageError(_("Say what to change: --definition, --color…"))
    if given.get("cues") == ("",):
        given["cues"] = ()
    with open_project(project) as opened:
        code = opened.edit_code(path, **given)
        _say(_("“{code}” is up to date."), code=opened.codebook().path(code.id))


@command.command("move", help=_("Put a code, with all under it, below another code or at the top."))
@project_argument
@click.argument("path")
@click.argument("target", required=False)
@click.option("--under", metavar="PATH", help=_("The code that it goes under, as TARGET."))
@click.option("--root", is_flag=True, help=_("To the top of the tree."))
@click.option("--before", metavar="PATH", help=_("The sibling that it goes before; else it comes last."))
def move(project: str, path: str, target: str | None, under: str | None, root: bool, before: str | None) -> None:
    if [target is not None, under is not None, root].count(True) != 1:
        raise click.UsageError(_("Say where to: TARGET, --under PATH or --root."))
    with open_project(project) as opened:
        code = opened.move_code(path, under if target is None else target, before=before)
        _say(_("It is now “{code}”."), code=opened.codebook().path(code.id))


@command.command("merge", help=_("Merge SOURCE into TARGET: codings, memos and codes below go over."))
@project_argument
@click.argument("source")
@click.argument("target")
@click.option("--dry-run", is_flag=True, help=_("Only show what would be done."))
@coder_option
def merge(project: str, source: str, target: str, dry_run: bool, coder: str | None) -> None:
    with open_project(project, coder) as opened:
        _show_merge(opened.merge_codes(source, target, dry_run=dry_run))
    if dry_run:
        click.echo(_("Nothing was changed."))


@command.command("split", help=_("Give some codings of a code to a new code."))
@project_argument
@click.argument("path")
@click.argument("new_path", metavar="NEWPATH")
@click.option("--where", metavar="QUERY", help=_("The codings that this query finds."))
@click.option("--ids", metavar="N,N…", help=_("The codings with these ids."))
@click.option("--definition", help=_("What the new code means."))
@coder_option
def split(
    project: str,
    path: str,
    new_path: str,
    where: str | None,
    ids: str | None,
    definition: str | None,
    coder: str | None,
) -> None:
    if (where is None) == (ids is None):
        raise click.UsageError(_("Say which codings: --where QUERY or --ids N,N…"))
    with open_project(project, coder) as opened:
        # Counted first: the new code may stand below the old one.
        below = opened.found_below(path, where) if where is not None else 0
        made = opened.split_code(path, new_path, _numbers(ids or ""), where=where, **_given({"definition": definition}))
        count = next(one.codings for one in opened.codes() if one.code.id == made.id)
        said = ngettext("Made “{code}” with {n} coding.", "Made “{code}” with {n} codings.", count)
        _say(said, code=opened.codebook().path(made.id), n=number(count))
    if below:
        left = ngettext(
            "{n} coding of codes under it was not touched.", "{n} codings of codes under it were not touched.", below
        )
        _say(left, n=number(below))


@command.command("delete", help=_("Delete a code; its codings move (--move-to) or are deleted only when asked."))
@project_argument
@click.argument("path")
@click.option("--move-to", metavar="PATH", help=_("The code that its codings and memos go to."))
@click.option("--with-codings", "--force", is_flag=True, help=_("Delete its codings and memos too."))
@click.option("--recursive", is_flag=True, help=_("Delete the codes under it too."))
@click.option("--lift", is_flag=True, help=_("Move the codes under it up one level."))
def delete(project: str, path: str, move_to: str | None, with_codings: bool, recursive: bool, lift: bool) -> None:
    if recursive and lift or move_to and with_codings:
        raise click.UsageError(_("Choose one: --recursive or --lift, --move-to or --with-codings."))
    with open_project(project) as opened:
        full = opened.codebook().path(opened.resolve_code(path).id)
        count = opened.delete_code(
            path,
            move_to=move_to,
            with_codings=with_codings,
            children="delete" if recursive else "lift" if lift else "refuse",
        )
    if not count:
        _say(_("Deleted “{code}”."), code=full)
        return
    moved = ngettext("Deleted “{code}”; {n} coding moved.", "Deleted “{code}”; {n} codings moved.", count)
    gone = ngettext("Deleted “{code}” and {n} coding.", "Deleted “{code}” and {n} codings.", count)
    _say(moved if move_to else gone, code=full, n=number(count))


def _tree(use: list[CodeUse]) -> str:
    from rich.cells import cell_len

    if not use:
        return _("There are no codes yet.") + "\n"
    top = min(one.level for one in use)
    names = [printable("  " * (one.level - top) + one.code.name) for one in use]
    heads = (_("code"), _("codings"), _("with subcodes"), _("documents"))
    width = max(cell_len(name) for name in (*names, heads[0]))
    lines = [f"{heads[0]}{' ' * (width - cell_len(heads[0]))}  {'  '.join(heads[1:])}"]
    for name, one in zip(names, use, strict=True):
        cells = (one.codings, one.codings_total, one.documents_total)
        shown = "  ".join(f"{number(n):>{len(head)}}" for n, head in zip(cells, heads[1:], strict=True))
        lines.append(f"{name}{' ' * (width - cell_len(name))}  {shown}")
    return "\n".join([*lines, ""])


def _show_merge(done: Merge) -> None:
    from qualcode.project.code_merging import field_name

    for one, other in done.merged:
        _say(_("“{one}” goes into “{other}”."), one=one, other=other)
    for one, other in done.moved:
        _say(_("“{one}” moves under “{other}”."), one=one, other=other)
    said = ngettext("{n} coding", "{n} codings", done.codings).format(n=number(done.codings))
    if done.duplicates:
        same = ngettext("{n} that the target has already", "{n} that the target has already", done.duplicates)
        said += f" ({same.format(n=number(done.duplicates))})"
    if done.memos:
        said += ", " + ngettext("{n} memo", "{n} memos", done.memos).format(n=number(done.memos))
    click.echo(said)
    if done.filled:
        _say(_("Taken over: {fields}."), fields=", ".join(map(field_name, done.filled)))
    if done.kept:
        _say(
            _("Kept in a memo, because the target says otherwise: {fields}."),
            fields=", ".join(map(field_name, done.kept)),
        )


def _numbers(text: str) -> list[int]:
    try:
        return [int(part) for part in text.replace(",", " ").split()]
    except ValueError as error:
        raise click.BadParameter(_("“{text}” is not a list of numbers.").format(text=text)) from error


def _say(message: str, **values: Any) -> None:
    click.echo(printable(message.format(**values)))
