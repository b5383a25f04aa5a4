"""What a report says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.coding import Segment
from qualcode.report.anonymous import anonymised
from qualcode.report.compose import compose
from qualcode.report.content import Report, Section
from tests.unit.report.material import (
    ANSEL,
    BOOK,
    DOCUMENTS,
    QUOTE,
    REQUEST,
    SEGMENTS,
    VIDAL,
    material,
    renamed,
    segment,
)

BY_DOCUMENT = replace(REQUEST, by="document")


def section(report: Report, title: str) -> Section:
    return next(found for found in report.sections if found.title == title)


def test_headings_follow_the_tree() -> None:
    report = compose(material(), REQUEST)
    assert [(s.level, s.title) for s in report.sections] == [
        (1, "dirty work"),
        (2, "sale boulot"),
        (3, "mots de passe"),
        (2, "délégation"),
        (1, "non-recours"),
        (2, "honte"),
    ]
    assert report.silent == ()


def test_codes_without_segments_are_listed_not_opened() -> None:
    report = compose(material(SEGMENTS[:3]), REQUEST)
    assert [s.title for s in report.sections] == ["dirty work", "sale boulot", "mots de passe"]
    assert report.silent == ("dirty work/délégation", "non-recours", "non-recours/honte")


def test_a_chosen_code_is_a_chapter_of_its_own() -> None:
    kept = tuple(s for s in SEGMENTS if s.code_id in (2, 3))
    report = compose(material(kept), replace(REQUEST, codes=(2, 3)))
    assert [(s.level, s.title) for s in report.sections] == [(1, "dirty work/sale boulot"), (2, "mots de passe")]
    assert report.silent == ()


def test_a_definition_comes_with_its_limits_and_without_its_invented_example() -> None:
    definition = section(compose(material(), REQUEST), "dirty work").definition
    assert [text for _label, text in definition] == [
        "Ce qui salit une tâche.",
        "La tâche est classée vers le bas.",
        "La tâche est seulement longue.",
        "Hughes 1962",
    ]


def test_counts_are_own_and_with_subcodes() -> None:
    chapter = section(compose(material(), REQUEST), "dirty work")
    documents, speakers = chapter.tables
    assert chapter.columns == ("total",)
    assert [(r.label, r.own, r.total) for r in documents.rows] == [
        ("entretien-1", 0, 3),
        ("entretien-2", 0, 1),
        ("notes-1", 0, 1),
    ]
    assert [(r.label, r.total) for r in speakers.rows] == [
        ("assistante sociale, MDS", 3),
        ("assistante sociale, CCAS", 1),
        ("no speaker", 1),
    ]
    assert chapter.summary == "5 with subcodes · 3 documents · 2 speakers"


def test_a_code_on_which_nobody_speaks_has_no_table_of_speakers() -> None:
    found = section(compose(material((SEGMENTS[4],)), REQUEST), "mots de passe")
    assert [table.heading for table in found.tables] == ["Document"]


def test_an_anonymous_report_names_neither_documents_nor_people() -> None:
    nameless = segment(9, 2, 4, 50, 60, speaker=VIDAL, attributes={})
    asked = replace(REQUEST, anonymous=True, where='speaker:"M. Lacaze"')
    report = compose(material((*SEGMENTS, nameless)), asked)
    documents, speakers = section(report, "dirty work").tables
    assert [r.label for r in documents.rows] == [
        "interview 1, 2023-03-14",
        "interview 2, 2023-03-28",
        "field notes 1, 2023-04-03",
    ]
    assert [r.label for r in speakers.rows][-2:] == ["speaker", "no speaker"]
    assert "(speaker, interview 2, 2023-03-28)" in {q.attribution for q in section(report, "délégation").quotations}
    by_document = compose(material((*SEGMENTS, nameless)), replace(asked, by="document"))
    assert by_document.sections[0].title == "interview 1, 2023-03-14"
    for said in (str(report), str(by_document)):
        assert not [name for name in ("entretien-", "notes-1", "Lacaze", "Vidal", "Delmas") if name in said]


def test_the_answers_of_a_questionnaire_share_a_number() -> None:
    about = replace(DOCUMENTS[0], kind="questionnaire")
    rows = tuple(replace(about, id=10 + n, name=f"delmas/R{n}") for n in range(2))
    renamed_ = anonymised(replace(material(()), documents=(*rows, replace(about, id=20, name="autre/R1"))))
    assert [document.name for document in renamed_.documents] == [
        "questionnaire 1/1",
        "questionnaire 1/2",
        "questionnaire 2/1",
    ]


def test_a_code_of_one_single_speaker_is_marked() -> None:
    report = compose(material(), REQUEST)
    assert section(report, "délégation").summary.endswith("1 speaker †")
    # Field notes carry it too: nobody knows who spoke.
    assert not section(report, "mots de passe").summary.endswith("†")
    assert any("†" in warning for warning in report.warnings)


def test_an_interviewer_alone_is_no_single_speaker() -> None:
    asked = segment(9, 1, 4, speaker=ANSEL)
    assert section(compose(material((asked,)), REQUEST), "délégation").summary == "1 segment · 1 document"


def test_a_passage_coded_twice_alike_is_printed_once_and_counted_twice() -> None:
    found = section(compose(material(), REQUEST), "mots de passe")
    first = found.quotations[0]
    assert [q.text for q in found.quotations] == [QUOTE, QUOTE]
    assert (first.coders, first.codings) == (("Camille", "Bastien"), 2)
    assert [(memo.author, memo.text) for memo in first.memos] == [("Bastien", "À discuter.")]
    assert first.others == ("sale boulot",)
    assert found.summary.startswith("3 segments")


def test_coders_are_named_only_where_there_are_several() -> None:
    report = compose(material((SEGMENTS[0], SEGMENTS[2])), REQUEST)
    assert {q.coders for s in report.sections for q in s.quotations} == {()}


def test_memos_on_codes_documents_and_the_project_stand_where_they_belong() -> None:
    report = compose(material(), REQUEST)
    assert [memo.text for memo in section(report, "dirty work").memos] == ["Le code le plus disputé."]
    assert [(memo.text, memo.author) for memo in report.memos] == [("Hypothèse générale.", "Camille")]
    notes = section(compose(material(), BY_DOCUMENT), "notes-1")
    assert [memo.text for memo in notes.memos] == ["Terrain difficile."]


def test_by_document_the_text_order_rules() -> None:
    shuffled = tuple(reversed(SEGMENTS))
    report = compose(material(shuffled), BY_DOCUMENT)
    assert [s.title for s in report.sections] == ["entretien-1", "entretien-2", "entretien-3", "notes-1"]
    first = report.sections[0]
    assert [q.codes for q in first.quotations] == [("mots de passe",), ("sale boulot",)]
    assert [(r.label, r.total) for r in first.tables[0].rows] == [
        ("dirty work/sale boulot", 1),
        ("dirty work/sale boulot/mots de passe", 2),
    ]
    assert first.summary == "3 segments · 2 codes · 1 speaker"
    assert report.silent == ()


def test_codes_of_one_name_are_told_apart_by_their_paths() -> None:
    report = compose(material(book=renamed(4, "sale boulot/x")), BY_DOCUMENT)
    assert report.sections[1].quotations[0].codes == ("sale boulot/x",)
    same = compose(material(book=renamed(6, "délégation")), BY_DOCUMENT)
    assert same.sections[2].quotations[0].codes == ("non-recours/délégation",)


def test_what_it_was_made_from() -> None:
    facts = {fact.label: fact.value for fact in compose(material(), replace(REQUEST, where='code:"dirty work"')).facts}
    assert facts["Documents"] == "4 documents, 550 words"
    assert facts["Interview"] == "3 documents, 300 words"
    assert facts["Speakers"] == "4, interviewers left out"
    assert facts["Codings"] == "6"
    assert facts["Coders"] == "Camille (6)"
    assert facts["Query"] == 'code:"dirty work"'
    assert facts["Made"] == "2025-11-22, with qualcode 9.9"


def test_a_report_on_a_part_says_so() -> None:
    assert compose(material(), REQUEST).coverage == ""
    assert "2 of 6 codings, in 1 of 4 documents" in compose(material(SEGMENTS[:2]), REQUEST).coverage


@pytest.mark.usefixtures("french")
def test_numbers_are_french_in_french() -> None:
    many = tuple(segment(i, 1, 4, i, i + 5) for i in range(1, 1235))
    assert "1\u202f234" in section(compose(material(many), REQUEST), "délégation").summary


@given(
    st.lists(st.tuples(st.integers(1, 4), st.sampled_from(sorted(BOOK)), st.integers(0, 9)), min_size=1, max_size=30)
)
def test_every_coding_stands_in_exactly_one_section(places: list[tuple[int, int, int]]) -> None:
    segments: tuple[Segment, ...] = tuple(
        segment(i, doc, code, start, start + 4) for i, (doc, code, start) in enumerate(places, 1)
    )
    for request in (REQUEST, BY_DOCUMENT):
        report = compose(material(segments), request)
        assert sum(q.codings for s in report.sections for q in s.quotations) == len(segments)
        for found in report.sections:
            sums = {sum(row.own for row in table.rows) for table in found.tables}
            assert sums == {sum(q.codings for q in found.quotations)}
            assert found.compact == (found.level > 1)
        chapters = [s for s in report.sections if s.level == 1]
        assert sum(row.total for s in chapters for row in s.tables[0].rows) == len(segments)
