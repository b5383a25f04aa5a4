"""Passages proposed for coding, from the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.model.span import Span
from qualcode.project import Project, open_project
from qualcode.project.hits import Search


def test_words_are_found_in_all_documents_in_their_order(project: Project) -> None:
    found = project.search_hits(Search(("sale boulot", "scann"), "sentence"))
    assert [(hit.name, project.text(hit.document)[hit.span.start : hit.span.end]) for hit in found] == [
        ("entretien-1", "Vous scannez ?"),
        ("entretien-1", "Je scanne, je trie."),
        ("entretien-1", "Le sale boulot, quoi."),
        ("notes-1", "Le sale boulot de l'accueil."),
    ]
    assert [hit.place for hit in found[1:]] == ["turn 2 · Mme D.", "turn 2 · Mme D.", "paragraph 2"]
    assert all(hit.excerpt in project.text(hit.document) for hit in found)


def test_whole_words_only_where_asked(project: Project) -> None:
    assert len(project.search_hits(Search(("trie", "scan"), "match"))) == 3
    assert len(project.search_hits(Search(("trie", "scan"), "match", whole=True))) == 1


def test_a_search_is_stopped_by_whoever_hears_of_it(project: Project) -> None:
    heard = []

    def report(done: int, total: int, what: str) -> None:
        heard.append((done, total, what))
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        project.search_hits(Search(("scan",)), None, report)
    assert heard == [(0, 2, "entretien-1"), (1, 2, "notes-1")]


def test_only_one_s_own_codings_count_as_coded(project: Project) -> None:
    here = project.document("entretien-1").id
    with open_project(project.path, coder="Bastien") as other:
        other.code(here, 0, 9, "saisie")
    assert project.coded_at([here]) == {}
    coding = project.code(here, 5, 12, "non-recours")
    assert project.coded_at([here, 999]) == {here: [(5, 12, coding.code)]}
    assert project.coded_at([here], project.resolve_code("saisie").id) == {}
    places: list[tuple[str | int, Span]] = [(here, Span(5, 12)), (here, Span(6, 12))]
    assert project.coded_many(places, ["non-recours", "saisie", "nowhere"]) == 1


def test_the_excerpt_has_the_words_however_long_the_passage(project: Project, folder: Path) -> None:
    file = folder / "entretien-9.txt"
    file.write_text("E : Et ?\n" + "D : " + "Il attend. " * 200 + "La serpillière, c'est moi. " + "Il attend. " * 200)
    project.import_files([file])
    [hit] = project.search_hits(Search(("serpilli",), "turn"))
    [word] = hit.words
    assert hit.excerpt[word.start - hit.shown : word.end - hit.shown] == "serpilli"
    assert len(hit.excerpt) < 1000 < len(hit.span)
