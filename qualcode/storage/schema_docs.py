"""docs/schema.md, made from a fresh project: `python -m qualcode.storage.schema_docs` writes it, a test compares it.

Columns, types and references come from the file itself; what they are for is said here, once for every table and view.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from sqlite_utils import Database

from qualcode.storage.migrations import JOURNALED, migrations
from qualcode.storage.schema_notes import COLUMNS, EXAMPLES, INTRODUCTION, TABLES, VIEWS

TARGET = Path(__file__).parent.parent.parent / "docs" / "schema.md"


def generate() -> str:
    """The text of docs/schema.md."""
    db = Database(memory=True, execute_plugins=False)
    try:
        migrations.apply(db)
        return "\n".join([INTRODUCTION.strip(), "", *_tables(db), *_views(db), *_examples()]).rstrip() + "\n"
    finally:
        db.close()


def _tables(db: Database) -> Iterator[str]:
    journaled = {spec.table for spec in JOURNALED}
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")]
    yield "## Tables"
    for name in names:
        if name.startswith(("sqlite_", "_sqlite_")):
            continue
        undone = "" if name in journaled else " Not journaled."
        yield f"\n### `{name}`\n\n{TABLES[name]}{undone}\n"
        yield "| column | type | |\n|---|---|---|"
        references = {row[3]: f"→ `{row[2]}`" for row in db.execute(f"PRAGMA foreign_key_list({name})")}
        for _cid, column, kind, required, _default, key in db.execute(f"PRAGMA table_info({name})").fetchall():
            note = COLUMNS.get(f"{name}.{column}") or COLUMNS.get(column, "")
            parts = ["primary key" if key else "", references.get(column, ""), note]
            null = "" if required or key else ", may be null"
            yield f"| `{column}` | {kind}{null} | {'; '.join(filter(None, parts))} |"


def _views(db: Database) -> Iterator[str]:
    yield "\n## Views\n\nMade for reading, with names instead of ids. They are never out of date.\n"
    yield "| view | one row per | columns |\n|---|---|---|"
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY rowid")]
    for name in names:
        columns = ", ".join(f"`{row[1]}`" for row in db.execute(f"PRAGMA table_info({name})"))
        yield f"| `{name}` | {VIEWS[name]} | {columns} |"


def _examples() -> Iterator[str]:
    yield "\n## Questions to the file\n"
    for question, sql in EXAMPLES:
        yield f"{question}\n\n```sql\n{sql}\n```\n"


def examples_in(text: str) -> list[str]:
    """The SQL statements that a text of this kind shows."""
    return re.findall(r"```sql\n(.*?)\n```", text, re.DOTALL)


if __name__ == "__main__":
    TARGET.write_text(generate(), encoding="utf-8")
    sys.stdout.write(f"{TARGET.name}\n")
