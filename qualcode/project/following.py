"""What has happened to a document since one last looked, read from the journal: whoever did it, undone or not.

A screen that shows thousands of codings reads only those that changed. What stands in the file is the truth: the
journal says which rows to look at, and the rows are looked at as they are now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qualcode.model.coding import Coding
from qualcode.project.coding import Codings
from qualcode.storage import codings, journal

#: More changes than that are not looked at one by one.
_FEW = 500


@dataclass(frozen=True, slots=True)
class News:
    """What changed up to a change of the journal: the tables, and the codings as they are now (None: not there now)."""

    change: int
    tables: frozenset[str]
    codings: Mapping[int, Coding | None]


class Following(Codings):
    """The part of the facade that tells news."""

    def last_change(self) -> int:
        """The last change of the journal; `news` tells what came after it."""
        return journal.last_change(self.conn)

    def news(self, document: int, since: int) -> News | None:
        """What has happened to the codings of a document after a change; None when it is too much to be told."""
        changes = journal.rows_since(self.conn, since, _FEW + 1)
        if len(changes) > _FEW:
            return None
        touched = dict.fromkeys(change.row for change in changes if change.table == "codings")
        now = {coding.id: coding for coding in codings.by_ids(self.conn, list(touched)) if coding.document == document}
        return News(
            changes[-1].id if changes else since,
            frozenset(change.table for change in changes),
            {row: now.get(row) for row in touched},
        )
