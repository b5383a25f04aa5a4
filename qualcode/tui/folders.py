"""What stands in a folder, for choosing files in it; and what a typed path means. Knows no widget.

Links are followed one step at a time and a folder goes by its real path, so that a link to a folder above goes there
and not in circles.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.files import reason
from qualcode.i18n import _, number
from qualcode.model.text import fold

_BITS = re.compile(r"\d+|\D+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A folder, or a file of a format that is asked for; `size` in bytes. The first entry, `..`, leads up."""

    path: Path
    name: str
    folder: bool = False
    size: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """The entries of a folder; `trouble` says why they cannot be seen; `others` files are of other formats."""

    folder: Path
    entries: tuple[Entry, ...]
    others: int = 0
    trouble: str = ""


def listing(folder: Path, accepts: Callable[[Path], bool]) -> Listing:
    """Folders first, then the files that are accepted, `note-2` before `note-10`; hidden ones are left out."""
    up = (Entry(folder.parent, "..", True),) if folder.parent != folder else ()
    folders: list[Entry] = []
    found: list[Entry] = []
    others = 0
    try:
        with os.scandir(folder) as scanned:
            for item in scanned:
                if item.name.startswith((".", "~$")):
                    continue
                path = folder / item.name
                if _is_folder(item):
                    folders.append(Entry(path, item.name, True))
                elif accepts(path):
                    found.append(Entry(path, item.name, size=_size(item)))
                else:
                    others += 1
    except OSError as error:
        return Listing(folder, up, trouble=reason(error))
    return Listing(folder, (*up, *sorted(folders, key=_order), *sorted(found, key=_order)), others)


def beginning_with(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """The entries whose names begin with what is typed, else those that hold it; accents and case aside."""
    wanted = fold(typed)
    if not wanted:
        return list(entries)
    named = [(fold(entry.name), entry) for entry in entries if entry.name != ".."]
    begun = [entry for name, entry in named if name.startswith(wanted)]
    return begun or [entry for name, entry in named if wanted in name]


def typed_path(typed: str, folder: Path) -> Path:
    """The path that is meant: `~` is home, what is not absolute starts in the folder."""
    try:
        path = Path(typed).expanduser()
    except RuntimeError:
        path = Path(typed)
    return path if path.is_absolute() else folder / path


def real(path: Path) -> Path:
    """The path without links, as far as it can be told; a link that goes in circles stays as it is."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path.absolute()


def is_folder(path: Path) -> bool:
    """Whether a folder stands there; what may not be looked at is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Whether a file stands there; what may not be looked at is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def size_words(size: int) -> str:
    """A size in bytes as a person reads it."""
    if size < 1_000_000:
        return _("{n} kB").format(n=number(max(1, round(size / 1_000)) if size else 0))
    return _("{n} MB").format(n=number(size / 1_000_000, 1 if size < 10_000_000 else 0))


def shown(path: Path | str) -> str:
    """A path on one line, whatever its names hold; the home folder is `~`."""
    text = str(path)
    home = str(Path.home())
    if text == home or text.startswith(home + os.sep):
        text = "~" + text[len(home) :]
    return "".join(letter if letter.isprintable() else "�" for letter in text)


def _is_folder(item: os.DirEntry[str]) -> bool:
    try:
        return item.is_dir()
    except OSError:
        return False


def _size(item: os.DirEntry[str]) -> int:
    try:
        return item.stat().st_size
    except OSError:
        return 0


def _order(entry: Entry) -> tuple[tuple[int, int, str], ...]:
    bits = _BITS.findall(entry.name)
    return tuple((0, int(bit), "") if bit.isdecimal() else (1, 0, bit.casefold()) for bit in bits)
