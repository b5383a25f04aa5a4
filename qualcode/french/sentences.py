"""Sentences of French prose and talk, by rules: fast enough to run on every document at import.

Every character that is not white space lies in exactly one sentence, and no sentence crosses a paragraph. A point
inside a word (`usager.ère.s`), a number, an abbreviation, initials or brackets ends nothing; closing quotation marks,
brackets and a time stamp belong to the sentence they close.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from qualcode.model.document import Paragraph

_SPACE = r"[\s\u00a0\u202f]"
_STAMP = r"#\s?[\d:.,-]+\s?#"
#: What may end a sentence, with the signs that close it; brackets are taken whole, so nothing in them counts.
_TOKEN = re.compile(
    rf"(?P<bracket>\([^()\n]{{1,200}}\)|\[[^\[\]\n]{{1,200}}\])"
    rf"|(?P<end>[.!?…]++(?:{_SPACE}++[!?…]++)*+)"
    rf"(?P<close>(?:[»”\"’')\]*_]|{_SPACE}++»|{_SPACE}*+{_STAMP})*+)(?={_SPACE}|$)"
)
_NEXT = re.compile(rf"{_SPACE}+(?P<open>[«“\"‘'(\[*_–—•\s-]*)(?P<first>\S)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[«“\"'’/])(?:MM?|Mmes?|Mlles?|Mr|Drs?|Prs?|Me|St|Ste|pp?|cf|art|ex|vol|chap|fig|tab|tél|éd|coll|trad|dir"
    r"|env|av|apr|bd|hab|ibid|op|cit|loc|id|vs|resp|par\sex|c\.-à-d|i\.e|p\.\sex|n°|no|nos|al|J\.-C|boul|dép|min|max"
    r"|réf|rens|sq|sqq|suiv|s|ann|janv|févr|avr|juil|sept|oct|nov|déc)$",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"(?:^|[\s(\[«“\"'’.-])(?P<letter>[A-ZÀ-Ý])$")
_TITLE = re.compile(r"(?:M|MM|Mme|Mmes|Mlle|Mr|Dr|Pr|Me|Monsieur|Madame)\.?\s[A-ZÀ-Ý]$")
_ENUMERATOR = re.compile(r"\s*(?:\d{1,3}|[a-zA-Z]|[IVX]{1,5})$")
#: Words that begin a sentence rather than a family name: they settle `Mme D. Elle…` against `P. Bourdieu`.
_STARTERS = re.compile(
    r"(?:Je|J|Tu|Il|Elle|On|Nous|Vous|Ils|Elles|Le|La|Les|L|Un|Une|Des|Du|Ce|Cet|Cette|Ces|C|Ça|Mais|Et|Alors|Donc|Moi"
    r"|Toi|Ben|Bon|Oui|Non|Quand|Si|Puis|Enfin|Parce|Pour|Dans|Avec|En|Au|Aux|À|Mon|Ma|Mes|Son|Sa|Ses|Leur|Leurs|Y|Ils"
    r"|Après|Avant|Comme|Voilà|Tout|Tous|Toutes|Qui|Que|Quoi|Où|Sur|Par|Chez|D|Qu|N|S|Or|Car|Ni)(?![\w.-])"
)
_CLOSING_SENTENCE = re.compile(r"[.!?…]\s*[)\]]$")


def split(text: str, paragraphs: Sequence[Paragraph], bodies: Iterable[int] = ()) -> list[tuple[int, int]]:
    """The sentences of a text as ranges of code points, in order, without the white space around them.

    A sentence begins at each of `bodies`, the offsets where the words of turns begin, so that no sentence carries the
    label of its speaker; the label is a range of its own.
    """
    cuts = sorted(bodies)
    found: list[tuple[int, int]] = []
    for paragraph in paragraphs:
        start = paragraph.start
        for cut in cuts[bisect_right(cuts, start) : bisect_left(cuts, paragraph.end)]:
            found += _sentences(text, start, cut, whole=True)
            start = cut
        found += _sentences(text, start, paragraph.end)
    return found


def _sentences(text: str, start: int, end: int, *, whole: bool = False) -> Iterator[tuple[int, int]]:
    """The sentences between two offsets; one only when `whole`."""
    at = _skip(text, start, end)
    for match in () if whole else _TOKEN.finditer(text, at, end):
        if match.start() < at:
            continue
        place = match.end()
        if place < end and _ends(text, at, match, end):
            yield at, place
            at = _skip(text, place, end)
    if at < end:
        yield at, at + len(text[at:end].rstrip())


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _ends(text: str, sentence: int, match: re.Match[str], end: int) -> bool:
    following = _NEXT.match(text, match.end(), end)
    if following is None:
        return False
    first, opened = following["first"], following["open"]
    if match["bracket"]:
        return (
            match.start() > sentence
            and first.isupper()
            and text[match.start() - 1].isspace()
            and _CLOSING_SENTENCE.search(match["bracket"]) is not None
        )
    if first.islower() and not opened.strip("«“\"'‘*_ \u00a0\u202f"):
        return False
    if first in ":;,=/%)]}»":
        return False
    sign = match["end"]
    return not (sign == "." and not match["close"]) or _point_ends(text, sentence, match.start(), following)


def _point_ends(text: str, sentence: int, point: int, following: re.Match[str]) -> bool:
    """Whether a single point, followed by a capital or a sign, is the end of a sentence."""
    before = text[max(sentence, point - 24) : point]
    if point - sentence < 8 and _ENUMERATOR.fullmatch(text[sentence:point]):
        return False
    initial = _INITIAL.search(before)
    if initial:
        starts = _STARTERS.match(text, following.start("first")) is not None
        return starts and (bool(_TITLE.search(before)) or not before[: initial.start()].strip().endswith("."))
    return _ABBREVIATION.search(before) is None
