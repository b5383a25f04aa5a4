"""What a person can hand over that is broken, foreign, too large or made to do harm.

Each time: one or two lines in the user's language, exit status 1 or 2, nothing half-written.
"""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

import qualcode
from qualcode.cli import run
from qualcode.errors import QualcodeError
from qualcode.storage import database
from qualcode.storage.connection import Connection
from tests.cli.bench import TALK, Bench, short


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("vide.txt", b""),
        ("blanc.txt", b" \r\n\t\n"),
        ("binaire.txt", bytes(range(256)) * 40),
        ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("vide.docx", b""),
        ("faux.docx", b"pas un zip"),
        ("coupe.docx", b"PK\x03\x04" + bytes(60)),
        ("tableau.csv", b"une seule case"),
        ("son.mp3", b"ID3"),
    ],
)
def test_a_file_that_is_no_text_stays_out(bench: Bench, name: str, content: bytes) -> None:
    bench.write(name, content)
    assert name in bench.refused("import", "p", name)


def test_a_file_that_is_no_text_keeps_no_other_out(bench: Bench) -> None:
    bench.write("vide.txt", b"")
    bench.write("autre.txt", TALK.replace("hall", "couloir"))
    status, _out, said = bench.run("import", "p", "vide.txt", "autre.txt")
    assert status == 1
    assert "vide.txt" in said
    with qualcode.open_project("p.qualcode") as project:
        assert [document.name for document in project.documents()] == ["talk", "autre"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252", "utf-8-sig"])
def test_a_text_in_another_encoding_goes_in_and_the_encoding_is_told(bench: Bench, encoding: str) -> None:
    bench.write("autre.txt", (TALK + "Ça ira.\n").encode(encoding))
    status, out, _said = bench.run("import", "p", "autre.txt")
    assert status == 0
    assert encoding.removesuffix("-sig") in out
    with qualcode.open_project("p.qualcode") as project:
        assert project.text("autre") == TALK + "Ça ira.\n"


def test_control_characters_of_a_text_never_get_in(bench: Bench) -> None:
    bench.write("autre.txt", b"E : \x1b[31mrouge\x1b[0m et\0 vert\x07\nM : \x1b]0;titre\x07oui\n")
    assert bench.run("import", "p", "autre.txt")[0] == 0
    with qualcode.open_project("p.qualcode") as project:
        assert project.text("autre") == "E : rouge et vert\nM : oui\n"
        assert project.verify() == []


def test_twenty_megabytes_go_in_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    line = f"Mme D. : {'Je fais le ménage à l’étage. ' * 40}\n"
    text = "".join(f"Enquêtrice : Et alors ?\n{line}" for _turn in range(20_000_000 // len(line.encode())))
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    assert run(["new", "p"]) == 0
    assert run(["import", "p", "long.txt"]) == 0
    with qualcode.open_project("p.qualcode") as project:
        assert project.text("long") == text
        assert project.documents()[0].turns == text.count("\n")


def _newer(path: Path) -> None:
    with qualcode.new_project(path) as project:
        Database(project.conn)["_sqlite_migrations"].insert(
            {"migration_set": "qualcode", "name": "m999_to_come", "applied_at": "2099-01-01"}
        )


def _foreign_sqlite(path: Path) -> None:
    sqlite3.connect(path).execute("CREATE TABLE recettes (nom)").connection.close()


def _cut(path: Path) -> None:
    _newer(path)
    path.write_bytes(path.read_bytes()[:5_000])


@pytest.mark.parametrize("command", ["documents", "query", "import", "undo", "verify", "report"])
@pytest.mark.parametrize(
    "made",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_text("du texte"),
        _foreign_sqlite,
        _newer,
        _cut,
        Path.mkdir,
        os.mkfifo,
        lambda path: path.symlink_to("nulle-part"),
        lambda path: path.symlink_to(path.name),
    ],
    ids=["empty", "text", "sqlite", "newer", "cut", "folder", "pipe", "dangling", "circle"],
)
def test_what_is_no_project_of_this_version_is_not_opened(
    bench: Bench, made: Callable[[Path], object], command: str
) -> None:
    path = bench.place / "x.qualcode"
    made(path)
    before = path.read_bytes() if path.is_file() else None
    more = {"import": ["talk.txt"], "report": ["-o", "r.docx"]}.get(command, [])
    assert "x.qualcode" in bench.refused(command, "x.qualcode", *more)
    assert before is None or path.read_bytes() == before


@pytest.mark.parametrize("path", ["p.qualcode", ".", "absent/q", "talk.txt/q", "x" * 300, "x" * 5_000], ids=short)
def test_a_project_is_not_made_where_it_cannot_stand(bench: Bench, path: str) -> None:
    assert len(bench.refused("new", path)) < 1_000


WRITING = [
    ["code", "p", "x", "--find", "hall", "--create"],
    ["import", "p", "talk.txt", "--again"],
    ["codes", "add", "p", "neuf"],
    ["codes", "merge", "p", "dirty work/délégation", "dirty work"],
    ["undo", "p"],
    ["cooccurrence", "p", "--save", "réseau"],
]
OUTPUTS = [
    ["report", "p", "-o", "r.docx"],
    ["codings", "export", "p", "c.csv"],
    ["codings", "export", "p", "c.jsonl"],
    ["codebook", "export", "p", "c.yaml"],
    ["cooccurrence", "p", "-o", "n.graphml", "--format", "graphml"],
    ["query", "p", "-o", "s.csv"],
    ["documents", "p", "-o", "d.xlsx"],
    ["grid", "p", "-o", "g.xlsx", "--columns", "document"],
]


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_a_full_disk_leaves_the_project_as_it_was(
    bench: Bench, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = database._connect

    def full(path: Path) -> Connection:
        db = connect(path)
        # All the changes of the action are made by then, and must be taken back.
        db.execute(
            """CREATE TEMP TRIGGER full AFTER UPDATE ON main.journal_state WHEN NEW.action_id IS NULL
               BEGIN SELECT raise(FAIL, 'database or disk is full'); END"""
        )
        return db

    before = bench.dump()
    with monkeypatch.context() as patch:
        patch.setattr(database, "_connect", full)
        status, _out, said = bench.run(*command)
    assert status == 1
    assert "p.qualcode" in said
    assert len(said.strip().split("\n")) == 1
    assert bench.dump() == before


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("command", [*OUTPUTS, ["new", "q"]], ids=" ".join)
def test_an_output_that_cannot_be_written_leaves_nothing(
    bench: Bench, command: list[str], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", fail)
        said = bench.refused(*command)
    assert "partial" not in said
    assert {"new": "q"}.get(command[0], Path(command[-1] if "-o" not in command else command[3]).name) in said


@pytest.mark.parametrize("said", ["attempt to write a readonly database", "unable to open database file"])
@pytest.mark.parametrize("command", [*WRITING, *OUTPUTS], ids=" ".join)
def test_a_read_only_folder_is_said(
    bench: Bench, command: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> Connection:
        raise sqlite3.OperationalError(said)

    before = bench.dump()
    with monkeypatch.context() as patch:
        patch.setattr(database, "_connect", refuse)
        status, _out, heard = bench.run(*command)
    assert status == 1
    assert "p.qualcode" in heard
    assert len(heard.strip().split("\n")) <= 2
    assert bench.dump() == before


@pytest.mark.parametrize(
    ("query", "caret"),
    [
        ("(", 1), (")", 0), ("code:", 5), ("code:délégation AND", 19), ("code:délégation)", 15), ('code:"dirty', 5),
        ("OR code:délégation", 0), ("code:délégation (", 17), ("site:MDS NOT", 12),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "command", [["query", "p"], ["cooccurrence", "p", "--where"], ["report", "p", "-o", "r.docx", "--where"]]
)
def test_a_query_with_a_mistake_shows_the_place(bench: Bench, command: list[str], query: str, caret: int) -> None:
    said = bench.refused(*command, query, status=2, lines=3).rstrip("\n").split("\n")
    assert said[1].strip() == query
    assert said[2].index("^") - said[1].index(query[0]) == caret


@pytest.mark.parametrize(
    "query",
    [
        "(" * 10_000 + "code:délégation" + ")" * 10_000,
        "NOT " * 9_000 + "a",
        "a OR " * 3_000 + "a",
        "code:" + "a/" * 5_000,
    ],
    ids=short,
)
def test_a_query_without_end_is_refused(bench: Bench, query: str) -> None:
    assert len(bench.refused("query", "p", query, status=2, lines=3)) < 2_000


@pytest.mark.parametrize(
    "command",
    [
        ["query", "p", "code:delegasion"],
        ["code", "p", "delegasion", "--find", "hall"],
        ["codes", "rename", "p", "delegasion", "x"],
        ["codes", "delete", "p", "delegasion"],
        ["codes", "show", "p", "--code", "delegasion"],
        ["report", "p", "-o", "r.docx", "--code", "delegasion"],
        ["codebook", "export", "p", "c.yaml", "--code", "delegasion"],
        ["cooccurrence", "p", "--where", "code:delegasion"],
        ["grid", "p", "--where", "code:delegasion"],
        ["coverage", "p", "--in", "code:delegasion"],
        ["saturation", "p", "--where", "code:delegasion"],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_a_code_that_does_not_exist_brings_the_nearest(bench: Bench, command: list[str]) -> None:
    assert "dirty work/délégation" in bench.refused(*command, status=2)


@pytest.mark.parametrize(
    ("start", "end"),
    [(0, 99_999), (-5, 3), (9, 3), (3, 3), (0, 10**30), ("1.0", 2), ("²", 3), (0, "9" * 5_000)],
    ids=short,
)
@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_offsets_out_of_the_text_load_nothing(bench: Bench, start: int, end: int, suffix: str) -> None:
    rows = [{"document": "talk", "start": 0, "end": 5, "code": "bon"}]
    rows.append({"document": "talk", "start": start, "end": end, "code": "faux"})
    text = "".join(json.dumps({key: str(value) for key, value in row.items()}) + "\n" for row in rows)
    if suffix == ".csv":
        text = "document,start,end,code\n" + "".join(",".join(map(str, row.values())) + "\n" for row in rows)
    bench.write(f"codages{suffix}", text)
    said = bench.refused("codings", "load", "p", f"codages{suffix}", "--create")
    assert f"codages{suffix}" in said
    assert len(said) < 1_500


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 10_000), (0, 10**30)])
def test_offsets_out_of_the_text_code_nothing(bench: Bench, start: int, end: int) -> None:
    before = bench.dump()
    with qualcode.open_project("p.qualcode") as project, pytest.raises(QualcodeError):
        project.code("talk", start, end, "dirty work")
    assert bench.dump() == before
