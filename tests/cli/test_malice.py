"""What nobody does on purpose, and somebody does: empty variables, doubled options, strange files, damaged projects."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import sys
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import qualcode
from qualcode import files, ingest
from qualcode.cli import LONGEST, run
from qualcode.config import mishap_file
from qualcode.errors import ProjectError
from qualcode.project import Project
from tests.cli.bench import Bench, short

UPDATES = "journal_codings_update"
STRAY = "entretien \udce9t\udce9"


def test_an_empty_file_name_is_not_the_whole_folder(bench: Bench) -> None:
    bench.refused("import", "p", "")


def test_one_label_cannot_stand_for_two(bench: Bench) -> None:
    twice = ("--speaker", "Mme D.=Une", "--speaker", "Mme D.=Autre")
    assert bench.run("import", "p", "talk.txt", "--again", *twice)[0] == 2
    assert bench.run("import", "p", "talk.txt", "--again", "--set", "site=A", "--set", "site=B")[0] == 2
    assert len(bench.dump()["documents"]) == 1


def test_a_label_that_is_given_no_name_keeps_its_own(bench: Bench) -> None:
    assert bench.run("import", "p", "talk.txt", "--again", "--speaker", "Mme D.=")[0] == 0
    assert json.loads(bench.run("documents", "p", "--format", "json")[1])[1]["speakers"] == ["Enquêtrice", "Mme D."]


@pytest.mark.parametrize("command", [["query", "p", "--limit"], ["log", "p", "-n"]])
def test_a_number_beyond_all_rows_is_all_rows(bench: Bench, command: list[str]) -> None:
    assert bench.run(*command, "9" * 30, "--format", "json")[1] == bench.run(*command, "1000", "--format", "json")[1]
    assert bench.run(*command, "0")[0] == 2


def test_codings_that_nobody_can_have_are_none(bench: Bench) -> None:
    bench.refused("codes", "split", "p", "délégation", "neuf", "--ids", "9" * 30)


@pytest.mark.parametrize(
    "command",
    [
        ["query", "p", "code:{}"],
        ["codes", "show", "p", "--code", "{}"],
        ["documents", "{}.qualcode"],
        ["query", "p", "{}:x"],
    ],
)
def test_a_message_is_not_as_long_as_what_was_typed(bench: Bench, command: list[str]) -> None:
    said = bench.run(*(part.format("x" * 3_000) for part in command))[2]
    assert max(map(len, said.split("\n"))) <= LONGEST


def test_a_coding_file_without_a_column_says_so_once(bench: Bench) -> None:
    bench.write("c.csv", "texte,code\n" + "bonjour,x\n" * 3_000)
    assert "document" in bench.refused("codings", "load", "p", "c.csv")
    bench.write("c.csv", "document,code,quotation\n" + "absent,x,bonjour\n" * 3_000)
    assert len(bench.run("codings", "load", "p", "c.csv")[2].split("\n")) < 30


def test_a_missing_column_is_named(bench: Bench) -> None:
    bench.write("q.csv", "id,réponse\n1,oui\n2,non\n")
    assert "avis" in bench.refused("import", "p", "q.csv", "--text", "avis")


@pytest.mark.parametrize(
    "row",
    [
        {"document": "talk", "code": "x\ud800", "start": 0, "end": 5},
        {"document": "talk", "code": "x\x1b[31m", "start": 0, "end": 5},
        {"document": "talk\ud800", "code": "x", "start": 0, "end": 5},
        {"document": ["talk"], "code": "x", "start": 0, "end": 5},
        {"document": "talk", "code": "x", "start": {"a": 1}, "end": True},
    ],
    ids=short,
)
def test_json_holds_what_no_name_can_be(bench: Bench, row: dict[str, object]) -> None:
    bench.write("c.jsonl", json.dumps(row))
    bench.refused("codings", "load", "p", "c.jsonl", "--create")


def test_coders_and_memos_are_cleaned_on_the_way_in(bench: Bench) -> None:
    row = {
        "document": "talk",
        "code": "dirty work",
        "start": 0,
        "end": 5,
        "coder": "Z\x1b[31m\0\nA",
        "memo": "m\x1b\ud800\nn",
    }
    bench.write("c.jsonl", json.dumps(row) + "\n")
    for new in (1, 0):
        assert f"{new} cod" in bench.run("codings", "load", "p", "c.jsonl")[1]
    with qualcode.open_project("p.qualcode") as project:
        assert [memo.text for memo in project.memos()] == ["m \nn"]
        assert {coder.name for coder in project.coders()} == {"Camille", "Z [31m A"}
        assert project.verify() == []


def test_file_names_of_another_system_become_readable(bench: Bench) -> None:
    try:
        (bench.place / f"{STRAY}.txt").write_text("E : Bonjour.\nM : Oui.\n")
    except OSError:
        pytest.skip("this file system keeps no such name")
    assert bench.run("import", "p", f"{STRAY}.txt")[0] == 0
    assert run(["new", f"{STRAY}.qualcode"]) == 0
    with qualcode.open_project("p.qualcode") as project:
        assert project.documents()[1].name == "entretien été"
        assert project.verify() == []


def test_what_is_no_text_here_is_refused_as_an_argument(bench: Bench) -> None:
    bench.refused("code", "p", STRAY, "--find", "hall", "--create")
    bench.refused("query", "p", f"text:{STRAY}\udcff", status=2, lines=3)


def _word(change: Callable[[bytes], bytes]) -> bytes:
    import docx

    made, out = io.BytesIO(), io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Bonjour.")
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == "word/document.xml" else data)
    return out.getvalue()


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace(b"openxmlformats.org/wordprocessingml", b"example.org/nothing"),
        lambda xml: xml[: xml.index(b"<w:body>")] + b"</w:document>",
        lambda xml: xml.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 3_000),
        lambda _xml: b"",
    ],
    ids=["namespace", "no body", "deep", "empty"],
)
def test_a_word_file_without_a_body(bench: Bench, change: Callable[[bytes], bytes]) -> None:
    bench.write("etrange.docx", _word(change))
    assert "etrange.docx" in bench.refused("import", "p", "etrange.docx")


def test_a_reader_that_fails_keeps_no_other_file_out(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_material: object) -> None:
        raise ZeroDivisionError("never foreseen")

    bench.write("bon.md", "E : Bonjour.\nM : Oui.\n")
    bench.write("mauvais.txt", "E : Bonsoir.\nM : Oui.\n")
    reader = ingest.reader
    monkeypatch.setattr(ingest, "reader", lambda suffix: broken if suffix == ".txt" else reader(suffix))
    status, _out, said = bench.run("import", "p", "mauvais.txt", "bon.md")
    assert status == 1
    assert "never foreseen" in said
    with qualcode.open_project("p.qualcode") as project:
        assert [document.name for document in project.documents()] == ["talk", "bon"]


def test_a_mishap_is_a_sentence_and_its_details_are_kept(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_project: Project) -> None:
        raise ZeroDivisionError("never foreseen")

    with monkeypatch.context() as patch:
        patch.delenv("QUALCODE_DEBUG")
        patch.setattr(Project, "summary", broken)
        assert "never foreseen" in bench.refused("summary", "p")
    assert "in broken" in mishap_file().read_text()


def test_an_output_goes_through_a_link_and_keeps_its_permissions(bench: Bench) -> None:
    (bench.place / "réel.csv").write_text("ancien")
    (bench.place / "réel.csv").chmod(0o600)
    (bench.place / "lien.csv").symlink_to("réel.csv")
    assert bench.run("cooccurrence", "p", "-o", "lien.csv", "--force")[0] == 0
    assert (bench.place / "lien.csv").is_symlink()
    assert (bench.place / "réel.csv").read_text().startswith("source,target,count")
    if os.name == "posix":
        assert (bench.place / "réel.csv").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_an_output_does_not_take_the_place_of_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "tube"
    os.mkfifo(pipe)
    heard: list[bytes] = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_bytes()))
    reader.start()
    files.write(pipe, b"bonjour")
    reader.join(10)
    assert heard == [b"bonjour"]
    assert pipe.is_fifo()


def test_nothing_is_written_to_a_project_that_was_replaced(bench: Bench) -> None:
    with qualcode.open_project("p.qualcode") as project:
        shutil.copy("p.qualcode", "copie")
        os.replace("copie", "p.qualcode")
        for change in (lambda: project.code("talk", 0, 5, "dirty work"), project.undo):
            with pytest.raises(ProjectError) as caught:
                change()
            assert "p.qualcode" in str(caught.value)
    assert len(bench.dump()["codings"]) == 1


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("CREATE TRIGGER mal AFTER INSERT ON codings BEGIN DELETE FROM documents; END", "mal"),
        (f"DROP TRIGGER {UPDATES}; CREATE TRIGGER {UPDATES} AFTER UPDATE ON codings BEGIN SELECT 1; END", UPDATES),
        ("DROP TRIGGER journal_codings_insert", "journal_codings_insert"),
        ("PRAGMA writable_schema = 1; UPDATE sqlite_master SET sql = replace(sql, '(start >= 0)', '(1)')", "codings"),
        ("PRAGMA foreign_keys = 0; DELETE FROM codes", "codings"),
        ("DELETE FROM project", "project"),
        ("UPDATE documents SET sentences = '[1, 2]'", "talk"),
    ],
    ids=short,
)  # fmt: skip
def test_what_was_done_behind_its_back_is_named(bench: Bench, sql: str, named: str) -> None:
    db = sqlite3.connect("p.qualcode")
    db.executescript(sql)
    db.close()
    status, out, _said = bench.run("verify", "p")
    assert status == 1
    assert named in out or (named == "project" and "proj" in out)
    for command in (
        ["query", "p"],
        ["codes", "p"],
        ["documents", "p"],
        ["summary", "p"],
        ["code", "p", "x", "--find", "hall", "--create"],
    ):
        said = bench.run(*command)[2]
        assert len(said.strip().split("\n")) <= 2


@pytest.mark.parametrize(
    "name", ["un projet", "été à Nîmes", "😀", "%s {path}", "a\"b'c", "a?b#c", "ligne\nsuite", "x" * 240]
)
def test_a_project_may_lie_under_any_name(bench: Bench, name: str) -> None:
    folder = bench.place / "dossier à moi"
    folder.mkdir()
    path = folder / f"{name}.qualcode"
    assert run(["new", str(path)]) == 0
    assert run(["import", str(path), "talk.txt"]) == 0
    assert run(["code", str(path), "x", "--find", "hall", "--create"]) == 0
    assert run(["report", str(path), "-o", str(folder / f"{name[:200]}.docx")]) == 0
    assert run(["backup", str(path), str(folder / "copie")]) == 0
    assert run(["verify", str(path)]) == 0
    assert {entry.name for entry in folder.iterdir()} == {path.name, f"{name[:200]}.docx", "copie"}


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_that_lacks_letters_gets_others(
    bench: Bench, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.run("codes", "add", "p", "😀 œuvre")
    for command in (["codes", "p"], ["codes", "show", "p", "--format", "json"], ["--help"], ["query", "p"]):
        out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            assert run(command) == 0
