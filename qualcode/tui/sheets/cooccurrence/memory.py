"""What the co-occurrence sheet remembers while the screen is open: the question, the looks, where the cursor is."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from qualcode.model.comparison import Comparison
from qualcode.model.network import Cooccurrence, Question
from qualcode.tui.session import Session

#: Answers kept.
_MOST = 12


@dataclass(frozen=True)
class Compared:
    """A comparison as it was made at some state of the project, with the query of its other side.

    `order` and `at` are how its pairs stand, and the one under the cursor.
    """

    question: Question
    other: str
    state: int
    comparison: Comparison
    order: int = 0
    at: int = 0


@dataclass
class Remembered:
    """`least` is the threshold by measure; `empty` shows codes without a pair; `narrow` chooses shades or figures.

    `at` is the pair of codes (paths) under the cursor; `centre` the code whose neighbours are shown (empty: the map),
    `chosen` the neighbour.
    """

    question: Question = Question()
    least: dict[str, float] = field(default_factory=lambda: {"count": 1.0})
    order: str = "codebook"
    empty: bool = False
    narrow: bool | None = None
    at: tuple[str, str] = ("", "")
    centre: str = ""
    chosen: str = ""
    saved: str = ""
    compared: Compared | None = None
    file: str = ""
    asked: list[str] = field(default_factory=list)
    answers: OrderedDict[Question, tuple[int, Cooccurrence]] = field(default_factory=OrderedDict)

    def answer(self, question: Question, state: int) -> Cooccurrence | None:
        """The answer to a question, if it was counted from the project as it is now."""
        known = self.answers.get(question)
        return known[1] if known and known[0] == state else None

    def keep(self, network: Cooccurrence, question: Question, state: int) -> None:
        """Remember an answer; the oldest are forgotten."""
        self.answers[question] = (state, network)
        self.answers.move_to_end(question)
        while len(self.answers) > _MOST:
            self.answers.popitem(last=False)

    def threshold(self, measure: str) -> float:
        """From which strength on pairs are shown, by a measure."""
        return self.least.get(measure, 0.0)


def remembered(session: Session) -> Remembered:
    """What the session keeps of this sheet."""
    known = session.sheets.setdefault("cooccurrence", Remembered())
    assert isinstance(known, Remembered)
    return known
