"""The triggers that write the journal, made from the columns of a table.

Every change of a journaled row becomes a row of `changes` under an action: the columns that changed with their old and
new values, all columns of a deleted row, and of a new row all that is short (its text is in the row itself). A change
made outside an action, by raw SQL, gets an action of its own; `now` stands still within one statement, so the rows that
one statement touches are one step of the history (and so are two statements within one millisecond).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"

_OPEN_RAW_ACTION = f"""
    UPDATE actions SET state = 'abandoned'
      WHERE state = 'undone' AND (SELECT action_id FROM journal_state) IS NULL;
    INSERT INTO actions (kind, detail, created)
      SELECT 'sql', '{{table}}', {_NOW}
      WHERE (SELECT action_id FROM journal_state) IS NULL
        AND NOT EXISTS (SELECT 1 FROM actions WHERE id = (SELECT max(id) FROM actions)
                        AND kind = 'sql' AND state = 'done' AND created = {_NOW});"""

_RECORD = """
    INSERT INTO changes (action_id, table_name, row_id, operation, old, new)
      VALUES (coalesce((SELECT action_id FROM journal_state), (SELECT max(id) FROM actions)),
              '{table}', {row}.id, '{operation}', {old}, {new});"""


@dataclass(frozen=True)
class Journaled:
    """A table to journal: its columns, those too long for an insert's record, and the parent it may come with.

    `real` columns are kept as text with 17 digits, because SQLite's JSON rounds numbers to 15.

    A row that is inserted in the same action as its parent needs no record: undoing the parent's insert removes it.
    """

    table: str
    columns: tuple[str, ...]
    long: tuple[str, ...] = ()
    parent: tuple[str, str] | None = None
    real: tuple[str, ...] = ()

    def value(self, row: str, column: str) -> str:
        """The SQL of a column's value as the journal keeps it; `row` is OLD or NEW."""
        if column not in self.real:
            return f"{row}.{_q(column)}"
        # No number reads back from `Inf`; 1e999 does, as infinity.
        return f"replace(printf('%!.17g', {row}.{_q(column)}), 'Inf', '1e999')"


def triggers(spec: Journaled) -> list[str]:
    """The three CREATE TRIGGER statements of a table."""
    return [_insert(spec), _update(spec), _delete(spec)]


def _insert(spec: Journaled) -> str:
    when = ""
    if spec.parent:
        table, column = spec.parent
        when = f"""WHEN NOT EXISTS (SELECT 1 FROM changes WHERE table_name = '{table}' AND row_id = NEW.{column}
            AND operation = 'insert' AND action_id = (SELECT action_id FROM journal_state))"""
    short = [c for c in spec.columns if c not in spec.long]
    body = _record(spec.table, "NEW", "insert", old="NULL", new=_image(spec, "NEW", short))
    return f"CREATE TRIGGER journal_{spec.table}_insert AFTER INSERT ON {spec.table} {when} BEGIN{body}\nEND"


def _update(spec: Journaled) -> str:
    changed = [f"OLD.{_q(c)} IS NOT NEW.{_q(c)}" for c in spec.columns]
    body = _record(spec.table, "NEW", "update", old=_changed(spec, "OLD"), new=_changed(spec, "NEW"))
    return (
        f"CREATE TRIGGER journal_{spec.table}_update AFTER UPDATE ON {spec.table} "
        f"WHEN {' OR '.join(changed)} BEGIN{body}\nEND"
    )


def _delete(spec: Journaled) -> str:
    body = _record(spec.table, "OLD", "delete", old=_image(spec, "OLD", spec.columns), new="NULL")
    return f"CREATE TRIGGER journal_{spec.table}_delete AFTER DELETE ON {spec.table} BEGIN{body}\nEND"


def _record(table: str, row: str, operation: str, old: str, new: str) -> str:
    opening = _OPEN_RAW_ACTION.format(table=table)
    return opening + _RECORD.format(table=table, row=row, operation=operation, old=old, new=new)


def _image(spec: Journaled, row: str, columns: Sequence[str]) -> str:
    return "json_object(" + ", ".join(f"'{c}', {spec.value(row, c)}" for c in columns) + ")"


def _changed(spec: Journaled, row: str) -> str:
    parts = [f"SELECT '{c}' AS k, {spec.value(row, c)} AS v WHERE OLD.{_q(c)} IS NOT NEW.{_q(c)}" for c in spec.columns]
    return f"(SELECT json_group_object(k, v) FROM ({' UNION ALL '.join(parts)}))"


def _q(column: str) -> str:
    return f'"{column}"'
