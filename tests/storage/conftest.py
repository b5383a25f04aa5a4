"""A small project that many tests of the file start from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.project import Project, new_project

INTERVIEW = """Entretien n° 1
Date : 14/03/2023

Enquêtrice : Vous scannez ?
Mme D. : Je scanne, je trie. Le sale boulot, quoi.
Enquêtrice : Et les mots de passe ?
Mme D. : Les mots de passe aussi. C'est pas mon métier 😀 de base.
"""

NOTES = """Lundi 3 avril 2023. File de douze personnes.

Une dame dit « je viens pour rien, encore ». Le sale boulot de l'accueil.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an interview and field notes, both invented."""
    (tmp_path / "entretien-1.txt").write_text(INTERVIEW, encoding="utf-8")
    (tmp_path / "notes-1.md").write_text(NOTES, encoding="utf-8")
    return tmp_path


@pytest.fixture
def project(folder: Path) -> Iterator[Project]:
    """A project with these two documents and a few codes."""
    with new_project(folder / "p.qualcode") as made:
        made.import_files([folder / "entretien-1.txt", folder / "notes-1.md"])
        for path in ("dirty work/délégation", "dirty work/saisie", "non-recours"):
            made.resolve_code(path, create=True)
        yield made
