"""A query taken apart: what each part of it finds by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Part:
    """A condition, or what joins conditions, with how many segments meet it by itself, wherever it stands."""

    text: str
    segments: int
    parts: tuple[Part, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The fields, those of the parts below within."""
        return {"text": self.text, "segments": self.segments, "parts": [part.as_dict() for part in self.parts]}


@dataclass(frozen=True, slots=True)
class Explained:
    """How a query was understood (`query` reads back to the same), and the SQL that finds its segments.

    `sql` is a whole statement for the ids of the codings; `params` are the values of its question marks, in order.
    """

    query: str
    tree: Part
    sql: str
    params: tuple[int | str, ...]

    def as_dict(self) -> dict[str, Any]:
        """The published fields: what `--explain --format json` prints."""
        return {"query": self.query, "tree": self.tree.as_dict(), "sql": self.sql, "params": list(self.params)}
