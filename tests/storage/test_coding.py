"""Coding a real file: exact ranges, one undo step each, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import ImportFailure, NothingToUndo, SpanError, UnknownName
from qualcode.model.span import Span
from qualcode.project import Project, open_project

DOCUMENT = "entretien-1"


def place(project: Project, words: str) -> Span:
    start = project.text(DOCUMENT).index(words)
    return Span(start, start + len(words))


def test_a_coding_keeps_its_words_and_its_speaker(project: Project) -> None:
    span = place(project, "C'est pas mon métier 😀 de base")
    coding = project.code(DOCUMENT, span.start, span.end, "délégation")
    assert coding.quote == "C'est pas mon métier 😀 de base"
    row = project.conn.execute("SELECT speaker, code, coder FROM v_codings WHERE id = ?", (coding.id,)).fetchone()
    assert row == ("Mme D.", "dirty work/délégation", "Camille")


def test_the_respondent_speaks_a_segment_that_begins_with_the_question(project: Project) -> None:
    question = place(project, "Et les mots de passe")
    answer = place(project, "aussi")
    coding = project.code(DOCUMENT, question.start, answer.end, "saisie")
    (speaker,) = project.conn.execute("SELECT speaker FROM v_codings WHERE id = ?", (coding.id,)).fetchone()
    assert speaker == "Mme D."
    alone = project.code(DOCUMENT, question.start, question.end, "saisie")
    (speaker,) = project.conn.execute("SELECT speaker FROM v_codings WHERE id = ?", (alone.id,)).fetchone()
    assert speaker == "Enquêtrice"


def test_the_same_coding_twice_is_one(project: Project) -> None:
    span = place(project, "je trie")
    first = project.code(DOCUMENT, span.start, span.end, "saisie")
    again = project.code(DOCUMENT, span.start, span.end, "saisie")
    assert first.id == again.id
    assert len(project.codings()) == 1


def test_five_codings_may_overlap_in_any_way(project: Project) -> None:
    whole = place(project, "Je scanne, je trie. Le sale boulot, quoi.")
    spans = [
        whole,
        Span(whole.start, whole.start + 9),
        Span(whole.start + 3, whole.end),
        Span(whole.end - 5, whole.end),
    ]
    for span in spans:
        project.code(DOCUMENT, span.start, span.end, "saisie")
    project.code(DOCUMENT, whole.start, whole.end, "non-recours")
    assert len(project.codings(DOCUMENT)) == 5


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (9, 3), (0, 10_000)])
def test_offsets_out_of_the_text_are_refused(project: Project, start: int, end: int) -> None:
    with pytest.raises(SpanError):
        project.code(DOCUMENT, start, end, "saisie")
    assert project.codings() == []


def test_an_unknown_code_is_answered_with_the_nearest(project: Project) -> None:
    with pytest.raises(UnknownName) as caught:
        project.code(DOCUMENT, 0, 4, "delegasion")
    assert "dirty work/délégation" in caught.value.hint
    assert project.codings() == []


def test_create_makes_the_code_and_its_parents_in_the_same_step(project: Project) -> None:
    project.code(DOCUMENT, 0, 4, "dirty work/tri/tri des files", create=True)
    assert project.codebook().find("dirty work/tri/tri des files")
    project.undo()
    assert project.codebook().find("dirty work/tri") is None
    assert project.codings() == []


def test_an_ambiguous_end_of_path_is_refused_with_the_candidates(project: Project) -> None:
    project.resolve_code("territoires/délégation", create=True)
    with pytest.raises(UnknownName) as caught:
        project.resolve_code("délégation")
    assert "territoires/délégation" in caught.value.hint


def test_words_are_found_whatever_their_accents_and_coded_by_sentence(project: Project) -> None:
    passages = project.find_passages("SALE-BOULOT", scope="sentence")
    assert [passage.quote for passage in passages] == ["Le sale boulot, quoi.", "Le sale boulot de l'accueil."]
    project.code_spans([(p.document.id, p.span) for p in passages], "dirty work")
    assert project.uncoded(passages, "dirty work") == []
    assert project.undo().kind == "code"
    assert project.codings() == []


def test_undo_and_redo_live_in_the_file(project: Project) -> None:
    span = place(project, "je trie")
    coding = project.code(DOCUMENT, span.start, span.end, "saisie")
    project.add_memo("à revoir", coding=coding.id)
    project.undo()
    project.undo()
    project.close()
    with open_project(project.path) as again:
        assert again.codings() == []
        again.redo()
        again.redo()
        assert again.codings()[0].uuid == coding.uuid
        assert [memo.text for memo in again.memos()] == ["à revoir"]
        with pytest.raises(NothingToUndo):
            again.redo()


def test_removing_a_coding_takes_its_memo_along_and_undo_brings_both_back(project: Project) -> None:
    coding = project.code(DOCUMENT, 0, 9, "saisie")
    memo = project.add_memo("doute", coding=coding.id)
    assert project.uncode([coding.id]) == 1
    assert project.memos() == []
    project.undo()
    assert project.coding_memos(DOCUMENT)[coding.id][0].id == memo


def test_an_action_without_effect_leaves_no_trace_and_keeps_redo(project: Project) -> None:
    span = place(project, "je trie")
    project.code(DOCUMENT, span.start, span.end, "saisie")
    project.resolve_code("autre", create=True)
    project.undo()
    project.code(DOCUMENT, span.start, span.end, "saisie")
    assert project.next_redo() is not None
    project.redo()
    assert project.codebook().find("autre")


def test_a_new_action_makes_the_undone_ones_unreachable_but_keeps_them(project: Project) -> None:
    project.code(DOCUMENT, 0, 9, "saisie")
    project.undo()
    project.code(DOCUMENT, 0, 9, "non-recours")
    assert project.next_redo() is None
    assert [action.state for action in project.log(2)] == ["done", "abandoned"]


@pytest.mark.parametrize("name", ["export.csv", "export.jsonl"])
def test_codings_go_out_and_come_back_the_same(project: Project, tmp_path: Path, name: str) -> None:
    span = place(project, "Je scanne, je trie. Le sale boulot, quoi.")
    coding = project.code(DOCUMENT, span.start, span.end, "saisie")
    project.add_memo("deux\nlignes", coding=coding.id)
    dash = project.text(DOCUMENT).index("n° 1")
    project.code(DOCUMENT, dash, dash + 4, "=SUM(A1)", create=True)
    before = project.conn.execute("SELECT document, start, end, quote, code, coder, memo FROM v_codings").fetchall()
    assert project.export_codings(tmp_path / name) == 2
    with pytest.raises(ImportFailure):
        project.export_codings(tmp_path / name)
    project.uncode([c.id for c in project.codings()])
    guarded = name.endswith("csv")
    assert ("'=SUM(A1)" in (tmp_path / name).read_text(encoding="utf-8")) == guarded
    assert project.load_codings([tmp_path / name], create=True) == 2
    after = project.conn.execute("SELECT document, start, end, quote, code, coder, memo FROM v_codings").fetchall()
    assert after == before


def test_a_coding_file_goes_in_whole_or_not_at_all(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "codings.csv"
    file.write_text(
        "document,quotation,code,coder,memo\n"
        "entretien-1,je trie,saisie,Bastien,\n"
        "entretien-1,ces mots n'y sont pas,saisie,Bastien,\n"
        "entretien-9,je trie,saisie,Bastien,\n"
        "entretien-1,je trie,saisi,Bastien,\n",
        encoding="utf-8",
    )
    with pytest.raises(ImportFailure) as caught:
        project.load_codings([file])
    said = str(caught.value)
    assert all(f"line {line}" in said for line in (3, 4, 5))
    assert "dirty work/saisie" in said
    assert project.codings() == []
    assert [coder.name for coder in project.coders()] == ["Camille"]


def test_the_first_action_of_a_coder_bears_their_name(project: Project) -> None:
    with open_project(project.path, coder="Nouvelle") as newcomer:
        newcomer.code(DOCUMENT, 0, 9, "saisie")
        assert newcomer.log(1)[0].coder == "Nouvelle"
