"""Correcting what was found in a file, before it is imported: a pure function from draft to draft.

The text is never touched; only where turns begin and end, who speaks in them, and what is said of the document. Turns
stay in order and do not overlap, and every label that a turn bears has its speaker.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from qualcode.errors import UnknownName
from qualcode.i18n import _
from qualcode.ingest import overlay
from qualcode.model.document import Draft, Paragraph, Speaker, Turn
from qualcode.model.text import clean_line

#: What a turn may run over when it is joined to the one before.
_JOINED = ("body", "list", "header", "break")


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says against what was found; empty says nothing. Labels are those of the draft.

    `names` and `interviewers` are of speakers; `same` maps a label to the one that is the same person; `nobody` are
    labels that are no speakers: their turns join the ones before. `no_turns`: nobody speaks in this document.
    An attribute with an empty value is removed.
    """

    kind: str = ""
    name: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    interviewers: Mapping[str, bool] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    nobody: frozenset[str] = frozenset()
    no_turns: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self != Correction()


def corrected(draft: Draft, correction: Correction) -> Draft:
    """The draft with a correction applied; raises UnknownName for a label that nobody bears, ImportFailure for a kind
    that is none."""
    said = overlay.apply(draft, kind=correction.kind or None, name=clean_line(correction.name) or None)
    attributes = {**said.attributes, **{clean_line(name): value for name, value in correction.attributes.items()}}
    said = replace(said, attributes={name: value for name, value in attributes.items() if name and value})
    if correction.no_turns:
        return replace(said, turns=(), speakers=())
    _check(draft, correction)
    same = _resolved(correction.same)
    gone = frozenset(label for label in correction.nobody if label not in correction.same)
    gone |= frozenset(label for label, target in same.items() if target in gone)
    turns = _without(draft.turns, gone, draft.paragraphs)
    turns = tuple(replace(turn, label=same.get(turn.label or "", turn.label)) for turn in turns)
    return replace(said, turns=turns, speakers=_speakers(draft, correction, same, gone))


def _check(draft: Draft, correction: Correction) -> None:
    known = {speaker.label for speaker in draft.speakers}
    said = {*correction.names, *correction.interviewers, *correction.nobody}
    for label in (*said, *correction.same, *correction.same.values()):
        if label not in known:
            raise UnknownName(
                _("{name}: nobody is called “{label}” in it.").format(name=draft.name, label=label),
                _("Speakers found: {labels}").format(labels=", ".join(speaker.label for speaker in draft.speakers)),
            )


def _resolved(same: Mapping[str, str]) -> dict[str, str]:
    """Each label with the one it comes to in the end; in a circle nobody is anybody else."""
    found = {}
    for label in same:
        target, seen = label, {label}
        while target in same and same[target] not in seen:
            target = same[target]
            seen.add(target)
        if target not in same and target != label:
            found[label] = target
    return found


def _without(turns: Sequence[Turn], gone: frozenset[str], paragraphs: Sequence[Paragraph]) -> tuple[Turn, ...]:
    """The turns without those of some labels: each joins the turn before it.

    Where there is none, or a heading or a table stands between, its words are of no turn, like the lines above a talk.
    """
    walls = [(p.start, p.end) for p in paragraphs if p.style not in _JOINED]
    kept: list[Turn] = []
    at = 0
    for turn in turns:
        if turn.label not in gone:
            kept.append(turn)
            continue
        if not kept:
            continue
        while at < len(walls) and walls[at][1] <= kept[-1].end:
            at += 1
        if at == len(walls) or walls[at][0] >= turn.start:
            kept[-1] = replace(kept[-1], end=turn.end)
    return tuple(kept)


def _speakers(
    draft: Draft, correction: Correction, same: Mapping[str, str], gone: frozenset[str]
) -> tuple[Speaker, ...]:
    merged: dict[str, Mapping[str, str]] = {}
    for speaker in draft.speakers:
        target = same.get(speaker.label, speaker.label)
        # What is known of either is known of the person; the one whose label stays prevails.
        own = target == speaker.label
        before = merged.get(target, {})
        merged[target] = {**before, **speaker.attributes} if own else {**speaker.attributes, **before}
    return tuple(
        replace(
            speaker,
            name=clean_line(correction.names.get(speaker.label, "")) or speaker.name,
            interviewer=correction.interviewers.get(speaker.label, speaker.interviewer),
            attributes=merged[speaker.label],
        )
        for speaker in draft.speakers
        if speaker.label not in same and speaker.label not in gone
    )
