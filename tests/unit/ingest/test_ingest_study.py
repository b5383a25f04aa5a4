"""A study file is read whole; each mistake in it has a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode import ingest
from qualcode.errors import ImportFailure
from qualcode.ingest import RowPlan, read_study
from qualcode.model.document import Case, Speaker

GOOD = """\
# Une étude
study: Guichets
note: >-
  Deux lignes
  de note.
language: fr
codebooks: [../codes.yaml]
cases:
  - name: MDS
    kind: site
    attributes: {ville: Vernoise, ouvert: true}
  - name: Mme D.
documents:
  - file: a.txt
    name: Entretien A
    kind: entretien
    attributes: {date: 2023-03-14, anciennete: 19, "n": 1.5}
    cases: MDS
    speakers:
      - label: E
        name: Claire
        interviewer: yes
      - {label: Mme D., case: Mme D., attributes: {role: AS}}
  - file: sous/q.csv
    rows: {id: id, text: réponse, attributes: [age]}
codings:
  - c.csv
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    study = tmp_path / "étude"
    (study / "sous").mkdir(parents=True)
    for path in (tmp_path / "codes.yaml", study / "a.txt", study / "sous" / "q.csv", study / "c.csv"):
        path.write_text("x")
    return study


def read(folder: Path, text: str) -> ingest.Study:
    path = folder / "etude.yaml"
    path.write_text(text)
    return read_study(path)


def mistakes(folder: Path, text: str) -> list[str]:
    with pytest.raises(ImportFailure) as caught:
        read(folder, text)
    return str(caught.value).splitlines()


def test_a_whole_study(folder: Path) -> None:
    study = read(folder, GOOD)
    assert (study.name, study.note, study.language) == ("Guichets", "Deux lignes de note.", "fr")
    assert [path.resolve() for path in study.codebooks] == [(folder.parent / "codes.yaml").resolve()]
    assert study.cases == (
        Case(0, "MDS", "site", {"ville": "Vernoise", "ouvert": "oui"}),
        Case(0, "Mme D."),
    )
    interview, table = study.documents
    assert interview.file == folder / "a.txt"
    assert (interview.name, interview.kind, interview.cases) == ("Entretien A", "entretien", ("MDS",))
    assert interview.attributes == {"date": "2023-03-14", "anciennete": "19", "n": "1.5"}
    assert interview.speakers == {
        "E": Speaker("E", "Claire", interviewer=True),
        "Mme D.": Speaker("Mme D.", "Mme D.", case="Mme D.", attributes={"role": "AS"}),
    }
    assert table.rows == RowPlan("id", ("réponse",), ("age",))
    assert study.codings == (folder / "c.csv",)


def test_each_mistake_has_its_line(folder: Path) -> None:
    text = (
        GOOD.replace("language: fr", "langage: fr")
        .replace("    kind: site", "    kind: lieu")
        .replace("  - file: a.txt", "  - file: absent.txt")
        .replace("kind: entretien", "kind: interview")
        .replace("interviewer: yes", "interviewer: peut-être")
        .replace("  - c.csv", "  - d.csv")
        .replace("ouvert: true", "ouvert")
        .replace("{label: Mme D., ", "{")
    )
    lines = mistakes(folder, text)
    assert [int(line.split("line ")[1].split(":")[0]) for line in lines] == [6, 10, 11, 14, 16, 22, 23, 27]
    assert "langage" in lines[0]
    assert "language" in lines[0]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("study: [a\nb: c\n", 2),
        ("study: a\nstudy: b\n", 2),
        ("documents: 3\n", 1),
        ("documents:\n  - a.txt\n", 2),
        ("cases:\n  - kind: site\n", 2),
        ("study: {a: 1}\n", 1),
        ("documents:\n  - file: a.txt\n    attributes: [1]\n", 3),
        ("documents:\n  - file: a.txt\n    rows: [1]\n", 3),
        ("documents:\n  - file: a.txt\n    speakers:\n      - label: {a: b}\n", 4),
        ("codebooks: ../rien.yaml\n", 1),
        ("study: !!python/object:os.system x\nx: 1\n", 2),
    ],
)
def test_odd_files(folder: Path, text: str, line: int) -> None:
    assert f"line {line}" in mistakes(folder, text)[0]


@pytest.mark.parametrize("text", ["- a\n- b\n", "juste un mot", "\t\ttab", " \n"])
def test_what_is_no_study(folder: Path, text: str) -> None:
    assert "etude.yaml" in mistakes(folder, text)[0]


def test_a_missing_study(tmp_path: Path) -> None:
    with pytest.raises(ImportFailure, match=r"absent\.yaml"):
        read_study(tmp_path / "absent.yaml")


def test_the_shipped_study(corpus: Path) -> None:
    study = read_study(corpus / "etude.yaml")
    assert len(study.documents) >= 16
    for entry in study.documents:
        reading = ingest.read(entry.file, kind=entry.kind, rows=entry.rows)
        for draft in reading.drafts:
            told = ingest.apply(
                draft, kind=entry.kind, attributes=entry.attributes, speakers=entry.speakers, cases=entry.cases
            )
            assert {speaker.label for speaker in told.speakers} >= set(entry.speakers)
            if entry.kind in ("entretien", "focus-group"):
                assert {speaker.label for speaker in draft.speakers} - set(entry.speakers) <= {"Speaker 3"}
            assert draft.kind == entry.kind


def test_every_shipped_coding_stands_in_its_document(corpus: Path) -> None:
    study = read_study(corpus / "etude.yaml")
    texts = {
        draft.name: draft.text
        for entry in study.documents
        for draft in ingest.read(entry.file, kind=entry.kind, rows=entry.rows).drafts
    }
    rows = [row for path in study.codings for row in ingest.read_codings(path)]
    assert len(rows) >= 600
    for row in rows:
        span = ingest.locate(texts[row.document], row.quotation, occurrence=row.occurrence)
        assert len(span) > 0
