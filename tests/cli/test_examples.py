"""The examples below the options of a command can be typed as they stand, on the study that is shipped."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from qualcode import cli
from qualcode.project import new_project


def _examples(command: click.Command) -> Iterator[str]:
    yield from re.findall(r"^  qualcode (.+)$", command.epilog or "", re.M)
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            yield from _examples(command.get_command(context, name) or click.Command(name))


# A network is saved before it is shown.
EXAMPLES = sorted(_examples(cli.main), key=lambda example: (example.startswith("network"), example))


@pytest.fixture(scope="module")
def guichets(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented study."""
    path = tmp_path_factory.mktemp("study") / "g.qualcode"
    with new_project(path, coder="Camille") as project:
        project.import_study(corpus / "etude.yaml")
        project.save_network("themes", project.cooccurrence("kind:entretien", unit="turn", level=2))
    return path


def test_what_is_asked_of_a_project_has_an_example() -> None:
    shown = {example.split()[0] for example in EXAMPLES}
    assert shown >= {"query", "grid", "coverage", "saturation", "cooccurrence", "compare", "network", "queries"}


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_can_be_typed(
    example: str, guichets: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = [str(guichets) if word == "P" else word for word in shlex.split(example)]
    assert cli.run([*words, "--replace"] if "--save" in words else words) == 0
    done = capsys.readouterr()
    assert "-o" in words or len(done.out.splitlines()) >= 1
    assert all(Path(name).stat().st_size for name in words if Path(name).suffix in (".xlsx", ".svg", ".png", ".html"))


def test_examples_keep_their_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["compare", "--help"]) == 0
    assert "\n    qualcode compare P --a role:AS --b" in capsys.readouterr().out
