"""qualcode code P CODE --find WORDS"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from qualcode.analysis.find import SCOPES
from qualcode.cli.options import coder_option, open_project, project_argument
from qualcode.cli.output import printable
from qualcode.errors import QualcodeError
from qualcode.i18n import _, ngettext

if TYPE_CHECKING:
    from qualcode.project.coding import Passage


@click.command("code", help=_("Put a code on every passage that holds some words (accents and case aside)."))
@project_argument
@click.argument("code")
@click.option("--find", "needles", multiple=True, required=True, help=_("The words; may be given several times."))
@click.option(
    "--scope", type=click.Choice(SCOPES), default="sentence", show_default=True, help=_("How much around them.")
)
@click.option("--document", "names", multiple=True, help=_("Only in this document; may be given several times."))
@click.option("--create", is_flag=True, help=_("Make the code if there is none of that path."))
@click.option("--dry-run", is_flag=True, help=_("Show the passages and change nothing."))
@coder_option
def command(
    project: str,
    code: str,
    needles: tuple[str, ...],
    scope: str,
    names: tuple[str, ...],
    create: bool,
    dry_run: bool,
    coder: str | None,
) -> None:
    with open_project(project, coder) as opened:
        if not create:
            code = opened.codebook().path(opened.resolve_code(code).id)
        passages = opened.find_passages(*needles, scope=scope, documents=names or None)  # type: ignore[arg-type]  # a Choice
        if not passages:
            raise QualcodeError(_("These words stand nowhere."))
        new = len(opened.uncoded(passages, code))
        if dry_run:
            _show(passages)
        else:
            opened.code_spans([(p.document.id, p.span) for p in passages], code, create=create)
    click.echo(printable(_message(new, dry_run).format(n=new, code=code)))
    if len(passages) > new:
        known = len(passages) - new
        click.echo(ngettext("{n} was coded already.", "{n} were coded already.", known).format(n=known))


def _show(passages: Sequence[Passage]) -> None:
    for passage in passages:
        click.echo(printable(f"{passage.document.name} · {passage.place}"))
        click.echo(f"    {printable(passage.quote)}")


def _message(n: int, dry_run: bool) -> str:
    if dry_run:
        return ngettext("{n} passage would be coded “{code}”.", "{n} passages would be coded “{code}”.", n)
    return ngettext("{n} passage coded “{code}”.", "{n} passages coded “{code}”.", n)
