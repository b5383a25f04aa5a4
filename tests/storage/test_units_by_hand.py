"""Shared passages and units on a real file, by hand: `E : Alors ?` and `R : Le sale boulot.` in three interviews."""

from __future__ import annotations

import pytest

from qualcode.errors import QualcodeError, QueryError
from qualcode.model.document import Draft, Paragraph
from qualcode.project import Project


def shared(talks: Project, query: str) -> list[tuple[str, int, int]]:
    return [(one.document, one.start, one.end) for one in talks.passages(query)]


def units(talks: Project, query: str) -> list[tuple[str, int]]:
    return [(one.name, len(one.segments)) for one in talks.units(query)]


def test_a_passage_says_all_that_meets_on_it(talks: Project) -> None:
    (one,) = talks.passages('code:délégation & code:="dirty work"')
    first, second = talks.query("document:d2")
    assert (one.document, one.kind, one.start, one.end, one.quote) == ("d2", "entretien", 16, 20, "Le s")
    assert one.codes == (("dirty work/délégation",), ("dirty work",))
    assert one.segments == ((first.id,), (second.id,))
    assert (one.speaker, one.cases, one.attributes) == ("R", ("Sow",), {"role": "AS"})
    assert one.coders == (first.coder,)


def test_passages_by_hand(talks: Project) -> None:
    assert shared(talks, "* & *") == [("d2", 16, 20)]
    assert [one.codes for one in talks.passages("* & *")] == [(("dirty work", "dirty work/délégation"),) * 2]
    assert shared(talks, "* & * & *") == []
    talks.code("d2", 18, 25, "renvoi", create=True)
    assert shared(talks, "* & * & *") == [("d2", 18, 20)]
    assert shared(talks, "* & *") == [("d2", 16, 20), ("d2", 18, 20), ("d2", 18, 25)]
    assert shared(talks, "code:renvoi & code:délégation") == [("d2", 18, 20)]
    assert talks.count("* & *") == 3
    assert talks.count_by("* & *", "code") == talks.count_by("* OVERLAPS *", "code")
    assert [one.start for one in talks.passages("* & *", limit=1, offset=1)] == [18]


def test_a_range_that_codings_meet_on_in_several_ways_is_told_once(talks: Project) -> None:
    talks.coder = "Bastien"
    talks.code("d2", 4, 20, "dirty work/délégation")
    (one,) = talks.passages('code:délégation & code:="dirty work"')
    assert (one.start, one.end, len(one.segments[0]), len(one.segments[1])) == (16, 20, 2, 1)
    assert "Bastien" in one.coders
    assert shared(talks, "code:délégation & code:délégation") == [("d2", 4, 20)]


def test_what_only_touches_shares_nothing(talks: Project) -> None:
    talks.code("d1", 11, 16, "renvoi", create=True)
    assert shared(talks, "code:renvoi & *") == []
    assert talks.count("code:renvoi & *") == 0


def test_too_many_meetings_are_refused(talks: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from qualcode.analysis import shared as meeting

    monkeypatch.setattr(meeting, "MOST", 1)
    with pytest.raises(QueryError) as caught:
        talks.passages("* & *")
    assert caught.value.message == "Too many passages are shared: more than 1."
    assert shared(talks, 'code:délégation & code:="dirty work"') == [("d2", 16, 20)]


def test_conditions_beside_are_those_of_the_first_side(talks: Project) -> None:
    assert shared(talks, "code:délégation & * speaker:R") == [("d2", 16, 20)]
    assert shared(talks, '(code:="dirty work" & *) NOT document:d2') == []
    assert shared(talks, "* & * WITHIN *") == []
    with pytest.raises(QueryError) as caught:
        talks.passages("NOT (* & *)")
    assert caught.value.message == "This query asks for no shared text."
    assert [talks.asks_for(query) for query in ("* & *", "NOT (* & *)", "*", "* BY case", "")] == [
        *("passages", "segments", "segments", "case", "segments")
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('code:="dirty work" NOT code:délégation BY case', [("Delmas", 2)]),
        ("code:délégation BY case", [("Sow", 1)]),
        ("code:délégation OR document:d3 BY case", [("Delmas", 1), ("Sow", 1)]),
        ("NOT code:délégation BY document", [("d1", 0), ("d3", 0)]),
        ("NOT NOT code:délégation PAR document", [("d2", 1)]),
        ('code:="dirty work" BY speaker', [("R (d1, d3)", 2), ("R (d2)", 1)]),
        ("NOT code:délégation PAR locuteur", [("R (d1, d3)", 0)]),
        ("code:délégation BY turn", [("d2 1", 1), ("d2 2", 1)]),
        ("NOT * BY turn", [("d3 1", 0)]),
        ("* COOCCURS * PAR tour", [("d2 1", 1), ("d2 2", 2)]),
        ("speaker:Enquêtrice code:délégation BY document", []),
        ("speaker:Enquêtrice role:AS BY document", [("d1", 2)]),
        ("(speaker:Enquêtrice role:AS) BY document", []),
        ("role!=AS BY document", [("d1", 1)]),
        ("BY case", [("Delmas", 2), ("Sow", 2)]),
    ],
)
def test_units_by_hand(talks: Project, query: str, found: list[tuple[str, int]]) -> None:
    assert units(talks, query) == found
    assert talks.count(query) == len(found)
    speaking = {id_ for one in talks.units(query) for id_ in one.segments}
    assert {one.id for one in talks.query(query)} == speaking
    assert talks.total(query).segments == len(speaking)


def test_a_turn_says_where_it_is_and_who_speaks(talks: Project) -> None:
    first, second = talks.units("code:délégation BY turn")
    assert (first.kind, first.document, first.number, first.start, first.end) == ("turn", "d2", 1, 0, 11)
    assert (first.quote, first.speaker, second.quote) == ("E : Alors ?", "Enquêtrice", "R : Le sale boulot.")
    assert [one.number for one in talks.units("code:délégation BY turn", offset=1)] == [2]
    assert talks.count_units("code:délégation BY turn") == (2, 6)
    assert talks.count_units("NOT * BY speaker") == (0, 2)
    with pytest.raises(QueryError):
        talks.units("code:délégation")


def test_what_has_no_turns_is_cut_into_paragraphs(talks: Project) -> None:
    talks.add_drafts([Draft("notes", "notes", "Un mot.\nDeux mots.", (Paragraph(0, 7), Paragraph(8, 18)))])
    talks.code("notes", 6, 9, "renvoi", create=True)
    assert (
        units(talks, "code:renvoi BY turn")
        == units(talks, "code:renvoi BY paragraph")
        == [("notes 1", 1), ("notes 2", 1)]
    )
    assert [one.speaker for one in talks.units("code:renvoi BY turn")] == [None, None]
    talks.undo()
    assert units(talks, "code:dirty* NOT role:AS BY turn") == [("d1 1", 1)]


def test_units_follow_every_change(talks: Project) -> None:
    talks.add_case("Mairie", "institution")
    assert units(talks, "NOT * BY case") == []
    talks.conn.execute(
        "INSERT INTO case_documents (case_id, document_id) SELECT id, 3 FROM cases WHERE name = 'Mairie'"
    )
    assert units(talks, "* BY case") == [("Delmas", 2), ("Mairie", 1), ("Sow", 2)]
    talks.code("d3", 0, 3, "renvoi", create=True)
    assert units(talks, "code:renvoi BY case") == [("Mairie", 1)]
    assert units(talks, "code:renvoi BY speaker") == []


@pytest.mark.parametrize(
    "query",
    [
        "(code:délégation code:renvoi) BY case",
        "NOT (code:délégation AND code:renvoi) BY case",
        "code:délégation (code:délégation NOT code:renvoi) BY turn",
    ],
)
def test_two_codes_are_not_asked_of_one_segment(talks: Project, query: str) -> None:
    talks.resolve_code("renvoi", create=True)
    with pytest.raises(QualcodeError) as caught:
        talks.units(query)
    assert caught.value.message.startswith("One segment has one code")
    assert talks.count(query.replace("(", "").replace(")", "")) >= 0


def test_codes_in_parentheses_that_can_be_meant(talks: Project) -> None:
    assert units(talks, '(code:"dirty work" NOT code:délégation) BY document') == [("d1", 2), ("d2", 1), ("d3", 1)]
    assert units(talks, '(code:"dirty work" code:délé*) BY document') == [("d2", 1)]


def test_a_question_about_units_is_taken_apart(talks: Project) -> None:
    explained = talks.explain('(code:"dirty work" role:AS) NOT code:délégation BY document')
    (both,) = explained.tree.parts
    group, denied = both.parts
    assert (explained.asked, explained.answers, explained.every) == ("document", 2, 3)
    assert (explained.tree.text, explained.tree.units, explained.tree.segments) == ("BY document", 2, 2)
    assert (both.text, both.units, both.segments) == ("AND", 2, 2)
    assert (group.text, group.units, group.segments) == ("( )", 3, 4)
    assert [(part.units, part.segments) for part in group.parts] == [(None, 4)]
    assert (denied.text, denied.units, denied.segments) == ("NOT", 2, 0)
    assert [(part.units, part.segments) for part in denied.parts] == [(1, 1)]
    assert talks.conn.execute(explained.sql, explained.params).fetchall() == [(1, "d1"), (3, "d3")]
    assert talks.explain("* & *").answers == 1


def test_a_named_question_stays_what_it_is(talks: Project) -> None:
    talks.save_query("denied", "NOT code:délégation code:dirty* BY document")
    talks.save_query("shared", "* & *")
    assert units(talks, "@denied") == [("d1", 2), ("d3", 1)]
    assert shared(talks, "@shared") == [("d2", 16, 20)]
    assert [one.document for one in talks.query("@denied speaker:R")] == ["d1", "d3"]
    assert talks.count("@denied OR @shared") == 5
