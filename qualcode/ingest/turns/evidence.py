"""Which candidates are speakers. One line proves nothing; the whole document does.

A talk has at least two labels that come back and alternate, and lines that bear them (with those that continue them)
make up a fair share of the text. Only in such a document does a label met once count, and prose (`Note :`,
`Objectif :`, `Par exemple :`) never does. Reports fail the first test and so have no turns at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from qualcode.ingest.turns.labels import Candidate
from qualcode.ingest.turns.words import named, prose, role, strong
from qualcode.model.document import Paragraph
from qualcode.model.text import fold

_WORD = re.compile(r"[^\W\d_]+")
#: How much of the text (in characters) must stand in labelled lines: less when the labels are roles, codes or titles.
_SHARE_STRONG, _SHARE_NAMED = 0.2, 0.45
_ALTERNATION = 0.15
_SECOND_SPEAKER = 0.07
_MANY = 20
_QUOTES = '«“"„'
#: Endings of common nouns; some first names share them.
_ABSTRACT = re.compile(
    r"(?!(?:clement|constance|garance|laurence|florence|clemence|maxence|terence|dominique|monique|veronique|frederique"
    r"|angelique|bonaventure)$).*(?:tions?|ments?|ites?|ages?|ismes?|ances?|ences?|iques?|ures?)$"
)
#: First names that are ordinary words in lower case.
_WORDS_TOO = frozenset(
    ["claire", "pierre", "rose", "marine", "blanche", "aime", "aimee", "fleur", "olive", "reine", "constant", "juste"]
    + ["prosper", "noel", "ange", "france", "marin", "violette", "capucine", "perle", "colombe", "celeste", "clement"]
)


class Evidence:
    """The labels of one document, counted. `core` is what makes it a talk: empty when it is none."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], found: Sequence[Candidate]) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._found = found
        self._count = Counter(candidate.key for candidate in found)
        self._quoting = Counter(c.key for c in found if not c.empty and text[c.body] in _QUOTES)
        self._written = {candidate.key: candidate.label for candidate in reversed(found)}
        self.core = self._core()

    def _core(self) -> frozenset[str]:
        strict = frozenset(key for key in self._count if self._recurs(key))
        for keys in (strict, strict | self._singles()):
            if self._is_talk(keys):
                return keys
        return frozenset()

    def _recurs(self, key: str) -> bool:
        label, count = self._written[key], self._count[key]
        if strong(label):
            return True
        if prose(label) and not self._answered(key):
            return False
        named_so = named(label) and (count > 2 or self._is_name(label)) and not _common(label)
        return count >= (2 if named_so else 3) and not _common(label) and not self._quotes(key)

    def _answered(self, key: str) -> bool:
        """`Question :` and `Réponse :` are speakers when both come back."""
        return key in ("question", "reponse") and min(self._count["question"], self._count["reponse"]) > 1

    def _singles(self) -> frozenset[str]:
        """Names met once: enough beside a role (`E :` … `Yanis :`) in a very short talk."""
        if not any(strong(self._written[key]) for key in self._count):
            return frozenset()
        return frozenset(key for key in self._count if named(self._written[key]))

    def _quotes(self, key: str) -> bool:
        """True when what follows the label is mostly in quotation marks: reported speech in prose."""
        return self._quoting[key] * 2 > self._count[key]

    def _is_talk(self, keys: frozenset[str]) -> bool:
        line = [candidate for candidate in self._found if candidate.key in keys]
        ranks = Counter(candidate.key for candidate in line).most_common(2)
        if len(ranks) < 2 or ranks[1][1] < _SECOND_SPEAKER * ranks[0][1]:
            return False
        # A list of people (`M. Roy : président`) names each once; so does a talk of two lines, but not without a role.
        if ranks[0][1] < 2 and not any(role(candidate.label) for candidate in line):
            return False
        changes = sum(1 for a, b in zip(line, line[1:], strict=False) if a.key != b.key)
        quoting = sum(self._quoting[key] for key in keys)
        if changes < _ALTERNATION * (len(line) - 1) or quoting * 2 > len(line):
            return False
        sure = any(strong(self._written[key]) for key, _count in ranks)
        if line[0].form == "tab" and not sure:
            return False
        return self.share(line) >= (_SHARE_STRONG if sure else _SHARE_NAMED) or self._steady(line)

    def _steady(self, line: Sequence[Candidate]) -> bool:
        """True for an interview told in long answers of many paragraphs: an interviewer's label from end to end."""
        if len(line) < _MANY or not any(role(candidate.label) == "interviewer" for candidate in line):
            return False
        parts = {10 * candidate.start // len(self._text) for candidate in line}
        return len(parts) >= 9

    def share(self, line: Sequence[Candidate]) -> float:
        """How much of the text from the first label on stands in lines with a label or plainly continuing one."""
        labelled = {candidate.line: candidate for candidate in line}
        joined = _Joined(self._text, self._paragraphs)
        covered = total = 0
        speaking = empty = False
        for number in range(line[0].line, len(self._paragraphs)):
            paragraph = self._paragraphs[number]
            size = paragraph.end - paragraph.start
            total += size
            if number in labelled:
                speaking, empty = True, labelled[number].empty
            elif not empty:
                speaking = speaking and joined.to_previous(number)
            empty = empty and number in labelled
            covered += size if speaking else 0
        return covered / total if total else 0.0

    def speaks(self, candidate: Candidate, *, unbroken: bool, timed: bool) -> bool:
        """Whether a label outside the core is a speaker, once the document is known to be a talk.

        `unbroken`: nearly every paragraph has a label, so one without would be odd; `timed`: labels bear times.
        """
        label = candidate.label
        if strong(label):
            return True
        if prose(label) or self._quotes(candidate.key):
            return False
        if re.search(r"\d+\s*ans|^[FHM]\b", candidate.description):
            return True
        if timed:
            return candidate.stamp is not None
        if not unbroken:
            return False
        return self._count[candidate.key] > 1 or (named(label) and self._is_name(label))

    def _is_name(self, label: str) -> bool:
        """False for a common noun with a capital: it ends like one, or stands elsewhere in lower case."""
        if len(label.split()) > 1 or label.startswith("["):
            return True
        if _common(label):
            return False
        return fold(label) in _WORDS_TOO or label.lower() not in self._small_words

    @cached_property
    def _small_words(self) -> frozenset[str]:
        return frozenset(word for word in _WORD.findall(self._text) if word.islower())


def _common(label: str) -> bool:
    """True for one word that ends as common nouns do: `Déclaration`, `Financement`."""
    return len(label.split()) == 1 and _ABSTRACT.match(fold(label)) is not None and not strong(label)


class _Joined:
    """Whether a line plainly continues the one above: no blank line between them, in a text whose turns are blocks
    set apart by blank lines or whose lines are cut at a width."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        gaps = [b.start - a.end > 1 for a, b in zip(paragraphs, paragraphs[1:], strict=False)]
        lengths = sorted(p.end - p.start for p in paragraphs)
        self._blocks = sum(gaps) >= 0.15 * len(gaps)
        wide = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
        self._full = 0.75 * wide if 40 <= wide <= 110 else 0

    def to_previous(self, number: int) -> bool:
        above, here = self._paragraphs[number - 1], self._paragraphs[number]
        if here.start - above.end > 1 or here.style != "body":
            return False
        return self._blocks or (self._full > 0 and above.end - above.start >= self._full)
