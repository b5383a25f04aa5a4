"""`qualcode cooccurrence` with windows, populations and tests, and `qualcode compare`, as they are typed."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from qualcode import cli
from qualcode.model.document import Draft, Paragraph, Speaker, Turn
from qualcode.model.span import Span
from qualcode.project import new_project

TEXT = "Je scanne.\nJe trie.\nLe sale boulot, quoi.\nOn fait pour."
LINES = [Span(0, 10), Span(11, 19), Span(20, 41), Span(42, 55)]


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Four interviews, two with social workers; one code has a name that a spreadsheet would run."""
    with new_project(tmp_path / "p.qualcode") as project:
        for name, role in (("un", "AS"), ("deux", "AS"), ("trois", "médiateur"), ("quatre", "médiateur")):
            speaker = Speaker("R", f"Personne {name}", case=f"Personne {name}", attributes={"role": role})
            turns = tuple(Turn(line.start, line.end, line.start, "R") for line in LINES)
            lines = tuple(Paragraph(line.start, line.end) for line in LINES)
            project.add_drafts([Draft(name, "entretien", TEXT, lines, turns=turns, speakers=(speaker,))])
            for line in LINES if role == "AS" else LINES[:2]:
                project.code_spans([(name, line)], "saisie", create=True)
            for line in LINES[:3] if role == "AS" else LINES[2:]:
                project.code_spans([(name, line)], "=tri", create=True)
    return str(tmp_path / "p.qualcode")


def say(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    assert cli.run(words) == status
    return capsys.readouterr().out


def test_windows_and_measures(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = (
        "cooccurrence",
        path,
        "--unit",
        "turn",
        "--format",
        "json",
        "--measure",
        "lift",
        "--measures",
        "p_target, g2",
    )
    (edge,) = json.loads(say(capsys, *asked))["edges"]
    # 12 turns with one, 10 with the other, 6 with both, of 16.
    assert edge["count"] == 6
    assert edge["lift"] == pytest.approx(6 * 16 / (12 * 10))
    assert edge["p_target"] == 6 / 12
    assert "g2" in edge
    (edge,) = json.loads(say(capsys, *asked, "--window", "2"))["edges"]
    # Of three windows a document: all of the social workers', the middle one of the others.
    assert edge["count"] == 3 + 3 + 1 + 1


def test_persons_and_all_measures(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    (edge,) = json.loads(
        say(capsys, "cooccurrence", path, "--unit", "speaker", "--measures", "all", "--format", "json")
    )["edges"]
    assert edge["count"] == 4
    assert edge["lift"] == 1
    assert "permutation_p" not in edge


def test_the_permutation_test_is_the_same_for_the_same_seed(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("cooccurrence", path, "--unit", "turn", "--rounds", "99", "--format", "json", "--seed")
    one, same, other = (say(capsys, *asked, seed) for seed in ("7", "7", "8"))
    assert one == same != other
    (edge,) = json.loads(one)["edges"]
    assert 0.01 <= edge["permutation_p"] <= 1


def test_what_cannot_be_asked_is_said_with_a_hint(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    for words, said in (
        (("--measure", "lift"), "turn or sentence"),
        (("--measure", "permutation_p", "--unit", "case"), "fisher_p"),
        (("--window", "2", "--unit", "document"), "sentence, turn, paragraph"),
        (("--measures", "dice"), "jaccard"),
        (("--population", "nobody"), "coded"),
        (("--rounds", "0"), "--rounds"),
    ):
        assert cli.run(["cooccurrence", path, *words]) == 2
        err = capsys.readouterr().err
        assert said in err
        assert "Traceback" not in err


SIDES = ("--a", "role:AS", "--b", "role:médiateur")


def test_two_sub_corpora_side_by_side(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(say(capsys, "compare", path, *SIDES, "--unit", "turn", "--format", "json"))
    (edge,) = found["edges"]
    assert (edge["source"], edge["target"], edge["count_a"], edge["count_b"]) == ("saisie", "=tri", 6, 0)
    assert (edge["value_a"], edge["value_b"], edge["difference"]) == (6 / 8, 0, 6 / 8)
    # 6 of 8 against 0 of 8.
    assert edge["fisher_p"] == pytest.approx(0.0069930, abs=1e-6)
    # Two of four documents can be drawn in six ways; two of these part the roles.
    assert found["divisions"] == 6
    assert edge["permutation_p"] == 1 / 3
    assert found["a"] == {"query": "role:AS", "codings": 14, "blocks": 2}
    assert found["nodes"][0] == {"code": "saisie", "count_a": 8, "count_b": 4}


def test_what_must_be_said_beside_a_comparison(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["compare", path, *SIDES, "--unit", "turn"]) == 0
    out, err = capsys.readouterr()
    assert [word for word in out.splitlines()[2].split() if word.startswith("0.")]
    assert "only 6 ways" in err
    assert cli.run(["compare", path, "--a", "role:AS", "--b", "doc:deux OR doc:trois"]) == 0
    err = capsys.readouterr().err
    assert "7 codings are on both sides" in err
    assert "1 document is on both sides" in err


def test_a_comparison_goes_to_files(path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("compare", path, *SIDES, "--unit", "turn")
    (row,) = csv.DictReader(io.StringIO(say(capsys, *asked, "--format", "csv")))
    assert row["count_a"] == "6"
    assert not row["target"].startswith("=")
    assert "tri" in row["target"]
    say(capsys, *asked, "-o", str(tmp_path / "c.xlsx"))
    book = openpyxl.load_workbook(tmp_path / "c.xlsx")
    cells = [str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert "role:AS" in cells
    assert all(cell.data_type != "f" for sheet in book for line in sheet.iter_rows() for cell in line)
    assert say(capsys, *asked, "--format", "md").startswith("| ")
    assert say(capsys, *asked, "--min", "7", "--format", "csv").count("\n") == 1


def test_a_comparison_that_makes_no_sense_is_refused(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (
        ("--a", "role:AS"),
        (*SIDES, "--measure", "fisher_p"),
        (*SIDES, "--measure", "lift"),
        ("--a", "role:nobody", "--b", "role:AS"),
        (*SIDES, "--format", "csv", "--top", "3"),
    ):
        assert cli.run(["compare", path, *words]) == 2
        assert "Traceback" not in capsys.readouterr().err


def test_counting_loads_nothing_that_only_tests_and_drawings_need(path: str) -> None:
    code = (
        "import sys; from qualcode.project import open_project\n"
        f"with open_project({path!r}) as project: [project.cooccurrence(unit=u) for u in ('overlap', 'turn')]\n"
        "print(sorted({'scipy', 'networkx', 'matplotlib', 'pandas', 'spacy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
