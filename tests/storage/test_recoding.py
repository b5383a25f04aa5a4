"""Codings that change: one step each, the quotation true, nothing written lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import SpanError, UnknownName
from qualcode.model.span import Span
from qualcode.project import Project, open_project
from qualcode.project.recoding import in_vivo_name

DOCUMENT = "entretien-1"


def place(project: Project, words: str) -> Span:
    start = project.text(DOCUMENT).index(words)
    return Span(start, start + len(words))


def stands(project: Project) -> set[tuple[str, str, int | None]]:
    """(path, quotation, weight) of all codings, read from the file by another connection, which verifies it too."""
    with open_project(project.path) as other:
        assert not list(other.verify())
        book = other.codebook()
        return {(book.path(c.code), c.quote, c.weight) for c in other.codings()}


def test_several_codes_on_several_passages_are_one_step(project: Project) -> None:
    places = [(DOCUMENT, place(project, words)) for words in ("je trie", "Je scanne")]
    made = project.code_many(places, ["dirty work/saisie", "non-recours"])
    assert len(made) == 4
    assert stands(project) == {
        (path, quote, None) for path in ("dirty work/saisie", "non-recours") for quote in ("je trie", "Je scanne")
    }
    assert project.undo().detail == "dirty work/saisie, non-recours × 2"
    assert stands(project) == set()


def test_what_stands_there_already_is_left_alone(project: Project) -> None:
    span = place(project, "je trie")
    first = project.code(DOCUMENT, span.start, span.end, "non-recours")
    assert project.code_many([(DOCUMENT, span)], ["non-recours"]) == [first]
    assert len(project.codings()) == 1


def test_a_code_to_be_made_is_not_sought_at_the_end_of_other_paths(project: Project) -> None:
    project.code_many([(DOCUMENT, place(project, "je trie"))], ["saisie"], create=True)
    assert stands(project) == {("saisie", "je trie", None)}


def test_a_passage_out_of_the_text_codes_nothing(project: Project) -> None:
    with pytest.raises(SpanError):
        project.code_many([(DOCUMENT, place(project, "je trie")), (DOCUMENT, Span(0, 10**6))], ["neuf"], create=True)
    assert stands(project) == set()
    assert project.codebook().find("neuf") is None


def test_recoding_keeps_the_passage_the_memo_and_the_weight(project: Project) -> None:
    span = place(project, "je trie")
    coding = project.code(DOCUMENT, span.start, span.end, "saisie")
    project.add_memo("à revoir", coding=coding.id)
    project.weigh([coding.id], 40)
    [after] = project.recode([coding.id], "accueil/tri", create=True)
    assert (after.id, after.quote, after.weight) == (coding.id, "je trie", 40)
    assert stands(project) == {("accueil/tri", "je trie", 40)}
    assert project.undo().detail == "dirty work/saisie → accueil/tri"
    assert stands(project) == {("dirty work/saisie", "je trie", 40)}
    assert project.codebook().find("accueil") is None


def test_recoding_onto_the_same_code_at_the_same_place_joins_the_two(project: Project) -> None:
    span = place(project, "je trie")
    one = project.code(DOCUMENT, span.start, span.end, "saisie")
    other = project.code(DOCUMENT, span.start, span.end, "non-recours")
    project.add_memo("de l'un", coding=one.id)
    project.add_memo("de l'autre", coding=other.id)
    project.weigh([one.id], 70)
    assert [c.id for c in project.recode([one.id, other.id], "non-recours")] == [other.id]
    assert stands(project) == {("non-recours", "je trie", 70)}
    assert [memo.text for memo in project.coding_memos(DOCUMENT)[other.id]] == ["de l'un", "de l'autre"]
    project.undo()
    assert stands(project) == {("dirty work/saisie", "je trie", 70), ("non-recours", "je trie", None)}
    assert [memo.text for memo in project.coding_memos(DOCUMENT)[one.id]] == ["de l'un"]


def test_recoding_to_a_code_that_is_not_there_says_so(project: Project) -> None:
    span = place(project, "je trie")
    coding = project.code(DOCUMENT, span.start, span.end, "saisie")
    with pytest.raises(UnknownName):
        project.recode([coding.id], "nulle part")
    assert stands(project) == {("dirty work/saisie", "je trie", None)}


def test_the_coding_of_another_coder_stays_theirs_and_beside_one_s_own(project: Project) -> None:
    span = place(project, "je trie")
    project.code(DOCUMENT, span.start, span.end, "non-recours")
    with open_project(project.path, coder="Bastien") as other:
        theirs = other.code(DOCUMENT, span.start, span.end, "saisie")
    [after] = project.recode([theirs.id], "non-recours")
    assert after.coder == theirs.coder
    assert len(project.codings()) == 2


def test_resizing_keeps_the_quotation_true_and_the_speaker_right(project: Project) -> None:
    question, answer = place(project, "Et les mots de passe"), place(project, "aussi")
    coding = project.code(DOCUMENT, question.start, question.end, "saisie")
    grown = project.resize(coding.id, question.start, answer.end)
    assert grown is not None
    assert grown.quote == project.text(DOCUMENT)[question.start : answer.end]
    (speaker,) = project.conn.execute("SELECT speaker FROM v_codings WHERE id = ?", (coding.id,)).fetchone()
    assert speaker == "Mme D."
    project.undo()
    assert stands(project) == {("dirty work/saisie", "Et les mots de passe", None)}


def test_resizing_onto_another_joins_the_two(project: Project) -> None:
    here, there = place(project, "je trie"), place(project, "Je scanne, je trie")
    one = project.code(DOCUMENT, here.start, here.end, "saisie")
    other = project.code(DOCUMENT, there.start, there.end, "saisie")
    project.add_memo("à garder", coding=one.id)
    kept = project.resize(one.id, there.start, there.end)
    assert kept is not None
    assert kept.id == other.id
    assert [memo.text for memo in project.coding_memos(DOCUMENT)[other.id]] == ["à garder"]


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 5), (-1, 5), (0, 10**6)])
def test_bounds_that_are_no_passage_are_refused(project: Project, start: int, end: int) -> None:
    coding = project.code(DOCUMENT, 0, 9, "saisie")
    with pytest.raises(SpanError):
        project.resize(coding.id, start, end)
    assert project.codings() == [coding]


def test_what_is_gone_is_left_out(project: Project) -> None:
    coding = project.code(DOCUMENT, 0, 9, "saisie")
    project.uncode([coding.id])
    assert project.resize(coding.id, 0, 5) is None
    assert project.recode([coding.id], "non-recours") == []
    assert project.weigh([coding.id], 5) == []


def test_a_weight_is_set_and_taken_away(project: Project) -> None:
    coding = project.code(DOCUMENT, 0, 9, "saisie")
    assert project.weigh([coding.id], 100)[0].weight == 100
    assert project.weigh([coding.id], None)[0].weight is None
    assert project.undo().kind == "weigh"
    assert project.codings()[0].weight == 100
    with pytest.raises(SpanError):
        project.weigh([coding.id], 101)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("« cheval de Troie », ", "cheval de Troie"),
        ("journées\nà la chaîne.", "journées à la chaîne"),
        ("on fait (un peu)", "on fait (un peu)"),
        ("“l’usager·ère”", "l’usager·ère"),
        ("[/bold] et/ou 😀", "/bold] et/ou 😀"),
        (" … ", ""),
    ],
)
def test_words_give_a_code_its_name(words: str, name: str) -> None:
    assert in_vivo_name(words) == name


def test_a_slash_in_the_words_is_no_path(project: Project) -> None:
    path = project.in_vivo_path("faire pour / à la place.")
    project.code_many([(DOCUMENT, place(project, "je trie"))], [path], create=True)
    code = project.codebook().find(path)
    assert code is not None
    assert code.name == "faire pour / à la place"
    assert project.codebook().depth(code.id) == 2


@given(st.text(max_size=40))
def test_a_name_from_words_is_one_line_and_stays_itself(words: str) -> None:
    name = in_vivo_name(words)
    assert "\n" not in name
    assert in_vivo_name(name) == name
