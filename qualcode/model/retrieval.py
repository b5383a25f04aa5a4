"""Segments on their way to a reader: first bare places in great number, then the few that are looked at, in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from qualcode.model.coding import Segment


class Hit(NamedTuple):
    """A coding that was asked for, in ids; `speaker` is None where nobody speaks, `[start, end)` in code points."""

    id: int
    document: int
    code: int
    speaker: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """A segment as a list of passages shows it.

    `place` says where it stands (« turn 41 », « paragraph 3 »); `others` are the codes that share a character with it,
    by id in the order of the codebook, its own left out; `mine` is true for codings of the current coder.
    """

    segment: Segment
    place: str
    others: tuple[int, ...] = ()
    mine: bool = True


@dataclass(frozen=True, slots=True)
class Pair:
    """Two codes by their paths, whose common passages are asked for; the same twice asks for all of that code."""

    one: str
    other: str
