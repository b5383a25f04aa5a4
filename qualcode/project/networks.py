"""Which codes go together, for whom."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.analysis import cooccurrence
from qualcode.analysis.cooccurrence import Material
from qualcode.errors import QueryError, UnknownName
from qualcode.i18n import _
from qualcode.model.arrays import Belonging, CodingArrays, Pieces
from qualcode.model.network import MEASURES, UNITS, Cooccurrence, Question
from qualcode.project.documents import did_you_mean
from qualcode.project.queries import Queries
from qualcode.storage import arrays, journal

#: The tables that a network follows from.
_COUNTED = (
    *("documents", "turns", "speakers", "attributes", "cases", "case_documents", "case_speakers"),
    *("codes", "codings", "coders", "memos", "queries"),
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
