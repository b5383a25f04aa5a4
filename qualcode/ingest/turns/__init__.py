"""Who speaks where: the turns, speakers, header block and moments of a text, found without touching a letter of it.

Three steps: every line says what its label could be (`labels`), the whole document says which labels are speakers
(`evidence`), and what stands above the first turn becomes metadata (`header`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qualcode.ingest.turns.evidence import Evidence
from qualcode.ingest.turns.header import Front, Header
from qualcode.ingest.turns.labels import Candidate, candidates, without_numbering
from qualcode.ingest.turns.people import people
from qualcode.ingest.turns.timestamps import inline
from qualcode.model.document import Paragraph, Speaker, Timestamp, Turn
from qualcode.model.text import fold

#: A talk in which fewer of the paragraphs than this lack a label lets a name met once be a speaker.
_UNBROKEN = 0.25


@dataclass(frozen=True, slots=True)
class Talk:
    """What was found; without turns, `paragraphs` come back as they were and `speakers` is empty."""

    paragraphs: tuple[Paragraph, ...]
    turns: tuple[Turn, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    timestamps: tuple[Timestamp, ...] = ()
    attributes: Mapping[str, str] | None = None


def find(
    text: str,
    paragraphs: Sequence[Paragraph],
    *,
    bold: Mapping[int, int] | None = None,
    known: frozenset[str] = frozenset(),
) -> Talk:
    """The talk in a normalised text. `bold` maps starts of bold runs to their ends; `known` are sure labels."""
    found = candidates(text, paragraphs, bold or {}, known)
    found = found if known else without_numbering(found)
    evidence = Evidence(text, paragraphs, found)
    sure = frozenset(fold(label) for label in known)
    core = sure or evidence.core
    front = Front(text, paragraphs, {candidate.line: candidate for candidate in found})
    first = _first(found, sure) if sure else front.first_turn(core) if core else None
    if first is None:
        header = front.read(len(paragraphs), talk=False)
        moments = tuple(inline(text, talk=False))
        return Talk(_restyle(paragraphs, header), timestamps=moments, attributes=header.attributes)
    spoken = _speaking(found, first, core, evidence, closed=bool(sure))
    header = front.read(first, frozenset(candidate.key for candidate in spoken), talk=True)
    styled = _restyle(paragraphs, header, frozenset(candidate.line for candidate in spoken))
    return Talk(
        paragraphs=styled,
        turns=_turns(text, styled, spoken),
        speakers=people(spoken, header.described),
        timestamps=_moments(text, spoken),
        attributes=header.attributes,
    )


def _first(found: Sequence[Candidate], sure: frozenset[str]) -> int | None:
    return next((candidate.line for candidate in found if candidate.key in sure), None)


def _speaking(
    found: Sequence[Candidate], first: int, core: frozenset[str], evidence: Evidence, *, closed: bool
) -> list[Candidate]:
    """The candidates that are speakers, from the first turn on, each with the spelling its label mostly has.

    `closed`: nobody speaks beside the core.
    """
    rest = [candidate for candidate in found if candidate.line >= first]
    line = [candidate for candidate in rest if candidate.key in core]
    unbroken = evidence.share(line) >= 1 - _UNBROKEN
    timed = sum(1 for candidate in line if candidate.stamp) > 0.8 * len(line)
    others = [] if closed else [c for c in rest if c.key not in core]
    beside = {c.line for c in others if evidence.speaks(c, unbroken=unbroken, timed=timed)}
    spoken = [c for c in rest if c.key in core or c.line in beside]
    spellings: dict[str, Counter[str]] = {}
    for candidate in spoken:
        spellings.setdefault(candidate.key, Counter())[candidate.label] += 1
    usual = {key: counts.most_common(1)[0][0] for key, counts in spellings.items()}
    return [c if c.label == usual[c.key] else replace(c, label=usual[c.key]) for c in spoken]


def _turns(text: str, paragraphs: Sequence[Paragraph], spoken: Sequence[Candidate]) -> tuple[Turn, ...]:
    turns = []
    ends = [candidate.line for candidate in spoken[1:]] + [len(paragraphs)]
    for candidate, limit in zip(spoken, ends, strict=True):
        last = candidate.line
        while last + 1 < limit and paragraphs[last + 1].style not in ("heading", "table"):
            last += 1
        while last > candidate.line and paragraphs[last].style == "break":
            last -= 1
        end = paragraphs[last].end
        body = candidate.body
        if candidate.empty and last > candidate.line:
            body = _first_word(text, paragraphs[candidate.line + 1].start)
        turns.append(Turn(candidate.start, end, min(body, end), candidate.label, candidate.time))
    return tuple(turns)


def _first_word(text: str, at: int) -> int:
    while text[at].isspace():
        at += 1
    return at


def _moments(text: str, spoken: Sequence[Candidate]) -> tuple[Timestamp, ...]:
    found = {moment.start: moment for moment in inline(text, talk=True)}
    for candidate in spoken:
        if candidate.stamp is not None and candidate.time is not None:
            found.setdefault(candidate.stamp[0], Timestamp(*candidate.stamp, candidate.time))
    return tuple(found[start] for start in sorted(found))


def _restyle(
    paragraphs: Sequence[Paragraph], header: Header, spoken: frozenset[int] = frozenset()
) -> tuple[Paragraph, ...]:
    """The paragraphs with the header block marked, and without the look of a table where somebody speaks."""
    styled = list(paragraphs)
    for line in header.lines:
        if styled[line].style != "heading":
            styled[line] = replace(styled[line], style="header")
    for line in spoken:
        if styled[line].style == "table":
            styled[line] = replace(styled[line], style="body")
    return tuple(styled)
