"""Is the history true? The recorded changes of all done actions, played in order, must give what the tables hold.

A row of a table without a parent has its insert on record, so nothing may stand there that the history does not know;
a row that came with its parent (a turn with its document) is known only by its later changes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from qualcode.i18n import _
from qualcode.storage.journal_triggers import Journaled
from qualcode.storage.migrations import JOURNALED

#: What the history says of a row: the columns it knows (as JSON until they are needed), or None once it is deleted.
Known = dict[int, str | dict[str, Any] | None]


def problems(db: sqlite3.Connection) -> Iterator[str]:
    """A message for each contradiction between the history and the tables."""
    yield from _open_actions(db)
    known: dict[str, Known] = {spec.table: {} for spec in JOURNALED}
    born: dict[str, set[int]] = {spec.table: set() for spec in JOURNALED}
    rows = db.execute(
        """SELECT c.id, c.table_name, c.row_id, c.operation, c.new FROM changes AS c JOIN actions AS a
           ON a.id = c.action_id WHERE a.state = 'done' ORDER BY c.action_id, c.id"""
    )
    for change, table, row_id, operation, new in rows:
        if table not in known:
            yield _("The history speaks of a table {table} that is not journaled.").format(table=table)
        elif not _play(known[table], row_id, operation, new):
            yield _("Change {id} of the history cannot be read.").format(id=change)
        elif operation == "insert":
            born[table].add(row_id)
    for spec in JOURNALED:
        yield from _compare(db, spec, known[spec.table], born[spec.table])


def _open_actions(db: sqlite3.Connection) -> Iterator[str]:
    if db.execute("SELECT count(*), count(action_id) FROM journal_state").fetchone() != (1, 0):
        yield _("An action of the history was never closed.")
    orphans = "SELECT id FROM changes WHERE action_id NOT IN (SELECT id FROM actions)"
    for (change,) in db.execute(orphans):
        yield _("Change {id} of the history belongs to no action.").format(id=change)
    buried = """SELECT id FROM actions WHERE state = 'undone'
      AND id < (SELECT max(id) FROM actions WHERE state = 'done')"""
    for (action,) in db.execute(buried):
        yield _("Action {id} is undone, yet a later one is done.").format(id=action)


def _play(known: Known, row_id: int, operation: str, new: str | None) -> bool:
    if operation == "delete":
        known[row_id] = None
        return True
    if new is None:
        return False
    if operation == "insert":
        known[row_id] = new
        return True
    before = known.get(row_id) or {}
    columns = json.loads(before) if isinstance(before, str) else before
    known[row_id] = {**columns, **json.loads(new)}
    return True


def _compare(db: sqlite3.Connection, spec: Journaled, known: Known, born: set[int]) -> Iterator[str]:
    short = [column for column in spec.columns if column not in spec.long]
    names = ", ".join(f'"{column}"' for column in short)
    seen: set[int] = set()
    for values in db.execute(f"SELECT {names} FROM {spec.table}"):
        row = dict(zip(short, values, strict=True))
        seen.add(row["id"])
        yield from _compare_row(db, spec, row, known.get(row["id"], ""), born)
    for row_id, state in known.items():
        if state is not None and row_id not in seen:
            yield _("Row {row} of {table} is gone, and the history does not say how.").format(
                row=row_id, table=spec.table
            )


def _compare_row(
    db: sqlite3.Connection, spec: Journaled, row: dict[str, Any], state: str | dict[str, Any] | None, born: set[int]
) -> Iterator[str]:
    row_id = row["id"]
    if state is None or (row_id not in born and not spec.parent and spec.table != "project"):
        yield _("Row {row} of {table} stands there, and the history does not say how it came.").format(
            row=row_id, table=spec.table
        )
        return
    columns: dict[str, Any] = (json.loads(state) if state else {}) if isinstance(state, str) else state
    # The record of an insert holds all short columns.
    said = {**dict.fromkeys(spec.columns if row_id in born else ()), **columns}
    for column, value in said.items():
        if column in spec.long and column not in columns:
            continue
        if column in spec.long:
            found = db.execute(f'SELECT "{column}" FROM {spec.table} WHERE id = ?', (row_id,)).fetchone()[0]
        else:
            found = row.get(column)
        if (float(value or 0) if column in spec.real else value) != found:
            yield _("Row {row} of {table}: the history says another {column} than the table.").format(
                row=row_id, table=spec.table, column=column
            )
