"""What the beginning of a line says about who speaks: one candidate at the most per line, with no belief in it yet.

Six ways are known: a colon (`Mme D. :`, `[00:12:33] I1 :`, `P3 (F, 54 ans) :`), a dash (`Enquêtrice –`), bold
(`**Nom**`, or a bold run of the format), a time beside the name (`Speaker 1  0:12`), a name alone after a time, and a
tab or the cell of a table (`E` in the left column, the words in the right one).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qualcode.ingest.turns.timestamps import BRACKETED, CLOCK, milliseconds
from qualcode.ingest.turns.words import strong
from qualcode.model.document import Paragraph
from qualcode.model.text import fold

_LABEL_LENGTH = 40
_HEAD_LENGTH = 160
_NAME = r"(?P<label>[^\W\d_][\w.'’·•°&/ \u00a0\u202f-]{0,39}?|\[[^\[\]\n:]{1,40}\])"
_MARK = r"(?:\*{1,3}|_{1,3})?"
_DESCRIPTION = rf"(?:[ \u00a0\u202f]*(?!{BRACKETED})[(\[](?P<description>[^()\[\]\n]{{1,80}})[)\]])?"
_GAP = r"[ \t\u00a0\u202f]*"

_LEAD = re.compile(rf"(?P<time>{BRACKETED}|{CLOCK}){_GAP}(?:[-–—]{_GAP})?")
_COLON = re.compile(
    rf"{_MARK}{_NAME}{_MARK}{_DESCRIPTION}{_MARK}(?:{_GAP}(?P<time>{BRACKETED}))?{_GAP}:(?![/:]|(?<=\d:)\d\d){_MARK}(?!\S*://)"
)
_DASH = re.compile(rf"{_MARK}{_NAME}{_MARK}{_DESCRIPTION}{_MARK}{_GAP}(?<=[ \u00a0\u202f*_])[–—-](?=[ \u00a0\u202f]|$)")
_BOLD = re.compile(rf"(?:\*\*|__){_NAME}{_GAP}(?:\*\*|__){_DESCRIPTION}(?:{_GAP}(?P<time>{BRACKETED}))?(?=\s|$)")
_STAMP = re.compile(
    rf"{_MARK}{_NAME}{_MARK}[ \t\u00a0]*(?P<time>{BRACKETED}|(?<=[ \t\u00a0]){CLOCK}){_GAP}(?:$|(?<=\s)(?![:–—-]))"
)
_TAB = re.compile(rf"{_MARK}{_NAME}{_MARK}{_DESCRIPTION}[ \u00a0\u202f]*\t{_GAP}(?=\S)")
_ALONE = re.compile(rf"{_MARK}{_NAME}{_MARK}{_GAP}$")
_AFTER = re.compile(rf"(?:{_GAP}{BRACKETED}(?={_GAP}[^\s:]))?[ \t\u00a0\u202f*]*(?=\S|$)")
_BULLET = re.compile(r"[ \t]*(?:[-*•>]{1,2}[ \t]+)?")
_MOMENT = re.compile(BRACKETED)
_NUMBERED = re.compile(r"(?P<base>[^\W\d_]+)[ \u00a0]?(?P<number>\d{1,4})")
_QUESTIONS = frozenset(["q", "r", "question", "reponse", "rep"])
_COUNTED = 3
_FULL_NAME = re.compile(_NAME + r"$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label that might be a speaker's: `line` counts paragraphs, `body` is where the words would begin.

    `form` is `colon`, `dash`, `bold`, `stamp` or `tab`; `stamp` and `time` are the moment beside the label, if any.
    """

    line: int
    start: int
    end: int
    body: int
    label: str
    key: str
    form: str
    description: str = ""
    time: int | None = None
    stamp: tuple[int, int] | None = None

    @property
    def empty(self) -> bool:
        """True when the words are on the lines that follow."""
        return self.body >= self.end


def candidates(
    text: str, paragraphs: Sequence[Paragraph], bold: Mapping[int, int], known: frozenset[str] = frozenset()
) -> list[Candidate]:
    """The candidates of a text, in order. `bold` maps the start of a bold run to its end; `known` are sure labels."""
    found = []
    for line, paragraph in enumerate(paragraphs):
        if paragraph.style in ("heading", "break"):
            continue
        candidate = _known(text, line, paragraph, known) or _candidate(text, line, paragraph, bold)
        if candidate is not None and (paragraph.style != "table" or _apart(text, candidate)):
            found.append(candidate)
    return found


def without_numbering(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with `Q1`, `Q2`, `Q3`… read as `Q`: numbers that rise and never come back count the turns."""
    numbers: dict[str, list[int]] = {}
    for candidate in found:
        match = _NUMBERED.fullmatch(candidate.label)
        if match and fold(match["base"]) in _QUESTIONS:
            numbers.setdefault(match["base"], []).append(int(match["number"]))
    counting = {base for base, held in numbers.items() if len(held) >= _COUNTED and _rises(held)}
    if not counting:
        return list(found)
    return [_unnumbered(candidate, counting) for candidate in found]


def _rises(numbers: Sequence[int]) -> bool:
    return all(a < b for a, b in zip(numbers, numbers[1:], strict=False))


def _unnumbered(candidate: Candidate, counting: set[str]) -> Candidate:
    match = _NUMBERED.fullmatch(candidate.label)
    if match is None or match["base"] not in counting:
        return candidate
    return replace(candidate, label=match["base"], key=fold(match["base"]))


def _apart(text: str, candidate: Candidate) -> bool:
    """Whether a tab makes a line look like a row only because it parts the label from the words (`E :⇥Bonjour`)."""
    return "\t" in text[candidate.start : candidate.body] or strong(candidate.label)


def _known(text: str, line: int, paragraph: Paragraph, known: frozenset[str]) -> Candidate | None:
    """A label that the format itself gave; the reader wrote it, so its shape does not matter."""
    start, end = paragraph.start, paragraph.end
    label = next((label for label in known if text.startswith(f"{label} : ", start)), None)
    if label is None:
        return None
    return Candidate(line, start, end, start + len(label) + 3, label, fold(label), "colon")


def _candidate(text: str, line: int, paragraph: Paragraph, bold: Mapping[int, int]) -> Candidate | None:
    end = paragraph.end
    head = min(end, paragraph.start + _HEAD_LENGTH)
    start = at = _skip_bullet(text, paragraph.start, head)
    lead = _LEAD.match(text, at, head)
    if lead:
        at = lead.end()
    if at >= end:
        return None
    run_end = bold.get(at)
    if run_end is not None and run_end <= head:
        by_run = _from_run(text, line, start, at, run_end, end)
        if by_run is not None:
            return _with_lead(by_run, lead)
    for form, pattern in _patterns(text, at, head, bool(lead)):
        match = pattern.match(text, at, end if form == "stamp" else head)
        if match is None or not _plausible(match["label"]):
            continue
        # Words after a name and a time, without a colon, are prose unless the name can be nothing else.
        if form != "stamp" or match.end() == end or strong(match["label"].rstrip()):
            return _with_lead(_made(text, line, start, end, form, match), lead)
    return None


def _patterns(text: str, at: int, head: int, after_time: bool) -> list[tuple[str, re.Pattern[str]]]:
    """The patterns worth trying, by the signs that stand in the head of the line; the earlier separator first."""
    found = []
    colon, dash = text.find(":", at, head), _first_dash(text, at, head)
    if colon >= 0 or dash >= 0:
        pair = [(colon, "colon", _COLON), (dash, "dash", _DASH)]
        found = [(form, pattern) for place, form, pattern in sorted(pair, key=lambda p: p[0]) if place >= 0]
    if colon >= 0:
        found.insert(0, ("stamp", _STAMP))
    if text[at] in "*_":
        found.append(("bold", _BOLD))
    if text.find("\t", at, head) >= 0:
        found.append(("tab", _TAB))
    if after_time:
        found.append(("stamp", _ALONE))
    return found


def _first_dash(text: str, at: int, head: int) -> int:
    places = [place for sign in ("–", "—", " - ") if (place := text.find(sign, at, head)) >= 0]
    return min(places, default=-1)


def _skip_bullet(text: str, start: int, head: int) -> int:
    match = _BULLET.match(text, start, head)
    return match.end() if match else start


def _plausible(label: str) -> bool:
    return len(label) <= _LABEL_LENGTH and len(label.split()) <= 5 and any(c.isalpha() for c in label)


def _from_run(text: str, line: int, start: int, at: int, run_end: int, end: int) -> Candidate | None:
    """A candidate made of a bold run, with or without a colon after it."""
    match = _COLON.match(text, at, end) or _DASH.match(text, at, end)
    if match is not None and match.end() <= run_end + 3 and _plausible(match["label"]):
        return _made(text, line, start, end, "bold", match)
    label = text[at:run_end].strip()
    if not _FULL_NAME.match(label) or not _plausible(label):
        return None
    body = _body(text, run_end, end)
    return Candidate(line, start, end, body, label, fold(label), "bold")


def _made(text: str, line: int, start: int, end: int, form: str, match: re.Match[str]) -> Candidate:
    groups = match.groupdict()
    body = _body(text, match.end(), end)
    moment = (match.span("time"), match["time"]) if groups.get("time") else None
    if moment is None and body > match.end() and (after := _MOMENT.search(text, match.end(), body)):
        moment = (after.span(), after.group())
    label = match["label"].rstrip()
    return Candidate(
        line=line,
        start=start,
        end=end,
        body=body,
        label=label,
        key=fold(label),
        form=form,
        description=(groups.get("description") or "").strip(),
        time=milliseconds(moment[1]) if moment else None,
        stamp=moment[0] if moment else None,
    )


def _body(text: str, at: int, end: int) -> int:
    match = _AFTER.match(text, at, end)
    return match.end() if match else at


def _with_lead(candidate: Candidate, lead: re.Match[str] | None) -> Candidate:
    if lead is None:
        return candidate
    return replace(candidate, time=milliseconds(lead["time"]), stamp=lead.span("time"))
