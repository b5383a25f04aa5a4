"""Into a saved network: a part of it, and from an edge back to the passages that it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.errors import QueryError
from qualcode.i18n import _
from qualcode.model.coding import Segment
from qualcode.model.meeting import EdgePassage
from qualcode.model.network import Network, Question
from qualcode.model.rows import Rows
from qualcode.model.saved_network import SavedNetwork
from qualcode.model.vocabulary import Voice
from qualcode.project.retrieval import Retrieval
from qualcode.project.saved_networks import SavedNetworks
from qualcode.storage import arrays, networks, segments

if TYPE_CHECKING:
    from qualcode.analysis.meetings import Meeting


class NetworkPassages(SavedNetworks, Retrieval):
    """The part of the facade that looks into networks, and leads from an edge back to the text."""

    def network_part(
        self,
        name: str,
        *,
        ego: str | None = None,
        radius: int = 1,
        backbone: float | None = None,
        least: int | None = None,
    ) -> SavedNetwork:
        """A saved network with only some of its codes and pairs, measured as in the whole.

        First, pairs that met less often than `least` are left out; then those that do not stand out at the level
        `backbone` (see `analysis.network_parts`); then codes further than `radius` steps from `ego`, which is named
        by its path in the network, or the end of it. Raises UnknownName.
        """
        from qualcode.analysis import network_parts as parts

        saved = self.network(name)
        found: Network = saved
        if least is not None:
            found = parts.strong(found, count=least)
        if backbone is not None:
            found = parts.backbone(found, backbone)
        if ego is not None:
            found = parts.ego(found, parts.node_called(found, ego), radius)
        return replace(saved, nodes=found.nodes, edges=found.edges)

    def edge_passages(self, network: str | Network | Question, source: str, target: str) -> Rows[EdgePassage]:
        """Where two codes of a network meet, in the order of the text: as often as the edge between them counts.

        The network is one that was counted, a saved one or its name, or the question of one; its query restricts what
        is looked at. What is found is what stands in the project now: of a saved network that is stale it may be other
        passages than were counted. Codes are named by their path or the end of it; a code that was renamed since a
        network was saved, also by the path it had then. Rolled up to a level, a code stands for its ancestor there.

        Raises UnknownName, and QueryError for a query that no longer holds or a pair that is not two codes.
        """
        from qualcode.analysis.meetings import meetings

        if isinstance(network, str):
            network = self.network(network)
        question = network if isinstance(network, Question) else network.question
        then = networks.codes(self.conn, network.summary.id) if isinstance(network, SavedNetwork) else {}
        one, other = (self._node(question, name, then) for name in (source, target))
        if one == other:
            raise QueryError(
                _("A pair is two different codes, not “{path}” twice.").format(path=one),
                _("All passages of one code: qualcode query P 'code:…'."),
            )
        return Rows(self._in_full(question, meetings(self._material(question), one, other)), "edge passages")

    def _node(self, question: Question, name: str, then: Mapping[str, int]) -> str:
        """The path, as a network has it, of the node that a code belongs to."""
        book = self.codebook()
        known = then.get(name)
        code = known if known is not None and known in book else self.resolve_code(name).id
        return book.path(code if question.level is None else book.at_level(code, question.level))

    def _in_full(self, question: Question, met: Sequence[Meeting]) -> list[EdgePassage]:
        ids = sorted({id_ for meeting in met for id_ in (*meeting.source, *meeting.target)})
        held = {segment.id: segment for segment in segments.fetch(self.conn, ids, self.vocabulary())}
        names = self._unit_names(question.unit)
        documents = self.vocabulary().documents
        ranged = {meeting.document for meeting in met if meeting.document is not None and meeting.start is not None}
        texts = dict(arrays.texts(self.conn, ranged))
        found = []
        for meeting in met:
            source, target = (tuple(_standing(held, ids)) for ids in (meeting.source, meeting.target))
            if meeting.document is None or meeting.start is None:
                found.append(EdgePassage(names.get(meeting.unit or 0, ""), source, target))
                continue
            name = documents[meeting.document].name
            place = self._standing_at(meeting.document, meeting.start)
            quote = texts[meeting.document][meeting.start : meeting.end]
            found.append(EdgePassage(place, source, target, name, meeting.start, meeting.end, quote))
        return found

    def _unit_names(self, unit: str) -> Mapping[int, str]:
        """What units that are no range of a text are called, by their number."""
        known = self.vocabulary()
        if unit == "case":
            return known.cases
        if unit == "speaker":
            persons = self._person_numbers()
            return {
                persons[voice.person]: self._called(voice) for voice in known.voices.values() if not voice.interviewer
            }
        return {document.id: document.name for document in known.documents.values()}

    def _called(self, voice: Voice) -> str:
        known = self.vocabulary()
        if voice.case is not None:
            return known.cases[voice.case]
        return f"{voice.name}, {known.documents[voice.document].name}"


def _standing(held: Mapping[int, Segment], ids: Sequence[int]) -> Sequence[Segment]:
    return [held[id_] for id_ in ids if id_ in held]
