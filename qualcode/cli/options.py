"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qualcode.errors import ProjectError
from qualcode.files import one_line
from qualcode.i18n import _

if TYPE_CHECKING:
    from qualcode.project import Project

Command = TypeVar("Command", bound=Callable[..., Any])

project_argument = click.argument("project", metavar="P", type=click.Path())
coder_option = click.option("--coder", help=_("Who codes (default: QUALCODE_CODER, else the user account)."))


class Units(click.Choice[str]):
    """Units, also as the query language spells them after PAR: `--unit tour`."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The unit, by the name that programs know. Raises BadParameter."""
        if value not in self.choices:
            from qualcode.analysis.query.unit_words import unit_named

            value = unit_named(value) or value
        return super().convert(value, param, ctx)


def with_options(function: Command, options: Iterable[Callable[..., Any]]) -> Command:
    """A command with these options, which `--help` lists in this order."""
    for option in reversed(tuple(options)):
        function = option(function)
    return function


def examples(*lines: str) -> str:
    """What stands below the options of a command: how it is typed, for those who learn from that."""
    # The sign keeps lines as they are.
    return "\n".join(("\b", _("For example:"), *(f"  qualcode {line}" for line in lines)))


@contextmanager
def open_project(path: str, coder: str | None = None) -> Iterator[Project]:
    """Open the project that a command was given; damage that comes to light while it is read is a ProjectError."""
    from qualcode.project import open_project as open_file
    from qualcode.storage.database import reading

    with reading(path), open_file(path, coder=coder) as project:
        try:
            yield project
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            # Either we are wrong or the file is: rows that point nowhere, texts that are no JSON.
            damage = [] if isinstance(error, UnicodeEncodeError) else project.verify()
            if not damage:
                raise
            raise ProjectError(
                _("{path} is damaged: {error}. Restore a backup.").format(
                    path=path, error=one_line(damage[0].message).rstrip(".")
                ),
                _("All that is wrong: qualcode verify {path}").format(path=path),
            ) from error
