"""Relations, comparisons, regular expressions and explanations on a real file, by hand."""

from __future__ import annotations

import pytest

from qualcode.analysis.query.parse import MAX_DEPTH, MAX_RELATIONS
from qualcode.errors import QualcodeError, QueryError
from qualcode.model.document import Draft
from qualcode.project import Project


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('code:délégation WITHIN code:="dirty work"', []),
        ("code:délégation OVERLAPS code:*", [("d2", 4)]),
        ("* EQUALS *", []),
        ("* COOCCURS *", [("d2", 4), ("d2", 16)]),
        ("* BEFORE *", [("d1", 4)]),
        ("* AFTER/0 turns *", []),
        ("* AFTER/1 turn *", [("d1", 16)]),
        ("* APRÈS/1 paragraphe speaker:enquêtrice", [("d1", 16)]),
        ('code:="dirty work" NEAR/0 turns code:délégation', [("d2", 16)]),
        ("speaker:R NEAR/0 turns speaker:enquêtrice", []),
        ("speaker:R NEAR/1 turn speaker:enquêtrice", [("d1", 16)]),
        ("speaker:R NEAR/1 word speaker:enquêtrice", []),
        ("speaker:R NEAR/2 words speaker:enquêtrice", [("d1", 16)]),
        ("speaker:R NEAR/5 characters speaker:enquêtrice", []),
        ("speaker:R NEAR/6 characters speaker:enquêtrice", [("d1", 16)]),
        ("NOT speaker:R AVANT speaker:R AVEC *", []),
    ],
)
def test_relations_by_hand(talks: Project, query: str, found: list[tuple[str, int]]) -> None:
    """`E : Alors ?`, `R : Le sale boulot.`: in d1 the question stands apart, in d2 a passage holds the end of both."""
    assert [(segment.document, segment.start) for segment in talks.query(query)] == found


def test_a_relation_is_one_condition_everywhere(talks: Project) -> None:
    query = "* NEAR/1 turn (* BEFORE/1 turn * OR code:délégation)"
    assert [(count.value, count.segments) for count in talks.count_by(query, "document")] == [("d1", 1), ("d2", 1)]
    assert talks.count(f"NOT ({query})") == 3
    assert len(talks.hits(query)) == talks.total(query).segments == 2
    assert [(node.path, node.count) for node in talks.cooccurrence(query, unit="document").nodes] == [("dirty work", 2)]
    assert talks.select_ids(query, limit=1, offset=1) == [talks.query(query)[1].id]


def test_relations_and_expressions_follow_every_change(talks: Project) -> None:
    assert [talks.count(query) for query in ("* EQUALS *", "re:/[Aa]lors/")] == [0, 2]
    talks.code("d1", 4, 11, "renvoi", create=True)
    assert [talks.count(query) for query in ("* EQUALS *", "re:/[Aa]lors/")] == [2, 3]
    talks.undo()
    assert [talks.count(query) for query in ("* EQUALS *", "re:/[Aa]lors/")] == [0, 2]


def test_comparisons_of_what_the_project_knows(talks: Project) -> None:
    for name, age, day in (("d1", "45-54", "12/03/2019"), ("d2", "60 ans", "2019-05"), ("d3", "inconnu", "")):
        talks.set_attributes(name, {"âge": age, "date": day})
    assert [segment.document for segment in talks.query("age>=50")] == ["d2", "d2"]
    assert [segment.document for segment in talks.query("age:40..50")] == ["d1", "d1"]
    assert [segment.document for segment in talks.query("âge!=inconnu date<2019-05")] == ["d1", "d1"]
    assert [segment.document for segment in talks.query("date:03/2019..05/2019")] == ["d1", "d1", "d2", "d2"]
    assert [segment.document for segment in talks.query("date:2019-03")] == ["d1", "d1"]
    assert [segment.document for segment in talks.query("date:?")] == ["d3"]
    assert talks.count("NOT date:?") == 4
    assert talks.count("age>500") == 0


@pytest.mark.parametrize(
    ("query", "message", "hint"),
    [
        ("role>=50", "No value of “role” can be read as a number.", "Known: AS, doc"),
        ("role<2019-05", "No value of “role” can be read as a date.", "Known: AS, doc"),
        ("rol>=50", "There is no attribute “rol”.", "Did you mean: role?"),
        ("role!=AZ", "No role is “AZ”.", ""),
        ("role:2019-05", "No role is “2019-05”.", "Known: AS, doc"),
        ("code:dirti WITHIN *", "There is no code “dirti”.", "Did you mean: dirty work"),
        ("* WITHIN (a OR role:AZ)", "No role is “AZ”.", ""),
    ],
)
def test_what_could_never_be_met_is_refused(talks: Project, query: str, message: str, hint: str) -> None:
    with pytest.raises(QualcodeError) as caught:
        talks.query(query)
    assert caught.value.message == message
    assert caught.value.hint.startswith(hint)
    assert caught.value.status == 2


def test_weights_and_moments_are_read_with_the_segment(talks: Project) -> None:
    first = talks.select_ids()[0]
    talks.conn.execute("UPDATE codings SET weight = 60, created = '2024-03-31T12:00:00.000Z' WHERE id = ?", (first,))
    assert (
        talks.select_ids("weight>50") == talks.select_ids("weight:*") == talks.select_ids("created:2024-03") == [first]
    )
    assert talks.select_ids("created<2024-04") == [first]
    assert [segment.weight for segment in talks.query("weight:20..60")] == [60]
    assert talks.count("weight:?") == 4


def test_an_expression_that_takes_too_long_is_given_up(talks: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from qualcode.project import deciding

    monkeypatch.setattr(deciding, "SECONDS", 0.0)
    talks.add_drafts([Draft("long", "notes", "a" * 5_000 + "b")])
    talks.code("long", 0, 5_001, "dirty work")
    with pytest.raises(QueryError) as caught:
        talks.count(r"re:/^(a|aa|a?a)+$/")
    assert caught.value.status == 2
    assert talks.count("re:/^a/") == 1


def test_the_most_relations_run(talks: Project) -> None:
    chain = " WITHIN ".join(["*"] * (MAX_DEPTH + 1))
    assert talks.count(chain) == 0
    assert talks.count(chain.replace("WITHIN", "NEAR/3 words")) == 4
    assert talks.count(" OR ".join([f"(* NEAR/{at} turns *)" for at in range(MAX_RELATIONS)])) == 4
    with pytest.raises(QueryError):
        talks.count(f"{chain} WITHIN *")


def test_a_query_is_taken_apart(talks: Project) -> None:
    explained = talks.explain("code:delegation NEAR/1 turn (role:AS OR boulot) SAUF weight>=5")
    related, excluded = explained.tree.parts
    assert explained.query == ('code:"/dirty work/délégation" NEAR/1 turn (role:AS OR text:boulot) AND NOT weight>=5')
    assert (explained.tree.text, explained.tree.segments) == ("AND", 1)
    assert (related.text, related.segments) == ("NEAR/1 turn", 1)
    assert [(part.text, part.segments) for part in related.parts] == [('code:"/dirty work/délégation"', 1), ("OR", 4)]
    assert [part.segments for part in related.parts[1].parts] == [4, 3]
    assert (excluded.text, excluded.segments, excluded.parts[0].segments) == ("NOT", 5, 0)
    assert [row[0] for row in talks.conn.execute(explained.sql, explained.params)] == talks.select_ids(explained.query)
