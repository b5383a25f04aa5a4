"""Starting costs nothing: what is heavy is loaded when it is used."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from qualcode.project import new_project

HEAVY = ("textual", "spacy", "networkx", "numpy", "docx", "lark", "rapidfuzz", "sqlite_utils", "ruamel")


#: What the screen loads when it is first used.
LATER = (
    *("qualcode.report.content", "qualcode.interchange.codebook_merge", "qualcode.storage.migrations"),
    *("qualcode.tui.screens.memo", "textual.widgets._text_area", "qualcode.tui.sheets.codebook", "importlib.metadata"),
)


def loaded_by(code: str, among: Sequence[str] = HEAVY) -> set[str]:
    """Which libraries or modules a fresh interpreter has loaded after running some code."""
    check = f"{code}\nimport sys\nprint([name for name in {among!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    return set(eval(done.stdout.splitlines()[-1], {"__builtins__": {}}))


@pytest.mark.parametrize("code", ["import qualcode", "from qualcode.cli import run\nrun(['--help'])"])
def test_nothing_heavy_is_loaded(code: str) -> None:
    assert loaded_by(code) == set()


def test_opening_a_project_that_is_up_to_date_loads_no_library(tmp_path: Path) -> None:
    """The screen waits for it: sqlite-utils brings numpy with it."""
    path = tmp_path / "p.qualcode"
    with new_project(path):
        pass
    assert loaded_by(f"import qualcode\nqualcode.open_project({str(path)!r}).close()") == set()


def test_the_screen_loads_what_it_shows_first() -> None:
    assert loaded_by("import qualcode.tui.app", (*HEAVY, *LATER)) == {"textual"}


def test_the_way_in_for_scripts_is_at_the_top() -> None:
    import qualcode

    assert callable(qualcode.open_project)
    assert issubclass(qualcode.QualcodeError, Exception)
    with pytest.raises(AttributeError):
        _ = qualcode.nothing_of_that_name


def test_every_command_that_help_names_exists() -> None:
    import click

    from qualcode.cli import main, summaries

    with click.Context(main) as context:
        for name in summaries():
            command = main.get_command(context, name)
            assert isinstance(command, click.Command), name
            assert command.name == name


def test_an_unknown_command_is_a_mistake_of_use(capsys: pytest.CaptureFixture[str]) -> None:
    from qualcode.cli import run

    assert run(["xyzzy"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == "Error: Unknown command “xyzzy”."
    assert run(["querry"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == "Error: Unknown command “querry”. Did you mean: query, queries?"


def test_help_and_version_speak_from_the_catalogue(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import qualcode
    from qualcode import cli

    monkeypatch.setattr(cli, "_", lambda message: message.upper())
    assert cli.run(["--help"]) == 0
    out = capsys.readouterr().out
    assert "[OPTIONS] COMMAND [ARGS]…" in out
    assert "CODE AND ANALYSE QUALITATIVE INTERVIEWS." in out
    monkeypatch.undo()
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out == f"qualcode, version {qualcode.__version__}\n"
