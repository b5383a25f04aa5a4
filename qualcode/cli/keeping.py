"""`--save NAME`: the query of a command is kept under a name on the way."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.options import with_options
from qualcode.cli.output import printable
from qualcode.i18n import _

if TYPE_CHECKING:
    from qualcode.project import Project


@dataclass(frozen=True, slots=True)
class Keep:
    """Under which name a query is kept, if it is."""

    name: str | None
    note: str | None
    replacing: bool

    def under_its_name(self, project: Project, query: str) -> None:
        """Keep the query; nothing without a name. Called first: what is wrong with the query is said before it is."""
        if self.name is None:
            if self.note is not None or self.replacing:
                raise click.UsageError(_("--note and --replace go with --save NAME."))
            return
        from qualcode.model.query_named import spelled

        saved = project.save_query(self.name, query, self.note, self.replacing)
        click.echo(printable(_("Kept as {name}.").format(name=spelled(saved.name))), err=True)


def save_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command --save, --note and --replace, and a `keep: Keep`."""

    @functools.wraps(function)
    def command(*args: Any, save: str | None, note: str | None, replacing: bool, **others: Any) -> Any:
        return function(*args, keep=Keep(save, note, replacing), **others)

    options = (
        click.option("--save", metavar="NAME", help=_("Keep the query under this name; @NAME stands for it then.")),
        click.option("--note", help=_("What the query is for; with --save.")),
        click.option("--replace", "replacing", is_flag=True, help=_("Replace the query of that name; with --save.")),
    )
    return with_options(command, options)
