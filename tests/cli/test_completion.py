"""What the Tab key of a shell offers: in this process through click's classes, and once through a real shell."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import CompletionItem
from hypothesis import assume, given
from hypothesis import strategies as st

from qualcode.cli import main, run
from qualcode.cli.completion import PROGRAM, SHELLS, VARIABLE
from qualcode.cli.shell_words import Word, arguments, replies, words, written
from qualcode.model.document import Draft, Speaker, Turn
from qualcode.project import new_project


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a project `p` and another file; the shell stands in it."""
    with new_project(tmp_path / "p.qualcode", coder="Camille") as project:
        text = "E : Alors ?\nR : Le sale boulot."
        speakers = (Speaker("E", "E", True), Speaker("R", "Mme Delmas", attributes={"role": "agent d'accueil"}))
        turns = (Turn(0, 11, 4, "E"), Turn(12, 31, 16, "R"))
        project.add_drafts([Draft("entretien n° 1", "entretien", text, turns=turns, speakers=speakers)])
        project.code("entretien n° 1", 16, 31, "dirty work/délégation", create=True)
        project.save_query("chez elle", 'speaker:"Mme Delmas"')
        project.save_query("délégué", "code:délégation")
        project.save_network("en tout", project.cooccurrence())
    (tmp_path / "notes.txt").write_text("")
    (tmp_path / "sous-dossier").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def offered(*typed: str, shell: str = "bash") -> list[str]:
    """What could stand for the last of these words."""
    completion = SHELLS[shell](main, {}, PROGRAM, VARIABLE)
    found: list[CompletionItem[str]] = completion.get_completions(list(typed[:-1]), typed[-1])
    return [item.value for item in found]


def test_commands_projects_and_options(here: Path) -> None:
    assert offered("quer") == ["query", "queries"]
    assert {"query", "completion"} <= set(offered(""))
    assert offered("query", "") == ["p.qualcode", f"sous-dossier{os.sep}"]
    assert offered("query", "./p") == ["./p.qualcode"]
    assert offered("query", "p.qualcode", "--count") == ["--count-by"]
    assert "rename" in offered("queries", "")
    assert offered("cooccurrence", "p.qualcode", "--unit", "sent") == ["sentence"]


def test_names_of_the_project(here: Path) -> None:
    assert offered("codes", "rename", "p.qualcode", "DÉL") == ["dirty work/délégation"]
    assert offered("codes", "split", "p.qualcode", "dirty", "--where", "@d") == ["@délégué"]
    assert offered("query", "p", "role:") == ['role:"agent d\'accueil"']
    assert offered("query", "p.qualcode", "--count-by", "ro") == ["role"]
    assert offered("code", "p.qualcode", "délé") == ["dirty work/délégation"]
    assert offered("open", "p.qualcode", "--document", "entr") == ["entretien n° 1"]
    assert offered("queries", "show", "p.qualcode", "@ch") == ["chez elle"]
    assert offered("queries", "rename", "p.qualcode", "") == ["chez elle", "délégué"]
    assert offered("network", "show", "p.qualcode", "") == ["en tout"]
    assert offered("grid", "p.qualcode", "--columns", "ro") == offered("grid", "p.qualcode", "--rows", "ro") == ["role"]
    assert offered("compare", "p.qualcode", "--a", "role:*", "--b", "@dé") == ["@délégué"]


def test_within_a_query(here: Path) -> None:
    assert offered("query", "p.qualcode", "role:* NOT code:dirty") == [
        'role:* NOT code:"dirty work"',
        "role:* NOT code:délégation",
    ]
    assert offered("query", "p.qualcode", "(@") == ['(@"chez elle"', "(@délégué"]
    assert offered("query", "p.qualcode", 'speaker:"Mme') == ['speaker:"Mme Delmas"']
    assert {"code:", "role:", "@délégué"} <= set(offered("query", "p.qualcode", ""))
    assert "code:délégation NEAR/3 turns" in offered("query", "p.qualcode", "code:délégation NEA")


@pytest.mark.parametrize(
    "typed",
    [
        ("nothing", "p.qualcode", "x"),
        ("query", "missing.qualcode", "code:"),
        ("query", "notes.txt", "code:"),
        ("query", "sous-dossier", "code:"),
        ("query", "p.qualcode", "\x00"),
        ("query", "\x00", "code:"),
        ("query", "p.qualcode", 'code:"\\'),
        ("query", "nowhere/at/all/"),
        ("codes", "split", "p.qualcode", "a", "b", "c", "d"),
        ("cooccurrence", "p.qualcode", "--codes", "dirty"),
    ],
)
def test_where_nothing_is_known_nothing_is_offered(here: Path, typed: tuple[str, ...]) -> None:
    assert offered(*typed) == []


def test_a_damaged_project_is_left_alone(here: Path) -> None:
    path = here / "p.qualcode"
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4000)
    before = sorted(here.iterdir())
    assert offered("query", "p.qualcode", "code:") == []
    assert sorted(here.iterdir()) == before


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("qualcode query p 'code:\"dirty w", ["qualcode", "query", "p", 'code:"dirty w']),
        ("qualcode query p ", ["qualcode", "query", "p", ""]),
        ('qualcode query "a \\" b" c\\ d', ["qualcode", "query", 'a " b', "c d"]),
        ("ls | wc; cd x && qualcode que", ["qualcode", "que"]),
        ("qualcode query p 'a|b' x", ["qualcode", "query", "p", "a|b", "x"]),
        ("", [""]),
    ],
)
def test_a_line_is_cut_as_shells_cut_it(line: str, found: list[str]) -> None:
    assert [word.meant for word in words(line)] == found


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1), min_size=1, max_size=4))
def test_words_that_a_shell_quotes_are_read_as_they_are_meant(texts: list[str]) -> None:
    assert [word.meant for word in words(shlex.join(texts) + " ")] == [*texts, ""]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))), st.sampled_from(["", "'", '"']), st.integers(0, 3))
def test_what_is_put_in_means_the_value(value: str, quote: str, kept: int) -> None:
    """Whatever of it was typed, in whatever quotation marks, as a shell reads it."""
    assume(quote != '"' or not set("$`") & set(value))  # Python's reader of shells leaves these escaped.
    start = Word(quote + (value[:kept] if value[:kept].isalnum() else ""), value[:kept], quote)
    start = start if value[:kept].isalnum() else Word(quote, "", quote)
    assert shlex.split(written(start, value) + quote) == ([value] if value or quote else [])


def test_a_shell_that_breaks_words_at_colons_gets_the_rest() -> None:
    bare = Word("role:di", "role:di")
    assert replies(bare, "di", ["role:directrice"]) == ["directrice"]
    quoted = Word("'role:a", "role:a", "'")
    assert replies(quoted, "role:a", ['role:"agent d\'accueil"']) == ["role:\"agent d'\\''accueil\""]
    # Nothing that was typed is taken away where several names could be meant.
    assert replies(Word("del", "del"), "del", ["dirty/delegation", "delta", "x/del"]) == ["delta"]
    assert arguments("sudo qualcode query", "qualcode") == [Word("query", "query")]
    assert arguments("ls query", "qualcode") == []


@pytest.mark.parametrize("shell", sorted(SHELLS))
def test_the_script_is_printed(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    said = capsys.readouterr()
    assert f"_QUALCODE_COMPLETE={shell}_complete" in said.out
    assert said.err == ""
    if program := shutil.which(shell):
        assert subprocess.run([program, "-n"], input=said.out, text=True, capture_output=True).stderr == ""


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash here")
def test_a_real_bash_gets_names_and_no_word_of_trouble(here: Path) -> None:
    script = f"""
        qualcode() {{ {shlex.quote(sys.executable)} -m qualcode "$@"; }}; export -f qualcode
        eval "$(qualcode completion bash)"
        env() {{ local -a set=(); while [[ "$1" == *=* ]]; do export "$1"; shift; done; "$@"; }}
        ask() {{
            COMP_LINE="$1" COMP_POINT="${{#1}}" _qualcode_completion qualcode "$2"; printf '%s\\n' "${{COMPREPLY[@]}}"
        }}
        ask "qualcode query p.qualcode 'role:* code:dél" "role:* code:dél"
        ask "qualcode query p.qualcode code:dir" dir
        ask "qualcode query broken.qualcode code:" ""
        ask "qualcode queries show p.qualcode dé" dé
    """
    (here / "broken.qualcode").write_text("nothing")
    done = subprocess.run(["bash", "--norc", "-c", script], capture_output=True, text=True, cwd=here)
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["role:* code:délégation", '\\"dirty\\ work\\"', "", "délégué"]


@pytest.mark.parametrize("asked", ["bash_complete", "zsh_complete", "fish_complete", "bash_", "nonsense", "_"])
@pytest.mark.parametrize(
    "line", [None, "", "qualcode", "qualcode query p.qualcode 'code:\\", 'qualcode "', "x | qualcode "]
)
def test_whatever_a_shell_asks_there_is_an_answer_and_no_trouble(
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    asked: str,
    line: str | None,
) -> None:
    monkeypatch.setenv(VARIABLE, asked)
    if line is not None:
        monkeypatch.setenv("COMP_WORDS", line)
    assert run([]) == 0
    assert capfdbinary.readouterr().err == b""
