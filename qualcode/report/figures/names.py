"""What codes are called in a picture: their last part, more where two would be alike; on few lines, within a width.

Widths are those of DejaVu Sans, which comes with the drawing library and is wider than what a viewer might put in its
place: what fits here fits there.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

#: What no picture shows: control characters, line ends, directions that would turn a line round, halves of characters.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+")


def short_names(paths: Iterable[str]) -> dict[str, str]:
    """Each path's last part; where several are alike, with as much of what stands above as tells them apart.

    `a/urgence` and `b/urgence` become `urgence (a)` and `urgence (b)`; what differs only in what cannot be shown
    keeps its whole path.
    """
    every = list(dict.fromkeys(paths))
    depth = dict.fromkeys(every, 0)
    names = {path: _name(path, 0) for path in every}
    while alike := [
        path for path in every if Counter(names.values())[names[path]] > 1 and depth[path] < path.count("/")
    ]:
        for path in alike:
            depth[path] += 1
            names[path] = _name(path, depth[path])
    return names


def _name(path: str, above: int) -> str:
    parts = path.split("/")
    parents = "/".join(parts[:-1][-above:]) if above else ""
    return shown(f"{parts[-1]} ({parents})" if parents else parts[-1])


def shown(text: str) -> str:
    """A text on one line, without what a viewer would obey."""
    return " ".join(_words(_CONTROLS.sub(" ", text))) or "�"


def _words(text: str) -> list[str]:
    """What stands between spaces; one that does not break a line (`1 071`, `code : a`) is part of a word."""
    return [word for word in text.split(" ") if word]


def text_width(text: str, size: float, bold: bool = False) -> float:
    """How wide a line is, in points, set in DejaVu Sans at this size."""
    return size * sum(_advance(char, bold) for char in text)


def lines_within(text: str, width: float, size: float, most: int = 3) -> list[str]:
    """A text on at most so many lines of that width in points; what is left over is cut with `…`."""
    lines: list[str] = []
    line = ""
    for word in _pieces(text, width, size):
        longer = f"{line} {word}" if line else word
        if not line or text_width(longer, size) <= width:
            line = longer
        else:
            lines.append(line)
            line = word
    lines.append(line)
    if len(lines) > most:
        last = lines[most - 1]
        while last and text_width(last + "…", size) > width:
            last = last[:-1]
        lines = [*lines[: most - 1], last.rstrip(" ,;:('’-") + "…"]
    return lines


def _pieces(text: str, width: float, size: float) -> Iterable[str]:
    """The words of a text, those that are wider than a line in several pieces."""
    for word in _words(text):
        piece = ""
        for char in word:
            if piece and text_width(piece + char, size) > width:
                yield piece
                piece = ""
            piece += char
        yield piece


@cache
def _advance(char: str, bold: bool) -> float:
    """The width of a character in units of the size; what the font lacks is taken for as wide as it is high."""
    face = _face(bold)
    if not face.get_char_index(ord(char)):
        return 0.0 if unicodedata.combining(char) else 1.0
    face.set_size(64, 72)
    from matplotlib.ft2font import LoadFlags

    return float(face.load_char(ord(char), flags=LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / 64


@cache
def _face(bold: bool) -> FT2Font:
    from pathlib import Path

    import matplotlib
    from matplotlib.ft2font import FT2Font

    return FT2Font(str(Path(matplotlib.get_data_path(), "fonts", "ttf", f"DejaVuSans{'-Bold' if bold else ''}.ttf")))
