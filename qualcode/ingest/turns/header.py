"""The block above a talk: `Entretien n° 7`, `Date : …`, `Enquêtrice : Claire X`. It looks like speakers and is none.

The block ends where the first turn begins. A role in it (`Enquêtrice : Claire X`) differs from the same role in the
talk by what follows: a person's name, or more lines of the block.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.ingest.dates import iso
from qualcode.ingest.turns.labels import Candidate
from qualcode.ingest.turns.words import HEADER_KEYS, role, strong
from qualcode.model.document import Paragraph
from qualcode.model.text import fold

_REACH = 12
_VALUE_LENGTH = 160
_TITLE_LENGTH = 110
_SENTENCE_LENGTH = 40
_NUMBERED = re.compile(
    r"[\s#*_]*(?P<what>entretien|focus[ -]group|observation|grille|notes? de terrain|carnet)\s*"
    r"(?:n\s?[°ºo]\.?|n[uú]m[ée]ro|#)?\s*(?P<number>\d{1,4})\b",
    re.IGNORECASE,
)
_CELLS = re.compile(r"\|?\s*\*{0,2}(?P<key>[^\t|:*]{1,40}?)\*{0,2}\s*:?\s*[\t|]\s*(?P<value>[^\t|]+?)\s*\|?\s*$")
_PERSON = re.compile(
    r"(?:(?:M|Mme|Mlle|Mr|Dr|Pr)\.?\s+[A-ZÀ-Ý][\w.'’-]*|[A-ZÀ-Ý][\w'’-]+\s+(?:(?:de|du|des|d['’]|le|la)\s*)*"
    r"[A-ZÀ-Ý][\w.'’-]*)(?:\s+[A-ZÀ-Ý][\w.'’-]*)*(?:\s*[,;(&/–-].*|\s+(?:et|pour)\s.*)?\.?$"
)
_ENDS_SENTENCE = re.compile(r"[.!?…][»”\"')\]*]*$")
_EMPHASIS = "*_ \t\u00a0\u202f"


@dataclass(slots=True)
class Header:
    """What stands above the talk: attributes of the document, the lines it took, and what it says of each speaker."""

    attributes: dict[str, str] = field(default_factory=dict)
    lines: set[int] = field(default_factory=set)
    described: dict[str, str] = field(default_factory=dict)


class Front:
    """The lines of a document from its top, asked one by one whether they still belong to the header block."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], found: Mapping[int, Candidate]) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._found = found

    def first_turn(self, core: frozenset[str]) -> int | None:
        """The number of the line where the talk begins."""
        for line in sorted(self._found):
            candidate = self._found[line]
            if candidate.key not in core and not strong(candidate.label):
                continue
            if not self._in_header(line, candidate):
                return line
        return None

    def _in_header(self, line: int, candidate: Candidate) -> bool:
        if candidate.form == "stamp" or candidate.stamp is not None:
            return False
        value = self._value(candidate)
        if self._key_follows(line):
            return True
        if _PERSON.match(value) and len(value) <= _VALUE_LENGTH:
            return True
        return self._in_list_of_people(line)

    def _key_follows(self, line: int) -> bool:
        """True when, with nothing but short lines between, a line such as `Date : …` comes below."""
        for below in range(line, min(line + _REACH, len(self._paragraphs))):
            if below > line and self._key(below) is not None:
                return True
            if not self._short(below):
                return False
        return False

    def _in_list_of_people(self, line: int) -> bool:
        """True inside three or more lines, each of another code, none of which ends like a sentence."""
        keys: list[str] = []
        first = line
        while first > 0 and self._presents(first - 1):
            first -= 1
        for here in range(first, len(self._paragraphs)):
            if not self._presents(here):
                break
            keys.append(self._found[here].key)
        return len(keys) >= 3 and len(set(keys)) == len(keys) and first <= line < first + len(keys)

    def _presents(self, line: int) -> bool:
        candidate = self._found.get(line)
        if candidate is None or candidate.empty or not strong(candidate.label):
            return False
        value = self._value(candidate)
        return len(value) <= 90 and not _ENDS_SENTENCE.search(value) and role(candidate.label) != "interviewer"

    def _short(self, line: int) -> bool:
        candidate = self._found.get(line)
        if candidate is not None:
            value = self._value(candidate)
            return len(value) <= _VALUE_LENGTH and not _ENDS_SENTENCE.search(value)
        paragraph = self._paragraphs[line]
        length = paragraph.end - paragraph.start
        words = self._text[paragraph.start : paragraph.end].rstrip()
        return length <= _TITLE_LENGTH and not (length > _SENTENCE_LENGTH and _ENDS_SENTENCE.search(words))

    def _value(self, candidate: Candidate) -> str:
        return self._text[candidate.body : candidate.end].strip(_EMPHASIS)

    def _key(self, line: int) -> tuple[str, str] | None:
        """The attribute and value of a line whose key is known, None for any other."""
        candidate = self._found.get(line)
        if candidate is not None and candidate.form in ("colon", "bold") and candidate.key in HEADER_KEYS:
            return HEADER_KEYS[candidate.key], self._value(candidate)
        paragraph = self._paragraphs[line]
        if paragraph.end - paragraph.start > 2 * _VALUE_LENGTH:
            return None
        match = _CELLS.match(self._text, paragraph.start, paragraph.end)
        if match and fold(match["key"]) in HEADER_KEYS:
            return HEADER_KEYS[fold(match["key"])], match["value"].strip(_EMPHASIS)
        return None

    def read(self, before: int, spoken: frozenset[str] = frozenset(), *, talk: bool) -> Header:
        """The header above a line; `spoken` are the folded labels of the talk.

        Without a talk below, only known keys near the top count, and at least two of them.
        """
        header = Header()
        for line in range(before if talk else min(before, _REACH)):
            pair = self._key(line) or (self._any_pair(line, spoken) if talk else None)
            if pair is None and talk and self._describes(line, header, spoken):
                continue
            if pair is not None and pair[1]:
                header.attributes.setdefault(pair[0], _tidy(*pair))
            if pair is not None or (talk and self._is_title(line)):
                header.lines.add(line)
            if not talk and pair is None and not self._short(line):
                break
        self._numbered(before, header)
        return header if talk or len(header.lines) > 1 else Header()

    def _numbered(self, before: int, header: Header) -> None:
        for line in range(min(before, 6)):
            match = _NUMBERED.match(self._text, self._paragraphs[line].start, self._paragraphs[line].end)
            if match:
                header.attributes.setdefault("numéro", match["number"])
                return

    def _any_pair(self, line: int, spoken: frozenset[str]) -> tuple[str, str] | None:
        candidate = self._found.get(line)
        if candidate is None or candidate.form not in ("colon", "bold") or candidate.empty:
            return None
        value = self._value(candidate)
        if len(value) > _VALUE_LENGTH or (candidate.key in spoken and self._presents(line)):
            return None
        return candidate.label.lower().strip(" .").replace(" ", "_").replace("\u00a0", "_"), value

    def _describes(self, line: int, header: Header, spoken: frozenset[str]) -> bool:
        candidate = self._found.get(line)
        if candidate is None or candidate.key not in spoken or not self._presents(line):
            return False
        header.described[candidate.key] = self._value(candidate)
        header.lines.add(line)
        return True

    def _is_title(self, line: int) -> bool:
        paragraph = self._paragraphs[line]
        return paragraph.style == "body" and paragraph.end - paragraph.start <= _TITLE_LENGTH


def _tidy(key: str, value: str) -> str:
    return (iso(value) or value) if key == "date" else value
