"""A place where two codes of a network meet, in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qualcode.model.coding import Segment


@dataclass(frozen=True, slots=True)
class EdgePassage:
    """Where two codes meet: what they share there, and the segments of each (`source`, `target`).

    `place` says where, for people: a turn or paragraph of the document; or the document, case or person that is the
    unit. `quote` is what is shared, `[start, end)` of `document`: the characters that both are on, or the unit that
    both stand in; it is empty, and the three are None, where a unit is no range of a text.
    """

    place: str
    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    document: str | None = None
    start: int | None = None
    end: int | None = None
    quote: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The published fields: what `qualcode network passages --format json` prints."""
        return {
            "place": self.place,
            "document": self.document,
            "start": self.start,
            "end": self.end,
            "shared": self.quote,
            "source": [segment.as_dict() for segment in self.source],
            "target": [segment.as_dict() for segment in self.target],
        }
