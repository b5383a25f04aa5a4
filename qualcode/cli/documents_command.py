"""qualcode documents P"""

from __future__ import annotations

from typing import Any

import click

from qualcode.cli.options import open_project, project_argument
from qualcode.cli.output import format_option, print_rows
from qualcode.i18n import _
from qualcode.model.document import Document

COLUMNS = ("name", "kind", "words", "turns", "speakers")


@click.command("documents", help=_("List the documents, with their speakers and attributes."))
@project_argument
@format_option
def command(project: str, format_: str) -> None:
    with open_project(project) as opened:
        rows = [_row(document) for document in opened.documents()]
    columns = COLUMNS if format_ == "table" else (*COLUMNS, "attributes", "cases", "source", "encoding")
    print_rows(rows, format_, columns)


def _row(document: Document) -> dict[str, Any]:
    return {
        "name": document.name,
        "kind": document.kind,
        "words": document.words,
        "turns": document.turns,
        "speakers": list(document.speakers),
        "attributes": dict(document.attributes),
        "cases": list(document.cases),
        "source": document.source.name,
        "encoding": document.source.encoding,
    }
