"""How much of a text is coded: what counts, what does not, and that it follows whatever is done."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.coverage import GAP, covered
from qualcode.model.span import Span
from qualcode.project import Project, open_project
from qualcode.project.progress import Progress


def share(project: Project, document: str) -> Progress:
    """The progress of a document by its name."""
    return project.progress()[project.document(document).id]


def code(project: Project, document: str, words: str) -> None:
    """Code some words."""
    start = project.text(document).index(words)
    project.code(document, start, start + len(words), "saisie")


def test_what_the_interviewer_asks_and_the_header_do_not_count(project: Project) -> None:
    whole = sum(turn.end - turn.body for turn in project.layout("entretien-1").turns if turn.label == "Mme D.")
    assert share(project, "entretien-1") == Progress(0, whole, 0)
    code(project, "entretien-1", "Vous scannez ?")
    assert share(project, "entretien-1") == Progress(0, whole, 1)
    code(project, "entretien-1", "Je scanne, je trie.")
    assert share(project, "entretien-1") == Progress(19, whole, 2)


def test_all_sentences_coded_one_by_one_are_all_of_it(project: Project) -> None:
    for name in ("entretien-1", "notes-1"):
        document = project.document(name).id
        spans = [(document, Span(start, end)) for start, end in project.layout(name).sentences if end > start]
        project.code_spans(spans, "saisie")
        assert share(project, name).percent == 100
        assert share(project, name).covered == share(project, name).whole


def test_the_same_words_count_once(project: Project) -> None:
    code(project, "entretien-1", "Je scanne, je trie.")
    before = share(project, "entretien-1")
    start = project.text("entretien-1").index("scanne")
    project.code("entretien-1", start, start + 6, "non-recours")
    after = share(project, "entretien-1")
    assert (after.covered, after.codings) == (before.covered, before.codings + 1)


def test_progress_follows_undo_redo_other_programs_and_mended_speakers(project: Project) -> None:
    project.progress()
    code(project, "notes-1", "Lundi 3 avril 2023.")
    coded = share(project, "notes-1")
    assert coded.covered == 19
    project.undo()
    assert share(project, "notes-1").covered == 0
    project.redo()
    assert share(project, "notes-1") == coded
    with open_project(project.path) as other:
        code(other, "notes-1", "File de douze personnes.")
    assert share(project, "notes-1").covered == 19 + 24 + 1
    asked = next(thing for thing in project.things("speaker") if thing.name == "Mme D.")
    whole = share(project, "entretien-1").whole
    project.conn.execute("UPDATE speakers SET interviewer = 1 WHERE id = ?", (asked.id,))
    # Where only interviewers speak, what they say is what there is to code.
    assert share(project, "entretien-1").whole > whole
    project.delete_document("notes-1")
    assert set(project.progress()) == {project.document("entretien-1").id}
    project.undo()
    assert share(project, "notes-1").covered == 44


def test_what_a_thread_has_reckoned_is_brought_up_to_date(project: Project) -> None:
    with open_project(project.path) as other:
        measured = other.measure_progress()
    code(project, "notes-1", "Lundi 3 avril 2023.")
    assert not project.progress_known
    project.keep_progress(measured)
    assert share(project, "notes-1").covered == 19


@pytest.mark.parametrize(
    ("covered_", "whole", "percent"), [(0, 0, 0), (0, 9, 0), (1, 900, 1), (899, 900, 99), (9, 9, 100)]
)
def test_only_none_is_nothing_and_only_all_is_all(covered_: int, whole: int, percent: int) -> None:
    assert Progress(covered_, whole).percent == percent


ranges = st.lists(st.tuples(st.integers(0, 120), st.integers(1, 30)).map(lambda r: (r[0], r[0] + r[1])), max_size=12)


@given(ranges, st.lists(st.integers(1, 9), max_size=20))
def test_covered_is_what_a_count_of_characters_finds(codings: list[tuple[int, int]], steps: list[int]) -> None:
    stretches, at = [], 0
    for gap, length in zip(steps[::2], steps[1::2], strict=False):
        stretches.append((at + gap, at + gap + length))
        at += gap + length
    inside = {c for start, end in codings for c in range(start, end)}
    for _again in range(GAP):
        # A gap of at most GAP characters between two coded ones is filled.
        ordered = sorted(inside)
        for one, two in zip(ordered, ordered[1:], strict=False):
            if two - one <= GAP + 1:
                inside.update(range(one, two))
    expected = sum(1 for start, end in stretches for c in range(start, end) if c in inside)
    assert covered(stretches, sorted(codings)) == expected
