"""The study as a whole."""

from __future__ import annotations

import sqlite3


def name(db: sqlite3.Connection) -> str:
    """What the project is called."""
    row = db.execute("SELECT name FROM project").fetchone()
    return str(row[0]) if row else ""
