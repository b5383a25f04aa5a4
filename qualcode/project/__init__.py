"""The facade: every use case of qualcode, each one transaction and one undo step.

with qualcode.open_project("demo/guichets.qualcode") as project:
    for segment in project.query('code:"dirty work" role:AS'):
        print(segment.quote)
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from qualcode.project.coding_files import CodingFiles
from qualcode.project.history import History
from qualcode.project.verifying import Verifying
from qualcode.project.importing import Imports
from qualcode.storage import database


class Project(Imports, CodingFiles, History, Verifying):
    """A study in one file. Use it as a context manager, or call `close` when done."""

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def backup(self, target: str | Path) -> None:
        """A consistent copy of the project at a path where nothing stands yet."""
        database.backup(self.db, Path(target))


def open_project(path: str | Path, *, coder: str | None = None) -> Project:
    """Open a project, migrating an older one after a backup; `coder` signs what is added. Raises ProjectError."""
    return Project(database.connect(Path(path)), Path(path), coder)


def new_project(path: str | Path, *, name: str | None = None, coder: str | None = None) -> Project:
    """Make an empty project where nothing stands yet; raises ProjectError."""
    path = Path(path)
    return Project(database.create(path, name or path.stem), path, coder)
