"""The history is written by the database: scripts, raw SQL, a second program and a kill do not get past it."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qualcode.errors import NothingToUndo, ProjectError
from qualcode.project import Project, open_project
from tests.storage.dump import dump


def raw(project: Project) -> sqlite3.Connection:
    """A bare connection, as any other program would open one."""
    return sqlite3.connect(project.path, isolation_level=None)


def pause() -> None:
    """Let the clock of the file move on by more than a millisecond."""
    time.sleep(0.004)


def test_a_raw_statement_is_one_step(project: Project) -> None:
    before = dump(project)
    db = raw(project)
    pause()
    db.execute("UPDATE codes SET definition = 'par SQL'")
    pause()
    db.execute("INSERT INTO cases (uuid, name, created) VALUES ('u1', 'Mme A', ''), ('u2', 'M. B', '')")
    db.close()
    after = dump(project)
    log = project.log(2)
    assert [(step.kind, step.detail, step.changes) for step in log] == [("sql", "cases", 2), ("sql", "codes", 4)]
    project.undo()
    assert project.cases() == []
    project.undo()
    assert dump(project) == before
    project.redo()
    project.redo()
    assert dump(project) == after
    assert project.verify() == []


def test_a_raw_statement_buries_what_could_be_redone(project: Project) -> None:
    project.add_code("neuf")
    project.undo()
    assert project.next_redo()
    raw(project).execute("UPDATE codes SET reference = 'x' WHERE name = 'saisie'")
    assert project.next_redo() is None
    with pytest.raises(NothingToUndo):
        project.redo()


def test_sqlite_utils_writes_are_journaled(project: Project) -> None:
    from sqlite_utils import Database

    before = dump(project)
    other = Database(str(project.path))
    other.table("cases").insert_all({"uuid": f"u{n}", "name": f"case {n}", "created": ""} for n in range(50))
    other.close()
    assert len(project.cases()) == 50
    while len(project.cases()):
        project.undo()
    assert dump(project) == before


def test_replacing_rows_is_journaled_as_delete_and_insert(project: Project) -> None:
    before = dump(project)
    made = project.code("notes-1", 0, 5, "saisie")
    middle = dump(project)
    pause()
    project.conn.execute(
        """INSERT OR REPLACE INTO codings (id, uuid, document_id, code_id, coder_id, start, end, quote, created)
           SELECT 99, 'neuf', document_id, code_id, coder_id, start, end, quote, created FROM codings WHERE id = ?""",
        (made.id,),
    )
    assert [coding.id for coding in project.codings()] == [99]
    project.undo()
    assert dump(project) == middle
    project.undo()
    assert dump(project) == before
    assert project.verify() == []


def test_conflict_clauses_of_raw_sql_do_not_reach_the_kept_speakers(project: Project) -> None:
    text = project.text("entretien-1")
    start = text.index("Je scanne")
    coding = project.code("entretien-1", start, start + 9, "saisie")
    other = text.index("Vous scannez")
    project.conn.execute(
        "UPDATE OR IGNORE codings SET start = ?, end = ?, quote = ? WHERE id = ?",
        (other, other + 4, "Vous", coding.id),
    )
    assert project.verify() == []


def test_a_coding_may_not_be_moved_out_of_the_text_by_sql(project: Project) -> None:
    coding = project.code("notes-1", 0, 5, "saisie")
    with pytest.raises(sqlite3.IntegrityError, match="ends after the text"):
        project.conn.execute("UPDATE codings SET start = 9999, end = 10004 WHERE id = ?", (coding.id,))


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO codes (id, uuid, parent_id, name, created) VALUES (91, 'a', 92, 'a', ''), (92, 'b', 91, 'b', '')",
        "UPDATE codes SET parent_id = (SELECT id FROM codes WHERE name = 'saisie') WHERE name = 'dirty work'",
    ],
)
def test_a_circle_of_codes_is_refused_by_the_file(project: Project, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="under itself"):
        project.conn.execute(statement)


def test_numbers_come_back_to_the_last_bit(project: Project) -> None:
    value = 0.1 + 0.2
    db = project.conn
    with project.action("save network", "n"):
        db.execute(
            "INSERT INTO networks (id, uuid, name, parameters, digest, created) VALUES (1, 'u', 'n', '{}', '', '')"
        )
        db.execute("INSERT INTO network_nodes (id, network_id, path, count) VALUES (1, 1, 'a', 1), (2, 1, 'b', 1)")
        db.execute(
            "INSERT INTO network_edges (id, network_id, source_id, target_id, count, measure, value) "
            "VALUES (1, 1, 1, 2, 3, 'jaccard', ?)",
            (value,),
        )
    project.undo()
    project.redo()
    assert db.execute("SELECT value FROM network_edges").fetchone() == (value,)
    assert project.verify() == []


def test_an_action_that_fails_leaves_nothing_not_even_in_memory(project: Project) -> None:
    before, codes = dump(project), len(project.codebook())

    def half() -> None:
        with project.action("add code", "deux"):
            project.add_code("un")
            assert len(project.codebook()) == codes + 1
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        half()
    assert len(project.codebook()) == codes
    assert dump(project) == before
    assert project.verify() == []


def test_two_programs_see_each_other_and_take_turns(project: Project) -> None:
    with open_project(project.path, coder="Bastien") as other:
        other.code("notes-1", 0, 5, "saisie")
        assert len(project.codings()) == 1
        project.code("notes-1", 0, 5, "saisie")
        assert len(other.codings()) == 2
        assert [c.name for c in other.coders()] == [c.name for c in project.coders()]
        step = other.undo()
        assert step.coder == "Camille"
        assert len(project.codings()) == 1


def test_a_program_that_writes_makes_the_other_wait_and_say_so(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.conn.execute("PRAGMA busy_timeout = 50")
    busy = raw(project)
    busy.execute("BEGIN IMMEDIATE")
    with pytest.raises(ProjectError, match="is busy"):
        project.add_code("neuf")
    with pytest.raises(ProjectError, match="is busy"):
        project.undo()
    busy.execute("ROLLBACK")
    busy.close()
    project.add_code("neuf")
    assert project.verify() == []


def test_one_step_is_not_undone_twice_by_two_programs(project: Project) -> None:
    from qualcode.storage import journal

    project.code("notes-1", 0, 5, "saisie")
    seen = project.next_undo()
    assert seen
    with open_project(project.path) as other:
        other.undo()
    with pytest.raises(ProjectError, match="Another program"):
        journal.reverse(project.conn, seen)
    assert project.codings() == []
    assert project.verify() == []


KILLED = """
import os, signal, sys
from qualcode.project import open_project
project = open_project(sys.argv[1])
with project.action("code"):
    for n in range(2000):
        project.code("notes-1", n % 20, n % 20 + 1 + n // 20 % 20, "saisie")
        project.add_code(f"n{n}")
        if n == 300:
            print("now", flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_kill_in_the_middle_leaves_the_last_whole_state(project: Project) -> None:
    project.code("entretien-1", 0, 5, "saisie")
    before = dump(project)
    project.close()
    ran = subprocess.run([sys.executable, "-c", KILLED, str(project.path)], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.returncode) == ("now\n", -signal.SIGKILL), ran.stderr
    with open_project(project.path) as again:
        assert dump(again) == before
        assert again.verify() == []
        again.undo()
        assert again.codings() == []


def test_a_full_disk_is_said_and_nothing_is_lost(project: Project) -> None:
    before = dump(project)
    pages = project.conn.execute("PRAGMA page_count").fetchone()[0]
    project.conn.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(ProjectError, match="disk is full"):
        project.add_memo("x" * 500_000)
    assert dump(project) == before
    assert project.verify() == []
    project.conn.execute("PRAGMA max_page_count = 1000000")
    project.add_memo("x" * 500_000)
    assert len(project.memos()) == 1


def test_the_log_survives_and_the_file_can_be_copied(project: Project, tmp_path: Path) -> None:
    project.code("notes-1", 0, 5, "saisie")
    project.undo()
    copy = project.backup(tmp_path / "copie.qualcode")
    with open_project(copy) as other:
        assert dump(other) == dump(project)
        assert other.log() == project.log()
        other.redo()
        assert len(other.codings()) == 1
        assert other.verify() == []
