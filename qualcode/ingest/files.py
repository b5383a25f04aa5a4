"""Which files a path stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from qualcode.ingest.delimited import is_coding_header
from qualcode.ingest.registry import supported_suffixes

_BITS = re.compile(r"\d+|\D+")


def expand(paths: Iterable[Path], looking: Callable[[Path], None] | None = None) -> list[Path]:
    """The files to import: files as given, folders by all they hold that can be read, `note-2` before `note-10`.

    Hidden files, the lock files of word processors and tables of codings are left out of folders. A path that does
    not exist stays in, so that reading it says so while the others go in. `looking` is called with all that is met.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_within(path, looking) if path.is_dir() else [path]))
    return list(found)


def _within(folder: Path, looking: Callable[[Path], None] | None) -> list[Path]:
    suffixes = frozenset(supported_suffixes())

    def met() -> Iterator[Path]:
        for path in folder.rglob("*"):
            if looking:
                looking(path)
            yield path

    return sorted(
        (
            path
            for path in met()
            if path.suffix.lower() in suffixes and path.is_file() and not _passed_over(folder, path)
        ),
        key=_natural,
    )


def _passed_over(folder: Path, path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return hidden or path.name.startswith("~$") or (path.suffix.lower() == ".csv" and holds_codings(path))


def holds_codings(path: Path) -> bool:
    """Whether a .csv is a table of codings, by its first line; no document then."""
    try:
        with path.open("rb") as file:
            return is_coding_header(file.readline(4096).decode("utf-8", "replace"))
    except OSError:
        return False


def _natural(path: Path) -> tuple[tuple[tuple[int, int, str], ...], ...]:
    """Numbers in names compare as numbers, part by part."""
    return tuple(
        tuple((0, int(bit), "") if bit.isdecimal() else (1, 0, bit.casefold()) for bit in _BITS.findall(part))
        for part in path.parts
    )
