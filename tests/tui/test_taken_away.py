"""Another program takes away, or changes, what one looks at or is asked about: nothing fails, nothing wrong is done.

What it did is not shown yet when one presses the next key.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qualcode.errors import Gone
from qualcode.model.coding import Coding
from qualcode.model.memo import Subject
from qualcode.project import Project, open_project

from .conftest import notes
from .desk import DELMAS, codings, put_caret, question, screen, status

WORDS = "C'est pas mon métier"


def elsewhere(project: Project, act: Callable[[Project], object]) -> None:
    """What another window on the same file does."""
    with open_project(project.path, coder="Hélène") as other:
        act(other)


def coding_of(project: Project, code: str) -> Coding:
    book = project.codebook()
    return next(coding for coding in project.codings() if book.path(coding.code) == code)


def delete(path: str) -> Callable[[Project], object]:
    return lambda other: other.delete_code(path, children="delete", with_codings=True)


async def test_a_code_deleted_elsewhere_is_told_when_one_comes_upon_it(project: Project) -> None:
    async with screen(project) as (pilot, text):
        elsewhere(project, delete("territoires"))
        put_caret(text, project, WORDS)
        await pilot.press("right")
        await pilot.pause(0.1)
        assert "Another program has changed the project" in status(pilot)
        assert [path for path, _quote in codings(project)] == ["dirty work", "dirty work/mots de passe"]


@pytest.mark.parametrize("keys", ["W5\n", "x", "ecoffee\n", "b"], ids=["weigh", "remove", "recode", "resize"])
async def test_a_coding_that_is_gone_is_not_acted_upon(project: Project, keys: str) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, WORDS)
        await pilot.pause(0.1)
        gone = coding_of(project, "territoires")
        elsewhere(project, lambda other: other.uncode([gone.id]))
        await pilot.press(*("enter" if key == "\n" else key for key in keys))
        if keys == "b":
            await pilot.press("shift+right", "enter")
        await pilot.pause()
        assert "dirty work" in {path for path, _quote in codings(project)}
        assert "territoires" not in {path for path, _quote in codings(project)}
        assert all(coding.weight is None for coding in project.codings())


async def test_a_coding_that_has_the_number_of_one_that_is_gone_is_another_one(project: Project) -> None:
    """SQLite gives the number of the last row again once that row is gone."""
    start = project.text(DELMAS).index("Comment")
    project.code(DELMAS, start, start + 10, "non-recours")
    async with screen(project) as (pilot, text):
        put_caret(text, project, "Comment")
        await pilot.press("W", "5")

        def replaced(other: Project) -> None:
            old = coding_of(other, "non-recours")
            other.undo()
            assert other.code(DELMAS, start + 20, start + 30, "territoires").id == old.id

        elsewhere(project, replaced)
        await pilot.press("enter")
        await pilot.pause()
        assert "Another program has removed this coding." in status(pilot)
        assert all(coding.weight is None for coding in project.codings())


async def test_a_coding_that_was_recoded_elsewhere_is_shown_before_it_is_removed(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, WORDS)
        await pilot.pause(0.1)
        coding = coding_of(project, "territoires")
        elsewhere(project, lambda other: other.recode([coding.id], "non-recours"))
        await pilot.press("x")
        assert "nothing was done" in status(pilot)
        assert coding_of(project, "non-recours").id == coding.id
        await pilot.press("x")
        assert "Removed: non-recours" in status(pilot)


async def test_what_goes_with_a_document_is_asked_again_when_it_is_more(project: Project) -> None:
    async with screen(project) as (pilot, _text):
        await pilot.press("d", "end", "delete")
        assert "Nothing is coded in it." in question(pilot)
        elsewhere(project, lambda other: other.code("notes-hall", 0, 10, "territoires"))
        await pilot.press("y")
        assert "With it goes: 1 coding" in question(pilot)
        assert len(project.documents()) == 2
        await pilot.press("y")
        await pilot.pause()
        assert [document.name for document in project.documents()] == [DELMAS]


async def test_a_document_that_is_gone_does_not_take_another_with_it(project: Project) -> None:
    """The name of a document may be the number of another one."""
    gone = project.document("notes-hall").id
    project.add_drafts([notes(str(gone), "Autre chose.")])
    async with screen(project) as (pilot, _text):
        await pilot.press("d", "end", "up", "delete")
        assert "notes-hall" in question(pilot)
        elsewhere(project, lambda other: other.delete_document("notes-hall"))
        await pilot.press("y")
        await pilot.pause()
        assert [document.name for document in project.documents()] == [DELMAS, str(gone)]
    with pytest.raises(Gone):
        project.document(gone)


async def test_a_merge_is_asked_again_when_it_would_do_more(project: Project) -> None:
    async with screen(project) as (pilot, _text):
        await pilot.press("K")
        await pilot.pause()
        await pilot.press("end", "m")
        await pilot.press(*"non-rec", "enter")
        before = question(pilot)
        assert "territoires" in before
        elsewhere(project, lambda other: other.code("notes-hall", 0, 10, "territoires"))
        await pilot.press("y")
        await pilot.pause()
        assert question(pilot) != before
        assert project.codebook().find("territoires")
        await pilot.press("y")
        await pilot.pause()
        assert project.codebook().find("territoires") is None


async def test_a_memo_that_was_changed_elsewhere_is_not_removed(project: Project) -> None:
    coding = coding_of(project, "territoires")
    memo = project.save_memo(Subject("coding", coding.id), "à revoir").id
    assert memo is not None
    async with screen(project) as (pilot, _text):
        await pilot.press("M")
        await pilot.pause()
        await pilot.press("x")
        assert "à revoir" in question(pilot)
        elsewhere(project, lambda other: other.edit_memo(memo, "à garder absolument"))
        await pilot.press("y")
        await pilot.pause()
        kept = project.memo(memo)
        assert kept is not None
        assert kept.text == "à garder absolument"
