"""Bytes become characters. Nothing in a text file says how, so the bytes themselves are the witness.

Order of belief: a byte order mark, valid UTF-8, the NUL pattern of UTF-16/32, French letters in a Windows, Mac or DOS
code page, and only then a statistical guess. What is no text at all is refused here, before anything is kept of it.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from qualcode.errors import ImportFailure
from qualcode.i18n import _

_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\x89PNG", "PNG"),
    (b"\x7fELF", "ELF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE (.doc, .xls)"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"{\\rtf", "RTF"),
    (b"OggS\x00", "Ogg"),
    (b"ID3\x03", "MP3"),
)
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Where NULs stand among the bytes of Latin letters, by encoding: positions modulo the width of a unit.
_NUL_PATTERNS = (
    ("utf-32-le", 4, (1, 2, 3)),
    ("utf-32-be", 4, (0, 1, 2)),
    ("utf-16-le", 2, (1,)),
    ("utf-16-be", 2, (0,)),
)
_ASCII = bytes(range(128))
#: Control bytes that no text holds; tab, line ends, form feed, backspace and escape do occur.
_CONTROLS = bytes(set(range(32)) - {8, 9, 10, 11, 12, 13, 27}) + b"\x7f"
_FRENCH = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ«»“”‘’–—…·•€°²³§µ\u00a0")
_CODE_PAGES = ("cp1252", "mac_roman", "cp850")
_SAMPLE = 262_144
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file, the encoding that gave them, and what had to be guessed or given up."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of a file; raises ImportFailure when it is empty or is no text."""
    for mark, magic in _MAGIC:
        if data.startswith(mark):
            raise ImportFailure(_("this is no text but a {format} file.").format(format=magic))
    decoded = _by_mark(data) or _by_nul_pattern(data) or _by_bytes(data)
    if not decoded.text.strip(" \t\r\n\x0b\x0c\x00\ufeff\u00a0"):
        raise ImportFailure(_("the file is empty."))
    return decoded


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _leniently(data, encoding)
    return None


def _by_nul_pattern(data: bytes) -> Decoded | None:
    sample = data[:_SAMPLE]
    if sample.count(0) < len(sample) // 4 or len(sample) < 4:
        return None
    for encoding, width, places in _NUL_PATTERNS:
        columns = [sample[i::width] for i in range(width)]
        empty = [column.count(0) > 0.7 * len(column) for column in columns]
        if empty == [i in places for i in range(width)]:
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError:
                return None
    return None


def _by_bytes(data: bytes) -> Decoded:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        _refuse_binary(data, tolerated=0.02)
        return _damaged_utf8(data) or _by_code_page(data)
    # What is valid UTF-8 by chance is short: a longer text with control bytes is a text that something spoiled.
    _refuse_binary(data, tolerated=0.2)
    return Decoded(text, "utf-8")


def _refuse_binary(data: bytes, tolerated: float) -> None:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > tolerated * len(data) and controls > (8 if controls <= len(data) / 5 else 0):
        raise ImportFailure(_("this is no text but a binary file."))


def _leniently(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    lost = text.count("\ufffd")
    name = encoding.removesuffix("-sig")
    return Decoded(text, name, (_unreadable(lost, name),) if lost else ())


def _unreadable(count: int, encoding: str) -> str:
    return _("{count} places are no valid {encoding} and were replaced by U+FFFD.").format(
        count=count, encoding=encoding
    )


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken places (a cut file, a pasted line), told from a code page by its many sound sequences."""
    runs = _HIGH_RUN.findall(data[: 4 * _SAMPLE])
    sound = sum(1 for run in runs if _is_utf8(run))
    if sound < 10 * (len(runs) - sound) or not sound:
        return None
    return _leniently(data, "utf-8")


def _is_utf8(run: bytes) -> bool:
    try:
        run.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _by_code_page(data: bytes) -> Decoded:
    high = data.translate(None, _ASCII)
    counts = Counter(high[:_SAMPLE] if len(high) <= 2 * _SAMPLE else high[:_SAMPLE] + high[-_SAMPLE:])
    scores = [(_french_share(counts, encoding), -rank, encoding) for rank, encoding in enumerate(_CODE_PAGES)]
    if scores[0][0] >= 0.85:
        return _leniently(data, "cp1252")
    share, _rank, encoding = max(scores)
    return _leniently(data, encoding if share >= 0.85 else _guess(data))


def _french_share(counts: Counter[int], encoding: str) -> float:
    """How much of what lies outside ASCII is a letter or sign of French under that encoding, 0 to 1."""
    total = sum(counts.values())
    french = sum(n for byte, n in counts.items() if bytes([byte]).decode(encoding, "replace") in _FRENCH)
    return french / total if total else 1.0


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    encoding = best.encoding if best else "cp1252"
    return "cp1252" if encoding in ("latin_1", "iso8859_1", "ascii", "utf_8") else encoding
