"""The outputs that docs/questions.md shows: `python -m tests.questions.page` writes them anew, a test compares them.

Whatever stands in a `console` block after a line that begins with `$ qualcode` is what that command prints, in English,
on a terminal of 110 columns, for the invented study of `corpora/`.
"""

from __future__ import annotations

import contextlib
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

from qualcode.cli import main
from qualcode.i18n import set_language

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "questions.md"
PROJECT = "guichets.qualcode"

_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def shown(text: str) -> str:
    """The page with the outputs as they are now; the project lies in the current folder."""
    return _BLOCK.sub(lambda found: f"```console\n{''.join(_outputs(found[1]))}```", text)


def _outputs(block: str) -> Iterator[str]:
    for command in _commands(block):
        yield f"$ {command}\n"
        yield printed(*shlex.split(command.replace("\\\n", " "))[1:])


def _commands(block: str) -> list[str]:
    """The commands of a block; a backslash at the end of a line goes on."""
    return re.findall(r"^\$ (qualcode (?:[^\n]*\\\n)*[^\n]*)", block, re.MULTILINE)


def printed(*arguments: str) -> str:
    """What a command prints, its remarks last, without blanks at the ends of lines."""
    result = CliRunner().invoke(main, arguments, catch_exceptions=False, env={"COLUMNS": "110"})
    assert result.exit_code == 0, f"{arguments}: {result.output}"
    lines = f"{result.stdout.rstrip()}\n{result.stderr.rstrip()}".strip().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def build() -> None:
    """The study, in the current folder."""
    printed("new", PROJECT)
    printed("import", PROJECT, str(ROOT / "corpora" / "guichets" / "etude.yaml"))


if __name__ == "__main__":
    set_language("en")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        build()
        PAGE.write_text(shown(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name}\n")
