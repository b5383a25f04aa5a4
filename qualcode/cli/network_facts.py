"""What commands say of a saved network beside its codes and pairs."""

from __future__ import annotations

import click

from qualcode.cli.output import printable
from qualcode.i18n import _
from qualcode.model.moment import local_moment
from qualcode.model.network import Question
from qualcode.model.network_lists import stale_because
from qualcode.model.saved_network import NetworkSummary

#: Rows of a table on the terminal when nothing else is asked.
FIRST = 20


def network_facts(saved: NetworkSummary) -> list[tuple[str, object]]:
    """Labels and values for the last sheet of a workbook."""
    return [
        (_("Network"), saved.name),
        *question_facts(saved.question),
        (_("Counted on"), local_moment(saved.created)),
        (_("Digest"), saved.digest),
    ]


def question_facts(asked: Question) -> list[tuple[str, object]]:
    """What was asked, so that a table which has left the project can be counted again."""
    facts: list[tuple[str, object]] = [
        (_("Query"), asked.query),
        (_("Unit"), asked.unit if asked.window == 1 else f"{asked.unit} × {asked.window}"),
        (_("Measure"), asked.measure),
        (_("Level"), asked.level),
        (_("Population"), asked.population),
        (_("Most frequent codes"), asked.codes),
        (_("Pairs met at least"), asked.minimum),
    ]
    return [*facts, (_("Rounds"), asked.rounds), (_("Seed"), asked.seed)] if asked.rounds else facts


def say_if_stale(saved: NetworkSummary) -> None:
    """Warn, beside what is printed, that a network does not hold any more."""
    if saved.stale:
        click.echo(printable(stale_because(saved.reason).format(name=saved.name)), err=True)
