"""Queries made into conditions, with what SQL alone cannot decide: relations between segments, regular expressions.

The two sides of a relation are selected by SQL, the relation is decided in arrays, and its result goes back into SQL as
the ids of the codings that meet it; so a condition stays one condition, wherever it is used.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence

from qualcode.model.arrays import CodingArrays, Pieces
from qualcode.model.corpus import Corpus
from qualcode.model.query import Everything, Node
from qualcode.model.query_expression import SECONDS, FitsExpression
from qualcode.model.query_relations import Related
from qualcode.model.relation import UNITS, Relation, Unit
from qualcode.model.vocabulary import Vocabulary
from qualcode.project.coding import Codings
from qualcode.storage import arrays, segments, vocabulary
from qualcode.storage import compile as sql
from qualcode.storage.compile import Undecided, Where

#: The tables whose names a query may use.
_NAMED_BY = ("documents", "speakers", "attributes", "cases", "case_speakers", "coders", "codes", "queries")
#: From this share of all codings on, all are read and kept, and the rows picked from them.
_MOST = 0.25
#: How many texts are cut into words at a time.
_TEXTS = 50
#: How many decisions are kept while the file does not change.
_KEPT = 64


class Deciding(Codings):
    """The part of the facade that makes conditions of trees."""

    def vocabulary(self) -> Vocabulary:
        """All names that a query may use, as they stand now."""
        return self.cached("vocabulary", lambda: vocabulary.load(self.conn, self.codebook()), *_NAMED_BY)

    def condition(self, node: Node) -> Where:
        """A tree whose names were resolved as an SQL condition on `codings AS c`. Raises QueryError.

        It holds for the file as it is now: relations and regular expressions are decided here.
        """
        sql.register(self.conn)
        return sql.compiled(node, self.vocabulary(), self._decided)

    def corpus(self) -> Corpus:
        """All segments and units, for `matches` of a tree with relations: the whole project in memory."""
        where = self.condition(Everything())
        every = segments.fetch(self.conn, segments.ids(self.conn, where), self.vocabulary())
        units: dict[Unit, dict[int, list[tuple[int, int]]]] = {}
        for unit in UNITS:
            pieces = self._pieces(unit)
            if pieces is not None:
                rows = zip(pieces.document.tolist(), pieces.start.tolist(), pieces.end.tolist(), strict=True)
                units[unit] = {}
                for document, start, end in rows:
                    units[unit].setdefault(document, []).append((start, end))
        return Corpus(every, units, self._people())

    def _people(self) -> dict[int, tuple[str, int, str]]:
        """The persons who are not interviewers, by the ids of their voices."""
        return {voice.id: voice.person for voice in self.vocabulary().voices.values() if not voice.interviewer}

    def coding_arrays(self) -> CodingArrays:
        """All codings as columns."""
        return self.cached("coding arrays", lambda: arrays.codings(self.conn), "documents", "codings", "codes")

    def unit_arrays(self, unit: str) -> Pieces:
        """All sentences, turns or paragraphs of the project."""
        readers: dict[str, Callable[[], Pieces]] = {
            "sentence": lambda: arrays.sentences(self.conn),
            "turn": lambda: arrays.turns(self.conn),
            "paragraph": lambda: arrays.paragraphs(self.conn),
        }
        return self.cached(f"{unit} arrays", readers[unit], "documents", "turns")

    def _decided(self, node: Undecided) -> Sequence[int]:
        """The ids of the codings that meet a node, decided once for one state of the file."""
        kept: dict[Node, Sequence[int]] = self.cached("decided", dict)
        found = kept.get(node)
        if found is None:
            found = self._found_by(node)
            if len(kept) >= _KEPT:
                kept.clear()
            kept[node] = found
        return found

    def _found_by(self, node: Undecided) -> Sequence[int]:
        """The ids of the codings that meet a node, in any order."""
        if isinstance(node, FitsExpression):
            return self._fitting(node)
        if isinstance(node, Related):
            return self._related(node)
        raise TypeError(f"no decision on {type(node).__name__}")

    def _fitting(self, node: FitsExpression) -> Sequence[int]:
        until = time.monotonic() + SECONDS
        return [coding for coding, quote in arrays.quotes(self.conn) if node.found(quote, until)]

    def _related(self, node: Related) -> Sequence[int]:
        from qualcode.analysis.relations import related

        left, right = self._rows(node.left), self._rows(node.right)
        if node.relation.distance is not None and node.relation.unit == "word":
            return self._near_in_words(left, right, node.relation)
        units = self._pieces(node.relation.unit) if node.relation.distance is not None else None
        ids: list[int] = left.id[related(left, right, node.relation, units)].tolist()
        return ids

    def _near_in_words(self, left: CodingArrays, right: CodingArrays, relation: Relation) -> Sequence[int]:
        """The rows of the left side that are related, a few documents at a time: their texts are read and cut."""
        import numpy as np

        from qualcode.analysis.relations import related

        both = np.intersect1d(left.document, right.document)
        ids: list[int] = []
        for at in range(0, len(both), _TEXTS):
            some = both[at : at + _TEXTS]
            here, there = (side.only(np.isin(side.document, some)) for side in (left, right))
            ids += here.id[related(here, there, relation, self._words(some.tolist()))].tolist()
        return ids

    def _rows(self, node: Node) -> CodingArrays:
        """The codings that meet a node, as columns."""
        import numpy as np

        if isinstance(node, Everything):
            return self.coding_arrays()
        ids = arrays.coding_ids(self.conn, self.condition(node))
        if len(ids) > _MOST * arrays.coding_count(self.conn):
            every = self.coding_arrays()
            return every.only(np.isin(every.id, ids))
        return arrays.codings(self.conn, sql.among("c.id", ids.tolist()))

    def _pieces(self, unit: Unit) -> Pieces | None:
        """What distances are counted in, of all documents; None for characters."""
        if unit == "character":
            return None
        return self._words(list(self.vocabulary().documents)) if unit == "word" else self.unit_arrays(unit)

    def _words(self, documents: Collection[int]) -> Pieces:
        from qualcode.analysis.word_units import word_pieces

        return word_pieces(arrays.texts(self.conn, documents))
