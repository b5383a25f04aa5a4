"""Looking for words in a text the way people mean them, fast enough to ask it of every quotation of a project.

A text is reduced to its words in lower case without accents; everything that is neither letter nor digit (spaces,
hyphens, apostrophes, points of inclusive writing) parts two words. A search is a list of words that must follow one
another; `*` stands for any letters within a word, and alone for one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from qualcode.model.text import strip_accents

_SEPARATORS = re.compile(r"[\W_]+")
_HARD = 0xFF


def fold_words(text: str) -> bytes:
    """The words of a text in UTF-8, a space before and after each (or several)."""
    try:
        # French fits cp1252 but for two spaces and a hyphen, and bytes.translate is ten times quicker than str methods.
        encoded = text.replace("\u202f", " ").replace("\u2011", " ").encode("cp1252")
    except UnicodeEncodeError:
        return _fold_any(text)
    folded = encoded.replace(b"\x9c", b"oe").replace(b"\x8c", b"oe").translate(_table())
    return _fold_any(text) if _HARD in folded else b" " + folded + b" "


def search_key(pieces: Iterable[str]) -> str:
    """A search in its shortest form, from the parts between the stars of what was typed; empty when it has no word."""
    joined = "*".join(_SEPARATORS.sub(" ", strip_accents(piece)) for piece in pieces)
    return " ".join(re.sub(r"\*+", "*", joined).split())


def contains(text: str, key: str) -> bool:
    """True when one of the searches stands in the text; `key` holds one search_key per line."""
    return _search(key).search(fold_words(text)) is not None


def _fold_any(text: str) -> bytes:
    return f" {_SEPARATORS.sub(' ', strip_accents(text))} ".encode("utf-8", "replace")


@lru_cache(maxsize=256)
def _search(key: str) -> re.Pattern[bytes]:
    phrases = [[_word(word) for word in line.split()] for line in key.split("\n")]
    # A search without words stands nowhere.
    return re.compile(b"|".join(b" " + b" +".join(words) + b" " for words in phrases if words) or b"(?!)")


def _word(word: str) -> bytes:
    if word == "*":
        return b"[^ ]+"
    first, *others = (re.escape(part.encode("utf-8", "replace")) for part in word.split("*"))
    if not others:
        return first
    # Each part is taken where it first stands and not tried elsewhere: many stars cost no more than one.
    return first + b"".join(b"(?>[^ ]*?%s)" % part for part in others[:-1]) + b"[^ ]*" + others[-1]


@lru_cache(maxsize=1)
def _table() -> bytes:
    """For each byte of cp1252 what it folds to: an ASCII letter or digit, a space, or the mark of a hard case."""
    return bytes(_fold_byte(bytes((point,)).decode("cp1252", "replace")) for point in range(256))


def _fold_byte(letter: str) -> int:
    folded = strip_accents(letter)
    if _SEPARATORS.fullmatch(folded) or letter == "\ufffd":
        return 0x20
    return ord(folded) if len(folded) == 1 and folded.isascii() else _HARD
