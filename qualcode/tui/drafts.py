"""What is being written and is not saved yet, in the person's own state folder: a crash takes nothing that was typed.

A draft goes when its memo is saved or given up. Things are named by their UUIDs, which an undo does not change. A file
that is missing, damaged or not writable is never a reason to fail.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from qualcode import files
from qualcode.model.memo import SUBJECTS

#: Beyond this no text goes.
_LAST = 1 << 31


@dataclass(frozen=True, slots=True)
class DraftKey:
    """Which memo a draft is for: the kind and UUID of its subject, `[start, end)` of a passage (-1: none), the memo's
    own UUID (empty: a new one), who writes."""

    kind: str
    uuid: str
    start: int = -1
    end: int = -1
    memo: str = ""
    coder: str = ""


@dataclass(frozen=True, slots=True)
class MemoDraft:
    """A text that was not saved, what the memo held before, and when it was kept (UTC)."""

    key: DraftKey
    text: str
    before: str = ""
    kept: str = ""


def drafts_folder(project: str) -> Path:
    """The folder of the drafts of a project, by its UUID; it appears with the first one."""
    from platformdirs import user_state_path

    return user_state_path("qualcode") / "drafts" / hashlib.sha256(project.encode()).hexdigest()[:32]


def keep_draft(project: str, draft: MemoDraft) -> bool:
    """Keep a text that is being written; False when the folder cannot be written."""
    path = _file(project, draft.key)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write(path, json.dumps(asdict(draft)).encode())
    except OSError:
        return False
    return True


def find_draft(project: str, key: DraftKey) -> MemoDraft | None:
    """What was being written to a memo and was not saved."""
    found = _read(_file(project, key))
    return found if found is not None and found.key == key else None


def drop_draft(project: str, key: DraftKey) -> None:
    """Forget a draft: its text is saved, or is not wanted."""
    with suppress(OSError):
        _file(project, key).unlink()


def every_draft(project: str, coder: str) -> list[MemoDraft]:
    """All that a coder has written in a project and not saved, latest first."""
    try:
        paths = sorted(drafts_folder(project).glob("*.json"))
    except OSError:
        return []
    found = [draft for draft in map(_read, paths) if draft is not None and draft.key.coder == coder]
    return sorted(found, key=lambda draft: draft.kept, reverse=True)


def _file(project: str, key: DraftKey) -> Path:
    name = hashlib.sha256(json.dumps(asdict(key), sort_keys=True).encode()).hexdigest()[:32]
    return drafts_folder(project) / f"{name}.json"


def _read(path: Path) -> MemoDraft | None:
    try:
        said: dict[str, Any] = json.loads(files.read_own(path))
        key = DraftKey(**said.pop("key"))
        draft = MemoDraft(key, **said)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    words = (draft.text, draft.before, draft.kept, key.kind, key.uuid, key.memo, key.coder)
    if not all(isinstance(word, str) for word in words) or key.kind not in SUBJECTS:
        return None
    placed = all(type(end) is int and -1 <= end < _LAST for end in (key.start, key.end))
    return draft if placed else None
