"""Which files a path stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from qualcode.errors import ImportFailure
from qualcode.i18n import _
from qualcode.ingest.registry import supported_suffixes

_BITS = re.compile(r"\d+|\D+")


def expand(paths: Iterable[Path]) -> list[Path]:
    """The files to import: files as given, folders by all they hold that can be read, `note-2` before `note-10`.

    Hidden files and the lock files of word processors are left out of folders. Raises ImportFailure for a path
    that does not exist.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(_within(path)))
        elif path.exists():
            found[path] = None
        else:
            raise ImportFailure(_("{path}: there is no such file.").format(path=path))
    return list(found)


def _within(folder: Path) -> list[Path]:
    suffixes = frozenset(supported_suffixes())
    return sorted(
        (
            path
            for path in folder.rglob("*")
            if path.suffix.lower() in suffixes and path.is_file() and not _passed_over(path.relative_to(folder))
        ),
        key=_natural,
    )


def _passed_over(path: Path) -> bool:
    return path.name.startswith("~$") or any(part.startswith(".") for part in path.parts)


def _natural(path: Path) -> tuple[tuple[tuple[int, int, str], ...], ...]:
    """Numbers in names compare as numbers, part by part."""
    return tuple(
        tuple((0, int(bit), "") if bit.isdecimal() else (1, 0, bit.casefold()) for bit in _BITS.findall(part))
        for part in path.parts
    )
