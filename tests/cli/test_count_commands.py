"""Counting by two things as it is typed: crosstabs, grids, coverage, saturation."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from qualcode import cli
from qualcode.model.document import Draft, Paragraph, Speaker, Turn
from qualcode.project import new_project

TEXT = "E : Alors ?\nR : Le sale boulot, et les mots de passe.\n"
#: Role, site and how many codings of each person.
PEOPLE = (
    *(("AS", "MDS", 2), ("AS", "MDS", 1), ("AS", "CCAS", 1), ("AS", "MDS", 3), ("AS", "CCAS", 2), ("AS", "CCAS", 1)),
    *(("=1+1", "MDS", 1), ("[/bold]", "CCAS", 2), ("[/bold]", "MDS", 1), ("[/bold]", "MDS", 4)),
)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Ten interviews; values that a spreadsheet or a terminal might obey."""
    monkeypatch.setenv("COLUMNS", "100")
    with new_project(tmp_path / "p.qualcode") as project:
        for number, (role, site, codings) in enumerate(PEOPLE, 1):
            turns = (Turn(0, 11, 4, "E"), Turn(12, len(TEXT) - 1, 16, "R"))
            speakers = (Speaker("E", "Enquêtrice", True), Speaker("R", "R", attributes={"role": role}))
            lines = tuple(Paragraph(turn.start, turn.end) for turn in turns)
            draft = Draft(f"d{number}", "entretien", TEXT, lines, turns, speakers=speakers, attributes={"site": site})
            project.add_drafts([draft])
            for at in range(codings):
                project.code(f"d{number}", 16 + at, 31, ("sale boulot", "non-recours/tacite")[at % 2], create=True)
    return str(tmp_path / "p.qualcode")


def say(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> tuple[str, str]:
    assert cli.run(words) == status
    done = capsys.readouterr()
    return done.out, done.err


@pytest.mark.parametrize(
    "words", [("--count-by", "role", "--count-by", "site"), ("--count-by", "role,site"), ("--count-by", "ROLE, site")]
)
def test_a_crosstab(path: str, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    out, err = say(capsys, "query", path, *words)
    lines = out.splitlines()
    assert lines[0] == "Segments by role and site (% of the row)"
    assert " ".join(lines[4].split()) == "[/bold] 2 (28.6%) 5 (71.4%) 7 (100.0%)"
    assert " ".join(lines[5].split()) == "AS 4 (40.0%) 6 (60.0%) 10 (100.0%)"
    assert lines[8] == "Respondents by role and site (% of the row)"
    assert " ".join(lines[13].split()) == "AS 3 (50.0%) 3 (50.0%) 6 (100.0%)"
    assert "Segments: chi² = " in err
    assert "n = 18." in err
    assert "Small counts: 83.3%" in err
    assert "10 respondents" in err


def test_a_crosstab_for_programs(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, _err = say(capsys, "query", path, "--count-by", "role,site", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert list(rows[0]) == [
        *("row", "column", "total", "segments", "respondents"),
        *("row_share", "column_share", "total_share"),
        *("respondents_row_share", "respondents_column_share", "respondents_total_share", "expected", "residual"),
    ]
    assert {row["row"] for row in rows} == {"'=1+1", "[/bold]", "AS", ""}
    (one,) = (row for row in rows if (row["row"], row["column"]) == ("AS", "CCAS"))
    assert (one["segments"], one["respondents"], one["row_share"]) == ("4", "3", "0.4")
    assert float(one["expected"]) == pytest.approx(10 * 6 / 18)
    (every,) = (row for row in rows if row["total"] == "all")
    assert (every["segments"], every["respondents"]) == ("18", "10")
    data = json.loads(say(capsys, "query", path, "--count-by", "role,site", "--format", "json")[0])
    assert data["segments"]["cells"] == [[0, 1], [2, 5], [4, 6]]
    assert data["test"]["df"] == 2


def test_percentages(path: str, capsys: pytest.CaptureFixture[str], french: None) -> None:
    """Of the column, of all, none; in French with a comma, a narrow space and no break before the sign."""
    words = ("query", path, "--count-by", "role,site", "--percent")
    assert "4 (66,7\u00a0%)" in say(capsys, *words, "column")[0]
    assert "4 (22,2\u00a0%)" in say(capsys, *words, "total")[0]
    assert "%" not in say(capsys, *words, "none")[0].split("\n\n")[0]
    out = say(capsys, "grid", path, "--rows", "speaker", "--columns", "kind")[0].split("\n")
    assert out[0] == "Segments par locuteur et type"
    assert out[1].split()[0] == "locuteur"


def test_small_cells_are_kept_back_everywhere(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    for format_ in ("table", "csv", "json", "jsonl", "md"):
        out, err = say(capsys, "query", path, "--count-by", "role,site", "--min-cell", "3", "--format", format_)
        assert ("<3" in out) is (format_ != "json")
        assert "chi²" not in out + err
        # Nothing that was reckoned from a hidden number, nor the total in a closing line.
        assert "18 segments" not in err
        if format_ == "json":
            assert json.loads(out)["segments"]["cells"][0] == [0, None]
            assert json.loads(out)["test"] is None
    out, _err = say(capsys, "query", path, "--count-by", "role", "--min-cell", "3")
    rows = {line.split()[0]: line.split()[1:] for line in out.splitlines()[2:]}
    assert rows["=1+1"] == ["<3", "<3", "<3"]
    assert list(rows.values()).count(["<3", "<3", "<3"]) == 2


def test_codes_are_rolled_up(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, _err = say(capsys, "query", path, "--count-by", "code", "--level", "1", "--format", "json")
    assert [line["value"] for line in json.loads(out)["counts"]] == ["sale boulot", "non-recours"]
    assert json.loads(out)["total"] == {"segments": 18, "documents": 10, "speakers": 10}


def test_cases_of_a_kind(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    """There are none in these interviews: everything stands in the line without a value."""
    out, _err = say(capsys, "query", path, "--count-by", "case:site", "--format", "json")
    assert json.loads(out)["by"] == "case:site"
    assert json.loads(out)["counts"] == [{"value": None, "segments": 18, "documents": 10, "speakers": 10}]


def test_a_grid_fits_the_line_in_parts(
    path: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    out, _err = say(capsys, "grid", path, "--columns", "document")
    assert all(cell_len(line) <= 40 for line in out.splitlines())
    assert out.count("sale boulot") > 1
    heads = [line for line in out.splitlines() if line.startswith("code")]
    assert [name for line in heads for name in line.split()[1:]] == [*(f"d{n}" for n in range(1, 11)), "Total"]


def test_a_grid_in_a_file(path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "grid.csv"
    say(capsys, "grid", path, "--columns", "role", "--measure", "respondents", "--where", "site:MDS", "-o", str(target))
    rows = list(csv.reader(target.read_text(encoding="utf-8").splitlines()))
    assert rows[0] == ["code", "'=1+1", "[/bold]", "AS", "total"]
    assert rows[1:] == [
        ["sale boulot", "1", "2", "3", "6"],
        ["non-recours/tacite", "0", "1", "2", "3"],
        ["Total", "1", "2", "3", "6"],
    ]


def test_coverage(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = say(capsys, "coverage", path, "--by", "code", "--format", "json")
    found = json.loads(out)
    whole = 10 * (len(TEXT) - 1 - 16)
    assert found["total"] == {"segments": 18, "covered": 150, "whole": whole, "share": 150 / whole}
    assert [(line["value"], line["covered"]) for line in found["lines"]] == [
        ("sale boulot", 150),
        ("non-recours/tacite", 14 * 5),
    ]
    table, err = say(capsys, "coverage", path)
    assert table.splitlines()[-1].split()[-1] == "40.5%"
    assert "counts once" in err


def test_saturation(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = say(capsys, "saturation", path)
    assert err == "2 codes; 9 documents since the last new one.\n"
    assert out.splitlines()[2].split()[-1] == "█" * 20
    assert out.splitlines()[3].split()[-1] == "▒" * 20
    steps = json.loads(say(capsys, "saturation", path, "--order", "site", "--format", "json")[0])["steps"]
    assert [step["placed_by"] for step in steps] == ["CCAS"] * 4 + ["MDS"] * 6
    assert steps[0]["new"] == ["sale boulot"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["query", "--min-cell", "3"], "go with --count-by"),
        (["query", "--count-by", "role", "--percent", "row"], "two names"),
        (["query", "--count-by", "role,site,kind"], "by one thing, or by two"),
        (["query", "--count-by", "role,site", "--limit", "3"], "--limit"),
        (["query", "--count-by", "role,"], "by one thing, or by two"),
        (["grid", "--rows", "rôles"], "Did you mean: role?"),
        (["grid", "--rows", "case"], "both “case”"),
        (["grid", "--where", "role:"], "value"),
        (["coverage", "--by", "role"], "role"),
        (["saturation", "--order", "[/bold]"], "There is no attribute “[/bold]”."),
    ],
)
def test_mistakes_are_said(path: str, words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said in say(capsys, words[0], path, *words[1:], status=2)[1]
