"""docs/schema.md says what the file is, of every table, column and view, and its questions can be asked."""

from __future__ import annotations

from sqlite_utils import Database

from qualcode.project import Project
from qualcode.storage import schema_notes
from qualcode.storage.migrations import migrations
from qualcode.storage.schema_docs import examples_in, generate
from tests.conftest import ROOT


def test_the_page_is_what_the_code_makes() -> None:
    page = (ROOT / "docs" / "schema.md").read_text(encoding="utf-8")
    assert page == generate(), "run: python -m qualcode.storage.schema_docs"


def test_nothing_is_left_undescribed() -> None:
    db = Database(memory=True, execute_plugins=False)
    migrations.apply(db)
    tables = {name for name in db.table_names() if not name.startswith(("sqlite_", "_sqlite_"))}
    assert tables == set(schema_notes.TABLES)
    assert set(db.view_names()) == set(schema_notes.VIEWS)
    columns = {f"{table}.{row[1]}" for table in tables for row in db.execute(f"PRAGMA table_info({table})")}
    for name in schema_notes.COLUMNS:
        assert name in columns or any(column.endswith(f".{name}") for column in columns), name
    references = {
        f"{table}.{row[3]}" for table in tables for row in db.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    }
    for column in columns - references:
        bare = column.partition(".")[2]
        assert (
            bare == "id"
            or column in schema_notes.COLUMNS
            or bare in schema_notes.COLUMNS
            or bare == "action_id"
            or (column in ("memos.text",))
        ), column
    db.close()


def test_the_questions_can_be_asked(project: Project) -> None:
    project.code("notes-1", 0, 5, "saisie")
    text = project.text("entretien-1")
    start = text.index("Je scanne")
    project.code("entretien-1", start, start + 9, "saisie")
    project.code("entretien-1", start, start + 20, "non-recours")
    # The measure is written by hand: what a test of chance says is not what is looked at here.
    project.save_network("carte", project.cooccurrence())
    project.analyse_network("carte")
    project.conn.execute("UPDATE network_edges SET measures = json_set(measures, '$.fisher_q', 0.01)")
    answers = [project.conn.execute(sql).fetchall() for sql in examples_in(generate())]
    assert len(answers) == len(schema_notes.EXAMPLES)
    assert [row[0] for row in answers[0]] == ["entretien-1", "notes-1"]
    assert answers[1] == [("dirty work/saisie", "non-recours", 1)]
    assert ("dirty work/délégation",) in answers[3]
    assert ("dirty work",) not in answers[3]
    assert answers[5] == [("dirty work/saisie", "non-recours", 1, None, 0.01)]
    assert [row[:4] for row in answers[6]] == [(1, "dirty work/saisie", 2, 1), (1, "non-recours", 1, 1)]
    assert answers[7][0][:6] == ("carte", "overlap", "", 1, 2, 1)
