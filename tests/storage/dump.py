"""All that a project holds, as plain rows, for comparing two moments of it."""

from __future__ import annotations

from typing import Any

from qualcode.project import Project
from qualcode.storage.migrations import JOURNALED

Dump = dict[str, list[tuple[Any, ...]]]


def dump(project: Project) -> Dump:
    """Every row of every journaled table, and the speakers that follow from them."""
    tables = {
        spec.table: project.conn.execute(f"SELECT {', '.join(spec.columns)} FROM {spec.table} ORDER BY id").fetchall()
        for spec in JOURNALED
    }
    speakers = project.conn.execute("SELECT coding_id, speaker_id FROM coding_speakers ORDER BY 1").fetchall()
    return {**tables, "coding_speakers": speakers}
