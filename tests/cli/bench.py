"""A project in use on the command line, and what must be true of it after anything bad was tried."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

import qualcode
from qualcode.cli import run
from tests.storage.dump import Dump, dump

TALK = """Enquêtrice : Vous scannez ?
Mme D. : Je scanne, je trie. Le sale boulot, quoi.
Enquêtrice : Et après ?
Mme D. : Après je passe la serpillière dans le hall.
"""
#: What a terminal obeys, and directions that make a line read backwards.
OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def short(value: object) -> str:
    """A name for a test whose parameter may be pages long."""
    return ascii(value)[1:30]


@dataclass
class Bench:
    """A folder with a project in use, and what must not change in it."""

    place: Path
    capsys: pytest.CaptureFixture[str]
    language: str

    def run(self, *args: str | Path) -> tuple[int, str, str]:
        """The exit status of a command, and what it said."""
        self.capsys.readouterr()
        status = run([str(arg) for arg in args])
        said = self.capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        assert not OBEYED.search(said.out + said.err)
        return status, said.out, said.err

    def refused(self, *args: str | Path, status: int = 1, lines: int = 2) -> str:
        """What a command says that must refuse, in so few lines, and leave everything as it was."""
        before, files = self.dump(), self.files()
        found, _out, said = self.run(*args)
        assert found == status, said
        assert 1 <= len(said.strip().split("\n")) <= lines, said
        assert re.match(r"^(Error:|Not imported:)" if self.language == "en" else r"^(Erreur|Non importé)", said), said
        assert self.dump() == before
        assert self.files() == files
        return said

    def dump(self) -> Dump:
        """All that the project holds; it must be whole."""
        with qualcode.open_project(self.place / "p.qualcode") as project:
            assert project.verify() == []
            return dump(project)

    def files(self) -> set[str]:
        """The names in the folder, hidden ones too."""
        return {str(path.relative_to(self.place)) for path in self.place.rglob("*")}

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.place / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path
