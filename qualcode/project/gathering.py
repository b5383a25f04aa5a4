"""What is gathered from segments to answer a query: the ranges they share, and the units that hold them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from qualcode.analysis.query import tally
from qualcode.model.query import Node
from qualcode.model.query_relations import Related
from qualcode.model.query_shared import Shared
from qualcode.model.query_units import ByUnit, UnitKind, is_piece
from qualcode.model.relation import Relation
from qualcode.model.vocabulary import Voice
from qualcode.project.deciding import Deciding
from qualcode.storage import arrays
from qualcode.storage.compile import Undecided

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qualcode.analysis.shared import Meetings
    from qualcode.analysis.units_met import Members, Met

    Ints = NDArray[np.int64]

_HELD_BY = ("documents", "turns", "speakers", "cases", "case_documents", "case_speakers", "codings")


class Owner(NamedTuple):
    """A document, a person or a case, with the one document that holds it (None: several); a person has no `id`."""

    name: str
    document: int | None
    id: int | None


class Gathering(Deciding):
    """The part of the facade that puts segments together."""

    def met(self, node: ByUnit) -> Met:
        """The units that meet a question, and the codings that speak for them."""
        from qualcode.analysis.units_met import met

        return met(node, self.members(node.unit), self._ids)

    def meetings(self, tree: Node, shared: Shared) -> Meetings:
        """How codings meet where `shared` says so; those of the first side meet the whole tree. Raises QueryError."""
        import numpy as np

        from qualcode.analysis.shared import Meetings, meetings

        _first, *others = shared.sides()
        parts = list(meetings([self._rows(tree), *map(self._rows, others)]))
        if not parts:
            none = np.zeros(0, np.int64)
            return Meetings(none, none, none, np.zeros((0, len(others) + 1), np.int64))
        return Meetings(
            np.concatenate([part.document for part in parts]),
            np.concatenate([part.start for part in parts]),
            np.concatenate([part.end for part in parts]),
            np.concatenate([part.coding for part in parts]),
        )

    def owners(self, unit: UnitKind) -> list[Owner]:
        """All documents, persons who are not interviewers, or cases to which anything belongs, in their order."""
        known = self.vocabulary()
        if unit == "document":
            return [Owner(document.name, document.id, document.id) for document in known.documents.values()]
        if unit == "case":
            held: dict[int, set[int]] = {}
            for document, case in arrays.case_documents(self.conn):
                held.setdefault(case, set()).add(document)
            return [Owner(name, _only(held[id_]), id_) for id_, name in known.cases.items() if id_ in held]
        return self._respondents()

    def _respondents(self) -> list[Owner]:
        persons = self._voices()
        names = tally.told_apart((voice for said in persons for voice in said), self.vocabulary())
        return [Owner(names[said[0].person], _only({voice.document for voice in said}), None) for said in persons]

    def _voices(self) -> list[list[Voice]]:
        """The voices of each person who is no interviewer, in the order of the documents."""
        known = self.vocabulary()
        place = {document: at for at, document in enumerate(known.documents)}
        persons: dict[tuple[str, int, str], list[Voice]] = {}
        for voice in sorted(known.voices.values(), key=lambda voice: (place[voice.document], voice.id)):
            if not voice.interviewer:
                persons.setdefault(voice.person, []).append(voice)
        return list(persons.values())

    def _ids(self, node: Node) -> Ints:
        return arrays.coding_ids(self.conn, self.condition(node))

    def _found_by(self, node: Undecided) -> Sequence[int]:
        import numpy as np

        if isinstance(node, ByUnit):
            ids: list[int] = np.unique(self.met(node).coding).tolist()
            return ids
        if not isinstance(node, Shared):
            return super()._found_by(node)
        first, *others = node.sides()
        if len(others) == 1:
            return self._related(Related(first, Relation("overlaps"), others[0]))
        from qualcode.analysis.shared import meetings

        parts = [np.unique(part.coding[:, 0]) for part in meetings([*map(self._rows, (first, *others))])]
        return np.unique(np.concatenate(parts)).tolist() if parts else []

    def members(self, unit: UnitKind) -> Members:
        """All units of a kind with the codings that each holds."""
        return self.cached(f"members {unit}", lambda: self._gathered(unit), *_HELD_BY)

    def _gathered(self, unit: UnitKind) -> Members:
        import numpy as np

        from qualcode.analysis.units_met import in_pieces, numbered

        codings = self.coding_arrays()
        if is_piece(unit):
            return in_pieces(codings, self.unit_arrays(unit))
        if unit == "speaker":
            held = arrays.said_by(self.conn)
            voices = self._voices()
            person = {voice.id: at for at, said in enumerate(voices) for voice in said}
            owner = np.array([person.get(voice, -1) for voice in held.unit.tolist()], np.int64)
            return numbered(codings, held.coding, owner, np.arange(len(voices)))
        owners = np.array([owner.id for owner in self.owners(unit)], np.int64)
        if unit == "document":
            return numbered(codings, codings.id, codings.document, owners)
        held = arrays.cases(self.conn)
        return numbered(codings, held.coding, held.unit, owners)


def _only(documents: set[int]) -> int | None:
    return next(iter(documents)) if len(documents) == 1 else None
