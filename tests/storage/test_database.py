"""Opening, making and copying the file: whole or not at all, and one sentence when it cannot be."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from qualcode.errors import ProjectError
from qualcode.project import Project, new_project, open_project
from qualcode.storage import database, landed, migrations
from qualcode.storage.connection import Connection
from tests.storage.dump import dump


def test_a_new_project_leaves_one_file(tmp_path: Path) -> None:
    with new_project(tmp_path / "étude d'accueil", name="Accueil") as project:
        assert project.path.name == "étude d'accueil.qualcode"
        assert project.log() == []
        assert project.verify() == []
    assert [path.name for path in tmp_path.iterdir()] == ["étude d'accueil.qualcode"]
    with open_project(tmp_path / "étude d'accueil") as project:
        assert project.conn.execute("SELECT name FROM project").fetchone() == ("Accueil",)


def test_a_suffix_that_is_typed_is_kept(tmp_path: Path) -> None:
    with new_project(tmp_path / "p.db") as project:
        assert project.path == tmp_path / "p.db"


def test_a_new_project_overwrites_nothing(project: Project, tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="exists already"):
        new_project(project.path)
    with pytest.raises(ProjectError, match=r"folder .* does not exist"):
        new_project(tmp_path / "nulle part" / "p")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a qualcode project"),
        (b"Bonjour, ceci est une note.\n" * 100, "not a qualcode project"),
        (b"SQLite format 3\x00", "not a qualcode project"),
        (bytes(range(256)) * 40, "not a qualcode project"),
    ],
)
def test_what_is_no_project_is_refused_and_untouched(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "p.qualcode"
    path.write_bytes(content)
    with pytest.raises(ProjectError, match=said) as caught:
        open_project(path)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == content
    assert [entry.name for entry in tmp_path.iterdir()] == ["p.qualcode"]


def test_another_sqlite_file_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "autre.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE t (a)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(ProjectError, match="is an SQLite file, but not a qualcode project"):
        open_project(path)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["autre.db"]


def test_a_path_without_a_project(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="no project at"):
        open_project(tmp_path / "rien.qualcode")
    with pytest.raises(ProjectError, match="is a folder"):
        open_project(tmp_path)


def test_a_newer_version_is_refused_and_untouched(project: Project) -> None:
    project.conn.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('qualcode', 'm999_later', '')"
    )
    project.close()
    before = project.path.read_bytes()
    with pytest.raises(ProjectError, match="newer version of qualcode"):
        open_project(project.path)
    assert project.path.read_bytes() == before


def _be_later_version(monkeypatch: pytest.MonkeyPatch, *, fails: bool = False) -> None:
    later = Migrations(landed.MIGRATION_SET)
    for migration in migrations.migrations._migrations:
        later(name=migration.name)(migration.fn)

    @later()
    def m998_mood(db: Database) -> None:
        db.execute("ALTER TABLE codings ADD COLUMN mood TEXT")
        if fails:
            db.execute("INSERT INTO nowhere VALUES (1)")

    monkeypatch.setattr(migrations, "migrations", later)
    monkeypatch.setattr(landed, "MIGRATIONS", (*landed.MIGRATIONS, "m998_mood"))


def test_what_a_project_is_known_by_are_its_migrations() -> None:
    assert tuple(migration.name for migration in migrations.migrations._migrations) == landed.MIGRATIONS


def test_an_older_project_is_migrated_with_a_backup(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.code("notes-1", 0, 5, "saisie")
    before = dump(project)
    project.close()
    folder = project.path.parent
    names = {path.name for path in folder.iterdir()}
    _be_later_version(monkeypatch)
    with open_project(project.path) as newer:
        assert newer.conn.execute("SELECT mood FROM codings").fetchone() == (None,)
        assert dump(newer) == before
        newer.undo()
        assert newer.codings() == []
    made = {path.name for path in folder.iterdir()} - names
    assert len(made) == 1
    assert made.pop().endswith(".backup.qualcode")
    with open_project(project.path):
        pass
    assert len({path.name for path in folder.iterdir()} - names) == 1, "opened again, it is not migrated again"
    monkeypatch.undo()
    copy = next(folder.glob("*.backup.qualcode"))
    with open_project(copy) as old:
        assert dump(old) == before
        assert old.verify() == []


def test_a_migration_that_fails_leaves_the_project_as_it_was(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump(project)
    project.close()
    _be_later_version(monkeypatch, fails=True)
    with pytest.raises(ProjectError, match="could not be brought up to this version") as caught:
        open_project(project.path)
    assert ".backup.qualcode" in caught.value.hint
    monkeypatch.undo()
    with open_project(project.path) as again:
        assert dump(again) == before
        assert again.verify() == []


def test_a_backup_overwrites_nothing_and_needs_a_folder(project: Project, tmp_path: Path) -> None:
    (tmp_path / "là").write_text("mien", encoding="utf-8")
    with pytest.raises(ProjectError, match="exists already"):
        project.backup(tmp_path / "là")
    with pytest.raises(ProjectError, match="does not exist"):
        project.backup(tmp_path / "nulle part" / "p.qualcode")
    assert (tmp_path / "là").read_text(encoding="utf-8") == "mien"
    (tmp_path / "copies").mkdir()
    one, two = project.backup(tmp_path / "copies"), project.backup(tmp_path / "copies")
    assert one != two
    assert {one, two} == set((tmp_path / "copies").iterdir())


def test_a_backup_is_whole_while_someone_writes(project: Project, tmp_path: Path) -> None:
    other = sqlite3.connect(project.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE codes SET definition = 'à moitié'")
    copy = project.backup(tmp_path / "copie.qualcode")
    other.execute("ROLLBACK")
    other.close()
    with open_project(copy) as opened:
        assert dump(opened) == dump(project)
    assert not list(tmp_path.glob("*.partial*"))


def test_a_full_disk_while_making_a_project_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = database._connect

    def small(path: Path) -> Connection:
        db = connect(path)
        db.execute("PRAGMA max_page_count = 12")
        return db

    monkeypatch.setattr(database, "_connect", small)
    with pytest.raises(ProjectError, match="disk is full") as caught:
        new_project(tmp_path / "p.qualcode")
    assert len(str(caught.value).splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


# Root may write anywhere, so it becomes nobody first, who may not even read the modules: they are loaded before.
NOBODY = """
import os, sys, tempfile
from qualcode.cli import run
if os.geteuid() == 0:
    with tempfile.TemporaryDirectory() as name:
        run(["new", f"{name}/p"])
        run(["codes", "add", f"{name}/p", "neuf"])
        run(["backup", f"{name}/p", f"{name}/copie"])
        run(["backup", f"{name}/p", f"{name}/copie"])
    os.setuid(65534)
    print("---", file=sys.stderr)
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.skipif(os.name == "nt", reason="folders have no such permissions on Windows")
@pytest.mark.parametrize(
    "command",
    [["new", "neuf.qualcode"], ["codes", "add", "p.qualcode", "neuf"], ["backup", "p.qualcode", "copie.qualcode"]],
)
def test_a_read_only_folder_is_one_line_and_no_leftover(project: Project, command: list[str]) -> None:
    project.close()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(project.path, folder / "p.qualcode")
        (folder / "p.qualcode").chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        folder.chmod(0o555)
        before = (folder / "p.qualcode").read_bytes()
        try:
            ran = subprocess.run(
                [sys.executable, "-c", NOBODY, *command], cwd=folder, capture_output=True, text=True, check=False
            )
            names = [path.name for path in folder.iterdir()]
        finally:
            folder.chmod(0o755)
        assert ran.returncode == 1, ran.stdout + ran.stderr
        said = ran.stderr.rpartition("---")[2].strip()
        assert len(said.splitlines()) == 1, said
        assert said.startswith("Error: ")
        assert "read-only" in said or "writable" in said or "permission" in said
        assert names == ["p.qualcode"]
        assert (folder / "p.qualcode").read_bytes() == before
