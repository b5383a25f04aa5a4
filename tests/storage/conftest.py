"""A small project that many tests of the file start from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.model.document import Draft, Paragraph, Speaker, Turn
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


@pytest.fixture
def talks(tmp_path: Path) -> Iterator[Project]:
    """Three short interviews: `R` is somebody else in each but the first and the third, where it is Mme Delmas."""
    with new_project(tmp_path / "t.qualcode") as project:
        for number, case in enumerate(("Delmas", "Sow", "Delmas"), 1):
            text = "E : Alors ?\nR : Le sale boulot.\n"
            turns, lines = (Turn(0, 11, 4, "E"), Turn(12, 31, 16, "R")), (Paragraph(0, 11), Paragraph(12, 31))
            speakers = (Speaker("E", "Enquêtrice", True), Speaker("R", "R", case=case, attributes={"role": "AS"}))
            project.add_drafts(
                [Draft(f"d{number}", "entretien", text, lines, turns, speakers=speakers, attributes={"role": "doc"})]
            )
            project.code(f"d{number}", 16, 31, "dirty work", create=True)
        project.code("d1", 4, 11, "dirty work")
        project.code("d2", 4, 20, "dirty work/délégation", create=True)
        yield project
