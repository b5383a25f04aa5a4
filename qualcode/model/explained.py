"""A query taken apart: what each part of it finds by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qualcode.model.answers import Asked


@dataclass(frozen=True, slots=True)
class Part:
    """A condition, or what joins conditions, with how many segments meet it by itself, wherever it stands.

    Of a question about units also how many units meet it; None for what is asked of one segment.
    """

    text: str
    segments: int
    parts: tuple[Part, ...] = ()
    units: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """The fields, those of the parts below within; `units` where there are any."""
        units = {} if self.units is None else {"units": self.units}
        below = [part.as_dict() for part in self.parts]
        return {"text": self.text, **units, "segments": self.segments, "parts": below}


@dataclass(frozen=True, slots=True)
class Explained:
    """How a query was understood (`query` reads back to the same), and the SQL that finds its segments.

    `sql` is a whole statement for the ids of the codings, or for the units; `params` are the values of its question
    marks, in order. `asked` is what the query asks for and `answers` how many there are: segments, shared passages, or
    units, of `every` unit of that kind.
    """

    query: str
    tree: Part
    sql: str
    params: tuple[int | str, ...]
    asked: Asked = "segments"
    answers: int = 0
    every: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """The published fields: what `--explain --format json` prints."""
        asked = {"asked": self.asked, "answers": self.answers, "every": self.every}
        return {
            "query": self.query,
            **{name: value for name, value in asked.items() if value is not None},
            "tree": self.tree.as_dict(),
            "sql": self.sql,
            "params": list(self.params),
        }
