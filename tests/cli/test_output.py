"""-o, --format and --force, in the commands that print rows; the same rows whatever the format."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import openpyxl
import pytest

from qualcode.cli.output import FORMATS, Output, chosen, output_options, printable
from qualcode.model.table import Column, Table
from tests.cli.bench import Bench

COMMANDS = (
    ["query", "p"],
    ["query", "p", "", "--count-by", "code"],
    ["query", "p", "", "--count-by", "code", "--count-by", "site"],
    ["documents", "p"],
    ["codes", "p"],
    ["log", "p"],
    ["grid", "p"],
    ["coverage", "p", "--by", "code"],
    ["saturation", "p", "--rounds", "5"],
    ["queries", "p"],
    ["network", "list", "p"],
    ["cooccurrence", "p", "--unit", "document"],
)


@pytest.fixture
def full(bench: Bench) -> Bench:
    """A project with two codes that meet, a named query and a saved network."""
    bench.run("code", "p", "tri", "--find", "hall", "--create")
    bench.run("queries", "save", "p", "tri", "code:tri")
    bench.run("cooccurrence", "p", "--unit", "document", "--save", "n")
    return bench


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_format_goes_to_a_file(full: Bench, command: list[str]) -> None:
    for format_, (suffix, *_others) in FORMATS.items():
        name = f"out{suffix}"
        status, out, err = full.run(*command, "-o", name)
        assert (status, out) == (0, ""), (format_, err)
    lines = [json.loads(line) for line in (full.place / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = list(csv.reader(io.StringIO((full.place / "out.csv").read_text(encoding="utf-8"), newline="")))
    parted = list(
        csv.reader(io.StringIO((full.place / "out.tsv").read_text(encoding="utf-8"), newline=""), delimiter="\t")
    )
    assert lines
    assert rows == parted
    assert len(rows) == 1 + len(lines)
    assert json.loads((full.place / "out.json").read_text(encoding="utf-8"))
    book = openpyxl.load_workbook(full.place / "out.xlsx")
    assert book.sheetnames[-1] in ("About", "À propos")
    assert not any(at.data_type == "f" for sheet in book for row in sheet.iter_rows() for at in row)
    assert "|" in (full.place / "out.md").read_text(encoding="utf-8")
    assert (full.place / "out.txt").read_text(encoding="utf-8")
    assert not [name for name in os.listdir(full.place) if "partial" in name]


def test_a_workbook_says_where_its_figures_come_from(full: Bench) -> None:
    assert full.run("query", "p", "code:tri", "-o", "s.xlsx")[0] == 0
    book = openpyxl.load_workbook(full.place / "s.xlsx")
    sheet = book.worksheets[0]
    heads = [at.value for at in sheet[1]]
    assert heads[3] == ("citation" if full.language == "fr" else "quote")
    assert len(heads) == len(set(heads))
    told = {row[0].value: row[1].value for row in book.worksheets[-1].iter_rows(min_row=2)}
    assert "code:tri" in told.values()
    assert any(str(value).startswith("qualcode ") for value in told.values())
    assert sheet.max_row - 1 == len(json.loads(full.run("query", "p", "code:tri", "--format", "json")[1]))


def test_a_file_that_stands_there_is_not_replaced_unasked(bench: Bench) -> None:
    (bench.place / "s.csv").write_text("mine", encoding="utf-8")
    assert "--force" in bench.refused("query", "p", "-o", "s.csv")
    assert (bench.place / "s.csv").read_text(encoding="utf-8") == "mine"
    assert bench.run("query", "p", "-o", "s.csv", "--force")[0] == 0
    assert (bench.place / "s.csv").read_text(encoding="utf-8").startswith("document,")


def test_what_cannot_be_written_leaves_what_was_there(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    (bench.place / "s.xlsx").write_text("mine", encoding="utf-8")

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("openpyxl.Workbook.save", full)
    assert "s.xlsx" in bench.refused("query", "p", "-o", "s.xlsx", "--force")
    assert (bench.place / "s.xlsx").read_text(encoding="utf-8") == "mine"
    assert not [name for name in os.listdir(bench.place) if "partial" in name]


def test_a_device_is_written_to(bench: Bench) -> None:
    assert bench.run("query", "p", "-o", os.devnull)[0] == 0
    assert bench.run("query", "p", "--format", "csv", "-o", os.devnull)[0] == 0
    assert os.path.exists(os.devnull)


@pytest.mark.parametrize(
    ("format_", "output", "made"),
    [
        (None, None, Output("table")),
        ("csv", None, Output("csv")),
        (None, "a.XLSX", Output("xlsx", Path("a.XLSX"))),
        (None, "a.markdown", Output("md", Path("a.markdown"))),
        ("csv", "a.txt", Output("csv", Path("a.txt"))),
        ("json", "a", Output("json", Path("a"))),
        ("csv", "a.data", Output("csv", Path("a.data"))),
        ("md", "a.md", Output("md", Path("a.md"))),
    ],
)
def test_the_format_is_asked_for_or_read_from_the_name(format_: str | None, output: str | None, made: Output) -> None:
    assert chosen(format_, output) == made


@pytest.mark.parametrize(
    ("format_", "output", "said"),
    [
        ("csv", "a.xlsx", "would be taken for xlsx, not csv"),
        ("xlsx", "a.csv", "*.xlsx"),
        ("xlsx", "a.txt", "*.xlsx"),
        ("json", "a.jsonl", "drop --format"),
        (None, "a", "give it a suffix"),
        (None, "a.docx", ".xlsx"),
        ("csv", " ", "-o"),
    ],
)
def test_what_would_surprise_is_refused(format_: str | None, output: str, said: str) -> None:
    with pytest.raises(click.UsageError) as caught:
        chosen(format_, output)
    assert said in caught.value.message


def test_a_workbook_is_not_thrown_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(click.UsageError, match="-o"):
        chosen("xlsx", None)


def test_several_tables_stand_below_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    one = Table((Column("a"), Column("n", "count")), [("[/bold]\x1b[31m", 1234)], "Title", ("A note.",))
    other = Table((Column("b"),), [])
    Output("table").put(one, other)
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "Title"
    assert out.splitlines()[1].split() == ["a", "n"]
    assert out.splitlines()[3].endswith("  1,234")
    assert "\x1b" not in out
    assert out.splitlines()[-1] == "Nothing found."
    assert err == "A note.\n"
    Output("csv").put(one, other, long=Table((Column("k"),), [("=1",)]))
    assert capsys.readouterr().out == "k\n'=1\n"
    Output("json").put(one, data={"own": "shape"})
    assert json.loads(capsys.readouterr().out) == {"own": "shape"}


def test_a_command_may_have_formats_of_its_own(tmp_path: Path) -> None:
    @click.command()
    @output_options(("dot", (".gv",)))
    def command(out: Output) -> None:
        out.write(out.format)

    from click.testing import CliRunner

    done = CliRunner().invoke(command, ["-o", str(tmp_path / "a.gv")])
    assert (done.exit_code, (tmp_path / "a.gv").read_text(encoding="utf-8")) == (0, "dot")
    assert CliRunner().invoke(command, ["--format", "dot"]).output == "dot"
    assert "dot" in CliRunner().invoke(command, ["--help"]).output


def test_what_a_terminal_would_obey_is_replaced() -> None:
    assert printable("a\x1b[31m\u202eb\ud800\n") == "a�[31m�b�\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("how", [("-o", "/dev/full"), ()], ids=["file", "standard output"])
def test_a_workbook_that_finds_no_room_says_so_once(bench: Bench, how: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "qualcode", "query", "p", "--format", "xlsx", *how]
    with Path("/dev/full").open("wb") as stdout:
        done = subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("format_", ["table", "csv", "xlsx"])
def test_closed_streams_are_no_mishap(bench: Bench, format_: str) -> None:
    """As in `qualcode query … >&-`: nobody reads it, and nothing is wrong."""
    command = [sys.executable, "-m", "qualcode", "query", "p", "--format", format_]
    for closed, heard in ((">&-", ""), (">&- 2>&-", "")):
        done = subprocess.run(
            ["sh", "-c", f'"$@" {closed}', "sh", *command], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (0, heard)
        assert "Error" not in done.stderr
