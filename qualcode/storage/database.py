"""Opening the one file: pragmas, migration with a backup, online backup.

Every connection holds what the schema relies on: foreign keys on, WAL, full synchronisation, a busy timeout. A
connection is in autocommit mode; transactions are begun by `journal.action`.
"""

from __future__ import annotations

import itertools
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from qualcode import files
from qualcode.errors import ProjectError
from qualcode.i18n import _
from qualcode.storage import landed
from qualcode.storage.clock import new_uuid, now
from qualcode.storage.connection import Connection, opening

SUFFIX = ".qualcode"
BUSY_TIMEOUT_MS = 5_000
#: Bytes that SQLite needs beside a project to open it.
_WORKING_ROOM = 65_536
MINIMUM_SQLITE = (3, 38, 0)


def create(path: Path, name: str) -> Connection:
    """A new empty project at a path where nothing stands yet; raises ProjectError."""
    if path.exists():
        raise ProjectError(_("{path} exists already; a new project does not overwrite it.").format(path=path))
    if not path.parent.is_dir():
        raise ProjectError(_("The folder {path} does not exist.").format(path=path.parent))
    # Made under another name: a project stands at its path whole or not at all, even after a kill.
    with explained(path), files.replacing(path) as partial, _without_leftovers(partial):
        _build(partial, name)
    return connect(path)


def connect(path: Path) -> Connection:
    """An existing project, migrated if it is older (a backup is left beside it); raises ProjectError."""
    if not path.exists():
        raise ProjectError(_("There is no project at {path}.").format(path=path))
    if path.is_dir():
        raise ProjectError(_("{path} is a folder, not a project.").format(path=path))
    if not path.is_file():
        raise ProjectError(_("{path} is not a qualcode project.").format(path=path))
    with reading(path), explained(path):
        with opening(path, _check_header):
            conn = _connect(path)
        try:
            if _is_older(conn, path):
                _migrate(conn, path)
        except BaseException:
            conn.close()
            raise
    return conn


def backup(conn: sqlite3.Connection, target: Path) -> None:
    """A consistent copy of the project as it stands, while it may be in use; the target appears whole or not at all."""
    if target.exists():
        raise ProjectError(_("{path} exists already; a backup does not overwrite it.").format(path=target))
    if not target.parent.is_dir():
        raise ProjectError(_("The folder {path} does not exist.").format(path=target.parent))
    with explained(target), files.replacing(target) as partial, _without_leftovers(partial):
        copy = sqlite3.connect(partial)
        try:
            conn.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()


def dated_name(path: Path) -> Path:
    """A path beside this one with the time in its name, where nothing stands yet."""
    stamp = now()[:19].replace(":", "").replace("-", "")
    names = itertools.chain([""], (f"-{n}" for n in itertools.count(2)))
    free = (path.with_name(f"{path.stem}.{stamp}{n}.backup{path.suffix}") for n in names)
    return next(candidate for candidate in free if not candidate.exists())


def held_elsewhere(conn: sqlite3.Connection) -> bool:
    """Whether another connection is writing, so that a change would have to wait. Asking costs some microseconds."""
    try:
        if conn.in_transaction:
            return False
        conn.execute("PRAGMA busy_timeout = 0")
        try:
            conn.execute("BEGIN IMMEDIATE")
            conn.execute("ROLLBACK")
        finally:
            conn.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    except sqlite3.OperationalError as error:
        return "locked" in str(error).lower()
    except sqlite3.Error:
        # Closed, damaged: whoever writes is told.
        return False
    return False


@contextmanager
def explained(path: Path | str) -> Iterator[None]:
    """Turn what SQLite and the system say of a file into one sentence for its owner."""
    try:
        yield
    except (sqlite3.Error, OSError, UnicodeEncodeError) as error:
        raise ProjectError(explain(error, getattr(error, "filename", None) or path)) from error


@contextmanager
def reading(path: Path | str) -> Iterator[None]:
    """Turn what SQLite says of a damaged file, wherever it comes to light, into one sentence; other errors pass."""
    try:
        yield
    except sqlite3.Error as error:
        raise ProjectError(explain(error, path)) from error
    except UnicodeDecodeError as error:
        # SQLite quotes a damaged schema in its message, which Python then cannot read.
        raise ProjectError(
            _("{path} is damaged: it holds text that is none. Restore a backup.").format(path=path)
        ) from error


#: What SQLite raises when it cannot do something, for rooms that must not know SQLite; `explain` says it.
Trouble = sqlite3.Error


def explain(error: Exception, path: Path | str) -> str:
    """The sentence for an error of SQLite or the file system."""
    if isinstance(error, OSError):
        return files.explain(error, path)
    if isinstance(error, UnicodeError):
        return _("A text holds half a character, which no file can keep: nothing was written.")
    said = str(error).lower()
    if "is full" in said or ("disk i/o" in said and _no_room(path)):
        return _("The disk is full: nothing was written to {path}.").format(path=path)
    if "readonly" in said or "read-only" in said:
        return _("{path} cannot be written: the file or its folder is read-only.").format(path=path)
    if "unable to open" in said:
        return _("{path} cannot be opened: is its folder writable?").format(path=path)
    if "locked" in said or "busy" in said:
        return _("{path} is busy: another program is writing to it. Try again in a moment.").format(path=path)
    if "not a database" in said:
        return _("{path} is not a qualcode project.").format(path=path)
    if any(sign in said for sign in ("malformed", "corrupt", "decode to utf-8", "no such table", "no such column")):
        return _("{path} is damaged: {error}. Restore a backup.").format(path=path, error=files.one_line(error))
    return _("{path}: {error}").format(path=path, error=files.one_line(error))


def _no_room(path: Path | str) -> bool:
    """Whether so little is left on the disk that SQLite cannot even make the files it works with."""
    try:
        return shutil.disk_usage(Path(path).parent).free < _WORKING_ROOM
    except OSError:
        return False


def _build(path: Path, name: str) -> None:
    conn = _connect(path)
    try:
        _apply_migrations(conn)
        conn.execute("INSERT INTO project (id, uuid, name, created) VALUES (1, ?, ?, ?)", (new_uuid(), name, now()))
        # The birth of the project is not a step that one can undo.
        conn.execute("DELETE FROM changes")
        conn.execute("DELETE FROM actions")
    finally:
        conn.close()


@contextmanager
def _without_leftovers(path: Path) -> Iterator[None]:
    """Remove what SQLite keeps beside a file when the work on it does not end."""
    try:
        yield
    except BaseException:
        for leftover in (Path(f"{path}-wal"), Path(f"{path}-shm"), Path(f"{path}-journal")):
            with suppress(OSError):
                leftover.unlink()
        raise


def _connect(path: Path) -> Connection:
    if sqlite3.sqlite_version_info < MINIMUM_SQLITE:
        raise ProjectError(
            _("This Python comes with SQLite {version}; qualcode needs 3.38 or later.").format(
                version=sqlite3.sqlite_version
            )
        )
    patience = BUSY_TIMEOUT_MS / 1000
    conn = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=patience, factory=Connection)
    try:
        conn.counted(path)
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("PRAGMA synchronous = FULL")
        conn.execute("PRAGMA cache_size = -32000")
        # REPLACE must fire delete triggers too, or the journal would miss rows.
        conn.execute("PRAGMA recursive_triggers = ON")
    except BaseException:
        conn.close()
        raise
    return conn


def _check_header(path: Path) -> None:
    """Look at the first bytes before SQLite does, which would change a file that is none of ours."""
    with path.open("rb") as stream:
        header = stream.read(100)
    if header[:16] != b"SQLite format 3\x00":
        raise ProjectError(_("{path} is not a qualcode project.").format(path=path))
    if header[68:72] != landed.APPLICATION_ID.to_bytes(4, "big"):
        raise ProjectError(_("{path} is an SQLite file, but not a qualcode project.").format(path=path))


def _is_older(conn: sqlite3.Connection, path: Path) -> bool:
    rows = conn.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (landed.MIGRATION_SET,))
    applied = {str(name) for (name,) in rows}
    known = set(landed.MIGRATIONS)
    if applied - known:
        raise ProjectError(
            _("{path} was made by a newer version of qualcode. Update qualcode to open it.").format(path=path)
        )
    return bool(known - applied)


def _migrate(conn: sqlite3.Connection, path: Path) -> None:
    copy = dated_name(path)
    backup(conn, copy)
    try:
        _apply_migrations(conn)
    except Exception as error:
        raise ProjectError(
            _("{path} could not be brought up to this version: {error}.").format(
                path=path, error=files.one_line(error)
            ),
            _("It stands as it was; there is a copy at {copy}.").format(copy=copy),
        ) from error


def _apply_migrations(conn: sqlite3.Connection) -> None:
    from sqlite_utils import Database

    from qualcode.storage.migrations import migrations

    migrations.apply(Database(conn, execute_plugins=False))
