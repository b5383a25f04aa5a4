"""What every part of the facade stands on: the open file, the current coder, one action at a time, caches.

The facade is made of parts, one per area (documents, codebook, coding…), each a class in its own module; `Project`
inherits from them all. A part loads values from storage, calls the pure function, saves; it decides and says no, the
command line and the screen only show.
"""

from __future__ import annotations

import getpass
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from qualcode.errors import ProjectError
from qualcode.i18n import _
from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coder
from qualcode.model.text import clean_line
from qualcode.storage import codebook, codings, database, journal

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Held:
    """A cached value with the state of the file, and of the tables it rests on, that it was built from."""

    version: tuple[int, int]
    change: int | None
    value: object


class Base:
    """An open project. `path` is its file, `coder` the name that new codings, codes and memos are signed with."""

    def __init__(self, conn: sqlite3.Connection, path: Path, coder: str | None = None) -> None:
        #: For reading; what changes the project goes through `action`.
        self.conn = conn
        self.path = path
        self.coder = clean_line(coder or "") or default_coder()
        self._cache: dict[str, _Held] = {}
        self._open_action = 0
        #: The last change of each table since this connection began to follow the journal, and how far it has.
        self._latest: dict[str, int] = {}
        self._followed_to: int | None = None
        #: What every change is wrapped in: the screen asks work of its own to step aside meanwhile.
        self.before_writing: Callable[[], AbstractContextManager[None]] = nullcontext
        self._standing = path.absolute()
        self._file = os.stat(self._standing)

    def close(self) -> None:
        """Let go of the file."""
        self.conn.close()

    @contextmanager
    def action(self, kind: str, detail: str = "") -> Iterator[int]:
        """One user action: one transaction and one undo step; inside another action, a part of it."""
        if self._open_action:
            yield self._open_action
            return
        try:
            with self.writing(), journal.action(self.conn, kind, detail, self._known_coder()) as action_id:
                self._open_action = action_id
                try:
                    yield action_id
                finally:
                    self._open_action = 0
        except BaseException:
            # What was read inside the transaction is taken back with it.
            self._cache.clear()
            self._latest, self._followed_to = {}, None
            raise

    @contextmanager
    def writing(self) -> Iterator[None]:
        """What every change goes through: errors become sentences, and nothing is written to a file that is gone.

        A program that synchronises folders replaces a file while it is open; what is written after that would be lost.
        """
        with self.before_writing(), database.explained(self.path):
            try:
                same = os.path.samestat(os.stat(self._standing), self._file)
            except FileNotFoundError:
                same = False
            if not same:
                raise ProjectError(
                    _("{path} was moved or replaced while it was open: nothing was written.").format(path=self.path),
                    _("Close it and open it again."),
                )
            yield

    def coders(self) -> list[Coder]:
        """Everyone who has coded in this project, oldest first."""
        return codings.coders(self.conn)

    def codebook(self) -> Codebook:
        """The codebook as it stands now."""
        return self.cached("codebook", lambda: codebook.load(self.conn), "codes")

    def cached(self, name: str, build: Callable[[], T], *tables: str) -> T:
        """A value made anew only when the file has changed, through this connection or another.

        With `tables`, only when the journal has a new change of one of them: coding a passage does not make the list
        of documents anew.
        """
        version = (self.conn.execute("PRAGMA data_version").fetchone()[0], self.conn.total_changes)
        held = self._cache.get(name)
        if held is not None and held.version == version:
            return held.value  # type: ignore[return-value]  # each name is always built by the same function
        change = self._latest_change(tables) if tables else None
        if held is None or not tables or held.change != change:
            held = _Held(version, change, build())
        self._cache[name] = replace(held, version=version)
        return held.value  # type: ignore[return-value]  # as above

    def _latest_change(self, tables: Sequence[str]) -> int:
        """The last change of some tables; only changes since the last question are read, however long the history."""
        if self._followed_to is None:
            self._followed_to = journal.last_change(self.conn)
        for change, table in journal.latest_since(self.conn, self._followed_to):
            self._latest[table] = self._followed_to = change
        return max(self._latest.get(table, 0) for table in tables)

    def coder_id(self) -> int:
        """The row of the current coder, made at need; call it inside an action."""
        coder = codings.ensure_coder(self.conn, self.coder)
        if self._open_action:
            # Someone's first action began before they had a row to sign it with.
            journal.sign(self.conn, self._open_action, coder)
        return coder

    def _known_coder(self) -> int | None:
        return codings.known_coder(self.conn, self.coder)


def default_coder() -> str:
    """QUALCODE_CODER, else the name of the user account."""
    chosen = clean_line(os.environ.get("QUALCODE_CODER", ""))
    if chosen:
        return chosen
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "coder"
