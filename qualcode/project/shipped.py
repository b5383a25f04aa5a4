"""What comes with qualcode: codebooks of the field, an invented study, and how a project is made of that."""

from __future__ import annotations

from pathlib import Path

from qualcode.errors import ImportFailure
from qualcode.i18n import _
from qualcode.project import Project, new_project
from qualcode.project.documents import Progress

NAME = "Guichets"
_PACKAGE = Path(__file__).parent.parent


def study_file() -> Path:
    """The study file: inside the package where it is installed, beside it in the source. Raises ImportFailure."""
    for place in (_PACKAGE / "shipped", _PACKAGE.parent):
        found = place / "corpora" / "guichets" / "etude.yaml"
        if found.is_file():
            return found
    raise ImportFailure(_("The invented study is not part of this installation."))


def codebook_files() -> list[Path]:
    """The codebooks of the field that come along, by name; none where they were left out of the installation."""
    for place in (_PACKAGE / "shipped", _PACKAGE.parent):
        found = sorted((place / "codebooks").glob("*.yaml"))
        if found:
            return found
    return []


def build_study(path: Path, *, coder: str | None = None, progress: Progress | None = None) -> Path:
    """Make a project of the study where nothing stands yet; its path.

    What goes wrong, or an end that `progress` raises, leaves no file behind.
    """
    study = study_file()
    made: Project = new_project(path, name=NAME, coder=coder)
    try:
        with made:
            plan = made.plan_study(study, progress=progress)
            made.keep_study(plan, made.make_ready(plan.drafts, progress), progress)
    except BaseException:
        for leftover in (made.path, Path(f"{made.path}-wal"), Path(f"{made.path}-shm")):
            leftover.unlink(missing_ok=True)
        raise
    return made.path
