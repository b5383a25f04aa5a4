"""`qualcode query` as it is typed."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from qualcode import cli
from qualcode.model.document import Draft, Paragraph, Speaker, Turn
from qualcode.model.span import Span
from qualcode.project import new_project, open_project

TEXT = "E : Alors ?\nR : Le sale boulot | [/bold], quoi, et les mots de passe de tout le monde, tous les jours.\n"
FIELDS = ["document", "kind", "start", "end", "quote", "code", "coder", "speaker", "memo", "created"]


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Two interviews with long names; an attribute that a spreadsheet would run, another named like a field."""
    with new_project(tmp_path / "p.qualcode") as project:
        for number in (1, 2):
            turns = (Turn(0, 11, 4, "E"), Turn(12, len(TEXT) - 1, 16, "R"))
            speakers = (
                Speaker("E", "Enquêtrice", True),
                Speaker("R", "Mme Delmas", attributes={"role": "AS", "=cmd": "=1+1", "code": "x"}),
            )
            name = f"entretien-0{number}-delmas-assistante-sociale-mds"
            paragraphs = tuple(Paragraph(turn.start, turn.end) for turn in turns)
            project.add_drafts([Draft(name, "entretien", TEXT, paragraphs, turns, speakers=speakers)])
            project.code(name, 16, len(TEXT) - 1, "dirty work/hiérarchie des tâches/sale boulot", create=True)
        coding = project.code("entretien-01-delmas-assistante-sociale-mds", 19, 30, "dirty work", create=True)
        project.add_memo("À revoir", coding=coding.id)
    return str(tmp_path / "p.qualcode")


def say(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> tuple[str, str]:
    assert cli.run(words) == status
    done = capsys.readouterr()
    return done.out, done.err


def test_the_json_of_a_segment(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = say(capsys, "query", path, 'code:="dirty work" role:AS', "--format", "json")
    (segment,) = json.loads(out)
    assert list(segment) == [*FIELDS, "attributes"]
    assert segment.pop("created").startswith("20")
    assert segment == {
        "document": "entretien-01-delmas-assistante-sociale-mds",
        "kind": "entretien",
        "start": 19,
        "end": 30,
        "quote": "sale boulot",
        "code": "dirty work",
        "coder": "Camille",
        "speaker": "Mme Delmas",
        "memo": "À revoir",
        "attributes": {"role": "AS", "=cmd": "=1+1", "code": "x"},
    }
    assert err == ""


def test_jsonl_is_one_segment_a_line(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, _err = say(capsys, "query", path, "--format", "jsonl")
    assert [json.loads(line)["start"] for line in out.splitlines()] == [16, 19, 16]


def test_csv_has_a_column_for_each_attribute_and_runs_nothing(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, _err = say(capsys, "query", path, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert list(rows[0]) == [*FIELDS, "role", "'=cmd", "attribute code"]
    assert [(row["role"], row["'=cmd"], row["attribute code"]) for row in rows] == [("AS", "'=1+1", "x")] * 3
    assert rows[1]["code"] == "dirty work"


def test_markdown_keeps_a_segment_on_a_line(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, _err = say(capsys, "query", path, "code:sale*|*boulot", "--format", "md")
    head, _rule, *rows = out.splitlines()
    assert head == "| document | speaker | code | quote | memo |"
    assert len(rows) == 2
    assert all(r"Le sale boulot \| \[/bold\], quoi" in row for row in rows)


@pytest.mark.parametrize("columns", [80, 120])
def test_a_table_fits_and_leaves_room_for_the_words(
    path: str, columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    out, err = say(capsys, "query", path, "code:*boulot")
    lines = out.splitlines()
    assert all(cell_len(line) <= columns for line in lines)
    assert lines[0].split() == ["document", "speaker", "code", "quote"]
    assert len(lines) == 4
    assert len(lines[2]) - lines[0].index("quote") >= columns // 3
    assert "sale boulot  " in lines[2]
    assert err == "2 segments, 2 documents, 2 respondents\n"


def test_whole_quotations_are_wrapped_below_what_is_known_of_them(
    path: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    out, err = say(capsys, "query", path, "code:*boulot", "--full", "--limit", "1")
    head, *lines = out.rstrip().splitlines()
    about = ("entretien-01-delmas-assistante-sociale-mds", "Mme Delmas", "dirty work/hiérarchie des tâches/sale boulot")
    assert head == " · ".join(about)
    assert len(lines) == 2
    assert all(line.startswith("    ") and len(line) <= 60 for line in lines)
    assert " ".join(line.strip() for line in lines) == TEXT[16:].strip()
    assert err.startswith("2 segments")
    assert say(capsys, "query", path, "text:autonomie", "--full")[0] == "Nothing found.\n"
    say(capsys, "query", path, "--full", "--count-by", "code", status=2)


def test_a_limit_is_said(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = say(capsys, "query", path, "--limit", "1")
    assert len(out.splitlines()) == 3
    assert err == "3 segments, 2 documents, 2 respondents; the first 1 are shown.\n"


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        ("code", [("dirty work/hiérarchie des tâches/sale boulot", 2, 2, 2), ("dirty work", 1, 1, 1)]),
        (
            "speaker",
            [
                ("Mme Delmas (entretien-01-delmas-assistante-sociale-mds)", 2, 1, 1),
                ("Mme Delmas (entretien-02-delmas-assistante-sociale-mds)", 1, 1, 1),
            ],
        ),
        ("ROLE", [("AS", 3, 2, 2)]),
        ("case", [(None, 3, 2, 2)]),
    ],
)
def test_counts(path: str, by: str, rows: list[tuple[object, ...]], capsys: pytest.CaptureFixture[str]) -> None:
    out, _err = say(capsys, "query", path, "", "--count-by", by, "--format", "json")
    assert [tuple(row.values()) for row in json.loads(out)] == rows
    assert list(json.loads(out)[0]) == ["value", "segments", "documents", "speakers"]


def test_what_has_no_value_is_named_in_a_table(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = say(capsys, "query", path, "--count-by", "case")
    assert out.splitlines()[-1].split() == ["(none)", "3", "2", "2"]
    assert err == "3 segments, 2 documents, 2 respondents\n"


def test_nothing_found_is_no_mistake(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = say(capsys, "query", path, "text:autonomie")
    assert out == "Nothing found.\n"
    assert err == "0 segments, 0 documents, 0 respondents\n"
    assert say(capsys, "query", path, "text:autonomie", "--format", "json") == ("[]\n", "")
    assert say(capsys, "query", path, "text:autonomie", "--format", "csv")[0].strip() == ",".join(FIELDS)


def test_a_query_is_explained(path: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    query = 'code:*boulot CONTIENT code:="dirty work" "=cmd":"=1+1" SAUF text:\'autre\''
    out, err = say(capsys, "query", path, query, "--explain")
    assert err == ""
    assert out.splitlines()[:9] == [
        "Tree, and how many segments each part finds by itself:",
        "  AND                      1",
        "  ├ ENCLOSES               1",
        "  │ ├ code:*boulot         2",
        '  │ └ code:="/dirty work"  1',
        '  ├ "=cmd":"=1+1"          3',
        "  └ NOT                    3",
        "    └ text:\"'autre'\"       0",
        "",
    ]
    assert all(cell_len(line) <= 80 for line in out.splitlines())
    assert "SELECT c.id FROM codings AS c WHERE (c.id IN (?) AND" in out
    assert "  1. 1\n  2. '=cmd'\n  3. '=1+1'\n" in out
    whole = json.loads(say(capsys, "query", path, query, "--explain", "--format", "json")[0])
    assert list(whole) == ["query", "asked", "answers", "tree", "sql", "params"]
    assert whole["tree"]["parts"][0]["parts"][0] == {"text": "code:*boulot", "segments": 2, "parts": []}
    assert whole["sql"].count("?") == len(whole["params"])


def test_many_ids_are_counted_and_not_printed(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    with open_project(path) as project:
        document = project.documents()[0].id
        project.code_spans([(document, Span(start, start + 9)) for start in range(40)], "dirty work")
    out, _err = say(capsys, "query", path, "* AVEC *", "--explain")
    assert "  COOCCURS  42\n  ├ *       43\n  └ *       43\n" in out
    assert out.rstrip().endswith("…' (42 ids)")


@pytest.mark.parametrize("other", [["--full"], ["--count-by", "code"], ["--limit", "3"], ["--format", "csv"]])
def test_an_explanation_stands_by_itself(path: str, other: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert "--explain" in say(capsys, "query", path, "*", "--explain", *other, status=2)[1]


def test_a_relation_without_distance_says_what_is_missing(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    _out, err = say(capsys, "query", path, "boulot PRÈS code:*", status=2)
    assert err.splitlines() == [
        "Error: PRÈS needs a distance, as in PRÈS/3 turns.",
        "  boulot PRÈS code:*",
        "         ^",
    ]


def test_a_mistake_shows_its_place_and_ends_with_two(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = say(capsys, "query", path, 'code:"dirty work" AND (role:AS', status=2)
    assert out == ""
    assert err.splitlines() == [
        "Error: This parenthesis is not closed.",
        '  code:"dirty work" AND (role:AS',
        "                        ^",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["cod:x"], "There is no attribute “cod”.\nDid you mean: code"),
        (["role:AZ [/bold]"], "No role is “AZ”."),
        (["code:\x1b[31m"], "control character"),
        (["", "--count-by", "rolé2"], "Did you mean: role?"),
    ],
)
def test_wrong_names_are_said_and_obey_nothing(
    path: str, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _out, err = say(capsys, "query", path, *words, status=2)
    assert said in err
    assert "\x1b" not in err


def test_bytes_that_are_no_text_get_a_message(path: str) -> None:
    command: list[str | bytes] = [sys.executable, "-m", "qualcode", "query", path, b"code:\xff\xfe"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"control character" in done.stderr
