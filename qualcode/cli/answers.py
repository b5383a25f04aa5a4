"""What `qualcode query` shows: segments, the passages that they share, or units, as the query asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.i18n import _, ngettext, number
from qualcode.model.table import Table
from qualcode.model.tables import passages_table, segments_table, units_table

if TYPE_CHECKING:
    from qualcode.project import Project


def answers_table(project: Project, query: str, limit: int | None) -> Table:
    """The answers to a query, the first so many of them."""
    asked = project.asks_for(query)
    if asked == "segments":
        return segments_table(project.query(query, limit=limit))
    if asked == "passages":
        return passages_table(project.passages(query, limit=limit))
    return units_table(project.units(query, limit=limit))


def quoted(project: Project, query: str, limit: int | None) -> list[tuple[Sequence[str | None], str]]:
    """The same as quotations, each with what stands above it."""
    asked = project.asks_for(query)
    if asked == "segments":
        return [((one.document, one.speaker, one.code), one.quote) for one in project.query(query, limit=limit)]
    if asked == "passages":
        return [
            ((one.document, one.speaker, " & ".join(", ".join(side) for side in one.codes)), one.quote)
            for one in project.passages(query, limit=limit)
        ]
    return [((one.name, one.speaker), one.quote) for one in project.units(query, limit=limit)]


def closing(project: Project, query: str) -> tuple[str, int]:
    """How much was found, in words, and how many answers that are."""
    total = project.total(query)
    parts = [
        ngettext("{count} segment", "{count} segments", total.segments).format(count=number(total.segments)),
        ngettext("{count} document", "{count} documents", total.documents).format(count=number(total.documents)),
        ngettext("{count} respondent", "{count} respondents", total.speakers).format(count=number(total.speakers)),
    ]
    if project.asks_for(query) == "segments":
        return ", ".join(parts), total.segments
    answers = project.answers_in_words(query)
    return _("{answers}: {line}").format(answers=answers, line=", ".join(parts)), project.count(query)
