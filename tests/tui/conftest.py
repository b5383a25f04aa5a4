"""A small project, a held clock, one coder, English: the machine that the tests run on must not show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.i18n import set_language
from qualcode.model.document import Draft, Paragraph, Speaker, Turn
from qualcode.project import Project, new_project

from .importing import SPOKEN

TALK = [
    ("Enquêtrice", "Comment ça se passe au guichet, le matin ?"),
    ("Mme D.", "Ben, on ouvre à neuf heures. Il y a déjà du monde. On fait les mots de passe, surtout."),
    ("Enquêtrice", "Et ça vous prend du temps ?"),
    (
        "Mme D.",
        "C'est pas mon métier, ça. Moi j'ai fait trois ans d'études pour accompagner les gens. On me demande de "
        "scanner des papiers toute la journée, de récupérer des codes par SMS, et les usager·ère·s attendent debout.",
    ),
    ("Enquêtrice", "Vous refusez parfois ?"),
    ("Mme D.", "Jamais. Mais je renvoie vers l'association, quand il y a trop de monde. (rires)"),
]


def interview(name: str, talk: list[tuple[str, str]] = TALK) -> Draft:
    """A draft with turns, made from (speaker, words)."""
    text, turns, paragraphs = "", [], []
    for label, words in talk:
        start = len(text)
        text += f"{label} : {words}"
        turns.append(Turn(start, len(text), start + len(label) + 3, label))
        paragraphs.append(Paragraph(start, len(text)))
        text += "\n\n"
    speakers = [
        Speaker(label, label, interviewer=label.startswith("Enq")) for label in dict.fromkeys(t[0] for t in talk)
    ]
    return Draft(name, "entretien", text.rstrip(), tuple(paragraphs), tuple(turns), speakers=tuple(speakers))


def notes(name: str, text: str) -> Draft:
    """A draft of field notes: paragraphs, no turns."""
    paragraphs, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(at, at + len(line)))
        at += len(line) + 1
    return Draft(name, "notes", text, tuple(paragraphs))


@pytest.fixture(autouse=True)
def _quiet_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("QUALCODE_NOW", "2024-03-12T09:00:00.000Z")
    monkeypatch.setenv("QUALCODE_CODER", "Camille")
    set_language("en")
    yield
    set_language(None)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Two documents, six codes, three codings."""
    with new_project(tmp_path / "guichets.qualcode") as made:
        made.add_drafts(
            [
                interview("entretien-01-delmas"),
                notes(
                    "notes-hall",
                    "9 h 10. La file déborde sur le trottoir.\nUne dame repart sans avoir parlé à personne.",
                ),
            ]
        )
        colors = {
            "dirty work": "#8c6d5c",
            "dirty work/délégation": "#d08770",
            "dirty work/mots de passe": "#ebcb8b",
            "non-recours": "#5e81ac",
            "non-recours/renoncement": "#88c0d0",
            "territoires": "#a3be8c",
        }
        with made.action("load codebook"):
            for path, color in colors.items():
                _color(made, made.resolve_code(path, create=True).id, color)
        text = made.text("entretien-01-delmas")
        for words, code in (
            ("On fait les mots de passe, surtout.", "dirty work/mots de passe"),
            ("C'est pas mon métier, ça.", "territoires"),
            ("On fait les mots de passe", "dirty work"),
        ):
            start = text.index(words)
            made.code("entretien-01-delmas", start, start + len(words), code)
        yield made


def _color(project: Project, code: int, color: str) -> None:
    from qualcode.storage import codebook

    codebook.update(project.conn, code, {"color": color, "definition": "Ce que dit ce code."})


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Project]:
    """A project without documents, beside a folder of interviews."""
    (tmp_path / "entretiens").mkdir()
    for name in ("delmas", "lacaze"):
        (tmp_path / "entretiens" / f"{name}.txt").write_text(f"{SPOKEN}E : Merci, {name}.\n", encoding="utf-8")
    (tmp_path / "entretiens" / "notes-hall.md").write_text("Une dame repart.\n", encoding="utf-8")
    (tmp_path / "entretiens" / "son.mp3").write_bytes(b"nothing to read")
    with new_project(tmp_path / "p.qualcode") as made:
        yield made
