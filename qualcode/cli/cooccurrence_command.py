"""qualcode cooccurrence P"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from qualcode.analysis.network_parts import backbone as thinned
from qualcode.cli.facts import project_facts
from qualcode.cli.network_facts import question_facts
from qualcode.cli.network_output import Wish, network_options, print_network
from qualcode.cli.options import Units, examples, open_project, project_argument, with_options
from qualcode.cli.output import printable
from qualcode.cli.progress import progress_bar
from qualcode.i18n import _
from qualcode.model.network import MEASURES, OF_PERMUTATION, POPULATIONS, SEED, UNITS

#: Below so many codings, or rounds, a progress bar would only flicker.
MANY_CODINGS, MANY_ROUNDS = 100_000, 200


def _named(context: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...] | str:
    return value if value == "all" else tuple(name.strip() for name in value.split(",") if name.strip())


def question_options(*without: str, **defaults: Any) -> Callable[[Callable[..., Any]], Any]:
    """Give a command the options that say what is counted, under the names of `Project.cooccurrence`.

    Those named in `without` are left out; `defaults` replaces the values that hold when nothing is said, and
    `choices` the measures.
    """

    def decorate(function: Callable[..., Any]) -> Any:
        return with_options(function, (option for name, option in _options(defaults).items() if name not in without))

    return decorate


def _options(defaults: Mapping[str, Any]) -> dict[str, Callable[..., Any]]:
    measure, choices, rounds = (
        defaults.get("measure", "count"),
        defaults.get("choices", MEASURES),
        defaults.get("rounds"),
    )
    return {
        "where": click.option(
            "--where", default="", metavar="QUERY", help=_("Count only the codings that a query selects.")
        ),
        "unit": click.option(
            "--unit",
            type=Units(UNITS),
            default="overlap",
            show_default=True,
            help=_("Where codes must be together."),
        ),
        "window": click.option(
            "--window",
            type=click.IntRange(min=1),
            default=1,
            metavar="N",
            help=_("Take N sentences, turns or paragraphs that follow one another for one unit."),
        ),
        "level": click.option(
            "--level", type=click.IntRange(min=1), help=_("Roll codes up to this depth of the codebook, 1 the top.")
        ),
        "codes": click.option(
            "--codes", type=click.IntRange(min=1), metavar="N", help=_("Keep only the N codes with the most codings.")
        ),
        "measure": click.option(
            "--measure",
            type=click.Choice(choices),
            default=measure,
            show_default=True,
            help=_("How strength is told."),
        ),
        "measures": click.option(
            "--measures",
            default="",
            metavar="NAMES",
            callback=_named,
            help=_("Work out these measures too, separated by commas; “all” those that the unit allows."),
        ),
        "population": click.option(
            "--population",
            type=click.Choice(POPULATIONS),
            default="all",
            show_default=True,
            help=_("Which units there are: all of the documents at hand, or those with a counted coding."),
        ),
        "rounds": click.option(
            "--rounds",
            type=click.IntRange(min=1 if rounds is None else 0),
            default=rounds,
            metavar="N",
            help=_("Play N rounds of the permutation test (default: 1000, where a measure needs it)."),
        ),
        "seed": click.option(
            "--seed", type=int, default=SEED, show_default=True, help=_("What chance is drawn from in the rounds.")
        ),
    }


@click.command(
    "cooccurrence",
    epilog=examples(
        "cooccurrence P --unit turn --level 2 --measure fisher_q --min 3",
        "cooccurrence P --where kind:entretien --unit turn --level 2 --save themes",
        "cooccurrence P --unit turn --level 2 --min 3 -o themes.png",
    ),
    help=_(
        "Which codes go together: how often, and how strongly. Overlap counts pairs of codings that share a character; "
        "the other units count the sentences, turns, paragraphs, documents, cases or speakers that both codes are in. "
        "Formulas, ranges and sources of the measures: docs/networks.md."
    ),
)
@project_argument
@question_options()
@click.option(
    "--min",
    "minimum",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help=_("Leave out pairs met less often."),
)
@click.option(
    "--backbone",
    type=click.FloatRange(0, 1, min_open=True),
    metavar="ALPHA",
    help=_("Only pairs that stand out among those of one of their codes: disparity filter below ALPHA."),
)
@click.option("--save", metavar="NAME", help=_("Keep the network in the project under this name."))
@click.option("--replace", is_flag=True, help=_("Let --save replace the network that has the name."))
@network_options
def command(
    project: str,
    minimum: int,
    backbone: float | None,
    save: str | None,
    replace: bool,
    wish: Wish,
    rounds: int | None,
    **question: Any,
) -> None:
    with open_project(project) as opened:
        tested = rounds or question["measure"] in OF_PERMUTATION
        with progress_bar(_("Counting"), MANY_ROUNDS if tested else MANY_CODINGS) as progress:
            counted = opened.cooccurrence(**question, rounds=rounds or 0, progress=progress).at_least(minimum)
        if save is not None:
            kept = opened.save_network(save, counted, replacing=replace, backbone=backbone).summary
            click.echo(printable(_("Saved as “{name}”.").format(name=kept.name)), err=True)
        facts = project_facts(opened, *question_facts(counted.question))
    about = dict(facts) if wish.out.format == "xlsx" else None
    print_network(counted if backbone is None else thinned(counted, backbone), wish, about)
