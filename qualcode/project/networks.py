"""Which codes go together, for whom; and networks kept with the question they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualcode.analysis import cooccurrence
from qualcode.analysis.cooccurrence import Material
from qualcode.errors import ProjectError, QualcodeError, QueryError, UnknownName
from qualcode.i18n import _
from qualcode.model.arrays import Belonging, CodingArrays, Pieces
from qualcode.model.network import MEASURES, UNITS, Cooccurrence, NetworkSummary, Question, SavedNetwork
from qualcode.model.text import clean_line, fold
from qualcode.project.documents import did_you_mean
from qualcode.project.queries import Queries
from qualcode.storage import arrays, journal, networks

#: The tables that a network follows from.
_COUNTED = (
    *("documents", "turns", "speakers", "attributes", "cases", "case_documents", "case_speakers"),
    *("codes", "codings", "coders", "memos"),
)


class Networks(Queries):
    """The part of the facade that counts what goes together."""

    def cooccurrence(
        self,
        where: str = "",
        *,
        unit: str = "overlap",
        level: int | None = None,
        measure: str = "count",
        progress: cooccurrence.Progress | None = None,
    ) -> Cooccurrence:
        """How often each two codes were met together among the codings that a query selects (all of them when empty).

        `unit` says where: `overlap` counts the pairs of codings of two codes that share at least one character; the
        others count the units in which both codes touch at least one character: `sentence`, `turn` (with the speaker's
        label; the paragraph in documents without turns), `paragraph`, `document`, `case` (a coding belongs to every
        case of its document and of the speaker who says most of it).

        `level` rolls codes up to their ancestors at that depth, 1 for the roots; codes that lie higher stay. A passage
        that several codes of one branch are on, or several coders, then counts once for that branch.

        `measure` is one of MEASURES; formulas, ranges and sources are in `qualcode.analysis.measures`.

        `progress` is told how many codings were swept, of how many (0: not known yet); what it raises ends the work.

        Raises UnknownName for a unit or measure that does not exist, QueryError for a query or level that is not one.
        """
        _known(unit, UNITS, _("There is no unit “{name}”."))
        _known(measure, MEASURES, _("There is no measure “{name}”."))
        if level is not None and level < 1:
            raise QueryError(_("A level is 1 (the roots of the codebook) or more, not {level}.").format(level=level))
        if progress:
            progress(0, 0)
        material = self._material(Question(unit, measure, level, where.strip()))
        if progress:
            progress(0, len(material.codings))
        return cooccurrence.cooccurrence(material, progress)

    def counted_from(self) -> int:
        """A number that changes with everything that networks are counted from, and with nothing else."""
        return journal.latest_change(self.conn, _COUNTED)

    def save_network(self, name: str, network: Cooccurrence, *, replacing: bool = False) -> SavedNetwork:
        """Keep a network under a name, with its question and the digest of what was counted.

        Raises ProjectError when the name is empty or taken, unless `replacing` the one that has it.
        """
        name = clean_line(name)
        if not name:
            raise ProjectError(_("A network needs a name."))
        twin = next((saved for saved in networks.every(self.conn) if saved.name == name), None)
        if twin and not replacing:
            raise ProjectError(
                _("There is already a network “{name}”.").format(name=name),
                _("Choose another name, or replace it with --replace."),
            )
        codes = {path: code for code, path in self.codebook().paths.items()}
        with self.action("save network", name):
            if twin:
                networks.delete(self.conn, twin.id)
            networks.insert(self.conn, name, network, network.digest, codes)
        return self.network(name)

    def networks(self) -> list[NetworkSummary]:
        """The saved networks by name; `stale` where the passages or codes they were counted from have changed since."""
        return [self._checked(saved) for saved in networks.every(self.conn)]

    def network(self, name: str) -> SavedNetwork:
        """A saved network by its name (case and accents aside); raises UnknownName with the nearest names."""
        saved = self._checked(self._find(name))
        return SavedNetwork(saved, networks.nodes(self.conn, saved.id), networks.edges(self.conn, saved.id))

    def delete_network(self, name: str) -> NetworkSummary:
        """Remove a saved network; undo brings it back. What was removed; raises UnknownName."""
        saved = self._find(name)
        with self.action("delete network", saved.name):
            networks.delete(self.conn, saved.id)
        return saved

    def _find(self, name: str) -> NetworkSummary:
        every = networks.every(self.conn)
        near = [saved for saved in every if fold(saved.name) == fold(name)]
        exact = [saved for saved in near if saved.name == name]
        if exact or len(near) == 1:
            return (exact or near)[0]
        raise UnknownName(
            _("There is no network “{name}”.").format(name=name), did_you_mean(name, (saved.name for saved in every))
        )

    def _checked(self, saved: NetworkSummary) -> NetworkSummary:
        try:
            digest = self._material(saved.question).digest()
        except QualcodeError:
            # The query names a code or a document that is no longer there.
            digest = ""
        return replace(saved, stale=digest != saved.digest)

    def _material(self, question: Question) -> Material:
        held = self._selected(question.query)
        book = self.codebook()
        level = question.level
        rolled = {code: code if level is None else book.at_level(code, level) for code in set(held.code.tolist())}
        met = set(rolled.values())
        place = {code: number for number, code in enumerate(code for code in book if code in met)}
        return Material(
            question,
            held,
            {code: place[target] for code, target in rolled.items()},
            tuple(book.path(code) for code in place),
            self._units(question.unit),
        )

    def _selected(self, query: str) -> CodingArrays:
        if query:
            return arrays.codings(self.conn, self.where(query))
        return self.coding_arrays()

    def _units(self, unit: str) -> Pieces | Belonging | None:
        if unit == "case":
            return self.cached("case arrays", lambda: arrays.cases(self.conn))
        return self.unit_arrays(unit) if unit in ("sentence", "turn", "paragraph") else None


def _known(name: str, names: Sequence[str], message: str) -> None:
    if name not in names:
        raise UnknownName(
            message.format(name=name), did_you_mean(name, names) or _("Known: {names}.").format(names=", ".join(names))
        )
