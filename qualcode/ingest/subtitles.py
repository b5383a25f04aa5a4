"""Subtitles (.srt, .vtt): cues become turns, and each cue's start stays as a moment at its place in the text.

A turn is cut in cues only for the screen, so the cues of one speaker that follow each other are joined by spaces.
Both formats are read line by line and leniently, since a cue that a strict parser would refuse still holds words.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualcode.errors import ImportFailure
from qualcode.i18n import _
from qualcode.ingest import paragraphs, turns
from qualcode.ingest.compose import reading
from qualcode.ingest.decode import decode
from qualcode.ingest.manuscript import Manuscript, Material, Reading
from qualcode.ingest.normalise import normalise
from qualcode.ingest.turns.labels import candidates
from qualcode.model.text import fold

#: A silence longer than this (milliseconds) begins a paragraph where nobody is named.
_PAUSE = 2000
_LONG = 500

_CLOCK = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_TIMING = re.compile(rf"\s*{_CLOCK}\s*--?>\s*{_CLOCK}")
_TAG = re.compile(
    r"</?(?:[biusc]|font|lang|ruby|rt|span|v)(?:[ .][^>\n]*)?>|<\d{1,2}:\d{2}(?::\d{2})?[.,]\d{3}>|\{\\[^}\n]*\}", re.I
)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>\n]+)>|(</v>)", re.I)
_BLOCKS = ("NOTE", "STYLE", "REGION", "WEBVTT", "X-TIMESTAMP-MAP")


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of one cue; `voice` is who says them as the format states it, `label` where a label begins the words."""

    start: int
    end: int
    words: str
    voice: str | None = None


def read(material: Material) -> Reading:
    """The talk in a subtitle file; raises ImportFailure when it holds no cue."""
    decoded = decode(material.data)
    cues = list(_cues(normalise(decoded.text).text.split("\n"), webvtt=material.suffix == ".vtt"))
    pieces = [piece for cue in cues for piece in _pieces(cue, material.suffix == ".vtt") if piece.words]
    if not pieces:
        raise ImportFailure(_("no subtitle with a time was found."))
    voices = frozenset(piece.voice for piece in pieces if piece.voice)
    labels = voices or _labels_in(pieces)
    text = _Text(pieces, voices, labels)
    return reading(
        material,
        Manuscript(text.raw, decoded.encoding, times=text.times, labels=labels, warnings=decoded.warnings),
    )


def _cues(lines: Sequence[str], *, webvtt: bool) -> Iterator[_Cue]:
    timings = [(number, match) for number, line in enumerate(lines) if (match := _TIMING.match(line))]
    if not timings:
        return
    ends = [_above(lines, number) for number, _match in timings[1:]] + [len(lines)]
    for (number, match), limit in zip(timings, ends, strict=True):
        body = lines[number + 1 : limit]
        words = _without_blocks(body) if webvtt else body
        yield _Cue(_time(match.groups()[:4]), _time(match.groups()[4:]), tuple(line for line in words if line.strip()))


def _above(lines: Sequence[str], timing: int) -> int:
    """Where the cue above a timing ends: before the number or name that stands over the timing."""
    above = lines[timing - 1].strip()
    alone = timing < 2 or not lines[timing - 2].strip()
    return timing - 1 if above.isdigit() or (above and alone) else timing


def _without_blocks(lines: Sequence[str]) -> list[str]:
    """The lines of a cue without the NOTE, STYLE and REGION blocks that follow it; a block ends at a blank line."""
    kept: list[str] = []
    dropping = False
    for i, line in enumerate(lines):
        starts = not lines[i - 1].strip() if i else False
        if starts and line.split(maxsplit=1)[:1] and line.split(maxsplit=1)[0] in _BLOCKS:
            dropping = True
        dropping = dropping and bool(line.strip())
        if not dropping:
            kept.append(line)
    return kept


def _time(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, fraction = parts
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))


def _pieces(cue: _Cue, webvtt: bool) -> Iterator[_Piece]:
    """The lines of a cue, cut where the voice changes. A line without voice goes on with the one before it."""
    voice: str | None = None
    for line in cue.lines:
        at = 0
        for match in _VOICE.finditer(line):
            yield _Piece(cue.start, cue.end, _clean(line[at : match.start()], webvtt), voice)
            voice = _clean(match[1], webvtt) if match[1] else voice
            at = match.end()
        yield _Piece(cue.start, cue.end, _clean(line[at:], webvtt), voice)


def _clean(words: str, webvtt: bool) -> str:
    plain = _TAG.sub("", words)
    return " ".join((html.unescape(plain) if webvtt else plain).split(" ")).strip()


def _labels_in(pieces: Sequence[_Piece]) -> frozenset[str]:
    """The labels that begin words of cues (`E :`), judged on a text where every line that might have one begins one."""
    drawn = "\n".join(piece.words for piece in pieces)
    starts = {candidate.line for candidate in candidates(drawn, paragraphs.split(drawn), {})}
    lines: list[str] = []
    for number, piece in enumerate(pieces):
        if number in starts or not lines:
            lines.append(piece.words)
        else:
            lines[-1] += " " + piece.words
    joined = "\n".join(lines)
    return frozenset(speaker.label for speaker in turns.find(joined, paragraphs.split(joined)).speakers)


class _Text:
    """The pieces written one after the other: a line per turn, or per stretch between silences when nobody is named."""

    def __init__(self, pieces: Sequence[_Piece], voices: frozenset[str], labels: frozenset[str]) -> None:
        self._parts: list[str] = []
        self._length = self._line = 0
        self.times: list[tuple[int, int]] = []
        sure = frozenset(fold(label) for label in labels)
        voice: str | None = None
        before: _Piece | None = None
        for piece in pieces:
            changed = piece.voice is not None and piece.voice != voice
            voice = piece.voice or voice
            begins = changed or self._begins(piece, before, sure, bool(voices))
            if begins:
                self._write("\n" if self._parts else "")
                self._line = self._length
                if changed:
                    self._write(f"{voice} : ")
            elif before is not None:
                self._write(" ")
            if begins or before is None or piece.start != before.start or piece.end != before.end:
                self.times.append((self._length, piece.start))
            self._write(piece.words)
            before = piece

    @property
    def raw(self) -> str:
        return "".join(self._parts)

    def _write(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)

    def _begins(self, piece: _Piece, before: _Piece | None, sure: frozenset[str], voiced: bool) -> bool:
        if before is None or voiced:
            return False
        if sure:
            found = candidates(piece.words, paragraphs.split(piece.words), {})
            return bool(found) and found[0].key in sure
        silent = piece.start - before.end >= _PAUSE
        return silent or (self._length - self._line > _LONG and before.words[-1:] in ".!?…")
