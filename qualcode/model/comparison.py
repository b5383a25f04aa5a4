"""Two sub-corpora side by side: for each two codes, how they go together in the one and in the other.

Side a is what the first query selects, side b the second; differences are a − b. A sub-corpus may share documents, or
even codings, with the other: `shared_documents` and `shared_codings` say so, for tests take the sides for different.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from qualcode.i18n import _, ngettext, number
from qualcode.model.network import STRENGTHS, Cooccurrence, Question
from qualcode.model.rows import Tabular

if TYPE_CHECKING:
    from qualcode.model.table import Table

#: Measures that can be told of both sides and subtracted.
COMPARABLE = (*STRENGTHS, "p_target", "p_source", "lift", "npmi")


@dataclass(frozen=True, slots=True)
class Side:
    """A sub-corpus: its query, how many codings it has, in how many blocks (documents, cases or persons)."""

    query: str
    codings: int
    blocks: int


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two codes on both sides: how often together, how strongly, and whether the difference may be chance.

    Both tests look at the units with at least one of the codes, and at the share of them that has both. `fisher_p` is
    two-sided; `permutation_p` is the share of random divisions of the blocks with a difference at least as large,
    either way; None when there is no other division.
    """

    source: str
    target: str
    count_a: int
    count_b: int
    value_a: float
    value_b: float
    difference: float
    fisher_p: float
    fisher_q: float
    permutation_p: float | None = None
    permutation_q: float | None = None


@dataclass(frozen=True, eq=False)
class Comparison(Tabular):
    """What two sub-corpora have in common and what not. `question` is put to both, its query left empty.

    `networks` are those of the sides. `edges` has every pair met on either side: the least likely by chance first, by
    permutation, then by Fisher, then the largest difference. `codes` are in the order of the codebook, `counts` how
    often each was met on either side. `divisions` is the number of ways to divide the blocks that are on one side only.
    """

    question: Question
    sides: tuple[Side, Side]
    networks: tuple[Cooccurrence, Cooccurrence]
    codes: tuple[str, ...]
    counts: tuple[tuple[int, int], ...]
    edges: tuple[Contrast, ...]
    shared_codings: int = 0
    shared_blocks: int = 0
    divisions: int = 0

    def table(self, top: int | None = None) -> Table:
        """The pairs, all of them or so many: how often and how strongly on both sides, and what the tests say."""
        from qualcode.model.table import Column, Table

        columns = (
            *(Column("source", room=0.28), Column("target", room=0.28)),
            *(Column("count_a", "count"), Column("count_b", "count")),
            *(Column("value_a", "number", reach="page"), Column("value_b", "number", reach="page")),
            *(Column("difference", "number"), Column("fisher_p", "number"), Column("fisher_q", "number", reach="page")),
            *(Column("permutation_p", "number"), Column("permutation_q", "number", reach="page")),
        )
        rows = [tuple(getattr(edge, column.key) for column in columns) for edge in self.edges[:top]]
        return Table(columns, rows)

    def as_dict(self) -> dict[str, Any]:
        """Everything but the networks, as JSON has it."""
        question = {name: value for name, value in vars(self.question).items() if name not in ("query", "minimum")}
        return {
            **question,
            **{name: asdict(side) for name, side in zip("ab", self.sides, strict=True)},
            "shared_codings": self.shared_codings,
            "shared_blocks": self.shared_blocks,
            "divisions": self.divisions,
            "nodes": [
                {"code": code, "count_a": one, "count_b": other}
                for code, (one, other) in zip(self.codes, self.counts, strict=True)
            ],
            "edges": [asdict(edge) for edge in self.edges],
        }

    def warnings(self) -> Iterator[str]:
        """What must be said beside the figures."""
        if self.shared_codings:
            yield ngettext(
                "{n} coding is on both sides: the sides overlap, and the tests take them for separate.",
                "{n} codings are on both sides: the sides overlap, and the tests take them for separate.",
                self.shared_codings,
            ).format(n=number(self.shared_codings))
        if self.shared_blocks:
            yield self._shared()
        for side in self.sides:
            if not side.codings:
                yield _("No coding is selected by “{query}”.").format(query=side.query)
        if all(side.codings for side in self.sides) and self.divisions < self.question.rounds:
            yield ngettext(
                "There is only {n} way to divide what is compared: no permutation can say more than that.",
                "There are only {n} ways to divide what is compared: a permutation cannot be rarer than one of them.",
                self.divisions,
            ).format(n=number(self.divisions))

    def _shared(self) -> str:
        n = self.shared_blocks
        if self.question.unit == "case":
            said = ngettext("{n} case is on both sides", "{n} cases are on both sides", n)
        elif self.question.unit == "speaker":
            said = ngettext("{n} speaker is on both sides", "{n} speakers are on both sides", n)
        else:
            said = ngettext("{n} document is on both sides", "{n} documents are on both sides", n)
        return _("{said}: the permutation leaves that where it is.").format(said=said.format(n=number(n)))
