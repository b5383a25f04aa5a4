"""Which files go in, who reads them, and what sort of material they are taken for."""

from __future__ import annotations

from importlib import metadata
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from qualcode import ingest
from qualcode.errors import ImportFailure
from qualcode.ingest import Manuscript, Material, Reading, expand, registry
from qualcode.ingest.compose import reading
from tests.unit.ingest.making import LONG, drafted, read


def test_a_folder_is_all_it_holds_in_natural_order(tmp_path: Path) -> None:
    names = (
        "note-10.txt",
        "note-2.TXT",
        "b/a.docx",
        "~$a.docx",
        ".caché.txt",
        ".git/x.txt",
        "image.png",
        ".~lock.a.docx#",
    )
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    (tmp_path / "codages.csv").write_text("document;quotation;code\nd;x;c\n")
    (tmp_path / "réponses.csv").write_text("id;réponse\n1;x\n")
    found = [path.relative_to(tmp_path).as_posix() for path in expand([tmp_path])]
    assert found == ["b/a.docx", "note-2.TXT", "note-10.txt", "réponses.csv"]


def test_files_are_taken_as_given_and_once(tmp_path: Path) -> None:
    odd = tmp_path / "image.png"
    odd.write_text("x")
    assert expand([odd, tmp_path, odd]) == [odd]
    assert expand([tmp_path / "absent.odt"]) == [tmp_path / "absent.odt"]
    with pytest.raises(ImportFailure, match="no such file"):
        ingest.read(tmp_path / "absent.odt")


def test_supported_suffixes() -> None:
    assert set(ingest.supported_suffixes()) >= {".txt", ".md", ".docx", ".srt", ".vtt", ".csv"}


def _read_odd(material: Material) -> Reading:
    return reading(material, Manuscript(material.data.decode()[::-1], "odd"))


def test_a_package_may_bring_a_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    points = [
        EntryPoint("odd", f"{__name__}:_read_odd", registry.GROUP),
        EntryPoint("broken", "no_such_module_here:x", registry.GROUP),
    ]
    monkeypatch.setattr(metadata, "entry_points", lambda group: points if group == registry.GROUP else [])
    monkeypatch.setattr(EntryPoint, "load", lambda self: _read_odd if self.name == "odd" else __import__("no_such"))
    registry._plugins.cache_clear()
    try:
        assert ".odd" in ingest.supported_suffixes()
        draft = read(tmp_path, "a.odd", "ruojnoB").drafts[0]
        assert (draft.text, draft.source and draft.source.format) == ("Bonjour", "odd")
        with pytest.raises(ImportFailure, match="broken"):
            read(tmp_path, "a.broken", "x")
    finally:
        registry._plugins.cache_clear()


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.txt", f"E : Oui ?\nR : {LONG}\nE : Bon.", "entretien"),
        ("a.txt", "\n".join(f"P{n} : {LONG}" for n in (1, 2, 3, 4, 1, 2, 3, 4)), "focus-group"),
        ("focus-group.txt", f"E : Oui ?\nR : {LONG}\nE : Bon.", "focus-group"),
        ("notes-01.md", LONG, "notes"),
        ("carnet de terrain.txt", LONG, "notes"),
        ("a.txt", f"Lundi 3 avril 2023\n{LONG}\nMardi 4 avril 2023\n{LONG}", "notes"),
        ("grille-caf.md", LONG, "observation"),
        ("rapport.txt", LONG, "document"),
        ("annotes.txt", LONG, "document"),
    ],
)
def test_the_kind_is_guessed(name: str, text: str, kind: str) -> None:
    assert drafted(text, name).kind == kind


def test_the_kind_said_prevails(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(LONG)
    assert ingest.read(path, kind="document").drafts[0].kind == "document"


def test_styles_of_lines() -> None:
    text = "# Titre\n\n- un point\n1. autre\n---\n| a | b |\na\tb\n  \nTexte - simple.\n*Italique* ici.\n**Gras**"
    assert [p.style for p in drafted(text).paragraphs] == [
        *("heading", "list", "list", "break", "table", "table", "body", "body", "body")
    ]
