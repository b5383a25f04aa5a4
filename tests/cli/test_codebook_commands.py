"""The codebook on the command line, as someone types it."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.cli import run
from qualcode.project import open_project
from tests.conftest import ROOT

Say = Callable[..., tuple[int, str, str]]

NOTES = "Lundi. Une dame dit « je viens pour rien ».\n\nLe sale boulot de l'accueil, encore.\n"


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Say:
    """Type a command in a folder of one's own: its exit status, what it printed, what it said of errors."""
    monkeypatch.chdir(tmp_path)

    def type_(*words: str) -> tuple[int, str, str]:
        status = run(words)
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return type_


@pytest.fixture
def study(say: Say) -> Path:
    """A project with the notes, the shipped codebook of dirty work and two codings."""
    Path("notes.txt").write_text(NOTES, encoding="utf-8")
    shutil.copy(ROOT / "codebooks" / "dirty-work.yaml", "livre.yaml")
    assert say("new", "p")[0] == 0
    assert say("import", "p", "notes.txt")[0] == 0
    assert say("codebook", "load", "p", "livre.yaml", "--yes")[0] == 0
    assert say("code", "p", "souillure", "--find", "sale boulot")[0] == 0
    assert say("code", "p", "souillure physique", "--find", "Lundi")[0] == 0
    return Path("p.qualcode")


def test_new_says_which_file_it_made(say: Say) -> None:
    assert say("new", "étude") == (0, "Made étude.qualcode.\n", "")
    status, _out, err = say("new", "étude")
    assert status == 1
    assert "exists already" in err


def test_checking_files(say: Say) -> None:
    shipped = [str(path) for path in sorted((ROOT / "codebooks").glob("*.yaml"))]
    status, out, _err = say("codebook", "check", *shipped)
    assert status == 0
    assert out.count("no mistake") == 4
    Path("mauvais.yaml").write_text("codes:\n  - name: a\n  - name: A\n    colr: x\n", encoding="utf-8")
    status, out, _err = say("codebook", "check", "mauvais.yaml", shipped[0], "absent.yaml")
    assert status == 1
    lines = out.splitlines()
    assert lines[:4] == [
        "mauvais.yaml:2: The code “a” has no definition.",
        "mauvais.yaml:3: The code “A” has no definition.",
        "mauvais.yaml:3: “A” stands beside a code of the same name (line 2).",
        "mauvais.yaml:4: “colr” is not a key of a codebook. Did you mean: color?",
    ]
    assert "no mistake" in lines[4]
    assert "absent.yaml cannot be read" in lines[5]


def test_loading_needs_a_word_and_shows_what_it_does(say: Say, study: Path) -> None:
    Path("neuf.yaml").write_text(
        'codes:\n  - name: dirty work\n    definition: autre\n    codes:\n      - {name: "[/bold]", definition: d}\n',
        encoding="utf-8",
    )
    status, out, err = say("codebook", "load", "p", "neuf.yaml")
    assert status == 1
    assert "+ dirty work/[\\/bold]" in out
    assert "~ dirty work · definition" in out
    assert "    + autre" in out
    assert "1 new code; 1 changed field" in out
    assert "Nothing was loaded" in err
    assert "--yes" in err
    assert say("codebook", "load", "p", "neuf.yaml", "--dry-run")[0] == 0
    with open_project(study) as project:
        assert len(project.codebook()) == 49
    assert say("codebook", "load", "p", "neuf.yaml", "-y")[0] == 0
    with open_project(study) as project:
        assert len(project.codebook()) == 50
    assert say("undo", "p")[0] == 0
    with open_project(study) as project:
        assert len(project.codebook()) == 49


def test_loading_again_changes_nothing(say: Say, study: Path) -> None:
    status, out, _err = say("codebook", "load", "p", "livre.yaml")
    assert status == 0
    assert "0 new codes; 0 changed fields; 49 codes as they were" in out


def test_exporting_updates_in_place(say: Say, study: Path) -> None:
    before = Path("livre.yaml").read_text(encoding="utf-8")
    assert say("codebook", "export", "p", "livre.yaml") == (0, "livre.yaml is up to date.\n", "")
    assert Path("livre.yaml").read_text(encoding="utf-8") == before
    say("codes", "edit", "p", "souillure", "--color", "#000000")
    assert say("codebook", "export", "p", "livre.yaml")[1] == "Wrote livre.yaml (changed: 1).\n"
    after = Path("livre.yaml").read_text(encoding="utf-8")
    assert [line for line in after.splitlines() if line not in before] == ['        color: "#000000"']
    assert say("codebook", "export", "p", "une.yaml", "--code", "souillure physique")[0] == 0
    assert say("codebook", "check", "une.yaml")[1] == "une.yaml: 3 codes, no mistake.\n"


def test_the_tree_with_counts(say: Say, study: Path) -> None:
    status, out, _err = say("codes", "p")
    assert status == 0
    lines = out.splitlines()
    assert lines[0].split() == ["code", "codings", "with", "subcodes", "documents"]
    assert lines[1].split() == ["dirty", "work", "0", "2", "1"]
    assert lines[2].split() == ["souillure", "1", "2", "1"]
    assert lines[3].startswith("    souillure physique ")
    status, out, _err = say("codes", "p", "--format", "json")
    rows = json.loads(out)
    assert [rows[2][key] for key in ("code", "level", "codings", "codings_total", "documents", "documents_total")] == [
        *("dirty work/souillure/souillure physique", 3),
        *(1, 1, 1, 1),
    ]
    assert say("codes", "show", "p", "--code", "souillure", "--format", "csv")[1].count("\n") >= 5
    assert "| dirty work/souillure |" in say("codes", "p", "--format", "md")[1]


def test_the_verbs(say: Say, study: Path) -> None:
    assert (
        say("codes", "add", "p", "dirty work/classer", "--definition", "Trier.", "--cue", "le tri", "--cue", "trier")[0]
        == 0
    )
    assert say("codes", "rename", "p", "classer", "triage") == (0, "It is now “dirty work/triage”.\n", "")
    assert say("codes", "move", "p", "triage", "--root") == (0, "It is now “triage”.\n", "")
    assert (
        say("codes", "move", "p", "triage", "--under", "souillure")[1] == "It is now “dirty work/souillure/triage”.\n"
    )
    assert say("codes", "split", "p", "souillure physique", "lundi", "--where", "text:Lundi")[1] == (
        "Made “lundi” with 1 coding.\n"
    )
    status, out, _err = say("codes", "merge", "p", "lundi", "triage", "--dry-run")
    assert status == 0
    assert "“lundi” goes into “dirty work/souillure/triage”" in out
    assert "Nothing was changed." in out
    assert say("codes", "merge", "p", "lundi", "triage")[0] == 0
    status, _out, err = say("codes", "delete", "p", "triage")
    assert status == 1
    assert "holds 1 coding and was not deleted" in err
    assert "notes (1)" in err
    assert "--move-to" in err
    assert say("codes", "delete", "p", "triage", "--move-to", "souillure")[1] == (
        "Deleted “dirty work/souillure/triage”; 1 coding moved.\n"
    )
    status, _out, err = say("codes", "delete", "p", "souillure")
    assert status == 1
    assert "--recursive" in err
    assert say("codes", "delete", "p", "souillure", "--recursive", "--force")[0] == 0
    assert say("verify", "p")[0] == 0
    assert say("undo", "p", "-n", "2")[0] == 0
    assert say("verify", "p")[0] == 0
    status, out, _err = say("log", "p", "-n", "3", "--format", "json")
    assert [(row["action"], row["state"]) for row in json.loads(out)] == [
        ("delete code", "undone"),
        ("delete code", "undone"),
        ("merge code", "done"),
    ]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["codes", "add", "p", "Dirty-Work"], 1, "already a code “dirty work”"),
        (["codes", "add", "p", "nulle part/x"], 2, "no code “nulle part”"),
        (["codes", "add", "p", "x", "--color", "rouge"], 1, "not a colour"),
        (["codes", "rename", "p", "soulliure", "x"], 2, "Did you mean: dirty work/souillure"),
        (["codes", "move", "p", "dirty work", "--under", "souillure"], 1, "stands below it"),
        (["codes", "move", "p", "dirty work"], 2, "--under PATH or --root"),
        (["codes", "move", "p", "souillure", "dirty work", "--root"], 2, "--under PATH or --root"),
        (["codes", "merge", "p", "souillure", "souillure"], 1, "into itself"),
        (["codes", "edit", "p", "souillure"], 2, "Say what to change"),
        (["codes", "split", "p", "souillure", "x"], 2, "--where QUERY or --ids"),
        (["codes", "split", "p", "souillure", "x", "--ids", "a"], 2, "not a list of numbers"),
        (["codes", "split", "p", "souillure", "x", "--ids", "999"], 1, "no codings of"),
        (["codes", "delete", "p", "souillure", "--recursive", "--lift"], 2, "Choose one"),
        (["codebook", "load", "p", "absent.yaml"], 1, "cannot be read"),
        (["codebook", "export", "p", "notes.txt"], 1, "mistake"),
        (["codebook", "export", "p", "nulle/part.yaml"], 1, "does not exist"),
        (["codes", "absent"], 1, "no project at"),
    ],
)
def test_what_is_refused_is_said_in_a_line_or_two(
    say: Say, study: Path, words: list[str], status: int, said: str
) -> None:
    notes = Path("notes.txt").read_text(encoding="utf-8")
    found, _out, err = say(*words)
    assert (found, said in err) == (status, True), err
    assert "Traceback" not in err
    assert Path("notes.txt").read_text(encoding="utf-8") == notes
    assert say("verify", "p")[0] == 0


def test_names_from_outside_are_not_obeyed(say: Say, study: Path) -> None:
    assert say("codes", "add", "p", "[red]=1+1[\\/red]")[0] == 0
    assert "[red]=1+1[/red]" in say("codes", "p")[1]
    status, out, _err = say("codes", "p", "--format", "csv")
    assert status == 0
    assert ",[red]=1+1[\\/red]," in out
    assert say("codes", "add", "p", "\x1b[31mrouge")[0] == 1


def test_backup(say: Say, study: Path) -> None:
    assert say("backup", "p", "copie.qualcode") == (0, "Copied to copie.qualcode.\n", "")
    assert say("verify", "copie")[0] == 0
    assert say("backup", "p", "copie.qualcode")[0] == 1
    Path("copies").mkdir()
    assert say("backup", "p", "copies")[0] == 0
    assert len(list(Path("copies").iterdir())) == 1


def test_moving_takes_the_target_as_merging_does(say: Say, study: Path) -> None:
    said = "It is now “dirty work/souillure physique”.\n"
    assert say("codes", "move", "p", "souillure physique", "dirty work") == (0, said, "")


def test_splitting_says_what_it_leaves_on_the_codes_below(say: Say, study: Path) -> None:
    status, out, _err = say("codes", "split", "p", "souillure", "souillure/autre", "--where", "code:souillure")
    assert (status, out.splitlines()) == (
        0,
        [
            "Made “dirty work/souillure/autre” with 1 coding.",
            "1 coding of codes under it was not touched.",
        ],
    )
    status, _out, err = say("codes", "split", "p", "souillure", "encore", "--where", "code:souillure")
    assert status == 1
    assert err.splitlines()[-1] == "2 codings that the query finds are of codes under it."


def test_an_export_says_which_codes_lack_the_definition_that_a_check_asks_for(say: Say, study: Path) -> None:
    assert say("codes", "add", "p", "cheval de Troie")[0] == 0
    out = say("codebook", "export", "p", "neuf.yaml")[1]
    assert out.splitlines()[-1] == "1 code has no definition yet: cheval de Troie."
    assert say("codebook", "export", "p", "neuf.yaml")[1].splitlines()[-1].startswith("1 code has no definition")
    status, out, _err = say("codebook", "check", "neuf.yaml")
    assert (status, len(out.splitlines())) == (1, 1)


def test_the_log_shows_the_persons_own_clock(say: Say, study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALCODE_NOW", "2026-11-22T05:34:12.345Z")
    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    try:
        say("codes", "add", "p", "tard")
        assert "2026-11-22 06:34  " in say("log", "p", "-n", "1")[1]
        assert json.loads(say("log", "p", "-n", "1", "--format", "json")[1])[0]["created"] == "2026-11-22T05:34:12.345Z"
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()


def test_a_dry_run_says_where_in_the_words_of_a_reader(say: Say, study: Path) -> None:
    Path("entretien.txt").write_text("E : Vous triez ?\nMme D. : Je trie, oui.\nE : Et après ?\n", encoding="utf-8")
    assert say("import", "p", "entretien.txt")[0] == 0
    out = say("code", "p", "souillure", "--find", "je trie", "--find", "sale boulot", "--dry-run")[1]
    assert [line for line in out.splitlines() if " · " in line] == [
        "notes · paragraph 2",
        "entretien · turn 2 · Mme D.",
    ]
