"""What loading codebook files would do to a codebook, before anything is done.

Codes are one when their paths are (case, accents and hyphens aside). A file adds codes and sets the fields that it
gives; it takes nothing away: codes that only the project has stay, and so do fields that the file leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from qualcode.interchange.codebook_yaml import CodebookFile, FileCode
from qualcode.model.codebook import CODE_FIELDS, Codebook, join_path
from qualcode.model.text import fold

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a code that gets another value; `field` is `name` or one of CODE_FIELDS."""

    path: str
    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code that the project does not have; `parent` is the path of the code that it goes under, or None."""

    path: str
    name: str
    parent: str | None
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CodebookDiff:
    """What loading would do: codes added (parents first), fields changed, paths that only the project has."""

    added: tuple[NewCode, ...]
    changed: tuple[FieldChange, ...]
    only_here: tuple[str, ...]
    unchanged: int

    def __bool__(self) -> bool:
        return bool(self.added or self.changed)


@dataclass(slots=True)
class _Standing:
    path: str
    name: str
    fields: dict[str, Any]
    new: NewCode | None = None
    met: bool = False


def diff(book: Codebook, files: Iterable[CodebookFile]) -> CodebookDiff:
    """What loading these files, one after the other, would do to a codebook."""
    standing = _standing(book)
    added: list[NewCode] = []
    changed: dict[tuple[str, str], FieldChange] = {}
    for file in files:
        for code in file.walk():
            at = standing.get(_key(code.path))
            if at is None:
                added.append(_add(standing, code))
                continue
            at.met = True
            for name, value in [("name", code.name), *code.fields.items()]:
                old = at.name if name == "name" else at.fields.get(name, _empty(name))
                if old == value:
                    continue
                if at.new:
                    if name != "name":
                        at.new.fields[name] = value
                else:
                    first = changed.get((at.path, name))
                    changed[at.path, name] = FieldChange(at.path, name, first.old if first else old, value)
                if name == "name":
                    at.name = at.name if at.new else value
                else:
                    at.fields[name] = value
    real = tuple(change for change in changed.values() if change.old != change.new)
    touched = {change.path for change in real}
    return CodebookDiff(
        tuple(added),
        real,
        tuple(at.path for at in standing.values() if not at.met and not at.new),
        sum(1 for at in standing.values() if at.met and not at.new and at.path not in touched),
    )


def _standing(book: Codebook) -> dict[Key, _Standing]:
    found: dict[Key, _Standing] = {}
    keys: dict[int, Key] = {}
    for code in book.values():
        above = keys[code.parent] if code.parent is not None else ()
        keys[code.id] = (*above, fold(code.name))
        fields = {name: getattr(code, name) for name in CODE_FIELDS}
        found.setdefault(keys[code.id], _Standing(book.path(code.id), code.name, fields))
    return found


def _add(standing: dict[Key, _Standing], code: FileCode) -> NewCode:
    above = standing.get(_key(code.path[:-1]))
    path = f"{above.path}/{join_path((code.name,))}" if above else join_path((code.name,))
    new = NewCode(path, code.name, above.path if above else None, dict(code.fields))
    standing[_key(code.path)] = _Standing(path, code.name, dict(code.fields), new)
    return new


def _key(path: Iterable[str]) -> Key:
    return tuple(fold(name) for name in path)


def _empty(name: str) -> Any:
    return () if name == "cues" else ""
