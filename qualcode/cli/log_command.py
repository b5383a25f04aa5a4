"""qualcode log P"""

from __future__ import annotations

import click

from qualcode.cli.options import open_project, project_argument
from qualcode.cli.output import format_option, local_moment, print_rows
from qualcode.i18n import _

COLUMNS = ("id", "created", "action", "detail", "coder", "state", "changes")


@click.command("log", help=_("Show what was done to the project, newest first."))
@project_argument
@click.option("-n", "--number", "count", type=click.IntRange(min=1), default=20, show_default=True, help=_("How many."))
@format_option
def command(project: str, count: int, format_: str) -> None:
    from qualcode.project.history import action_name

    states = {"done": "", "undone": _("undone"), "abandoned": _("undone for good")}
    human = format_ in ("table", "md")
    with open_project(project) as opened:
        rows = [
            {
                "id": step.id,
                "created": local_moment(step.created) if human else step.created,
                "action": action_name(step.kind) if human else step.kind,
                "detail": step.detail,
                "coder": step.coder or "",
                "state": states[step.state] if human else step.state,
                "changes": step.changes,
            }
            for step in opened.log(count)
        ]
    print_rows(rows, format_, COLUMNS)
