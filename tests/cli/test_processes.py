"""qualcode as processes: killed, interrupted, side by side, on disks that are full or cannot be written."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.bench import TALK

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and mounts of POSIX")

QUALCODE = (sys.executable, "-m", "qualcode")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a project of one transcript and one coding."""
    monkeypatch.delenv("QUALCODE_DEBUG")
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    assert say(tmp_path, "new", "p")[0] == 0
    assert say(tmp_path, "import", "p", "talk.txt")[0] == 0
    assert say(tmp_path, "code", "p", "tri", "--find", "trie", "--create")[0] == 0
    return tmp_path


def say(place: Path, *args: str, shell: str = "", **environment: str) -> tuple[int, str, str]:
    """The exit status, output and errors of a command, or of a shell line in which `$Q` is qualcode."""
    command: Sequence[str] = ("bash", "-c", shell) if shell else (*QUALCODE, *args)
    done = subprocess.run(
        command,
        cwd=place,
        env={**os.environ, "Q": " ".join(QUALCODE), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in out + err
    return done.returncode, out, err


def names(place: Path) -> set[str]:
    return {path.name for path in place.iterdir()}


def assert_whole(place: Path, codings: int) -> None:
    status, out, _err = say(place, "verify", "p")
    assert status == 0, out
    assert len(say(place, "query", "p", "--format", "jsonl")[1].splitlines()) == codings


def many(place: Path, count: int = 150) -> Path:
    """A folder of so many files that importing them takes a while."""
    folder = place / "entretiens"
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.txt").write_text(f"{TALK * 100}E : {number}\n", encoding="utf-8")
    return folder


def wait_for_output(process: subprocess.Popen[bytes], path: Path) -> None:
    """Until the process has begun to write to the project, or is done."""
    while process.poll() is None and not (path.exists() and path.stat().st_size > 4096):
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.01)


@pytest.mark.parametrize("ends", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("moment", ["opening", "reading", "writing"])
def test_an_import_that_is_stopped_leaves_all_or_nothing(place: Path, ends: signal.Signals, moment: str) -> None:
    folder = many(place)
    before = names(place)
    process = subprocess.Popen(
        (*QUALCODE, "import", "p", folder.name),
        cwd=place,
        env={**os.environ, "QUALCODE_LANG": "fr"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    wal = place / "p.qualcode-wal"
    if moment == "writing":
        wait_for_output(process, wal)
    else:
        while process.poll() is None and not (moment == "opening" or wal.exists()):
            pass
        if moment == "opening":
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.5)
    process.send_signal(ends)
    _out, err = process.communicate(timeout=60)
    assert b"Traceback" not in err
    if ends == signal.SIGINT and process.returncode:
        assert process.returncode == 130
        # Before the first command is loaded there is no language to say it in.
        assert "Arrêté" in err.decode() or (moment == "opening" and not err)
    assert_whole(place, 1)
    documents = len(say(place, "documents", "p", "--format", "jsonl")[1].splitlines())
    assert documents in (1, 151)
    assert documents == 151 or process.returncode != 0
    assert names(place) == before


@pytest.mark.parametrize("command", ["new q", "backup p q.qualcode", "report p -o q.docx", "codings export p q.csv"])
def test_a_kill_leaves_a_whole_output_or_none(place: Path, command: str) -> None:
    for tenths in (2, 3, 4, 6):
        process = subprocess.Popen((*QUALCODE, *command.split()), cwd=place, stdout=subprocess.DEVNULL)
        try:
            process.wait(tenths / 10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for path in place.glob("q.*"):
            if path.suffix == ".qualcode":
                assert say(place, "verify", path.name)[0] == 0
            assert path.stat().st_size > 0
            path.unlink()
        # What was being written has a name that nobody takes for the output.
        for path in place.glob(".qualcode-*"):
            path.unlink()
    assert_whole(place, 1)


def test_two_programs_code_at_the_same_time(place: Path) -> None:
    script = """
import sys, qualcode
with qualcode.open_project("p.qualcode", coder=sys.argv[1]) as project:
    for place in range(100):
        project.code("talk", place, place + 3, f"c{place % 7}/{place}", create=True)
"""
    writers = [
        subprocess.Popen((sys.executable, "-c", script, name), cwd=place, stderr=subprocess.PIPE) for name in "AB"
    ]
    for writer in writers:
        _out, err = writer.communicate(timeout=120)
        assert (writer.returncode, err) == (0, b"")
    assert_whole(place, 201)
    counts = say(place, "query", "p", "--count-by", "coder", "--format", "csv")[1]
    assert "A,100," in counts
    assert "B,100," in counts


@pytest.mark.parametrize("command", ["query p --format jsonl", "codes p", "query p", "documents p", "--help", "log p"])
def test_a_reader_who_has_seen_enough_is_no_error(place: Path, command: str) -> None:
    assert say(place, shell=f"$Q {command} | head -c 1 >&2; exit ${{PIPESTATUS[0]}}")[0] == 0
    assert say(place, shell=f"$Q {command} | true; exit ${{PIPESTATUS[0]}}")[0] == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("command", ["query p", "documents p --format csv", "--help"])
def test_an_output_that_is_full_is_said(place: Path, command: str) -> None:
    status, _out, err = say(place, shell=f"$Q {command} > /dev/full", QUALCODE_LANG="fr")
    assert status == 1
    assert err.startswith("Erreur")
    assert len(err.splitlines()) <= 2


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "LANG": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "xx_YY.UTF-8"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "ascii:strict"},
        {"COLUMNS": "20"},
        {"COLUMNS": "0"},
        {"COLUMNS": "abc"},
        {"HOME": "/nowhere"},
        {"TERM": "dumb"},
        {"QUALCODE_CODER": "\x1b[31m"},
    ],
    ids=lambda environment: " ".join(f"{key}={ascii(value)}" for key, value in environment.items()),
)
def test_odd_machines(place: Path, environment: dict[str, str]) -> None:
    for command in (
        ["documents", "p"],
        ["query", "p"],
        ["code", "p", "délégué 😀", "--find", "serpillière", "--create"],
    ):
        status, out, err = say(place, *command, **environment)
        assert "\x1b" not in out + err
        assert status == 0 or (command[0] == "code" and status in (1, 2) and len(err.splitlines()) <= 2)
    assert say(place, "verify", "p")[0] == 0


def test_without_a_terminal_there_is_no_screen(place: Path) -> None:
    status, _out, err = say(place, "p.qualcode")
    assert status == 1
    assert len(err.splitlines()) == 2


def mounted(place: Path, prepare: str, commands: Sequence[str]) -> list[tuple[int, str]]:
    """The status and the errors of commands where a folder was mounted for them alone; skipped where that is barred."""
    if not shutil.which("unshare"):
        pytest.skip("mounting needs unshare")
    barred = subprocess.run(
        ("unshare", "--mount", "bash", "-c", f"set -e; {prepare}"), cwd=place, capture_output=True, check=False
    )
    if barred.returncode:
        pytest.skip("mounting is not permitted here")
    script = [f"set -e; {prepare}; set +e; cd disk"]
    script += [f"$Q {command} > /dev/null 2> ../{n}.err; echo $?" for n, command in enumerate(commands)]
    script += ["ls -A1 > ../ls; cp -r . ../after"]
    done = subprocess.run(
        ("unshare", "--mount", "bash", "-c", "\n".join(script)),
        cwd=place,
        env={**os.environ, "Q": " ".join(QUALCODE)},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    errors = [(place / f"{n}.err").read_text() for n in range(len(commands))]
    assert not any("Traceback" in error for error in errors)
    return list(zip(map(int, done.stdout.split()), errors, strict=True))


CHANGES = ["code p x --find serpillière --create", "import p talk.txt --again", "codes add p neuf", "undo p"]
OUTPUTS = ["new q", "backup p q.qualcode"]


def test_a_disk_that_is_read_only(place: Path) -> None:
    (place / "disk").mkdir()
    shutil.copy(place / "p.qualcode", place / "disk")
    shutil.copy(place / "talk.txt", place / "disk")
    prepare = "mount --bind disk disk && mount -o remount,ro,bind disk"
    commands = [*CHANGES, *OUTPUTS, "report p -o r.docx", "documents p"]
    for (status, said), command in zip(mounted(place, prepare, commands), commands, strict=True):
        assert status == 1, command
        assert 1 <= len(said.splitlines()) <= 2
        assert ("q.qualcode" if "new" in command else "p.qualcode") in said
    assert (place / "ls").read_text().split() == ["p.qualcode", "talk.txt"]
    assert (place / "disk" / "p.qualcode").read_bytes() == (place / "p.qualcode").read_bytes()


@pytest.mark.parametrize("spare", [0, 40, 120])
def test_a_disk_that_is_full(place: Path, spare: int) -> None:
    (place / "disk").mkdir()
    long = "".join(f"E : {number} {TALK}" for number in range(3_000))
    (place / "long.txt").write_text(long, encoding="utf-8")
    prepare = (
        "mount -t tmpfs -o size=2m tmpfs disk && cp p.qualcode talk.txt disk"
        f" && (dd if=/dev/zero of=disk/filling bs=1k count=4000 2> /dev/null || truncate -s -{spare}k disk/filling)"
    )
    commands = ["import p ../long.txt", "new q", "backup p b.qualcode", *["codes add p x" + "y" * n for n in range(20)]]
    commands += ["report p -o r.docx --force"]
    results = mounted(place, prepare, commands)
    for status, said in results[:3]:
        assert status == 1
        assert len(said.splitlines()) == 1
        assert "full" in said
    assert all(len(said.splitlines()) <= 2 for _status, said in results)
    allowed = {"filling", "p.qualcode", "talk.txt", "r.docx", "p.qualcode-shm", "p.qualcode-wal"}
    assert set((place / "ls").read_text().split()) <= allowed
    shutil.move(place / "after" / "p.qualcode", place / "p.qualcode")
    assert_whole(place, 1)
