"""qualcode compare P"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.cooccurrence_command import question_options
from qualcode.cli.facts import project_facts
from qualcode.cli.network_facts import FIRST, question_facts
from qualcode.cli.network_output import picture_options, put_file, refuse_terminal, refuse_top, say_left
from qualcode.cli.options import examples, open_project, project_argument
from qualcode.cli.output import Output, printable
from qualcode.cli.progress import progress_bar
from qualcode.i18n import _
from qualcode.model.comparison import COMPARABLE
from qualcode.model.network import ROUNDS
from qualcode.project.network_files import PICTURES, comparison_file
from qualcode.project.network_writing import today

if TYPE_CHECKING:
    from qualcode.model.comparison import Comparison

#: Below so many pairs, in a thousand rounds, a progress bar would only flicker.
_MANY = 5_000_000


@click.command(
    "compare",
    epilog=examples(
        "compare P --a role:AS --b 'role:\"médiateur numérique\"' --unit turn --level 2",
        "compare P --a date:..2023-05 --b date:2023-06.. --unit turn --level 1 -o seasons.svg",
    ),
    help=_(
        "Which codes go together differently in two sub-corpora. Differences are a − b. Each pair is tested twice: by "
        "Fisher's exact test, and by a permutation of whole documents, cases or persons; see docs/networks.md. "
        "A picture (-o FILE.svg) shows which codes change their community."
    ),
)
@project_argument
@click.option("--a", "where_a", required=True, metavar="QUERY", help=_("The codings of one side."))
@click.option("--b", "where_b", required=True, metavar="QUERY", help=_("The codings of the other side."))
@question_options("where", "measures", measure="jaccard", choices=COMPARABLE, rounds=ROUNDS)
@click.option(
    "--min",
    "minimum",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help=_("Leave out pairs met less often on both sides; tests take them into account."),
)
@click.option(
    "--top",
    metavar="N",
    type=click.IntRange(min=0),
    help=_("Print the first N pairs of a table; 0 prints all (default: 20 on the terminal)."),
)
@picture_options
def command(
    project: str, where_a: str, where_b: str, minimum: int, top: int | None, out: Output, **question: Any
) -> None:
    refuse_top(out, top)
    refuse_terminal(out)
    with open_project(project) as opened, progress_bar(_("Comparing"), _MANY) as progress:
        found = opened.compare(where_a, where_b, **question, progress=progress)
        asked = replace(found.question, minimum=minimum)
        facts = project_facts(opened, ("a", where_a), ("b", where_b), *question_facts(asked))
    if out.format in PICTURES:
        put_file(out, comparison_file(found, out.format, date=today()))
        return _warn(found)
    kept = replace(found, edges=tuple(edge for edge in found.edges if max(edge.count_a, edge.count_b) >= minimum))
    if top is None and out.path is None and out.for_people:
        top = FIRST
    facts += [(_("Note"), warning) for warning in found.warnings()]
    out.put(kept.table(top or None), long=kept.table(), data=kept.as_dict(), facts=facts)
    _warn(found)
    say_left(len(kept.edges) - top if top else 0)


def _warn(found: Comparison) -> None:
    for warning in found.warnings():
        click.echo(printable(warning), err=True)
