"""What the sheet works on: files that were read, what is ticked of them, what was said against them. Knows no widget.

It outlives the sheet: whoever closes it half way finds it as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from qualcode.i18n import _
from qualcode.model.document import Draft
from qualcode.model.text import count_words
from qualcode.project.drafts import Correction, corrected
from qualcode.project.importing import Failure
from qualcode.project.preparing import Preparation, Prepared

#: Code points of a turn that are shown, and lines of a document: enough to see how it is divided.
_SHOWN, _LINES = 400, 5_000


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of the text as it will be divided: a turn with its speaker, or a paragraph of no turn."""

    label: str
    speaker: str
    words: str
    style: str = "turn"


@dataclass(frozen=True, slots=True)
class Voice:
    """A label of the text: who it stands for, how often and how many words; `same` and `nobody` are corrections."""

    label: str
    name: str
    turns: int
    words: int
    interviewer: bool
    same: str = ""
    nobody: bool = False


@dataclass(slots=True)
class _Said:
    """What is ticked and what was corrected, as it stood once."""

    ticked: frozenset[int]
    corrections: Mapping[int, Correction]


@dataclass
class Found:
    """The files that were read, by their place; `cursor` is the place one looks at. Failures come after them."""

    files: tuple[Prepared, ...] = ()
    failures: tuple[Failure, ...] = ()
    ticked: set[int] = field(default_factory=set)
    corrections: dict[int, Correction] = field(default_factory=dict)
    cursor: int = 0
    _past: list[_Said] = field(default_factory=list)
    _future: list[_Said] = field(default_factory=list)
    _mended: dict[int, tuple[Correction, Draft]] = field(default_factory=dict)
    _voices: dict[int, tuple[Correction, list[Voice]]] = field(default_factory=dict)
    _words: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, preparation: Preparation) -> Found:
        """What was read, all of it ticked but what is there already."""
        ticked = {at for at, one in enumerate(preparation.files) if not one.twin}
        return cls(preparation.files, preparation.failures, ticked)

    def __bool__(self) -> bool:
        return bool(self.files or self.failures)

    def __len__(self) -> int:
        return len(self.files) + len(self.failures)

    @property
    def here(self) -> Prepared | None:
        """The file under the cursor; None on one that could not be read."""
        return self.files[self.cursor] if self.cursor < len(self.files) else None

    def correction(self, at: int) -> Correction:
        """What was said against a file."""
        return self.corrections.get(at, Correction())

    def draft(self, at: int) -> Draft:
        """The document of a file as it will be imported; of a table, its first row as it was read."""
        first = self.files[at].drafts[0]
        said = self.correction(at)
        if not said:
            return first
        known = self._mended.get(at)
        if known is None or known[0] != said:
            self._mended[at] = known = (said, corrected(first, said))
        return known[1]

    def voices(self, at: int) -> list[Voice]:
        """Who speaks in the document of a file, with what was said against it; nobody where nobody is to speak."""
        said = self.correction(at)
        if not self.can_correct(at) or said.no_turns:
            return []
        known = self._voices.get(at)
        if known is None or known[0] != said:
            self._voices[at] = known = (said, voices(self.files[at].drafts[0], said, self.draft(at)))
        return known[1]

    def words(self, at: int) -> int:
        """How many words a file holds, counted once."""
        if at not in self._words:
            self._words[at] = sum(count_words(draft.text) for draft in self.files[at].drafts)
        return self._words[at]

    def tick(self, places: Iterable[int]) -> None:
        """Tick these files, or take the ticks off when all are ticked."""
        listed = {at for at in places if at < len(self.files)}
        self._remember()
        self.ticked = self.ticked - listed if listed <= self.ticked else self.ticked | listed

    def correct(self, places: Iterable[int], change: Callable[[Correction], Correction]) -> int:
        """Say something against these files, where that can be done; against how many. Raises as `corrected` does."""
        said = {at: change(self.correction(at)) for at in places if self.can_correct(at)}
        for at, correction in said.items():
            corrected(self.files[at].drafts[0], correction)
        if said:
            self._remember()
            self.corrections.update(said)
        return len(said)

    def can_correct(self, at: int) -> bool:
        """Whether a file is one document whose turns can be seen."""
        return at < len(self.files) and self.files[at].correctable

    def step_back(self) -> bool:
        """Take back the last tick or correction; False when there is none."""
        return self._swap(self._past, self._future)

    def step_on(self) -> bool:
        """Do it again; False when there is nothing."""
        return self._swap(self._future, self._past)

    def can_step(self, *, back: bool) -> bool:
        """Whether there is a step to take back, or to do again."""
        return bool(self._past if back else self._future)

    def chosen(self) -> list[Prepared]:
        """The files that are ticked, corrected."""
        return [
            replace(one, drafts=(self.draft(at),)) if self.correction(at) else one
            for at, one in enumerate(self.files)
            if at in self.ticked
        ]

    def _remember(self) -> None:
        self._past.append(_Said(frozenset(self.ticked), dict(self.corrections)))
        self._future.clear()

    def _swap(self, source: list[_Said], target: list[_Said]) -> bool:
        if not source:
            return False
        target.append(_Said(frozenset(self.ticked), dict(self.corrections)))
        before = source.pop()
        self.ticked, self.corrections = set(before.ticked), dict(before.corrections)
        return True


def lines(draft: Draft) -> list[Line]:
    """The text as it will be divided: turns, and the paragraphs between them; the first thousands."""
    names = {speaker.label: speaker.name for speaker in draft.speakers}
    found: list[Line] = []
    turns, at = draft.turns, 0
    for paragraph in draft.paragraphs[:_LINES]:
        while at < len(turns) and turns[at].end <= paragraph.start:
            at += 1
        if at < len(turns) and turns[at].start < paragraph.end:
            turn = turns[at]
            if turn.start >= paragraph.start:
                label = turn.label or ""
                words = draft.text[turn.body : min(turn.end, turn.body + _SHOWN)]
                found.append(Line(label, names.get(label, label), " ".join(words.split())))
            continue
        words = " ".join(draft.text[paragraph.start : min(paragraph.end, paragraph.start + _SHOWN)].split())
        if words:
            found.append(Line("", "", words, paragraph.style))
    return found


def voices(original: Draft, said: Correction, mended: Draft) -> list[Voice]:
    """The labels of the text, in order of appearance, those that are corrected away too."""
    turns: dict[str, int] = {}
    words: dict[str, int] = {}
    for turn in mended.turns:
        label = turn.label or ""
        turns[label] = turns.get(label, 0) + 1
        words[label] = words.get(label, 0) + count_words(mended.text[turn.body : turn.end])
    now = {speaker.label: speaker for speaker in mended.speakers}
    found = []
    for speaker in original.speakers:
        kept = now.get(speaker.label)
        found.append(
            Voice(
                speaker.label,
                kept.name if kept else speaker.name,
                turns.get(speaker.label, 0),
                words.get(speaker.label, 0),
                (kept or speaker).interviewer,
                "" if kept else said.same.get(speaker.label, ""),
                kept is None and speaker.label not in said.same,
            )
        )
    return found


def kind_word(kind: str) -> str:
    """What one document of a kind is called; an unknown kind is shown as it is."""
    return {
        "entretien": _("interview"),
        "focus-group": _("focus group"),
        "notes": _("field notes"),
        "observation": _("observation"),
        "questionnaire": _("questionnaire"),
        "document": _("document"),
    }.get(kind, kind)
