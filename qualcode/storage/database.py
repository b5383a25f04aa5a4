"""Opening the one file: pragmas, migration with a backup, online backup.

Every connection holds what the schema relies on: foreign keys on, WAL, full synchronisation, a busy timeout. A
connection is in autocommit mode; transactions are begun by `journal.action`.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from qualcode.errors import ProjectError
from qualcode.i18n import _
from qualcode.storage.clock import new_uuid, now
from qualcode.storage.migrations import APPLICATION_ID, migrations

SUFFIX = ".qualcode"
BUSY_TIMEOUT_MS = 5_000
MINIMUM_SQLITE = (3, 38, 0)


def create(path: Path, name: str) -> Database:
    """A new empty project at a path where nothing stands yet; raises ProjectError."""
    if path.exists():
        raise ProjectError(_("{path} exists already; a new project does not overwrite it.").format(path=path))
    if not path.parent.is_dir():
        raise ProjectError(_("The folder {path} does not exist.").format(path=path.parent))
    try:
        with explained(path):
            db = _connect(path)
            migrations.apply(db)
            db.execute("INSERT INTO project (id, uuid, name, created) VALUES (1, ?, ?, ?)", (new_uuid(), name, now()))
            # The birth of the project is not a step that one can undo.
            db.execute("DELETE FROM changes")
            db.execute("DELETE FROM actions")
    except BaseException:
        for leftover in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
            leftover.unlink(missing_ok=True)
        raise
    return db


def connect(path: Path) -> Database:
    """An existing project, migrated if it is older (a backup is left beside it); raises ProjectError."""
    if not path.exists():
        raise ProjectError(_("There is no project at {path}.").format(path=path))
    if not path.is_file():
        raise ProjectError(_("{path} is a folder, not a project.").format(path=path))
    with explained(path):
        _check_header(path)
        db = _connect(path)
        try:
            _check_is_project(db, path)
            if migrations.pending(db):
                backup(db, _free_name(path))
                migrations.apply(db)
        except BaseException:
            db.close()
            raise
    return db


def backup(db: Database, target: Path) -> None:
    """A consistent copy of the project as it stands, while it may be in use; the target appears whole or not at all."""
    if target.exists():
        raise ProjectError(_("{path} exists already; a backup does not overwrite it.").format(path=target))
    partial = target.with_name(f"{target.name}.partial")
    try:
        with explained(target):
            copy = sqlite3.connect(partial)
            try:
                db.conn.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            finally:
                copy.close()
            os.replace(partial, target)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def explained(path: Path | str) -> Iterator[None]:
    """Turn what SQLite and the system say of a file into one sentence for its owner."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise ProjectError(explain(error, path)) from error


def explain(error: Exception, path: Path | str) -> str:
    """The sentence for an error of SQLite or the file system."""
    said = str(error).lower()
    if "disk is full" in said or "no space" in said or getattr(error, "errno", None) == 28:
        return _("The disk is full: nothing was written to {path}.").format(path=path)
    if "readonly" in said or "read-only" in said or "permission" in said:
        return _("{path} cannot be written: the file or its folder is read-only.").format(path=path)
    if "unable to open" in said:
        return _("{path} cannot be opened: is its folder writable?").format(path=path)
    if "locked" in said or "busy" in said:
        return _("{path} is busy: another program is writing to it. Try again in a moment.").format(path=path)
    if "not a database" in said:
        return _("{path} is not a qualcode project.").format(path=path)
    if "malformed" in said or "corrupt" in said:
        return _("{path} is damaged: {error}. Restore a backup.").format(path=path, error=error)
    return _("{path}: {error}").format(path=path, error=error)


def _connect(path: Path) -> Database:
    if sqlite3.sqlite_version_info < MINIMUM_SQLITE:
        raise ProjectError(
            _("This Python comes with SQLite {version}; qualcode needs 3.38 or later.").format(
                version=sqlite3.sqlite_version
            )
        )
    conn = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=BUSY_TIMEOUT_MS / 1000)
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA journal_mode = WAL")
    conn.execute("PRAGMA synchronous = FULL")
    conn.execute("PRAGMA cache_size = -32000")
    # REPLACE must fire delete triggers too, or the journal would miss rows.
    return Database(conn, recursive_triggers=True, execute_plugins=False)


def _check_header(path: Path) -> None:
    with path.open("rb") as stream:
        header = stream.read(16)
    if header != b"SQLite format 3\x00":
        raise ProjectError(_("{path} is not a qualcode project.").format(path=path))


def _check_is_project(db: Database, path: Path) -> None:
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise ProjectError(_("{path} is an SQLite file, but not a qualcode project.").format(path=path))
    known = {migration.name for migration in migrations.applied(db)} | {m.name for m in migrations.pending(db)}
    ours = {name for name in known if name in {m.name for m in migrations._migrations}}
    if known - ours:
        raise ProjectError(
            _("{path} was made by a newer version of qualcode. Update qualcode to open it.").format(path=path)
        )


def _free_name(path: Path) -> Path:
    stamp = now()[:19].replace(":", "").replace("-", "")
    return path.with_name(f"{path.stem}.{stamp}.backup{path.suffix}")
