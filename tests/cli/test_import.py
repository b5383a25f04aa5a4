"""`qualcode import`, `documents`, `code`, `codings`, `undo` as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualcode.cli import run

INTERVIEW = """Enquêtrice : Vous scannez ?
Mme D. : Je scanne, je trie. Le sale boulot, quoi.
Enquêtrice : Et après ?
Mme D. : Après je passe la serpillière dans le hall.
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with two transcripts and an empty project."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    (tmp_path / "entretiens").mkdir()
    (tmp_path / "entretiens" / "un.txt").write_text(INTERVIEW, encoding="utf-8")
    (tmp_path / "entretiens" / "deux.txt").write_text(INTERVIEW.replace("Mme D.", "M. L."), encoding="cp1252")
    assert run(["new", "p.qualcode"]) == 0
    return tmp_path


def test_a_folder_goes_in_and_is_listed(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "p.qualcode", "entretiens", "--set", "site=MDS", "--speaker", "M. L.=M. Lacaze"]) == 0
    assert "cp1252" in capsys.readouterr().out
    assert run(["documents", "p.qualcode", "--format", "json"]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["un"]["turns"] == 4
    assert rows["deux"]["speakers"] == ["Enquêtrice", "M. Lacaze"]
    assert rows["un"]["kind"] == "entretien"
    assert rows["un"]["attributes"]["site"] == "MDS"
    assert {"name", "kind", "words", "turns", "speakers", "attributes"} <= set(rows["un"])


def test_a_dry_run_shows_and_writes_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "p.qualcode", "entretiens", "--dry-run"]) == 0
    assert "Mme D." in capsys.readouterr().out
    assert run(["documents", "p.qualcode"]) == 0
    assert "Nothing found" in capsys.readouterr().out


def test_what_cannot_be_read_is_named_and_the_status_is_1(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "entretiens" / "vide.txt").write_text("")
    (place / "entretiens" / "faux.docx").write_text("pas un zip")
    assert run(["import", "p.qualcode", "entretiens"]) == 1
    said = capsys.readouterr()
    assert "vide.txt" in said.err
    assert "faux.docx" in said.err
    assert "Imported 2 documents." in said.out


def test_the_same_file_twice_is_refused_until_again(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = "entretiens/un.txt"
    assert run(["import", "p.qualcode", file]) == 0
    assert run(["import", "p.qualcode", file]) == 1
    assert "--again" in capsys.readouterr().err
    assert run(["import", "p.qualcode", file, "--again"]) == 0


@pytest.mark.parametrize("option", [["--set", "sans signe"], ["--speaker", "=x"], ["--kind", "poème"]])
def test_an_option_that_says_nothing_is_a_mistake_of_use(place: Path, option: list[str]) -> None:
    assert run(["import", "p.qualcode", "entretiens", *option]) == 2


def test_coding_by_words_with_a_preview_then_undo(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["import", "p.qualcode", "entretiens"])
    code = ["code", "p.qualcode", "dirty work/délégation", "--find", "SERPILLIERE"]
    assert run(code) == 2
    assert run([*code, "--create", "--dry-run"]) == 0
    preview = capsys.readouterr().out
    assert "Après je passe la serpillière dans le hall." in preview
    assert "2 passages would be coded" in preview
    assert run([*code, "--create"]) == 0
    assert run(code) == 0
    assert "2 were coded already." in capsys.readouterr().out
    assert run(["query", "p.qualcode", "code:délégation", "--format", "json"]) == 0
    assert [row["speaker"] for row in json.loads(capsys.readouterr().out)] == ["M. L.", "Mme D."]
    assert run(["undo", "p.qualcode"]) == 0
    capsys.readouterr()
    assert run(["codes", "p.qualcode", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert run(["redo", "p.qualcode"]) == 0
    assert run(["redo", "p.qualcode"]) == 1


def test_words_that_stand_nowhere_are_said_to(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["import", "p.qualcode", "entretiens"])
    assert run(["code", "p.qualcode", "x", "--find", "zinzin", "--create"]) == 1
    assert capsys.readouterr().err.count("\n") <= 2


def test_codings_go_out_to_a_file_and_come_back(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["import", "p.qualcode", "entretiens"])
    run(["code", "p.qualcode", "tri", "--find", "trie", "--scope", "turn", "--create"])
    assert run(["codings", "export", "p.qualcode", "out.csv"]) == 0
    run(["undo", "p.qualcode"])
    assert run(["codings", "load", "p.qualcode", "out.csv"]) == 1
    assert run(["codings", "load", "p.qualcode", "out.csv", "--create"]) == 0
    assert "2 codings added." in capsys.readouterr().out


@pytest.mark.parametrize("command", ["documents", "summary", "verify", "undo", "log"])
def test_no_command_opens_what_is_no_project(place: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "foreign.qualcode").write_text("du texte")
    assert run([command, "foreign.qualcode"]) == 1
    assert run([command, "absent.qualcode"]) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert (place / "foreign.qualcode").read_text() == "du texte"
