"""The invented study goes in whole and holds what it promised: it is the demo, the test bed and the tutorial."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.errors import DuplicateImport, ImportFailure
from qualcode.project import Project, new_project


@pytest.fixture(scope="module")
def guichets(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The study, imported once for this module; tests that change it undo what they did."""
    with new_project(tmp_path_factory.mktemp("study") / "guichets.qualcode") as project:
        project.import_study(corpus / "etude.yaml")
        yield project


def test_it_holds_what_the_field_brings_home(guichets: Project) -> None:
    kinds = Counter(document.kind for document in guichets.documents())
    assert kinds["entretien"] == 8
    assert (kinds["focus-group"], kinds["notes"], kinds["observation"]) == (1, 4, 2)
    assert kinds["questionnaire"] >= 60
    assert sum(document.words for document in guichets.documents()) >= 25_000
    assert {document.source.format for document in guichets.documents()} == {"txt", "md", "docx", "srt", "vtt", "csv"}


def test_speakers_are_known_in_every_convention(guichets: Project) -> None:
    spoken = {
        document.name.split("-")[1]: (document.turns, len(document.speakers))
        for document in guichets.documents()
        if document.kind == "entretien"
    }
    assert all(turns >= 50 for turns, _speakers in spoken.values())
    assert {number: speakers for number, (_turns, speakers) in spoken.items()} == {
        **dict.fromkeys(("01", "02", "03", "04", "05", "06", "07"), 2),
        "08": 3,  # the daughter says a word
    }
    assert len(guichets.document("focus-group-professionnels").speakers) == 7
    roles = {speaker.attributes.get("role") for speaker in guichets.speakers("entretien-01-delmas-as-mds")}
    assert roles == {"AS", "enquêtrice"}


def test_the_coding_is_that_of_two_coders(guichets: Project) -> None:
    coders = {coder.id: coder.name for coder in guichets.coders()}
    by_coder: dict[str, set[int]] = {}
    for coding in guichets.codings():
        by_coder.setdefault(coders[coding.coder], set()).add(coding.document)
    assert len(guichets.codings()) >= 600
    assert len(by_coder["Bastien"]) == 3
    assert by_coder["Bastien"] < by_coder["Camille"]
    assert len([memo for memo in guichets.memos() if memo.coding]) >= 60
    assert len(guichets.cooccurrence().edges) >= 100


def test_every_quotation_still_says_what_it_said(guichets: Project) -> None:
    assert guichets.verify() == []


def test_the_questionnaire_reproduces_the_published_counts(corpus: Path, guichets: Project) -> None:
    with (corpus / "questionnaire.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert len(rows) == 178
    assert sorted(Counter(row["poste"] for row in rows).values(), reverse=True) == [103, 28, 23, 13, 11]
    crossed = Counter((row["france_services"], row["aide_demarches"]) for row in rows)
    assert crossed == {("non", "non"): 2, ("non", "oui"): 46, ("oui", "non"): 21, ("oui", "oui"): 109}
    kept = Counter(case.attributes.get("poste") for case in guichets.cases() if case.name.startswith("questionnaire/"))
    assert sorted(kept.values(), reverse=True) == [103, 28, 23, 13, 11]


def test_the_study_is_one_step_of_the_history(guichets: Project) -> None:
    codings = guichets.codings()
    guichets.undo()
    assert (guichets.documents(), guichets.codings(), len(guichets.codebook())) == ([], [], 0)
    guichets.redo()
    assert guichets.codings() == codings
    assert guichets.verify() == []


def test_the_same_study_twice_is_refused_and_changes_nothing(guichets: Project, corpus: Path) -> None:
    before = guichets.log(1)
    with pytest.raises(DuplicateImport):
        guichets.import_study(corpus / "etude.yaml")
    assert guichets.log(1) == before


def test_a_dry_run_counts_without_writing(corpus: Path, tmp_path: Path) -> None:
    with new_project(tmp_path / "dry.qualcode") as project:
        result = project.import_study(corpus / "etude.yaml", dry_run=True)
        assert (len(result.drafts) >= 75, result.codes >= 150, result.codings >= 600) == (True, True, True)
        assert project.log() == []


def test_a_study_with_a_mistake_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Un texte bien réel.")
    (tmp_path / "c.csv").write_text("document,quotation,code\na,pas dans le texte,x\n")
    (tmp_path / "etude.yaml").write_text("study: S\ndocuments:\n  - file: a.txt\ncodings:\n  - c.csv\n")
    with new_project(tmp_path / "p.qualcode") as project:
        with pytest.raises(ImportFailure) as caught:
            project.import_study(tmp_path / "etude.yaml")
        assert "c.csv, line 2" in str(caught.value)
        assert (project.documents(), project.log()) == ([], [])
