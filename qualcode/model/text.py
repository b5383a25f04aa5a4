"""Names and short texts from outside: what may stand in them, and how two spellings of one name are held equal.

`non recours`, `Non-Recours` and `non-recours` are one thing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_JOINERS = re.compile(r"[\s\-‐‑‒–—_'’ʼ·.]+")
_WORD = re.compile(r"[^\s\w]*\w\S*")
# A text that begins like a guarded formula is guarded too, so that the guard can be taken off without loss.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
#: What would end a line or reach a terminal, and halves of characters, which no file can hold.
_UNFIT_IN_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
#: How Python shows a byte of a file name that is not in the encoding of the system.
_STRAY_BYTE = re.compile(r"[\udc80-\udcff]")


def clean_line(text: str) -> str:
    """A name as it may be kept: in NFC, on one line, without control characters or spaces around it.

    Bytes that the system could not read (the file names of an old archive) are taken for letters of Windows.
    """
    return text if _is_plain(text) else " ".join(_UNFIT_IN_LINE.sub(" ", _readable(text)).split())


def clean_text(text: str) -> str:
    """A text of several lines as it may be kept: in NFC, without control characters."""
    return text if _is_plain(text) else _UNFIT.sub(" ", _readable(text.replace("\r\n", "\n"))).strip()


def _is_plain(text: str) -> bool:
    return text.isprintable() and text == text.strip() and unicodedata.is_normalized("NFC", text)


def _readable(text: str) -> str:
    known = _STRAY_BYTE.sub(lambda found: bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace"), text)
    return unicodedata.normalize("NFC", known)


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
