"""What the journal tells of a document, held against what stands in the file."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.model.coding import Coding
from qualcode.project import Project, open_project

DOCUMENT = "entretien-1"


def test_nothing_new_is_nothing(project: Project) -> None:
    here = project.document(DOCUMENT).id
    news = project.news(here, project.last_change())
    assert news is not None
    assert (dict(news.codings), news.tables, news.change) == ({}, frozenset(), project.last_change())


def test_what_another_connection_did_and_took_back_is_told_as_it_stands(project: Project) -> None:
    here, since = project.document(DOCUMENT).id, project.last_change()
    with open_project(project.path, coder="Bastien") as other:
        kept = other.code(DOCUMENT, 0, 9, "saisie")
        gone = other.code(DOCUMENT, 0, 5, "saisie")
        other.undo()
        elsewhere = other.code("notes-1", 0, 5, "saisie")
    news = project.news(here, since)
    assert news is not None
    assert news.codings[kept.id] == kept
    assert news.codings[elsewhere.id] is None or elsewhere.id == gone.id
    assert "coders" in news.tables


def test_too_much_is_not_told(project: Project) -> None:
    here, since = project.document(DOCUMENT).id, project.last_change()
    with project.action("code"):
        for start in range(300):
            project.code("notes-1", start % 90, start % 90 + 1 + start // 90, "saisie")
            project.add_memo(str(start))
    assert project.news(here, since) is None


STEPS = st.lists(st.tuples(st.sampled_from("abcurxeb"), st.integers(0, 40)), max_size=25)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS, st.integers(1, 6))
def test_following_gives_what_reading_gives(project: Project, steps: list[tuple[str, int]], every: int) -> None:
    here = project.document(DOCUMENT).id
    held = {coding.id: coding for coding in project.codings(DOCUMENT)}
    change = project.last_change()
    for number, (step, at) in enumerate(steps):
        do(project, step, at)
        if number % every == 0:
            news = project.news(here, change)
            assert news is not None
            change = news.change
            for row, coding in news.codings.items():
                held.pop(row, None)
                if coding:
                    held[row] = coding
            assert sorted(held.values(), key=place) == project.codings(DOCUMENT)


def do(project: Project, step: str, at: int) -> None:
    codings = project.codings()
    some = codings[at % len(codings)] if codings else None
    last = project.next_undo()
    if step == "u" and last and last.kind in ("code", "uncode", "recode", "resize coding"):
        project.undo()
    elif step == "r" and project.next_redo():
        project.redo()
    elif step == "x" and some:
        project.uncode([some.id])
    elif step == "e" and some:
        project.recode([some.id], ("saisie", "non-recours")[at % 2])
    elif step == "b" and some:
        project.resize(some.id, some.start, some.start + 1 + at % 7)
    elif step in "abc":
        project.code(DOCUMENT if step != "c" else "notes-1", at, at + 5, ("saisie", "non-recours")[step == "b"])


def place(coding: Coding) -> tuple[int, int, int]:
    return coding.start, coding.end, coding.id
