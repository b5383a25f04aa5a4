"""docs/networks.md on files and figures: its commands and its lines of Python run on the invented study."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from qualcode import cli
from qualcode.project import new_project
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "networks.md").read_text(encoding="utf-8")
(ABOUT,) = (part for part in PAGE.split("\n## ") if part.startswith("Files and figures"))
COMMANDS = re.findall(r"^qualcode .*$", ABOUT, re.M)
(LINES,) = re.findall(r"```python\n(.*?)```", ABOUT, re.S)


def test_the_commands_and_the_lines_run(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with new_project(tmp_path / "g.qualcode") as project:
        project.import_study(corpus / "etude.yaml")
        network = project.cooccurrence(unit="turn").at_least(2)
        project.save_network("tours", network)
        assert len(COMMANDS) == 5
        for command in COMMANDS:
            words = ["g.qualcode" if word == "P" else word for word in shlex.split(command)[1:]]
            assert cli.run(words) == 0, command
        Path("reseau.svg").unlink()
        exec(LINES, {"project": project, "network": network})
    made = {path.name: path.read_bytes()[:20] for path in tmp_path.iterdir() if path.suffix != ".qualcode"}
    assert {name for name, start in made.items() if start.startswith(b"<?xml")} == {
        *("reseau.svg", "deux-metiers.svg", "deux.svg"),
    }
    assert {name for name, start in made.items() if start.startswith(b"<!DOCTYPE")} == {"tours.html", "reseau.html"}
    assert made["matrice.png"].startswith(b"\x89PNG")
    assert made["matrice.xlsx"].startswith(b"PK")
