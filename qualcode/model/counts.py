"""How many segments, where and by whom: the values of a count."""

from __future__ import annotations

from dataclasses import dataclass

#: What segments can be counted by, beside the attributes.
COUNT_BY = ("code", "document", "kind", "speaker", "case", "coder")


@dataclass(frozen=True, slots=True)
class Group:
    """`segments` codings that share a document, a speaker and `key`, the code or coder they are counted by (ids)."""

    document: int
    speaker: int | None
    key: int
    segments: int


@dataclass(frozen=True, slots=True)
class Count:
    """`segments` in `documents`, said by `speakers` different people other than interviewers.

    `value` is what they share; None for those that have no such thing (no speaker, no value of the attribute).
    """

    value: str | None
    segments: int
    documents: int
    speakers: int
