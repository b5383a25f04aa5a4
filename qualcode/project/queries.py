"""Asking for segments: parse, hold the names against the project, compile, read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from qualcode.analysis.query import tally
from qualcode.analysis.query.resolve import attribute_names
from qualcode.model.coding import Segment
from qualcode.model.counts import COUNT_BY, Count, Group
from qualcode.model.explained import Explained, Part
from qualcode.model.query import ALIASES, And, Node, Not, Or
from qualcode.model.query_named import written_out
from qualcode.model.query_units import ByUnit
from qualcode.model.rows import Rows
from qualcode.project.answers import Answers
from qualcode.storage import segments
from qualcode.storage.compile import Where


class Queries(Answers):
    """The part of the facade that answers questions. The language is described in docs/query-language.md.

    Every method raises QueryError for a query that cannot be read and UnknownName for a name that does not exist.
    """

    def query(self, text: str = "", *, limit: int | None = None, offset: int = 0) -> Rows[Segment]:
        """The segments that a query finds, in the order of the documents and of the text; all for an empty query.

        Of a question about units (`BY`), the segments in the units found that meet a condition without NOT; of
        `a & b`, the segments of a. `units` and `passages` answer these questions themselves.
        """
        ids = self.select_ids(text, limit=limit, offset=offset)
        return Rows(segments.fetch(self.conn, ids, self.vocabulary()), "segments")

    def select_ids(self, text: str = "", *, limit: int | None = None, offset: int = 0) -> Sequence[int]:
        """The ids of the codings that a query finds, in the same order."""
        return segments.ids(self.conn, self.where(text), limit, offset)

    def count(self, text: str = "") -> int:
        """How many answers a query has: segments, shared passages (`a & b`), or units (`BY`)."""
        asked = self.asks_for(text)
        if asked == "segments":
            return segments.count(self.conn, self.where(text))
        return self.count_passages(text) if asked == "passages" else self.count_units(text)[0]

    def total(self, text: str = "") -> Count:
        """How many segments `query` finds, in how many documents, by how many people; its `value` is None."""
        return tally.total(segments.groups(self.conn, self.where(text)), self.vocabulary())

    def count_by(self, text: str = "", by: str = "code") -> Rows[Count]:
        """The segments a query finds, counted by code, document, kind, speaker, case, coder or an attribute.

        Largest first; those that have no such thing come last, under None. A segment with several cases counts in
        each. Spellings of an attribute's value that differ by case, accents or hyphens are one value. Raises
        UnknownName when `by` is none of these.
        """
        from qualcode.model.tables import counts_table

        return Rows(self._counted(text, by), partial(counts_table, by=by))

    def _counted(self, text: str, by: str) -> list[Count]:
        field = ALIASES.get(by.casefold(), by.casefold())
        where, known = self.where(text), self.vocabulary()
        if field == "code":
            codes = segments.groups(self.conn, where, "code")
            return tally.by_ids(codes, known, lambda group: group.key, known.codebook.path)
        if field == "coder":
            coders = segments.groups(self.conn, where, "coder")
            return tally.by_ids(coders, known, lambda group: group.key, lambda id_: known.coders[id_])
        groups = segments.groups(self.conn, where)
        if field == "document":
            return tally.by_ids(groups, known, lambda group: group.document, lambda id_: known.documents[id_].name)
        if field == "kind":
            return tally.by_values(groups, known, lambda group: (known.documents[group.document].kind,))
        if field == "speaker":
            return tally.by_speaker(groups, known)
        around = self._around(groups)
        if field == "case":
            return tally.by_values(groups, known, lambda group: around.cases(group.document, group.speaker))
        names = attribute_names(by, known, COUNT_BY)
        return tally.by_values(groups, known, lambda group: _first(around, group, names))

    def where(self, text: str = "") -> Where:
        """A query as an SQL condition on `codings AS c`, for use in larger statements on this connection."""
        return self.condition(self.parsed(text))

    def explain(self, text: str = "") -> Explained:
        """How a query is understood, how many segments (and units) each part finds by itself, and its SQL."""
        tree, asked = self.parsed(text), self.asks_for(text)
        shown, count = self._part(tree), self.count(text)
        whole = written_out(tree)
        if isinstance(whole, ByUnit):
            from qualcode.storage import units_sql

            found = units_sql.statement(whole, self.condition)
            return Explained(str(tree), shown, found.sql, found.params, asked, count, self.members(whole.unit).size)
        where = self.condition(tree)
        return Explained(str(tree), shown, segments.statement(where), where.params, asked, count)

    def _part(self, node: Node) -> Part:
        if isinstance(node, ByUnit):
            return replace(self._unit_part(node), text=node.label, parts=(self._unit_part(node),))
        below = tuple(self._part(child) for child in node.children())
        return Part(node.label, segments.count(self.conn, self.condition(node)), below)

    def _unit_part(self, node: ByUnit) -> Part:
        """A part of a question about units: how many meet it, and how many segments speak for them."""
        question = node.question
        found = self.met(node)
        if isinstance(question, (And, Or, Not)):
            below = tuple(self._unit_part(ByUnit(part, node.unit)) for part in question.children())
            return Part(question.label, len(set(found.coding.tolist())), below, len(found.units))
        return replace(self._part(question), units=len(found.units))

    def _around(self, groups: Sequence[Group]) -> segments.Surroundings:
        documents = {group.document for group in groups}
        speakers = {group.speaker for group in groups if group.speaker is not None}
        return segments.Surroundings(self.conn, self.vocabulary(), documents, speakers)


def _first(around: segments.Surroundings, group: Group, names: Sequence[str]) -> tuple[str, ...]:
    attributes = around.attributes(group.document, group.speaker)
    return next(((attributes[name],) for name in names if name in attributes), ())
