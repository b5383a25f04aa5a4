"""What every part of the facade stands on: the open file, the current coder, one action at a time, caches.

The facade is made of parts, one per area (documents, codebook, coding…), each a class in its own module; `Project`
inherits from them all. A part loads values from storage, calls the pure function, saves; it decides and says no, the
command line and the screen only show.
"""

from __future__ import annotations

import getpass
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlite_utils import Database

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coder
from qualcode.storage import codebook, codings, database, journal

T = TypeVar("T")


class Base:
    """An open project. `path` is its file, `coder` the name that new codings, codes and memos are signed with."""

    def __init__(self, db: Database, path: Path, coder: str | None = None) -> None:
        self.db = db
        self.path = path
        self.coder = coder or default_coder()
        self._cache: dict[str, tuple[tuple[int, int], object]] = {}
        self._open_action = 0

    @property
    def conn(self) -> sqlite3.Connection:
        """The SQLite connection, for reading."""
        return self.db.conn

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    @contextmanager
    def action(self, kind: str, detail: str = "") -> Iterator[int]:
        """One user action: one transaction and one undo step; inside another action, a part of it."""
        if self._open_action:
            yield self._open_action
            return
        with database.explained(self.path), journal.action(self.conn, kind, detail, self._known_coder()) as action_id:
            self._open_action = action_id
            try:
                yield action_id
            except BaseException:
                # What was read inside the transaction is taken back with it.
                self._cache.clear()
                raise
            finally:
                self._open_action = 0

    def coders(self) -> list[Coder]:
        """Everyone who has coded in this project, oldest first."""
        return codings.coders(self.conn)

    def codebook(self) -> Codebook:
        """The codebook as it stands now."""
        return self.cached("codebook", lambda: codebook.load(self.conn))

    def cached(self, name: str, build: Callable[[], T]) -> T:
        """A value made anew only when the file has changed, through this connection or another."""
        version = (self.conn.execute("PRAGMA data_version").fetchone()[0], self.conn.total_changes)
        held = self._cache.get(name)
        if held is None or held[0] != version:
            held = (version, build())
            self._cache[name] = held
        return held[1]  # type: ignore[return-value]  # each name is always built by the same function

    def coder_id(self) -> int:
        """The row of the current coder, made at need; call it inside an action."""
        return codings.ensure_coder(self.conn, self.coder)

    def _known_coder(self) -> int | None:
        row = self.conn.execute("SELECT id FROM coders WHERE name = ?", (self.coder,)).fetchone()
        return int(row[0]) if row else None


def default_coder() -> str:
    """QUALCODE_CODER, else the name of the user account."""
    chosen = os.environ.get("QUALCODE_CODER", "").strip()
    if chosen:
        return chosen
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "coder"
