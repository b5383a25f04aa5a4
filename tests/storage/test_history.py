"""The history as it is looked at: found, told in detail, led to places, walked far, written out."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from qualcode.errors import ProjectError, UnknownName
from qualcode.model.memo import Subject, subject_of
from qualcode.model.span import Span
from qualcode.project import Project, open_project
from qualcode.project.history import described_shortly

DOCUMENT = "entretien-1"


def words(project: Project) -> list[str]:
    """The kinds of all actions, newest first, with their states."""
    return [f"{step.kind}:{step.state}" for step in project.log()]


def coded(project: Project, start: int, end: int, code: str) -> int:
    """A coding; its id."""
    return project.code(DOCUMENT, start, end, code, create=True).id


def test_actions_are_found_by_words_kind_and_coder(project: Project) -> None:
    coded(project, 0, 9, "délégation/tâches d’ombre")
    with open_project(project.path, coder="Ada") as other:
        other.code(DOCUMENT, 0, 12, "délégation/tâches d’ombre")
    newest, older = project.history_ids("TACHES ombre")
    assert newest > older
    assert project.history_ids("taches inconnu") == []
    assert project.history_ids("taches", coder="Ada") == [newest]
    assert project.history_ids(kind="code")[:2] == [newest, older]
    assert [step.coder for step in project.actions([older, newest, 10**9])] == [project.coder, "Ada"]
    coded(project, 3, 9, "autre")
    assert len(project.history_ids("autre")) == 1
    assert project.action_coders()["Ada"] == 1
    assert project.action_kinds()["code"] == 3


def test_places_are_where_rows_stand_or_last_stood(project: Project) -> None:
    document = project.document(DOCUMENT).id
    coding = coded(project, 2, 9, "a")
    project.add_memo("sur le codage", coding=coding)
    project.edit_memo(project.memos()[-1].id, "plus")
    [edited, memo, code] = project.log(3)
    for step in (edited, memo, code):
        assert project.places_of(step) == [(document, Span(2, 9))]
    project.uncode([coding])
    for step in project.log(4):
        assert project.places_of(step)[0] == (document, Span(2, 9))
    for _step in range(4):
        undone = project.undo()
        assert project.places_of(undone)[0] == (document, Span(2, 9))
        assert project.places_of(project.actions([undone.id])[0])[0] == (document, Span(2, 9))
    project.delete_document(DOCUMENT)
    assert project.places_of(code) == []


def test_details_read_as_what_was_done_whatever_became_of_it(project: Project) -> None:
    coding = coded(project, 0, 9, "a/b")
    step = project.log(1)[0]
    quote = project.text(DOCUMENT)[:9]
    expected = [("+", "code a"), ("+", "code a/b"), ("+", f"« {quote} » · a/b · {DOCUMENT}")]
    assert [(d.sign, d.text) for d in project.details_of(step)] == expected
    project.undo()
    [*codes, told] = project.details_of(project.actions([step.id])[0])
    assert [d.sign for d in codes] == ["+", "+"]
    assert (told.sign, told.text) == ("+", f"« {quote} » · b · {DOCUMENT}")
    project.redo()
    project.uncode([coding])
    [gone] = project.details_of(project.log(1)[0])
    assert (gone.sign, gone.place) == ("−", (project.document(DOCUMENT).id, Span(0, 9)))


def test_fields_of_a_code_are_told_before_and_after(project: Project) -> None:
    coded(project, 0, 9, "a/b")
    project.edit_code("a/b", definition="Neuf", cues=["mot de passe", "code"])
    found = {detail.field: (detail.before, detail.after) for detail in project.details_of(project.log(1)[0])}
    assert found == {"definition": ("", "Neuf"), "cues": ("", "mot de passe, code")}
    project.rename_code("a/b", "c")
    project.undo()
    [detail] = project.details_of(project.log(1)[0])
    assert (detail.field, detail.before, detail.after) == ("name", "b", "c")


def test_hostile_words_in_the_history_are_words(project: Project) -> None:
    project.conn.execute("UPDATE documents SET name = ? WHERE name = ?", ("[/]\x1b[2J", DOCUMENT))
    project.conn.execute("INSERT INTO actions (kind, detail, created) VALUES ('\x1b[1m', '\x1b]0;x', 'gestern')")
    project.conn.execute(
        "INSERT INTO changes (action_id, table_name, row_id, operation, old, new) VALUES "
        "((SELECT max(id) FROM actions), 'nowhere', 1, 'update', '[]', '{\"x\": \"\\u001b\"}'), "
        "((SELECT max(id) FROM actions), 'codings', 1, 'insert', NULL, '{\"quote\": 5, \"start\": \"x\"}')"
    )
    for step in project.log(3):
        for detail in project.details_of(step):
            assert "\x1b" not in detail.text + detail.before + detail.after


def test_sizes_name_what_says_most(project: Project) -> None:
    project.code_spans([(DOCUMENT, Span(n, n + 3)) for n in range(12)], "a/b", create=True)
    coded(project, 0, 5, "a")
    newest, older = project.history_ids(kind="code")
    assert project.action_sizes([newest, older]) == {newest: "", older: "12 codings"}


def test_a_walk_goes_back_and_forth_in_one_go(project: Project) -> None:
    for n in range(5):
        coded(project, n, n + 4, "a")
    ids = project.history_ids(kind="code")
    walk = project.walk_to(ids[3])
    assert walk.back
    assert [step.id for step in walk.steps] == ids[:4]
    heard: list[tuple[int, int]] = []
    assert project.take_walk(walk, lambda done, total, _what: heard.append((done, total))) == 4
    assert heard == [(n, 4) for n in range(1, 5)]
    assert len(project.codings()) == 1
    forth = project.walk_to(ids[1])
    assert not forth.back
    assert [step.id for step in forth.steps] == [ids[3], ids[2], ids[1]]
    project.take_walk(forth)
    assert len(project.codings()) == 4
    assert words(project)[:3] == ["code:undone", "code:done", "code:done"]
    coded(project, 9, 12, "a")
    assert project.walk_to(ids[0]).steps == ()
    assert not list(project.verify())


def test_a_walk_is_taken_whole_or_not_at_all(project: Project) -> None:
    for n in range(4):
        coded(project, n, n + 4, "a")
    walk = project.walk_to(project.history_ids(kind="code")[-1])

    def stop(done: int, _total: int, _what: str) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        project.take_walk(walk, stop)
    assert len(project.codings()) == 4
    with open_project(project.path, coder="Ada") as other:
        other.code(DOCUMENT, 20, 25, "a")
    with pytest.raises(ProjectError, match="Another program"):
        project.take_walk(walk)
    assert len(project.codings()) == 5
    assert not list(project.verify())


def test_the_history_is_written_as_a_page_and_as_a_table(project: Project, tmp_path: Path) -> None:
    coded(project, 0, 9, "a|b *c*")
    coded(project, 0, 5, "d")
    project.undo()
    page = project.write_history(tmp_path / "h.md")
    text = page.read_text()
    assert text.index("a\\|b \\*c\\*") < text.index("| d |")
    assert "undone" in text
    table = project.write_history(tmp_path / "h.csv", project.history_ids(kind="code"))
    rows = list(csv.DictReader(table.read_text().splitlines()))
    assert [row["detail"] for row in rows] == ["a|b *c*", "d"]
    assert [row["state"] for row in rows] == ["done", "undone"]
    with pytest.raises(ProjectError, match="exists already"):
        project.write_history(table)
    with pytest.raises(ProjectError, match=r"\.md"):
        project.write_history(tmp_path / "h.docx")
    with pytest.raises(ProjectError, match="exist"):
        project.write_history(tmp_path / "nowhere" / "h.md")


def test_steps_are_named_shortly(project: Project) -> None:
    coded(project, 0, 9, "non-recours/renoncement")
    assert described_shortly(project.log(1)[0]) == "coding · renoncement"
    project.add_memo("07/2024 : à revoir")
    assert described_shortly(project.log(1)[0]) == "memo · 07/2024 : à revoir"


def test_memos_are_saved_beside_what_was_changed_meanwhile(project: Project) -> None:
    coding = coded(project, 0, 9, "a")
    subject = Subject("coding", coding)
    first = project.save_memo(subject, "un")
    assert project.save_memo(subject, "deux", memo=first.id, before="un").id == first.id
    kept = project.save_memo(subject, "trois", memo=first.id, before="un")
    assert kept.apart
    assert [memo.text for memo in project.memos_on(subject)] == ["deux", "trois"]
    assert project.save_memo(subject, " ", memo=first.id, before="deux").id is None
    assert [memo.text for memo in project.memos_on(subject)] == ["trois"]
    project.uncode([coding])
    with pytest.raises(UnknownName):
        project.save_memo(subject, "quatre")
    assert project.memos() == []


def test_each_thing_has_its_own_memos(project: Project) -> None:
    document, case = project.document(DOCUMENT).id, project.add_case("MDS")
    coding = coded(project, 0, 9, "a")
    subjects = [
        Subject(),
        Subject("document", document),
        Subject("passage", document, Span(0, 9)),
        Subject("passage", document, Span(0, 8)),
        Subject("coding", coding),
        Subject("code", project.resolve_code("a").id),
        Subject("case", case),
    ]
    for subject in subjects:
        project.save_memo(subject, repr(subject))
    for subject in subjects:
        [memo] = project.memos_on(subject)
        assert memo.text == repr(subject)
        assert subject_of(memo) == subject
        uuid = project.memo_identity(subject)
        assert uuid
        assert project.memo_subject(subject.kind, uuid, subject.span) == subject
    assert project.memo_subject("case", "nowhere") is None
    entries = {entry.memo.text: entry for entry in project.memo_entries()}
    told = entries[repr(subjects[4])]
    assert (told.document, told.start, told.end, told.coder) == (document, 0, 9, project.coder)
    assert entries[repr(subjects[6])].case == "MDS"
