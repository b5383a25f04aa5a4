"""A project on the command line, tried in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

import qualcode
from tests.cli.bench import TALK, Bench


@pytest.fixture(params=["en", "fr"])
def bench(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Bench:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUALCODE_LANG", request.param)
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    with qualcode.new_project(tmp_path / "p.qualcode") as project:
        project.import_files([tmp_path / "talk.txt"], attributes={"site": "MDS"})
        project.code("talk", 40, 60, "dirty work/délégation", create=True)
    return Bench(tmp_path, capsys, request.param)
