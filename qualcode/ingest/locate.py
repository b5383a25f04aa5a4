"""Where a quotation stands in a text: exactly, else but for blanks, dashes and the shapes of apostrophes and quotes.

What merely resembles the quotation is only ever suggested. A coding on nearly the right words would be a lie.
"""

from __future__ import annotations

import re
from functools import lru_cache

from qualcode.errors import SpanError
from qualcode.i18n import _
from qualcode.ingest.normalise import normalise
from qualcode.model.span import Span

_NEAR = 92.0
_SHOWN = 60
_LOOSE = re.compile(
    r"(?P<quote>«\s*|\s*»|[“”„\"])|(?P<space>\s+)|(?P<apostrophe>[’‘ʼ′])|(?P<dash>[‐‑‒–—])|(?P<dots>…)|(?P<soft>\u00ad)"
)
_PLAIN = {"quote": '"', "space": " ", "apostrophe": "'", "dash": "-", "dots": "...", "soft": ""}


def locate(
    text: str, quotation: str, *, start: int | None = None, end: int | None = None, occurrence: int | None = None
) -> Span:
    """The range of a quotation in a normalised text; `occurrence` counts from 1.

    With `start` and `end` (code points) the quotation, if any, must stand there; with `start` alone it must begin
    there. Raises SpanError when it stands nowhere, when it stands several times and no occurrence is chosen, and
    when offsets lie outside the text.
    """
    if start is not None or end is not None:
        return _at(text, quotation, start, end)
    if not quotation.strip():
        raise SpanError(_("There is neither a quotation nor a range."))
    found = _all(text, quotation)
    if not found:
        raise SpanError(
            _("This quotation is not in the text: “{quotation}”.").format(quotation=_short(quotation)),
            _suggestion(text, quotation),
        )
    if occurrence is not None:
        if not 1 <= occurrence <= len(found):
            raise SpanError(
                _("There is no occurrence {occurrence}: the quotation stands {count} times in the text.").format(
                    occurrence=occurrence, count=len(found)
                )
            )
        return found[occurrence - 1]
    if len(found) > 1:
        raise SpanError(
            _("This quotation stands {count} times in the text: “{quotation}”.").format(
                count=len(found), quotation=_short(quotation)
            ),
            _("Say which one with an occurrence from 1 to {count}.").format(count=len(found)),
        )
    return found[0]


def _at(text: str, quotation: str, start: int | None, end: int | None) -> Span:
    first = 0 if start is None else start
    last = end if end is not None else None
    if first < 0 or first > len(text) or (last is not None and not first < last <= len(text)) or start is None:
        raise SpanError(
            _("The range {start}–{end} lies outside the text, which has {length} characters.").format(
                start="" if start is None else start, end="" if end is None else end, length=len(text)
            )
        )
    if last is None:
        span = next((span for span in _all(text, quotation) if span.start == first), None)
    else:
        span = Span(first, last)
        if quotation.strip() and loosened(text[first:last]).strip() != loosened(quotation).strip():
            span = None
    if span is None:
        raise SpanError(
            _("At {start} the text does not say “{quotation}”.").format(start=first, quotation=_short(quotation)),
            _suggestion(text, quotation),
        )
    return span


def _all(text: str, quotation: str) -> list[Span]:
    exact = normalise(quotation).text.strip()
    found = [Span(place, place + len(exact)) for place in _places(text, exact)]
    return found or _loosely(text, exact)


def _loosely(text: str, quotation: str) -> list[Span]:
    plain, origins = _loosened(text)
    sought = loosened(quotation).strip()
    spans = [Span(origins[place], origins[place + len(sought) - 1] + 1) for place in _places(plain, sought)]
    return [_trimmed(text, span) for span in spans]


def _places(text: str, sought: str) -> list[int]:
    places: list[int] = []
    at = text.find(sought) if sought else -1
    while at >= 0:
        places.append(at)
        at = text.find(sought, at + 1)
    return places


def loosened(text: str) -> str:
    """The text with one blank, one apostrophe, one quotation mark and one dash for all their kinds."""
    return _LOOSE.sub(lambda match: _PLAIN[match.lastgroup or "soft"], text)


@lru_cache(maxsize=8)
def _loosened(text: str) -> tuple[str, list[int]]:
    """The loosened text and, for each of its characters, where it comes from."""
    parts: list[str] = []
    origins: list[int] = []
    at = 0
    for match in _LOOSE.finditer(text):
        parts.append(text[at : match.start()])
        origins.extend(range(at, match.start()))
        plain = _PLAIN[match.lastgroup or "soft"]
        parts.append(plain)
        sign = match.end() - 1 if match.lastgroup == "quote" and match.group().endswith("»") else match.start()
        origins.extend([sign] * len(plain))
        at = match.end()
    parts.append(text[at:])
    origins.extend(range(at, len(text)))
    return "".join(parts), origins


def _trimmed(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while end - start > 1 and text[end - 1].isspace():
        end -= 1
    while end - start > 1 and text[start].isspace():
        start += 1
    return Span(start, end)


def _suggestion(text: str, quotation: str) -> str:
    from rapidfuzz.fuzz import partial_ratio_alignment

    plain, origins = _loosened(text)
    sought = loosened(normalise(quotation).text).strip()
    near = partial_ratio_alignment(sought, plain, score_cutoff=_NEAR) if len(sought) < len(plain) else None
    if near is None or near.dest_start == near.dest_end:
        return ""
    span = _trimmed(text, Span(origins[near.dest_start], origins[near.dest_end - 1] + 1))
    return _("Nearest words, at {start}–{end}: “{words}”").format(
        start=span.start, end=span.end, words=_short(text[span.start : span.end], 3 * _SHOWN)
    )


def _short(words: str, length: int = _SHOWN) -> str:
    line = " ".join(words.split())
    return line if len(line) <= length else line[: length - 1] + "…"
