"""Where a person stopped reading, by project: in their own state folder, for it is nobody else's business.

Like the settings, a convenience: a file that is missing, damaged or not writable is never a reason to fail.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualcode import files

#: Projects remembered, the ones opened last.
_MOST = 100


@dataclass
class Places:
    """The document that was open last, and the caret (code points) in each; documents by uuid."""

    document: str = ""
    carets: dict[str, int] = field(default_factory=dict)


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
    return Places(
        document if isinstance(document, str) else "",
        {k: v for k, v in carets.items() if type(v) is int and v >= 0} if isinstance(carets, dict) else {},
    )


def save_places(project: str, places: Places) -> bool:
    """Keep the places in a project beside those of the others; False when the folder cannot be written."""
    every = _read()
    every.pop(project, None)
    every[project] = {"document": places.document, "carets": places.carets}
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
        kept = json.loads(places_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}
