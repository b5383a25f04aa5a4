"""Answers that are not segments: the passages that segments share (`a & b`), and units (`… BY case`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from qualcode.analysis.query import naming
from qualcode.analysis.query.parse import parse
from qualcode.analysis.query.resolve import resolve
from qualcode.errors import QueryError
from qualcode.i18n import _, ngettext, number
from qualcode.model.answers import Asked, Passage, Unit
from qualcode.model.query import Node
from qualcode.model.query_named import written_out
from qualcode.model.query_shared import cutting
from qualcode.model.query_units import ByUnit, PieceKind, UnitKind, is_piece
from qualcode.model.rows import Rows
from qualcode.project.gathering import Gathering
from qualcode.storage import segments, units

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qualcode.analysis.shared import Meetings, Range
    from qualcode.analysis.units_met import Met

    Ints = NDArray[np.int64]


class Answers(Gathering):
    """The part of the facade that reads queries, and answers those that ask for passages or units."""

    def parsed(self, text: str = "") -> Node:
        """The tree of a query, its names held against the project; `matches` tells for any one segment.

        Where the query relates segments to one another or asks for units, `matches` also takes the `corpus()`.
        """
        tree, known = parse(text), self.vocabulary()
        naming.refuse_circles(tree, known.queries)
        return resolve(tree, known, self.resolve_code)

    def asks_for(self, text: str = "") -> Asked:
        """What a query asks for: segments, passages that segments share (`a & b`), or one of UNIT_KINDS (`BY …`)."""
        tree = written_out(self.parsed(text))
        if isinstance(tree, ByUnit):
            return tree.unit
        return "passages" if cutting(tree) else "segments"

    def passages(self, text: str, *, limit: int | None = None, offset: int = 0) -> Rows[Passage]:
        """The ranges that codings share where a query says `a & b`, in the order of the documents and of the text.

        Conditions beside `a & b` are those of the segments of a. Raises QueryError for a query that shares nothing.
        """
        return Rows(self.passages_of(written_out(self.parsed(text)), limit=limit, offset=offset), "passages")

    def passages_of(self, tree: Node, *, limit: int | None = None, offset: int = 0) -> list[Passage]:
        """The same for a tree whose names were resolved."""
        from qualcode.analysis.shared import in_order

        met = self._meetings_of(tree)
        return self._told(in_order(met, list(self.vocabulary().documents), offset, limit))

    def _meetings_of(self, tree: Node) -> Meetings:
        shared = cutting(tree)
        if shared is None:
            raise QueryError(
                _("This query asks for no shared text."), _("As in code:a & code:b, with one & outside of OR and NOT.")
            )
        return self.meetings(tree, shared)

    def count_passages(self, text: str) -> int:
        """How many passages are shared. Raises QueryError for a query that shares nothing."""
        from qualcode.analysis.shared import different

        return different(self._meetings_of(written_out(self.parsed(text))))

    def units(self, text: str, *, limit: int | None = None, offset: int = 0) -> Rows[Unit]:
        """The units that a query asks for with BY: pieces in the order of the text, others in that of the project.

        Documents and persons are in the order of the documents, cases by name. Raises QueryError without BY.
        """
        return Rows(self._found_units(self._about_units(text), limit, offset), "units")

    def _found_units(self, tree: ByUnit, limit: int | None, offset: int) -> list[Unit]:
        met = self.met(tree)
        units_ = self._ordered(tree.unit, met.units)[offset : None if limit is None else offset + limit]
        speaking = self._speaking(met, units_)
        if is_piece(tree.unit):
            return self._pieces_told(tree.unit, units_, speaking)
        owners, documents = self.owners(tree.unit), self.vocabulary().documents
        return [
            Unit(
                tree.unit,
                owners[at].name,
                documents[one].name if (one := owners[at].document) is not None else None,
                speaking.get(at, ()),
                document_id=one,
                id=owners[at].id,
            )
            for at in units_
        ]

    def answers_in_words(self, text: str) -> str:
        """« 6 of 86 cases », « 7 shared passages »; nothing for a query that asks for segments."""
        kept: dict[str, str] = self.cached("answers in words", dict)
        if text not in kept:
            kept[text] = self._in_words(text)
        return kept[text]

    def _in_words(self, text: str) -> str:
        asked = self.asks_for(text)
        if asked == "segments":
            return ""
        if asked == "passages":
            count = self.count_passages(text)
            return ngettext("{count} shared passage", "{count} shared passages", count).format(count=number(count))
        count, every = self.count_units(text)
        said = {
            "turn": _("{count} of {every} turns"),
            "paragraph": _("{count} of {every} paragraphs"),
            "sentence": _("{count} of {every} sentences"),
            "speaker": _("{count} of {every} people"),
            "document": _("{count} of {every} documents"),
            "case": _("{count} of {every} cases"),
        }[asked]
        return said.format(count=number(count), every=number(every))

    def advice(self, text: str) -> str:
        """What a query that may mean something else should be told, in a sentence; most often nothing."""
        tree = written_out(self.parsed(text))
        apart = tree.apart() if isinstance(tree, ByUnit) else None
        if apart is None:
            return ""
        return _("Two segments may meet these, one each; for one and the same: ({code} {other}).").format(
            code=apart[0], other=apart[1]
        )

    def count_units(self, text: str) -> tuple[int, int]:
        """How many units a query asks for with BY, and of how many of that kind. Raises QueryError without BY."""
        tree = self._about_units(text)
        return len(self.met(tree).units), self.members(tree.unit).size

    def _about_units(self, text: str) -> ByUnit:
        tree = written_out(self.parsed(text))
        if not isinstance(tree, ByUnit):
            raise QueryError(
                _("This query asks for segments, not for units."), _("As in code:a code:b NOT code:c BY case.")
            )
        return tree

    def _ordered(self, unit: UnitKind, found: Ints) -> list[int]:
        """Units by number, in the order in which they are told."""
        import numpy as np

        if is_piece(unit):
            places = self._document_places(self.unit_arrays(unit).document[found])
            found = found[np.argsort(places, kind="stable")]
        order: list[int] = found.tolist()
        return order

    def _document_places(self, documents: Ints) -> Ints:
        """The place of each document in the order of the project."""
        import numpy as np

        order = np.array(list(self.vocabulary().documents), np.int64)
        by_id = np.argsort(order)
        places: Ints = by_id[np.searchsorted(order, documents, sorter=by_id)]
        return places

    def _speaking(self, met: Met, units_: Sequence[int]) -> dict[int, tuple[int, ...]]:
        """The codings that speak for some units, in the order of the documents and of the text."""
        import numpy as np

        rows = np.flatnonzero(np.isin(met.unit, units_))
        coding, unit = met.coding[rows], met.unit[rows]
        held = self.coding_arrays()
        by_id = np.argsort(held.id)
        at = by_id[np.searchsorted(held.id, coding, sorter=by_id)]
        order = np.lexsort((coding, held.end[at], held.start[at], self._document_places(held.document[at])))
        speaking: dict[int, list[int]] = {}
        for one, id_ in zip(unit[order].tolist(), coding[order].tolist(), strict=True):
            speaking.setdefault(one, []).append(id_)
        return {one: tuple(ids) for one, ids in speaking.items()}

    def _pieces_told(
        self, unit: PieceKind, units_: Sequence[int], speaking: Mapping[int, tuple[int, ...]]
    ) -> list[Unit]:
        import numpy as np

        pieces, known = self.unit_arrays(unit), self.vocabulary()
        chosen = np.array(units_, np.int64)
        document, start, end = pieces.document[chosen], pieces.start[chosen], pieces.end[chosen]
        number = chosen - np.searchsorted(pieces.document, document) + 1
        places = list(zip(document.tolist(), start.tolist(), end.tolist(), strict=True))
        voices, quotes = units.said_by(self.conn, places), units.quotes(self.conn, places)
        return [
            Unit(
                unit,
                f"{known.documents[place[0]].name} {nth}",
                known.documents[place[0]].name,
                speaking.get(at, ()),
                *(nth, *place[1:], quote, known.voices[voice].name if voice is not None else None, place[0]),
            )
            for at, nth, place, voice, quote in zip(units_, number.tolist(), places, voices, quotes, strict=True)
        ]

    def _told(self, ranges: Sequence[Range]) -> list[Passage]:
        """Some shared ranges with all that is around them."""
        known = self.vocabulary()
        places = [(one.document, one.start, one.end) for one in ranges]
        voices, quotes = units.said_by(self.conn, places), units.quotes(self.conn, places)
        made = units.made(self.conn, {id_ for one in ranges for side in one.codings for id_ in side})
        around = segments.Surroundings(
            self.conn, known, {one.document for one in ranges}, {voice for voice in voices if voice is not None}
        )
        order = {code: at for at, code in enumerate(known.codebook)}
        paths = known.codebook.paths

        @cache
        def codes(codings: tuple[int, ...]) -> tuple[str, ...]:
            return tuple(paths[code] for code in sorted({made[id_].code for id_ in codings}, key=order.__getitem__))

        @cache
        def coders(ids: frozenset[int]) -> tuple[str, ...]:
            return tuple(name for id_, name in known.coders.items() if id_ in ids)

        return [
            Passage(
                known.documents[one.document].name,
                known.documents[one.document].kind,
                *(one.start, one.end, quote),
                tuple(map(codes, one.codings)),
                coders(frozenset([made[id_].coder for side in one.codings for id_ in side])),
                known.voices[voice].name if voice is not None else None,
                one.codings,
                around.attributes(one.document, voice),
                around.cases(one.document, voice),
                *(one.document, voice),
            )
            for one, voice, quote in zip(ranges, voices, quotes, strict=True)
        ]
