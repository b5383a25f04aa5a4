"""Lemmas by spaCy's small French model, with words kept whole that it would cut.

The model was trained on newspapers: it makes five words of `agent-e-s` and keeps `usager.ère.` as a lemma. So inclusive
forms are shown to it as the masculine they hold, and words with hyphens are merged before it looks at them; every lemma
still points at the word as it is written. spaCy takes a second to load and is imported only when it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from qualcode.french import inclusive

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "fr_core_news_sm"
#: spaCy's memory grows with the text it is given at once (in characters).
_CHUNK = 100_000
_HYPHENATED = re.compile(r"c['’]est-à-dire(?!\w)|(?<![\w-])[^\W\d_]+(?:[-‐‑][^\W_]+)+(?!\w)", re.IGNORECASE)
#: A verb and its pronouns are words of their own: `dit-il`, `a-t-on`, `donne-le-moi`.
_PRONOUNS = re.compile(
    r"[-‐‑](?:je|tu|il|elle|on|nous|vous|ils|elles|ce|le|la|les|lui|leur|moi|toi|en|y|t|là|ci)$", re.IGNORECASE
)
_NOT_VERBS = re.compile(r"(?:rendez|garde|vis|au|par|ceux|celles|celui|celle)[-‐‑]", re.IGNORECASE)


def lemmas(text: str) -> list[tuple[int, int, str]]:
    """The words of a text with their lemmas in lower case: (start, end, lemma) in code points, without punctuation."""
    found: list[tuple[int, int, str]] = []
    for start, chunk in _chunks(text):
        found += ((start + first, start + last, lemma) for first, last, lemma in _lemmas(chunk))
    return found


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces that end at a line end, or at a blank in very long lines."""
    start = 0
    while start < len(text):
        end = min(len(text), start + _CHUNK)
        if end < len(text):
            cut = max(text.rfind("\n", start, end), start)
            cut = cut if cut > start else text.rfind(" ", start, end)
            end = cut + 1 if cut > start else end
        yield start, text[start:end]
        start = end


def _lemmas(text: str) -> Iterator[tuple[int, int, str]]:
    model = _model()
    doc, places = _tokenised(model, text)
    for _name, component in model.pipeline:
        doc = component(doc)
    for token, (start, end) in zip(doc, places, strict=True):
        if not token.is_space and not token.is_punct and any(c.isalnum() for c in token.text):
            yield start, end, token.lemma_.lower()


@cache
def _model() -> Language:
    import spacy

    return spacy.load(MODEL, exclude=["parser", "ner"])


def _tokenised(model: Language, text: str) -> tuple[Doc, list[tuple[int, int]]]:
    """The words as the model shall see them, and where each stands in the text."""
    from spacy.tokens import Doc

    whole = {start: (end, shown) for start, end, shown in _whole(text)}
    words: list[tuple[str, int, int]] = []
    at = 0
    for token in model.tokenizer(text):
        end = token.idx + len(token)
        at = max(at, token.idx)
        while at < end:
            start = next((place for place in range(at, end) if place in whole), end)
            if start > at:
                words.append((text[at:start], at, start))
            at = start
            if start < end:
                at, shown = whole[start]
                words.append((shown, start, at))
    spaces = [text[end : end + 1] == " " for _word, _start, end in words]
    doc = Doc(model.vocab, words=[word for word, _start, _end in words], spaces=spaces)
    return doc, [(start, end) for _word, start, end in words]


def _whole(text: str) -> Iterator[tuple[int, int, str]]:
    """The words that must not be cut, with what the model is shown in their place."""
    forms = inclusive.find(text)
    taken = [(form.start, form.end) for form in forms]
    yield from ((form.start, form.end, form.masculine) for form in forms)
    for match in _HYPHENATED.finditer(text):
        if _PRONOUNS.search(match.group()) and not _NOT_VERBS.match(match.group()):
            continue
        if not any(start < match.end() and match.start() < end for start, end in taken):
            yield match.start(), match.end(), match.group()
