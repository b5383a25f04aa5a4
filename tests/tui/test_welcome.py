"""The first page as someone meets it who starts qualcode without a project."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from qualcode.project import Project, new_project, open_project
from qualcode.project.shipped import build_study, study_file
from qualcode.tui import recents
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.choose import Choose
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.screens.new_project import NewProject, file_name
from qualcode.tui.screens.open_project import OpenProject
from qualcode.tui.screens.welcome import Welcome
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.rows import Rows
from qualcode.tui.widgets.statusline import KeyBar


@asynccontextmanager
async def first_page(size: tuple[int, int] = (100, 30)) -> AsyncIterator[Pilot[None]]:
    """The app without a project."""
    app = QualcodeApp()
    try:
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            assert isinstance(app.screen, Welcome)
            yield pilot
    finally:
        if app.project is not None:
            app.project.close()


async def settled(pilot: Pilot[None]) -> None:
    for _try in range(1000):
        await pilot.pause()
        assert isinstance(pilot.app, QualcodeApp)
        if pilot.app.jobs.current is None:
            await pilot.pause()
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never ended")


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def page(pilot: Pilot[None]) -> str:
    """What the page offers, and what went wrong."""
    screen = pilot.app.screen_stack[1]
    rows = screen.query_one(Rows)
    lines = [rows.render_line(y).text.rstrip() for y in range(rows.size.height)]
    return "\n".join([*lines, str(screen.query_one("#trouble", Plain).render())])


def opened(pilot: Pilot[None]) -> Project:
    """The project that the screen shows now."""
    assert isinstance(pilot.app, QualcodeApp)
    assert isinstance(pilot.app.screen, CodingScreen)
    assert pilot.app.project is not None
    return pilot.app.project


def made(path: Path, name: str) -> Path:
    with new_project(path, name=name) as project:
        project.resolve_code("one", create=True)
    return path


async def test_the_first_time_three_ways_are_offered() -> None:
    async with first_page((80, 24)) as pilot:
        said = page(pilot)
        assert "New project" in said
        assert "Open another project" in said
        assert "invented study" in said
        assert "nobody in it exists" in said
        assert "q quit" in " ".join(str(pilot.app.screen.query_one(KeyBar).render()).split())
        await pressed(pilot, "q")
        assert pilot.app._exit


async def test_a_new_project_is_named_placed_and_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with first_page() as pilot:
        await pressed(pilot, "n", *"Guichets 2", "enter")
        assert isinstance(pilot.app.screen, NewProject)
        folder = pilot.app.screen.query_one("#folder", Input)
        assert folder.has_focus
        folder.value = str(tmp_path / "nowhere")
        await pressed(pilot, "enter")
        assert "no such folder" in str(pilot.app.screen.query_one("#outcome").render())
        folder.value = str(tmp_path)
        await pressed(pilot, "enter")
        assert opened(pilot).path == tmp_path / "Guichets 2.qualcode"
        assert opened(pilot).name == "Guichets 2"
    assert [known.name for known in recents.recents()] == ["Guichets 2"]


async def test_the_projects_opened_last_are_offered_first(tmp_path: Path) -> None:
    for name in ("un", "deux", "trois[/bold]"):
        place = made(tmp_path / f"{name.replace('/', '')}.qualcode", name)
        recents.remember(place, name)
    async with first_page() as pilot:
        said = page(pilot)
        assert said.index("trois[/bold]") < said.index("deux") < said.index("un")
        await pressed(pilot, "2")
        assert opened(pilot).name == "deux"
        assert opened(pilot).codebook()


async def test_a_project_that_is_gone_is_marked_told_and_can_be_taken_off(tmp_path: Path) -> None:
    there = made(tmp_path / "p.qualcode", "là")
    recents.remember(there, "là")
    recents.remember(tmp_path / "parti.qualcode", "parti")
    async with first_page() as pilot:
        assert "missing" in page(pilot)
        await pressed(pilot, "enter")
        assert "There is no project" in page(pilot)
        await pressed(pilot, "x")
        assert "parti.qualcode" in str(pilot.app.screen.query_one("#trouble", Plain).render())
        assert [known.name for known in recents.recents()] == ["là"]
        await pressed(pilot, "x")
        assert recents.recents() == []
        assert there.exists()
        await pressed(pilot, "x")
        assert isinstance(pilot.app.screen, Welcome)


async def test_what_is_wrong_with_a_file_is_said_on_the_page(tmp_path: Path) -> None:
    (tmp_path / "text.qualcode").write_text("no project", encoding="utf-8")
    other = sqlite3.connect(tmp_path / "autre.qualcode")
    other.execute("CREATE TABLE t (a)")
    other.close()
    made(tmp_path / "neuf.qualcode", "neuf")
    newer = sqlite3.connect(tmp_path / "neuf.qualcode")
    newer.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('qualcode', '9999', '')")
    newer.commit()
    newer.close()
    broken = made(tmp_path / "cassé.qualcode", "cassé")
    data = bytearray(broken.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    broken.write_bytes(data)
    for name in ("text", "autre", "neuf", "cassé"):
        recents.remember(tmp_path / f"{name}.qualcode", name)
    async with first_page() as pilot:
        for key, words in (("1", "damaged"), ("2", "newer version"), ("3", "not a qualcode project"), ("4", "not a")):
            await pressed(pilot, key)
            assert isinstance(pilot.app.screen, Welcome)
            assert words in page(pilot)


async def test_another_project_is_found_in_the_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "études").mkdir()
    made(tmp_path / "études" / "p.qualcode", "p")
    async with first_page() as pilot:
        await pressed(pilot, "o")
        assert isinstance(pilot.app.screen, OpenProject)
        await pressed(pilot, "escape")
        assert isinstance(pilot.app.screen, Welcome)
        await pressed(pilot, "o", *"/etu", "enter", "enter")
        assert opened(pilot).path == tmp_path / "études" / "p.qualcode"


async def test_the_invented_study_is_built_beside_the_page_and_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "guichets.qualcode").touch()
    async with first_page() as pilot:
        await pressed(pilot, "g")
        assert "invented" in str(pilot.app.screen.query_one(".dialog-title").render())
        await pressed(pilot, "enter")
        project = opened(pilot)
        assert project.path == tmp_path / "guichets-2.qualcode"
        assert len(project.documents()) > 10
        assert len(project.codings()) > 500
        assert project.verify() == []


async def test_building_it_can_be_stopped_and_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with first_page() as pilot:
        await pilot.press("g", "enter")
        await pressed(pilot, "ctrl+k")
        if isinstance(pilot.app.screen, Welcome):
            assert os.listdir(tmp_path) == []


async def test_leaving_while_it_is_built_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    release = asyncio.Event()

    def build(path: Path, *, progress: object = None) -> Path:
        while not release.is_set():
            progress(1, 2, "")  # type: ignore[operator]  # the report of a job
        return path

    monkeypatch.setattr("qualcode.tui.screens.welcome.build_study", build)
    async with first_page() as pilot:
        await pilot.press("g", "enter", "q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Choose)
        await pressed(pilot, "down", "enter")
        assert pilot.app._exit


def test_a_study_that_cannot_be_built_leaves_nothing(tmp_path: Path) -> None:
    def stop(_done: int, _total: int, _what: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_study(tmp_path / "g.qualcode", progress=stop)
    assert os.listdir(tmp_path) == []


def test_the_study_is_found_where_it_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, corpus: Path
) -> None:
    assert study_file() == corpus / "etude.yaml"
    package = tmp_path / "qualcode"
    shutil.copytree(corpus, package / "shipped" / "corpora" / "guichets")
    shutil.copytree(corpus.parent.parent / "codebooks", package / "shipped" / "codebooks")
    monkeypatch.setattr("qualcode.project.shipped._PACKAGE", package)
    with open_project(build_study(tmp_path / "g.qualcode")) as project:
        assert project.codings()


def test_what_is_remembered_survives_a_damaged_file(tmp_path: Path) -> None:
    place = recents.recents_file()
    place.parent.mkdir(parents=True, exist_ok=True)
    for damage in ("", "{", "[1, null, {}]", '[{"path": 3}]', '[{"path": "a\\u0000b", "name": "", "opened": ""}]'):
        place.write_text(damage, encoding="utf-8")
        assert recents.recents() == []
    assert recents.remember(tmp_path / "p.qualcode", "p")
    for n in range(40):
        recents.remember(tmp_path / f"{n}.qualcode", str(n))
    recents.remember(tmp_path / "39.qualcode", "encore")
    assert len(recents.recents()) == 20
    assert [known.name for known in recents.recents()][:2] == ["encore", "38"]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Guichets", "Guichets.qualcode"),
        ("a/b\\c:d", "a-b-c-d.qualcode"),
        ("../..", "qualcode.qualcode"),
        ("  l'étude  ", "l'étude.qualcode"),
        ("x" * 300, "x" * 80 + ".qualcode"),
        ("😀", "qualcode.qualcode"),
    ],
)
def test_names_become_names_of_files(name: str, file: str) -> None:
    assert file_name(name) == file
