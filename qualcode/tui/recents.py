"""The projects a person opened last, in their own state folder.

Like the settings, a convenience: a file that is missing, damaged or not writable is never a reason to fail.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from qualcode import files
from qualcode.storage.clock import now

#: Projects remembered.
_MOST = 20


@dataclass(frozen=True, slots=True)
class Recent:
    """A project that was opened: where, what it is called, when (ISO, UTC)."""

    path: Path
    name: str
    opened: str = ""

    @property
    def missing(self) -> bool:
        """Whether nothing stands there now: removed, moved, or on a disk that is not connected."""
        try:
            return not self.path.exists()
        except OSError:
            return True


def recents_file() -> Path:
    """The file of the list; it appears when the first project is opened in the screen."""
    from platformdirs import user_state_path

    return user_state_path("qualcode") / "projects.json"


def recents() -> list[Recent]:
    """The projects opened last, the latest first; empty where none are kept, or none that can be read."""
    try:
        kept = json.loads(files.read_own(recents_file()))
    except (OSError, ValueError, RecursionError):
        return []
    return [known for entry in (kept if isinstance(kept, list) else ()) if (known := _read(entry))][:_MOST]


def remember(path: Path, name: str) -> bool:
    """Put a project first in the list; False when the folder cannot be written."""
    whole = path.absolute()
    return _save([Recent(whole, name, now()), *(known for known in recents() if known.path != whole)])


def forget(path: Path) -> bool:
    """Take a project off the list; the file stays where it is."""
    return _save([known for known in recents() if known.path != path])


def _read(entry: object) -> Recent | None:
    if not isinstance(entry, dict):
        return None
    path, name, opened = entry.get("path"), entry.get("name"), entry.get("opened")
    if not (isinstance(path, str) and isinstance(name, str) and isinstance(opened, str)) or not path or "\0" in path:
        return None
    return Recent(Path(path), name, opened)


def _save(listed: list[Recent]) -> bool:
    rows = [{"path": str(known.path), "name": known.name, "opened": known.opened} for known in listed[:_MOST]]
    place = recents_file()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        files.write(place, json.dumps(rows, indent=1).encode())
    except (OSError, ValueError):
        return False
    return True
