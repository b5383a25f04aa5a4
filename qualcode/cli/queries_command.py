"""qualcode queries list|show|save|rename|delete|versions P: the queries that a project keeps under names"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualcode.cli.facts import project_facts
from qualcode.cli.groups import DefaultGroup
from qualcode.cli.options import coder_option, examples, open_project, project_argument
from qualcode.cli.output import Output, output_options, printable
from qualcode.i18n import _
from qualcode.model.query_named import SavedQuery, spelled
from qualcode.model.tables import queries_table, query_versions_table

if TYPE_CHECKING:
    from qualcode.project import Project


class _Queries(DefaultGroup):
    default = "list"


@click.group(
    "queries",
    cls=_Queries,
    help=_("Keep queries under names: @name stands for the query in other queries."),
    subcommand_metavar=_("COMMAND [ARGS]…"),
)
def command() -> None:
    pass


@command.command("list", help=_("The named queries, with what is wrong with those that cannot be asked."))
@project_argument
@output_options
def list_(project: str, out: Output) -> None:
    with open_project(project) as opened:
        out.put(queries_table(opened.queries()), facts=project_facts(opened))


@command.command("show", help=_("Print one named query, with what it uses and what uses it."))
@project_argument
@click.argument("name")
@output_options
def show(project: str, name: str, out: Output) -> None:
    with open_project(project) as opened:
        saved = opened.named_query(name)
        if out.format == "table":
            out.write(_page(opened, saved))
        else:
            out.put(queries_table([saved]), data=saved.as_dict(), facts=project_facts(opened))


@command.command(
    "save",
    epilog=examples("queries save P delegates 'code:\"dirty work/délégation\"'"),
    help=_("Keep a query under a name."),
)
@project_argument
@click.argument("name")
@click.argument("query")
@click.option("--note", help=_("What the query is for."))
@click.option("--replace", "replacing", is_flag=True, help=_("Replace the query of that name."))
@coder_option
def save(project: str, name: str, query: str, note: str | None, replacing: bool, coder: str | None) -> None:
    with open_project(project, coder) as opened:
        _say_saved(opened, opened.save_query(name, query, note, replacing))


@command.command("rename", help=_("Give a named query another name, also in the queries that use it."))
@project_argument
@click.argument("name", metavar="OLD")
@click.argument("new", metavar="NEW")
@coder_option
def rename(project: str, name: str, new: str, coder: str | None) -> None:
    with open_project(project, coder) as opened:
        saved = opened.rename_query(name, new)
        users = opened.query_users(saved.name)
    _say(_("The query is called {name} now.").format(name=spelled(saved.name)))
    if users:
        _say(_("Also where it is used: {users}.").format(users=", ".join(users)))


@command.command("delete", help=_("Delete a named query; undo brings it back."))
@project_argument
@click.argument("name")
@click.option("--force", is_flag=True, help=_("Delete it also when other queries or networks use it."))
@coder_option
def delete(project: str, name: str, force: bool, coder: str | None) -> None:
    with open_project(project, coder) as opened:
        users = opened.query_users(name)
        gone = opened.delete_query(name, force=force)
    _say(_("Deleted: query {name}.").format(name=spelled(gone.name)))
    if users:
        _say(_("These use it and cannot be asked any more: {users}.").format(users=", ".join(users)))


@command.command("versions", help=_("What a named query said before, when and by whom."))
@project_argument
@click.argument("name")
@output_options
def versions(project: str, name: str, out: Output) -> None:
    with open_project(project) as opened:
        out.put(query_versions_table(opened.query_versions(name), in_words=out.in_words), facts=project_facts(opened))


def _say_saved(project: Project, saved: SavedQuery) -> None:
    """Say that a query is kept, and how it is used."""
    _say(_("Kept: {name}, which finds {count}.").format(name=spelled(saved.name), count=_found(project, saved)))


def _found(project: Project, saved: SavedQuery) -> str:
    return project.counted_in_words(project.hits(saved.query))


def _page(project: Project, saved: SavedQuery) -> str:
    lines = [spelled(saved.name), f"  {saved.query}"]
    lines += [f"  {line}" for line in saved.note.splitlines()]
    if saved.uses:
        lines.append(_("Uses: {names}").format(names=", ".join(map(spelled, saved.uses))))
    users = project.query_users(saved.name)
    if users:
        lines.append(_("Used by: {names}").format(names=", ".join(users)))
    if saved.broken:
        lines.append(_("Broken: {reason}").format(reason=saved.broken))
        lines += saved.hint.splitlines()
    else:
        lines.append(_("Finds {count}.").format(count=_found(project, saved)))
    return "".join(f"{printable(line)}\n" for line in lines)


def _say(line: str) -> None:
    click.echo(printable(line))
