"""Where a person stopped reading and what they will come back to, by project: in their own state folder, for it is
nobody else's business. A document's text never changes, so a place is its uuid and a code point.

Like the settings, a convenience: a file that is missing, damaged or not writable is never a reason to fail.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeGuard

from qualcode import files

#: Projects remembered, the ones opened last.
_MOST = 100
#: Places one came from that are remembered.
_TRAIL = 20
#: The keys that a code can be pinned to.
FIGURES = "123456789"


class Spot(NamedTuple):
    """A place in a project: a document by its uuid, a position (code points) in its text."""

    document: str
    position: int


@dataclass
class Places:
    """The document that was open last, the caret in each, bookmarks by their letter, places left, the latest last.

    `pins` are the codes that lie on the figures 1 to 9, by uuid.
    """

    document: str = ""
    carets: dict[str, int] = field(default_factory=dict)
    bookmarks: dict[str, Spot] = field(default_factory=dict)
    trail: list[Spot] = field(default_factory=list)
    pins: dict[str, str] = field(default_factory=dict)


class Trail:
    """The places one jumped away from. Going back swaps the last one with the place one is at, as in vi.

    Steps of one kind that follow one another (from hit to hit) are one jump: back is where they began.
    """

    def __init__(self, spots: list[Spot]) -> None:
        self.spots = spots
        self._walk: tuple[str, Spot] | None = None

    def leave(self, before: Spot, after: Spot, walk: str = "") -> None:
        """Remember a place that is left for another; `walk` names the kind of a step that may be one of several."""
        if before == after:
            return
        if not walk or self._walk != (walk, before):
            self._push(before)
        self._walk = (walk, after) if walk else None

    def back(self, here: Spot, documents: Container[str]) -> Spot | None:
        """The place left last in a document that is still there, in exchange for this one; None when there is none."""
        found = next((spot for spot in reversed(self.spots) if spot.document in documents and spot != here), None)
        if found is not None:
            self.spots.remove(found)
            self._push(here)
            self._walk = None
        return found

    def _push(self, spot: Spot) -> None:
        if spot in self.spots:
            self.spots.remove(spot)
        self.spots.append(spot)
        del self.spots[:-_TRAIL]


def places_file() -> Path:
    """The file of the places; it appears when the first screen is left."""
    from platformdirs import user_state_path

    return user_state_path("qualcode") / "places.json"


def load_places(project: str) -> Places:
    """The places in a project, by its uuid; none where none are kept, or none that can be read."""
    kept = _read().get(project)
    if not isinstance(kept, dict):
        return Places()
    document, carets = kept.get("document"), kept.get("carets")
    bookmarks, trail, pins = kept.get("bookmarks"), kept.get("trail"), kept.get("pins")
    named = ((k, _spot(v)) for k, v in bookmarks.items() if is_letter(k)) if isinstance(bookmarks, dict) else ()
    left: Iterable[object] = trail[-_TRAIL:] if isinstance(trail, list) else ()
    return Places(
        document if isinstance(document, str) else "",
        {k: v for k, v in carets.items() if _is_position(v)} if isinstance(carets, dict) else {},
        {letter: spot for letter, spot in named if spot},
        [spot for spot in map(_spot, left) if spot],
        {k: v for k, v in pins.items() if k in FIGURES and isinstance(v, str)} if isinstance(pins, dict) else {},
    )


def is_letter(text: str) -> bool:
    """Whether a bookmark can be called that: one letter or figure."""
    return len(text) == 1 and text.isalnum()


def save_places(project: str, places: Places) -> bool:
    """Keep the places in a project beside those of the others; False when the folder cannot be written."""
    every = _read()
    every.pop(project, None)
    every[project] = asdict(places)
    last = dict(list(every.items())[-_MOST:])
    path = places_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write(path, json.dumps(last, indent=1).encode())
    except OSError:
        return False
    return True


def _read() -> dict[str, Any]:
    try:
        kept = json.loads(files.read_own(places_file()))
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _spot(kept: object) -> Spot | None:
    match kept:
        case [str(document), position] if _is_position(position):
            return Spot(document, position)
    return None


def _is_position(kept: object) -> TypeGuard[int]:
    return type(kept) is int and kept >= 0
