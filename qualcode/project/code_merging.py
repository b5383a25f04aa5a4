"""Merging one code into another: the plan, which can be shown before it is carried out.

The codings and memos of the source go to the target, and so do its children; a child whose name the target has
already is merged into its namesake. The target keeps its name and what its fields say; fields that it leaves empty are
filled from the source, cues are joined, and what the source said otherwise is kept in a memo on the target.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from qualcode.i18n import _
from qualcode.model.codebook import Code, Codebook
from qualcode.model.text import fold

TEXT_FIELDS = ("definition", "include", "exclude", "example", "reference")


@dataclass(frozen=True, slots=True)
class Merge:
    """What merging does: `merged` pairs of (source, target) paths, `moved` children as (path, new parent's path).

    `codings` change their code, of which `duplicates` fall together with a coding that the target has already;
    `filled` fields of the target were empty; `kept` fields of the source go into a memo.
    """

    source: str
    target: str
    merged: tuple[tuple[str, str], ...]
    moved: tuple[tuple[str, str], ...]
    codings: int = 0
    duplicates: int = 0
    memos: int = 0
    filled: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps, by id: `merges` of (source, target) in order, then `moves` of (child, new parent)."""

    merges: tuple[tuple[int, int], ...]
    moves: tuple[tuple[int, int], ...]


def plan(book: Codebook, source: int, target: int) -> Plan:
    """The steps of merging; the target must not lie under the source."""
    names: dict[int | None, dict[str, int]] = {}
    for code in book.values():
        names.setdefault(code.parent, {})[fold(code.name)] = code.id
    merges: list[tuple[int, int]] = []
    moves: list[tuple[int, int]] = []
    waiting = [(source, target)]
    while waiting:
        here, there = waiting.pop()
        merges.append((here, there))
        siblings = names.get(book[here].parent, {})
        if siblings.get(fold(book[here].name)) == here:
            del siblings[fold(book[here].name)]
        for child in book.children(here):
            namesake = names.setdefault(there, {}).setdefault(fold(child.name), child.id)
            if namesake == child.id:
                moves.append((child.id, there))
            else:
                waiting.append((child.id, namesake))
    return Plan(tuple(merges), tuple(moves))


def joined_fields(source: Code, target: Code) -> tuple[dict[str, Any], dict[str, str]]:
    """What the target takes over, and what the source says otherwise, each by field."""
    filled: dict[str, Any] = {}
    kept: dict[str, str] = {}
    for name in TEXT_FIELDS:
        theirs, ours = getattr(source, name), getattr(target, name)
        if theirs and not ours:
            filled[name] = theirs
        elif theirs and theirs != ours:
            kept[name] = theirs
    cues = tuple(dict.fromkeys((*target.cues, *source.cues)))
    if cues != target.cues:
        filled["cues"] = cues
    return filled, kept


def take_over(target: Code, filled: dict[str, Any]) -> Code:
    """The target with the fields that it takes over."""
    return replace(target, **filled)


def memo_of(path: str, kept: dict[str, str]) -> str:
    """The memo that keeps what a merged code said otherwise."""
    lines = [_("Merged from “{path}”, which said:").format(path=path)]
    lines += [_("{name}: {text}").format(name=field_name(name), text=text) for name, text in kept.items()]
    return "\n".join(lines)


def field_name(name: str) -> str:
    """What a field of a code is called in the user's language."""
    return {
        "name": _("name"),
        "definition": _("definition"),
        "include": _("include"),
        "exclude": _("exclude"),
        "example": _("example"),
        "reference": _("reference"),
        "color": _("colour"),
        "cues": _("cues"),
    }.get(name, name)
