"""`qualcode query` where a query asks for units, or for passages that segments share."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from qualcode import cli
from qualcode.model.document import Draft, Paragraph, Speaker, Turn
from qualcode.project import new_project

TEXT = "E : Alors ?\nR : Le sale boulot [/bold].\n"


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Two interviews; in the second, two codes share some words."""
    with new_project(tmp_path / "p.qualcode") as project:
        for number, case in ((1, "Delmas"), (2, "=1+1")):
            turns = (Turn(0, 11, 4, "E"), Turn(12, len(TEXT) - 1, 16, "R"))
            speakers = (
                Speaker("E", "Enquêtrice", True),
                Speaker("R", "Mme D.", case=case, attributes={"role": "AS"}),
            )
            paragraphs = tuple(Paragraph(turn.start, turn.end) for turn in turns)
            project.add_drafts([Draft(f"d{number}", "entretien", TEXT, paragraphs, turns, speakers=speakers)])
            project.code(f"d{number}", 16, 30, "dirty work", create=True)
        project.code("d2", 19, 39, "renvoi", create=True)
    return str(tmp_path / "p.qualcode")


def say(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> tuple[str, str]:
    assert cli.run(words) == status
    done = capsys.readouterr()
    return done.out, done.err


def test_cases_in_a_table(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = say(capsys, "query", path, 'code:"dirty work" NOT code:renvoi BY case')
    assert [line.split() for line in out.splitlines()[2:]] == [["Delmas", "1"]]
    assert err == "1 of 2 cases: 1 segment, 1 document, 1 respondent\n"
    _out, err = say(capsys, "query", path, "BY case", "--limit", "1")
    assert err == "2 of 2 cases: 3 segments, 2 documents, 2 respondents; the first 1 are shown.\n"
    out, err = say(capsys, "query", path, "NOT * BY case")
    assert "Nothing found." in out
    assert err.startswith("0 of 2 cases")


def test_turns_in_every_format(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    query = ("query", path, "code:renvoi BY turn", "--format")
    (row,) = json.loads(say(capsys, *query, "json")[0])
    assert {name: row[name] for name in ("unit", "document", "number", "start", "end", "speaker", "quote")} == {
        **{"unit": "turn", "document": "d2", "number": 2, "start": 12, "end": 39, "speaker": "Mme D."},
        "quote": "R : Le sale boulot [/bold].",
    }
    assert json.loads(say(capsys, *query, "jsonl")[0]) == row
    (cells,) = csv.DictReader(io.StringIO(say(capsys, *query, "csv")[0]))
    assert (cells["name"], cells["quote"], cells["count"]) == ("d2 2", row["quote"], "1")
    assert r"R : Le sale boulot \[/bold\]." in say(capsys, *query, "md")[0]
    assert say(capsys, "query", path, "code:renvoi BY turn", "--full")[0].splitlines() == [
        "d2 2 · Mme D.",
        "    R : Le sale boulot [/bold].",
        "",
    ]


def test_the_name_of_a_case_runs_nothing_in_a_spreadsheet(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    cells = list(csv.DictReader(io.StringIO(say(capsys, "query", path, "code:renvoi BY case", "--format", "csv")[0])))
    assert [row["name"] for row in cells] == ["'=1+1"]


def test_shared_passages(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = say(capsys, "query", path, 'code:"dirty work" & code:renvoi')
    assert "sale boulot" in out
    assert "dirty work" in out
    assert err == "1 shared passage: 1 segment, 1 document, 1 respondent\n"
    (row,) = json.loads(say(capsys, "query", path, "* & *", "--format", "json")[0])
    assert (row["document"], row["start"], row["end"], row["quote"], row["speaker"]) == (
        *("d2", 19, 30, "sale boulot", "Mme D."),
    )
    assert row["attributes"] == {"role": "AS"}
    out, _err = say(capsys, "query", path, 'code:"dirty work" & code:renvoi', "--full")
    assert out.splitlines() == ["d2 · Mme D. · dirty work & renvoi", "    sale boulot", ""]


def test_segments_are_counted_where_a_count_is_asked_for(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, _err = say(capsys, "query", path, 'code:"dirty work" code:renvoi BY case', "--count-by", "code")
    assert sorted(line.split()[-3:] for line in out.splitlines()[2:]) == [["1", "1", "1"], ["1", "1", "1"]]


def test_a_question_about_units_is_explained(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, _err = say(capsys, "query", path, '(code:"dirty work" role:AS) SAUF code:renvoi PAR cas', "--explain")
    head, *tree = out.split("\n\n")[0].splitlines()
    assert head == "Each part is asked of all 2 cases: does it hold a segment such as this?"
    assert [line.split() for line in tree] == [
        ["units", "segments"],
        ["BY", "case", "1", "1"],
        ["└", "AND", "1", "1"],
        ["├", "(", ")", "2", "2"],
        ["│", "└", "AND", "2"],
        ["│", "├", 'code:"/dirty', 'work"', "2"],
        ["│", "└", "role:AS", "3"],
        ["└", "NOT", "1", "0"],
        ["└", "code:/renvoi", "1", "1"],
    ]
    whole = json.loads(say(capsys, "query", path, "NOT code:renvoi BY case", "--explain", "--format", "json")[0])
    assert (whole["asked"], whole["answers"], whole["every"], whole["tree"]["units"]) == ("case", 1, 2, 1)
    out, _err = say(capsys, "query", path, "* & *", "--explain")
    assert "Passages that these share: 1\n" in out


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("code:renvoi role:AS BY case", "(code:/renvoi role:AS)"),
        ("NOT code:renvoi OR code:* role:AS SAUF boulot PAR document", "(code:* role:AS)"),
        ("(code:renvoi role:AS) NOT code:dirty* BY case", ""),
        ("code:renvoi NOT role:AS BY case", ""),
        ("code:renvoi * BY case", ""),
        ("code:renvoi role:AS", ""),
    ],
)
def test_who_may_mean_one_segment_is_told_how(
    path: str, query: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = say(capsys, "query", path, query)[1].splitlines()[1:]
    assert said == ([f"Two segments may meet these, one each; for one and the same: {told}."] if told else [])
    assert say(capsys, "query", path, query, "--format", "csv")[1] == ""


def test_by_in_a_wrong_place_is_said(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    _out, err = say(capsys, "query", path, "(code:renvoi BY case) role:AS", status=2)
    assert err.splitlines()[1:] == ["  (code:renvoi BY case) role:AS", f"{' ' * 15}^"]
    _out, err = say(capsys, "query", path, '(code:renvoi code:"dirty work") BY case', status=2)
    assert err.startswith('Error: One segment has one code: (code:/renvoi AND code:"/dirty work") asks two of it.')


def test_a_report_and_a_network_take_the_segments_of_units(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _err = say(capsys, "cooccurrence", path, "--where", "code:renvoi code:* BY case", "--format", "json")
    assert "renvoi" in out
    target = tmp_path / "r.docx"
    say(capsys, "report", path, "-o", str(target), "--where", 'code:"dirty work" NOT code:renvoi BY case')
    assert target.stat().st_size > 1000
