"""Which codes go together, for whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.analysis import cooccurrence
from qualcode.analysis.cooccurrence import Material, Progress
from qualcode.analysis.material import marked, to_code
from qualcode.analysis.measures import allow, allowed
from qualcode.errors import QueryError, UnknownName
from qualcode.i18n import _
from qualcode.model.arrays import Belonging, CodingArrays, Pieces
from qualcode.model.comparison import Comparison
from qualcode.model.network import (
    OF_PERMUTATION,
    POPULATIONS,
    ROUNDS,
    SEED,
    TWO_SIDED,
    UNITS,
    WINDOWED,
    Cooccurrence,
    Question,
)
from qualcode.project.documents import did_you_mean
from qualcode.project.queries import Queries
from qualcode.storage import arrays, journal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: The tables that a network follows from.
_COUNTED = (
    *("documents", "turns", "speakers", "attributes", "cases", "case_documents", "case_speakers"),
    *("codes", "codings", "coders", "memos", "queries"),
)

#: The tables that say in which units there is something to code.
_MARKED = ("documents", "turns", "speakers", "codings", "codes")


class Networks(Queries):
    """The part of the facade that counts what goes together."""

    def cooccurrence(
        self,
        where: str = "",
        *,
        unit: str = "overlap",
        level: int | None = None,
        measure: str = "count",
        measures: Sequence[str] | str = (),
        window: int = 1,
        population: str = "all",
        codes: int | None = None,
        rounds: int = 0,
        seed: int = SEED,
        progress: Progress | None = None,
    ) -> Cooccurrence:
        """How often each two codes were met together among the codings that a query selects (all of them when empty).

        `unit` says where: `overlap` counts the pairs of codings of two codes that share at least one character; the
        others count the units in which both codes touch at least one character: `sentence`, `turn` (with the speaker's
        label; the paragraph in documents without turns), `paragraph`, `document`, `case` (a coding belongs to every
        case of its document and of the speaker who says most of it), `speaker` (persons: the same case of kind person
        is one person in all documents; interviewers ask and do not count, nor does what nobody says).

        `window` makes every run of so many consecutive sentences, turns or paragraphs of a document one unit; a
        document with fewer is one window.

        `level` rolls codes up to their ancestors at that depth, 1 for the roots; codes that lie higher stay. A passage
        that several codes of one branch are on, or several coders, then counts once for that branch. `codes` keeps
        only so many codes, those with the most codings.

        `measure` is one of MEASURES, and how edges are ordered; formulas, ranges and sources are in
        `qualcode.analysis.measures` and docs/networks.md. `measures` names others that the edges carry too; "all" is
        every one that the unit allows, without the permutation test. Where G² or Fisher's test is the measure, edges
        carry the lift as well, which says whether two codes seek or avoid each other. The permutation test
        (`permutation_p`, `_q`, `_z`) is made where a measure names it, with 1,000 rounds, or where `rounds` are asked
        for; chance is drawn from `seed`.

        `population` says which units there are for measures that ask how many hold neither code: `all` units with
        something to code (no interviewer's turns, no headings) of the documents in which a counted coding lies, or the
        `coded` ones, with at least one counted coding.

        `progress` is told how many codings were swept, or rounds played, of how many (0: not known yet); what it
        raises ends the work.

        Raises UnknownName for a unit, measure or population that does not exist, QueryError for a query, level, window
        or number of codes that is not one, and for a measure that the unit does not allow.
        """
        question = Question(unit, measure, level, where.strip(), 1, window, population, codes, rounds, seed)
        _check(question)
        carried = _carried(measures, question)
        if not rounds and any(name in OF_PERMUTATION for name in (measure, *carried)):
            question = replace(question, rounds=ROUNDS)
        if progress:
            progress(0, 0)
        material = self._material(question)
        if progress:
            progress(0, question.rounds or len(material.codings))
        return cooccurrence.cooccurrence(material, progress, carried)

    def counted_from(self) -> int:
        """A number that changes with everything that networks are counted from, and with nothing else."""
        return journal.latest_change(self.conn, _COUNTED)

    def compare(
        self,
        where_a: str,
        where_b: str,
        *,
        unit: str = "overlap",
        level: int | None = None,
        measure: str = "jaccard",
        window: int = 1,
        population: str = "all",
        codes: int | None = None,
        rounds: int = ROUNDS,
        seed: int = SEED,
        progress: Progress | None = None,
    ) -> Comparison:
        """How two codes go together in what one query selects, and in what another does; pair by pair, with tests.

        The question is that of `cooccurrence`. `measure` is one of `model.comparison.COMPARABLE`. The tests are
        described in `analysis.compare` and docs/networks.md: Fisher's on the units with one of the codes, and a
        permutation of whole documents (cases or persons where these are the units), `rounds` times from `seed`; 0
        rounds leave it out.

        `progress` is told how much was tested, of how much; what it raises ends the work. Raises what
        `cooccurrence` raises, and QueryError for a measure that is a test itself.
        """
        from qualcode.analysis.compare import compare, refuse_tests

        refuse_tests(measure)
        question = Question(unit, measure, level, "", 1, window, population, codes, rounds, seed)
        _check(question)
        if progress:
            progress(0, 0)
        a, b = self._materials(replace(question, query=where_a.strip()), replace(question, query=where_b.strip()))
        return compare(a, b, progress)

    def _material(self, question: Question) -> Material:
        (material,) = self._materials(question)
        return material

    def _materials(self, *questions: Question) -> list[Material]:
        """What questions that differ in their query only count; all have the same paths."""
        every = [self._selected(question.query) for question in questions]
        book, asked = self.codebook(), questions[0]
        level = asked.level
        present = set[int]().union(*(set(held.code.tolist()) for held in every))
        rolled = {code: code if level is None else book.at_level(code, level) for code in present}
        met = set(rolled.values())
        order = [code for code in book if code in met]
        if asked.codes is not None and asked.codes < len(order):
            order = _most_frequent(every, rolled, order, asked.codes)
            chosen = set(order)
            kept = {code for code, target in rolled.items() if target in chosen}
            every = [held.only(_of_codes(held, kept)) for held in every]
        place = {code: number for number, code in enumerate(order)}
        node_of = {code: place[target] for code, target in rolled.items() if target in place}
        paths = tuple(book.path(code) for code in place)
        units = self._units(asked.unit)
        return [
            Material(question, held, node_of, paths, units, self._everyone(question, held), self._text)
            for question, held in zip(questions, every, strict=True)
        ]

    def _selected(self, query: str) -> CodingArrays:
        return self._rows(self.parsed(query)) if query else self.coding_arrays()

    def _units(self, unit: str) -> Pieces | Belonging | None:
        if unit == "case":
            return self.cached("case arrays", lambda: arrays.cases(self.conn))
        if unit == "speaker":
            return self.cached("speaker arrays", self._persons)
        if unit not in WINDOWED:
            return None
        return self.cached(f"open {unit} arrays", lambda: marked(self.unit_arrays(unit), self._text()), *_MARKED)

    def _text(self) -> Pieces:
        """What there is to code: what respondents say, and whatever else is coded."""
        told = self.cached("told arrays", lambda: arrays.told(self.conn), "documents", "turns", "speakers")
        return self.cached("text arrays", lambda: to_code(told, self.coding_arrays()), *_MARKED)

    def _persons(self) -> Belonging:
        """Which person says each coding, by the number of the person among all."""
        import numpy as np

        said = arrays.said_by(self.conn)
        voices = self.vocabulary().voices
        persons = self._person_numbers()
        number = np.full(max(voices, default=0) + 1, -1, np.int64)
        for voice in voices.values():
            if not voice.interviewer:
                number[voice.id] = persons[voice.person]
        person = number[said.unit]
        return Belonging(said.coding[person >= 0], person[person >= 0])

    def _person_numbers(self) -> dict[tuple[str, int, str], int]:
        """A number for each person who does not ask, from 0, in the order of the speakers."""
        voices = self.vocabulary().voices.values()
        every = dict.fromkeys(voice.person for voice in voices if not voice.interviewer)
        return {person: number for number, person in enumerate(every)}

    def _everyone(self, question: Question, held: CodingArrays) -> int | None:
        """How many persons or cases there are in the documents of some codings; None for other units."""
        if question.unit not in ("case", "speaker"):
            return None
        documents = set(held.document.tolist())
        if question.unit == "case":
            return len({case for document, case in arrays.case_documents(self.conn) if document in documents})
        voices = self.vocabulary().voices.values()
        return len({voice.person for voice in voices if voice.document in documents and not voice.interviewer})


def _check(question: Question) -> None:
    _known(question.unit, UNITS, _("There is no unit “{name}”."))
    _known(question.population, POPULATIONS, _("There is no population “{name}”."))
    allow(question.measure, question.unit)
    if question.level is not None and question.level < 1:
        raise QueryError(
            _("A level is 1 (the roots of the codebook) or more, not {level}.").format(level=question.level)
        )
    if question.window < 1:
        raise QueryError(_("A window is 1 unit or more, not {window}.").format(window=question.window))
    if question.window > 1 and question.unit not in WINDOWED:
        raise QueryError(
            _("There are no windows of the unit “{unit}”.").format(unit=question.unit),
            _("Windows are made of units that follow one another: {units}.").format(units=", ".join(WINDOWED)),
        )
    if question.codes is not None and question.codes < 1:
        raise QueryError(_("At least 1 code must be kept, not {codes}.").format(codes=question.codes))
    if question.rounds < 0:
        raise QueryError(_("A test has 1 round or more, not {rounds}.").format(rounds=question.rounds))


def _carried(measures: Sequence[str] | str, question: Question) -> tuple[str, ...]:
    """The measures that edges carry, by name."""
    if measures == "all":
        names = tuple(name for name in allowed(question.unit) if name != "count" and name not in OF_PERMUTATION)
    else:
        names = (measures,) if isinstance(measures, str) else tuple(measures)
    if question.measure in TWO_SIDED:
        names = tuple(dict.fromkeys((*names, "lift")))
    if question.rounds:
        names = tuple(dict.fromkeys((*names, *OF_PERMUTATION)))
    for name in names:
        allow(name, question.unit)
    return names


def _most_frequent(every: Sequence[CodingArrays], rolled: dict[int, int], order: Sequence[int], keep: int) -> list[int]:
    """The codes with the most codings, in their order; of equals the first."""
    import numpy as np

    counts: Counter[int] = Counter()
    for held in every:
        for code, count in zip(*(array.tolist() for array in np.unique(held.code, return_counts=True)), strict=True):
            counts[rolled[code]] += count
    kept = set(sorted(order, key=lambda code: -counts[code])[:keep])
    return [code for code in order if code in kept]


def _of_codes(held: CodingArrays, codes: set[int]) -> NDArray[np.bool_]:
    import numpy as np

    kept = np.zeros(int(held.code.max(initial=0)) + 1, np.bool_)
    kept[list(codes)] = True
    rows: NDArray[np.bool_] = kept[held.code]
    return rows


def _known(name: str, names: Sequence[str], message: str) -> None:
    if name not in names:
        raise UnknownName(
            message.format(name=name), did_you_mean(name, names) or _("Known: {names}.").format(names=", ".join(names))
        )
