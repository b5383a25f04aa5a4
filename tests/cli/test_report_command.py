"""qualcode report, as people type it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import docx
import pytest

from qualcode import cli
from qualcode.project import new_project


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A project with one interview, a code with markup in its name, and two codings."""
    source = tmp_path / "entretien.txt"
    source.write_text("E : Vous triez ?\nMme D. : Je trie, « le sale boulot ». Et l'été, rien.\n", encoding="utf-8")
    path = tmp_path / "étude.qualcode"
    with new_project(path) as project:
        project.import_files([source])
        text = project.text("entretien")
        for words, code in (("Je trie", "dirty work/[\\/bold]<w:p>"), ("Et l'été, rien", "non-recours")):
            start = text.index(words)
            project.code("entretien", start, start + len(words), code, create=True)
    return path


def test_a_report_is_written_and_said(study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "R.docx"
    assert cli.run(["report", str(study), "-o", str(target), "--title", "Rapport d'été"]) == 0
    out, err = capsys.readouterr()
    assert out == f"2 segments of 2 codes written to {target}.\n"
    assert err == ""
    document = docx.Document(str(target))
    named = {(p.style.name, p.text) for p in document.paragraphs if p.style is not None}
    assert {
        ("Title", "Rapport d'été"),
        ("Heading 1", "dirty work"),
        ("Heading 2", "[/bold]<w:p>"),
        ("Quote", "Et l'été, rien"),
    } <= named


def test_options_choose(study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = str(tmp_path / "R.docx")
    assert cli.run(["report", str(study), "-o", target, "--where", 'speaker:"Mme D."', "--code", "non recours"]) == 0
    assert capsys.readouterr().out.startswith("1 segment of 1 code ")
    assert cli.run(["report", str(study), "-o", target, "--by", "document", "--force"]) == 0
    heads = [p.text for p in docx.Document(target).paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert heads == ["entretien"]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["-o", "{there}"], 1, "--force"),
        (["-o", "{free}", "--code", "non-recour"], 2, "non-recours"),
        (["-o", "{free}", "--where", "code:("], 2, "^"),
        (["-o", "{free}", "--where", "coder:Nobody"], 2, "Nobody"),
        (["-o", "{free}", "--where", "text:introuvable"], 1, "No segment was found"),
        (["-o", "{free}.pdf"], 1, ".docx"),
        (["-o", "{free}", "--by", "moon"], 2, "moon"),
        ([], 2, "-o"),
    ],
)
def test_what_is_refused_is_said_in_a_line_or_two(
    study: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    status: int,
    said: str,
) -> None:
    there = tmp_path / "there.docx"
    there.write_text("mine")
    filled = [word.format(there=there, free=tmp_path / "free.docx") for word in arguments]
    assert cli.run(["report", str(study), *filled]) == status
    err = capsys.readouterr().err
    assert said in err
    assert "Traceback" not in err
    assert there.read_text() == "mine"
    assert not list(tmp_path.glob("*free*"))


def test_as_a_process_without_a_terminal(study: Path, tmp_path: Path) -> None:
    target = tmp_path / "R.docx"
    done = subprocess.run(
        [sys.executable, "-m", "qualcode", "report", str(study), "-o", str(target)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert target.read_bytes()[:2] == b"PK"
