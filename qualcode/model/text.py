"""How two spellings of one name are held equal: `non recours`, `Non-Recours` and `non-recours` are one thing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_JOINERS = re.compile(r"[\s\-‐‑‒–—_'’ʼ·.]+")
_WORD = re.compile(r"[^\s\w]*\w\S*")
# A text that begins like a guarded formula is guarded too, so that the guard can be taken off without loss.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """A name reduced to what people mean by it: no case, no accents, hyphens and apostrophes read as one space."""
    return _JOINERS.sub(" ", strip_accents(text)).strip()


def strip_accents(text: str) -> str:
    """The text in lower case without its diacritics; ligatures are opened (`œ` → `oe`, `ß` → `ss`)."""
    opened = text.casefold().replace("œ", "oe").replace("æ", "ae")
    decomposed = unicodedata.normalize("NFD", opened)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def count_words(text: str) -> int:
    """How many words a text holds: runs without white space in which at least one letter or digit stands."""
    return len(_WORD.findall(text))


def inert_cell(value: object) -> object:
    """A value for a spreadsheet that no program takes for a formula: a leading `=`, `+`, `-`, `@` is quoted with `'`.

    Numbers stay numbers. `plain_cell` takes the quote off again.
    """
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def plain_cell(text: str) -> str:
    """What a cell said before `inert_cell` guarded it."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
