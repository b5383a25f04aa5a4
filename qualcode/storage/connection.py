"""Which files this process has open, because nobody may open and close one of them by other means meanwhile.

SQLite guards an open file with POSIX locks, and the system drops all locks that a process holds on a file when that
process closes any descriptor of it. Another program that leaves the project then takes itself for the last one, removes
the write-ahead log, and what is written after that is lost. So a file that is open here is only opened by SQLite, which
knows of the trap.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakSet

_open: dict[tuple[int, int], WeakSet[Connection]] = {}
_lock = threading.RLock()


class Connection(sqlite3.Connection):
    """A connection that is counted while it is open."""

    _identity: tuple[int, int] | None = None

    def counted(self, path: Path) -> Connection:
        """Count it as one to this file."""
        status = os.stat(path)
        with _lock:
            self._identity = (status.st_dev, status.st_ino)
            _open.setdefault(self._identity, WeakSet()).add(self)
        return self

    def close(self) -> None:
        """Close it, and count it no more."""
        with _lock:
            super().close()
            if self._identity is not None:
                others = _open.get(self._identity)
                if others is not None:
                    others.discard(self)
                    if not others:
                        del _open[self._identity]
                self._identity = None


@contextmanager
def opening(path: Path, look: Callable[[Path], None]) -> Iterator[None]:
    """Let `look` read the file by other means, unless it is open here; nobody else opens one meanwhile."""
    with _lock:
        status = os.stat(path)
        if not _open.get((status.st_dev, status.st_ino)):
            look(path)
        yield
