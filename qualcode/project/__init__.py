"""The facade: every use case of qualcode, each one transaction and one undo step.

with qualcode.open_project("demo/guichets.qualcode") as project:
    for segment in project.query('code:"dirty work" role:AS'):
        print(segment.quote)
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from qualcode.model.text import clean_line
from qualcode.project.codebook_work import CodebookWork
from qualcode.project.counting import Counting
from qualcode.project.following import Following
from qualcode.project.grouping import Groupings
from qualcode.project.history import History
from qualcode.project.hits import HitSearch
from qualcode.project.named_queries import NamedQueries
from qualcode.project.network_files import NetworkFiles
from qualcode.project.network_passages import NetworkPassages
from qualcode.project.overview import Overview
from qualcode.project.preparing import Preparing
from qualcode.project.progress import Progresses
from qualcode.project.recoding import Recoding
from qualcode.project.reporting import Reports
from qualcode.project.retrieval import Retrieval
from qualcode.project.showing import Showing
from qualcode.project.summary import Summaries
from qualcode.project.tables import Tables
from qualcode.project.verifying import Verifying
from qualcode.storage import database


class Project(
    Showing,
    Preparing,
    CodebookWork,
    Counting,
    Recoding,
    Following,
    HitSearch,
    NamedQueries,
    NetworkFiles,
    NetworkPassages,
    Retrieval,
    Summaries,
    Reports,
    Overview,
    Groupings,
    Progresses,
    Tables,
    History,
    Verifying,
):
    """A study in one file. Use it as a context manager, or call `close` when done."""

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def backup(self, target: str | Path) -> Path:
        """A consistent copy of the project, even while it is in use; the path of the copy.

        `target` is a path where nothing stands yet, or a folder, in which the copy gets a dated name.
        """
        path = Path(target)
        if path.is_dir():
            path = database.dated_name(path / self.path.name)
        database.backup(self.conn, path)
        return path


def open_project(path: str | Path, *, coder: str | None = None) -> Project:
    """Open a project, migrating an older one after a backup; `coder` signs what is added. Raises ProjectError."""
    path = Path(path)
    if not path.suffix and not path.exists() and path.with_suffix(database.SUFFIX).exists():
        path = path.with_suffix(database.SUFFIX)
    return Project(database.connect(path), path, coder)


def new_project(path: str | Path, *, name: str | None = None, coder: str | None = None) -> Project:
    """Make an empty project where nothing stands yet; raises ProjectError.

    A path without a suffix gets `.qualcode`; the path made is `project.path`.
    """
    path = Path(path)
    if not path.suffix and path.name:
        path = path.with_suffix(database.SUFFIX)
    return Project(database.create(path, clean_line(name or "") or clean_line(path.stem)), path, coder)
