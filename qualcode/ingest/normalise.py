"""The text as qualcode keeps it: one kind of line end, no control characters, NFC.

Done once, at import; after that the text never changes. Every old offset has a new one, never smaller than that of
the offset before it, so what another program anchored in the raw text keeps its place.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: Terminal sequences go whole, since their letters are no words: colours, titles, character sets, single commands.
_ESCAPES = (
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|\x1b[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)"
    r"|\x1b[ -/]+[0-~]"
    r"|\x1b[78=>cDEHMNOZ]"
)
_CHANGED = re.compile(
    _ESCAPES + "|\r\n|[\r\x0b\x0c\x85\u2028\u2029]|[\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+|[\ud800-\udfff]"
)
_LINE_ENDS = frozenset(("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"))
_NOT_ASCII = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")

#: A stretch of the raw text that becomes something else: start, end, what it becomes.
_Change = tuple[int, int, str]


class OffsetMap:
    """Old offset → new offset, for 0 ≤ old ≤ length of the raw text; IndexError beyond.

    Kept as runs: in each, offsets advance together until the run's new text is used up.
    """

    __slots__ = ("_length", "_new", "_old", "_room")

    def __init__(self, changes: Iterable[_Change], length: int) -> None:
        self._length = length
        self._old, self._new, self._room = array("q", [0]), array("q", [0]), array("q", [length])
        new = at = 0
        for start, end, replacement in changes:
            new += start - at
            self._run(start, new, len(replacement))
            new += len(replacement)
            self._run(end, new, length - end)
            at = end

    def _run(self, old: int, new: int, room: int) -> None:
        if self._old[-1] == old:
            self._new[-1], self._room[-1] = new, room
            return
        self._old.append(old)
        self._new.append(new)
        self._room.append(room)

    def __len__(self) -> int:
        return self._length + 1

    def __getitem__(self, old: int) -> int:
        if not 0 <= old <= self._length:
            raise IndexError(old)
        run = bisect_right(self._old, old) - 1
        return self._new[run] + min(old - self._old[run], self._room[run])


@dataclass(frozen=True, slots=True)
class Offsets:
    """Where each offset of the raw text went; `offsets[old]` is the new offset. No maps: nothing moved."""

    length: int
    maps: tuple[OffsetMap, ...] = ()

    def __len__(self) -> int:
        return self.length + 1

    def __getitem__(self, old: int) -> int:
        if not 0 <= old <= self.length:
            raise IndexError(old)
        for offsets in self.maps:
            old = offsets[old]
        return old

    def __iter__(self) -> Iterator[int]:
        return (self[old] for old in range(len(self)))


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text fit to keep, and the way from the raw offsets to its own."""

    text: str
    offsets: Offsets


def normalise(raw: str) -> Normalised:
    """The text with `\\n` as its only line end, without control characters or terminal sequences, in NFC."""
    maps: list[OffsetMap] = []
    text = _apply(raw, _cleaned(raw), maps)
    if not unicodedata.is_normalized("NFC", text):
        text = _apply(text, _composed(text), maps)
    return Normalised(text, Offsets(len(raw), tuple(maps)))


def _apply(text: str, changes: list[_Change], maps: list[OffsetMap]) -> str:
    if not changes:
        return text
    maps.append(OffsetMap(changes, len(text)))
    pieces: list[str] = []
    at = 0
    for start, end, replacement in changes:
        pieces.append(text[at:start])
        pieces.append(replacement)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def _cleaned(raw: str) -> list[_Change]:
    return [(match.start(), match.end(), _replacement(match.group())) for match in _CHANGED.finditer(raw)]


def _replacement(found: str) -> str:
    if found in _LINE_ENDS:
        return "\n"
    return "\ufffd" if "\ud800" <= found[0] <= "\udfff" else ""


def _composed(text: str) -> list[_Change]:
    """The clusters that NFC spells otherwise, sought in the runs outside ASCII: elsewhere nothing composes."""
    changes: list[_Change] = []
    known: dict[str, str] = {}
    for match in _NOT_ASCII.finditer(text):
        run = match.group()
        if unicodedata.is_normalized("NFC", run):
            continue
        for start, end in _clusters(run):
            cluster = run[start:end]
            if cluster not in known:
                known[cluster] = unicodedata.normalize("NFC", cluster)
            if known[cluster] != cluster:
                changes.append((match.start() + start, match.start() + end, known[cluster]))
    return changes


def _clusters(run: str) -> Iterator[tuple[int, int]]:
    """Ranges that begin with a character which never melts into the one before it."""
    start = 0
    for i in range(1, len(run)):
        if not _melts(run[i]):
            yield start, i
            start = i
    yield start, len(run)


def _melts(char: str) -> bool:
    """True for marks and for the vowels and finals of Hangul, the only characters that compose leftwards."""
    return "\u1160" <= char <= "\u11ff" or unicodedata.category(char)[0] == "M"
