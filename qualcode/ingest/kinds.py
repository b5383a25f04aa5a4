"""What sort of material a file is, when nobody said: by its name, its speakers and the days its lines begin with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualcode.ingest.dates import dated
from qualcode.model.document import Paragraph, Speaker
from qualcode.model.text import fold

_NAMES = (
    ("observation", re.compile(r"\b(?:grille|observation|obs)s?\b")),
    ("notes", re.compile(r"\b(?:notes?|carnet|journal|terrain)\b")),
)
_FOCUS = re.compile(r"\bfocus group|\bfocus\b|\bentretien (?:collectif|de groupe)\b")


def guess(name: str, text: str, paragraphs: Sequence[Paragraph], speakers: Sequence[Speaker]) -> str:
    """One of `model.document.KINDS`: talks by their speakers, the rest by the file name, else `document`."""
    folded = re.sub(r"\d+", " ", fold(name.rpartition(".")[0] or name))
    respondents = [speaker for speaker in speakers if not speaker.interviewer]
    if speakers:
        if len(respondents) >= 4 or _FOCUS.search(folded) or _FOCUS.search(fold(text[:300])):
            return "focus-group"
        return "entretien"
    for kind, pattern in _NAMES:
        if pattern.search(folded):
            return kind
    days = sum(1 for paragraph in paragraphs if dated(text[paragraph.start : paragraph.start + 60]))
    return "notes" if days > 1 and days >= len(paragraphs) / 25 else "document"
