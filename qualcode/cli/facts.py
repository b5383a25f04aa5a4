"""What a workbook says of itself on its last sheet: which project, which question, when, by which version."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from qualcode import __version__
from qualcode.i18n import _

if TYPE_CHECKING:
    from qualcode.project import Project


def project_facts(project: Project, *more: tuple[str, object]) -> list[tuple[str, object]]:
    """Labels and values; `more` are those of the question, and those without a value are left out."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    lines: list[tuple[str, object]] = [
        (_("Project"), project.name),
        (_("File"), project.path.name),
        *more,
        (_("Date"), now),
        (_("Made by"), f"qualcode {__version__}"),
    ]
    return [(label, value) for label, value in lines if value not in (None, "")]
