"""qualcode open P, and `qualcode P`"""

from __future__ import annotations

import os
import sys

import click

from qualcode.cli.options import coder_option, open_project, project_argument
from qualcode.errors import QualcodeError
from qualcode.i18n import _


def can_show() -> bool:
    """Whether there is somewhere to show the screen: a terminal, or a browser that stands in for one."""
    served = "web_driver" in os.environ.get("TEXTUAL_DRIVER", "")
    return served or (sys.stdin.isatty() and sys.stdout.isatty())


@click.command("open", help=_("Open a project in the screen."))
@project_argument
@coder_option
@click.option("--document", help=_("The document to begin with (default: the first)."))
def command(project: str, coder: str | None, document: str | None) -> None:
    with open_project(project, coder) as opened:
        if not can_show():
            raise QualcodeError(
                _("The screen needs a terminal."), _("Without one: qualcode query, documents, codes, report…")
            )
        from qualcode.tui.app import run

        run(opened, document)
