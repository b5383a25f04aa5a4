"""A file that is open here stays guarded, whatever else this process does with it; and who is writing can be told."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from qualcode.project import Project, new_project, open_project
from qualcode.storage import connection

OTHER_PROGRAM = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
print(db.execute("SELECT count(*) FROM codes").fetchone()[0])
db.close()
"""


def codes_seen_elsewhere(project: Project) -> int:
    """How many codes another program sees, which then leaves."""
    command = (sys.executable, "-c", OTHER_PROGRAM, str(project.path))
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_what_is_written_after_another_program_left_is_there(tmp_path: Path) -> None:
    """A second connection of this process must not take the locks of the first: the log would go with the other."""
    with new_project(tmp_path / "p.qualcode") as project:
        project.resolve_code("one", create=True)
        with open_project(project.path) as beside:
            assert len(beside.codebook()) == 1
        assert codes_seen_elsewhere(project) == 1
        project.resolve_code("two", create=True)
        assert codes_seen_elsewhere(project) == 2
        assert project.verify() == []
    with open_project(tmp_path / "p.qualcode") as again:
        assert len(again.codebook()) == 2


def test_a_file_is_looked_at_by_other_means_only_while_it_is_not_open(tmp_path: Path) -> None:
    looked: list[Path] = []
    with new_project(tmp_path / "p.qualcode") as project:
        with connection.opening(project.path, looked.append):
            pass
        (tmp_path / "link.qualcode").symlink_to(project.path)
        with connection.opening(tmp_path / "link.qualcode", looked.append):
            pass
        assert looked == []
    with connection.opening(project.path, looked.append):
        pass
    assert looked == [project.path]


def test_many_threads_may_open_and_close(tmp_path: Path) -> None:
    failures: list[BaseException] = []
    path = new_project(tmp_path / "p.qualcode").path

    def work() -> None:
        try:
            for _time in range(20):
                with open_project(path) as own:
                    own.codebook()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


@pytest.mark.parametrize("held", [True, False])
def test_one_can_tell_whether_somebody_is_writing(tmp_path: Path, held: bool) -> None:
    with new_project(tmp_path / "p.qualcode") as project:
        other = sqlite3.connect(project.path, isolation_level=None)
        if held:
            other.execute("BEGIN IMMEDIATE")
        assert project.held_elsewhere() is held
        other.close()
        assert not project.held_elsewhere()
        with project.action("code"):
            assert not project.held_elsewhere()
        assert project.conn.execute("PRAGMA busy_timeout").fetchone()[0] > 0
    assert not project.held_elsewhere()
