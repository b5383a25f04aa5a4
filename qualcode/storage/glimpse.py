"""A look at the names in a project while a command is typed: read only, quick, and nothing rather than an error."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from qualcode.model.vocabulary import Vocabulary
from qualcode.storage import codebook, vocabulary
from qualcode.storage.connection import Connection

#: Seconds that a look waits for somebody who writes.
_PATIENCE = 0.1


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The names that a query may use, and those of the saved networks."""

    vocabulary: Vocabulary
    networks: tuple[str, ...]


def glimpse(path: Path) -> Glimpse | None:
    """What a project holds, by name; None for a file that is no project, is damaged, older, or cannot be read now.

    An older project is not migrated for that, and no file is made.
    """
    if not path.is_file():
        return None
    try:
        where = f"file:{quote(str(path.absolute()))}?mode=ro"
        conn = sqlite3.connect(where, uri=True, isolation_level=None, timeout=_PATIENCE, factory=Connection)
        try:
            conn.counted(path)
            names = vocabulary.load(conn, codebook.load(conn))
            networks = conn.execute("SELECT name FROM networks ORDER BY name").fetchall()
            return Glimpse(names, tuple(name for (name,) in networks))
        finally:
            conn.close()
    except (sqlite3.Error, OSError, ValueError, LookupError, TypeError):
        return None
