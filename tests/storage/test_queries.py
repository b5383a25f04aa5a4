"""Queries on a real file: SQL against memory and against a naive reading, counts, names, plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.query.parse import MAX_CONDITIONS, MAX_DEPTH, parse
from qualcode.errors import QueryError, UnknownName
from qualcode.model.coding import Segment
from qualcode.model.counts import Count
from qualcode.model.query import Node
from qualcode.project import Project, new_project, open_project
from qualcode.storage import documents, segments
from tests.storage.query_project import NAMES, TEXTS, build, units
from tests.unit.query.naive import meets
from tests.unit.query.trees import conditions, trees


@pytest.fixture(scope="module", params=[1, 2, 3])
def study(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A generated project, to read."""
    path = tmp_path_factory.mktemp("study") / "s.qualcode"
    build(path, request.param)
    with open_project(path) as project:
        yield project


@given(tree=trees(conditions(TEXTS, st.sampled_from([*NAMES, "role", "ROLE", "âge", "AGE", "nothing"]))))
def test_sql_and_memory_find_the_same_segments(study: Project, tree: Node) -> None:
    """And both what a naive reading finds, which reads the file for itself."""
    every = study.cached("every", lambda: study.query())
    corpus, pieces = study.cached("corpus", study.corpus), study.cached("pieces", lambda: units(study))
    found = segments.ids(study.conn, study.condition(tree))
    assert found == [segment.id for segment in every if tree.matches(segment, corpus)]
    assert found == [segment.id for segment in every if meets(tree, segment, every, pieces)]


@given(first=trees(conditions(TEXTS, st.sampled_from(NAMES))))
def test_a_query_and_its_negation_share_all_segments(study: Project, first: Node) -> None:
    where = study.condition(first)
    whole = segments.count(study.conn, where) + segments.count(study.conn, replace(where, sql=f"NOT {where.sql}"))
    assert whole == study.count()


@pytest.mark.parametrize(
    "query",
    [
        'code:"dirty work"',
        'code:="dirty work"',
        "code:*délégation AND coder:bastien",
        "role:as NOT kind:notes",
        "case:MDS OR speaker:e",
        '"sale boulot" -memo:guichet',
    ],
)
def test_a_query_as_text_finds_what_its_resolved_tree_matches(study: Project, query: str) -> None:
    tree = study.parsed(query)
    assert [segment.id for segment in study.query(query)] == [s.id for s in study.query() if tree.matches(s)]
    assert study.count(query) == len(study.query(query)) == study.total(query).segments


def test_a_segment_says_what_stands_in_the_file(study: Project) -> None:
    """Each field read a second way, one row at a time."""
    conn, book = study.conn, study.codebook()
    rows = {row[0]: row for row in conn.execute("SELECT id, document, kind, quote, coder, speaker FROM v_codings")}
    for segment in study.query():
        assert rows[segment.id][1:] == (
            *(segment.document, segment.kind, segment.quote, segment.coder, segment.speaker),
        )
        assert study.text(segment.document)[segment.start : segment.end] == segment.quote
        assert book.find(segment.code) == book[segment.code_id]
        memos = conn.execute("SELECT text FROM memos WHERE coding_id = ? ORDER BY id", (segment.id,)).fetchall()
        assert segment.memo == "\n".join(text for (text,) in memos)
        owner, id_ = ("speaker", segment.speaker_id) if segment.speaker_id else ("document", segment.document_id)
        view = conn.execute(f"SELECT name, value FROM v_{owner}_attributes WHERE {owner}_id = ?", (id_,))
        assert dict(segment.attributes) == dict(view.fetchall())
        cases = {
            name
            for (name,) in conn.execute(
                """SELECT name FROM cases WHERE id IN (SELECT case_id FROM case_documents WHERE document_id = ?)
                     OR id IN (SELECT case_id FROM case_speakers WHERE speaker_id = ?)""",
                (segment.document_id, segment.speaker_id),
            )
        }
        assert set(segment.cases) == cases
        assert len(segment.cases) == len(cases)


def test_segments_come_in_the_order_of_documents_and_text(study: Project) -> None:
    order = [document.id for document in study.documents()]
    keys = [(order.index(s.document_id), s.start, s.end, s.id) for s in study.query()]
    assert keys == sorted(keys)
    assert len(keys) == study.count() > 100


def test_limit_and_offset_cut_the_same_list(study: Project) -> None:
    every = study.query("coder:camille")
    assert study.query("coder:camille", limit=5) == every[:5]
    assert study.query("coder:camille", limit=5, offset=3) == every[3:8]
    assert study.query("coder:camille", offset=3) == every[3:]
    assert study.select_ids("coder:camille", limit=2) == [segment.id for segment in every[:2]]


def people(study: Project, found: list[Segment]) -> int:
    """Respondents, by the definition: a personal case wherever it speaks, else a name in a document."""
    persons = set()
    for segment in found:
        row = study.conn.execute(
            """SELECT s.document_id, s.name, (SELECT min(k.id) FROM case_speakers AS l JOIN cases AS k
                 ON k.id = l.case_id WHERE l.speaker_id = s.id AND k.kind = 'person')
               FROM speakers AS s WHERE s.id = ? AND NOT s.interviewer""",
            (segment.speaker_id,),
        ).fetchone()
        if row:
            persons.add(row[2] or row[:2])
    return len(persons)


@pytest.mark.parametrize("by", ["code", "document", "kind", "coder", "case", "site", "role", "Tranche d'âge"])
@pytest.mark.parametrize("query", ["", "NOT coder:bastien", "text:guichet"])
def test_counts_are_those_of_the_segments(study: Project, by: str, query: str) -> None:
    from qualcode.model.text import fold

    naive: dict[str | None, list[Segment]] = defaultdict(list)
    for segment in study.query(query):
        if by == "case":
            values = list(segment.cases)
        elif by in ("code", "document", "kind", "coder"):
            values = [getattr(segment, by)]
        else:
            named = [value for name, value in segment.attributes.items() if fold(name) == fold(by)]
            values = (
                [
                    next(
                        segment.attributes[name]
                        for name in study.vocabulary().attributes
                        if fold(name) == fold(by) and name in segment.attributes
                    )
                ]
                if named
                else []
            )
        key = str if by in ("code", "document", "coder") else fold
        for value in {key(value) for value in values}:
            naive[value].append(segment)
        if not values:
            naive[None].append(segment)
    counts = study.count_by(query, by)
    shown = {
        count.value if count.value is None or by in ("code", "document", "coder") else fold(count.value): count
        for count in counts
    }
    assert len(shown) == len(counts)
    assert {value: (c.segments, c.documents, c.speakers) for value, c in shown.items()} == {
        value: (len(found), len({s.document_id for s in found}), people(study, found)) for value, found in naive.items()
    }
    sizes = [count.segments for count in counts if count.value is not None]
    assert sizes == sorted(sizes, reverse=True)


def test_counts_by_speaker_add_up(study: Project) -> None:
    counts = study.count_by("", "speaker")
    assert sum(count.segments for count in counts) == study.count()
    assert len({count.value for count in counts}) == len(counts)
    assert sum(count.speakers for count in counts) == study.total().speakers


def test_one_name_of_different_people_is_followed_by_the_documents(talks: Project) -> None:
    assert talks.count_by("", "speaker") == [
        Count("R (d1, d3)", 2, 2, 1),
        Count("R (d2)", 2, 1, 1),
        Count("Enquêtrice", 1, 1, 0),
    ]
    assert talks.total() == Count(None, 5, 3, 2)


def test_a_speaker_has_attributes_of_their_own_and_silence_those_of_the_document(talks: Project) -> None:
    assert [segment.speaker for segment in talks.query("role:doc")] == ["Enquêtrice"]
    assert talks.count("role:AS") == 4
    talks.conn.execute("UPDATE turns SET speaker_id = NULL WHERE document_id = 1 AND start = 12")
    assert talks.count("role:AS") == 3
    assert [(s.speaker, s.start) for s in talks.query("role:doc")] == [("Enquêtrice", 4), (None, 16)]


def test_codes_by_path_by_end_and_alone(talks: Project) -> None:
    assert talks.count('code:"dirty work"') == 5
    assert talks.count('code:="dirty work"') == 4
    assert talks.count('code="DIRTY-WORK"') == 4
    assert talks.count("code:delegation") == 1
    assert str(talks.parsed("code:delegation")) == 'code:"/dirty work/délégation"'
    talks.resolve_code("renvoi/délégation", create=True)
    with pytest.raises(UnknownName) as caught:
        talks.count("code:délégation")
    assert "dirty work/délégation, renvoi/délégation" in caught.value.hint
    assert talks.count("code:renvoi/délégation") == 0
    assert talks.count("code:dirty*/délégation|*renvoi") == 1


def test_twins_that_differ_by_case_are_told_apart_by_their_exact_path(talks: Project) -> None:
    talks.conn.execute("INSERT INTO codes (uuid, name, created) VALUES ('u', 'Dirty Work', '')")
    assert talks.count('code:"dirty work"') == 5
    assert talks.count('code:"Dirty Work"') == 0


def test_the_vocabulary_follows_every_change(talks: Project) -> None:
    with pytest.raises(UnknownName):
        talks.count("site:CCAS")
    talks.set_attributes("d2", {"site": "CCAS"})
    assert talks.count("site:CCAS") == 2
    talks.undo()
    with pytest.raises(UnknownName):
        talks.count("site:CCAS")


@pytest.mark.parametrize(
    ("query", "message", "hint"),
    [
        ("code:dirti", "There is no code “dirti”.", "Did you mean: dirty work, dirty work/délégation?"),
        ('code:"dirtywork"', "There is no code “dirtywork”.", "Did you mean: dirty work"),
        ("code:/délégation", "There is no code “/délégation”.", "Did you mean: dirty work/délégation"),
        ("code:zz*", "There is no code “zz*”.", ""),
        ("doc:d9", "There is no document “d9”.", ""),
        ("kind:entretiens", "There is no kind “entretiens”.", "Did you mean: entretien?"),
        ("speaker:enqueteuse", "There is no speaker “enqueteuse”.", "Did you mean: Enquêtrice?"),
        ("case:Delma", "There is no case “Delma”.", "Did you mean: Delmas?"),
        ("coder:Camile", "There is no coder “Camile”.", "Did you mean: Camille?"),
        ("rol:AS", "There is no attribute “rol”.", "Did you mean: role?"),
        ("speeker:AS", "There is no attribute “speeker”.", "Did you mean: speaker?"),
        ("role:SA2", "No role is “SA2”.", ""),
        ("role:{name}", "No role is “{name}”.", "Known: AS, doc"),
    ],
)
def test_unknown_names_say_the_nearest(talks: Project, query: str, message: str, hint: str) -> None:
    with pytest.raises(UnknownName) as caught:
        talks.query(f"code:délégation OR NOT ({query} text:x)")
    assert caught.value.message == message
    assert caught.value.hint.startswith(hint)
    assert caught.value.status == 2


def test_a_known_kind_without_documents_is_no_mistake(talks: Project) -> None:
    assert talks.count("kind:questionnaire") == 0


def test_counting_by_something_unknown(talks: Project) -> None:
    with pytest.raises(UnknownName) as caught:
        talks.count_by("", "documnt")
    assert "document" in caught.value.hint


def test_an_empty_project_has_no_segments(tmp_path: Path) -> None:
    with new_project(tmp_path / "e.qualcode") as project:
        assert project.query() == []
        assert project.query("text:x OR memo:y") == []
        assert project.count_by("", "speaker") == []
        assert project.total() == Count(None, 0, 0, 0)
        with pytest.raises(UnknownName):
            project.query("code:x")
        with pytest.raises(QueryError):
            project.query("code:")


def test_the_largest_and_deepest_queries_run(talks: Project) -> None:
    assert talks.count("boulot " * MAX_CONDITIONS) == 3
    assert talks.count(" OR ".join(["role:AS|doc", "case:*", "speaker:*", "code:*"] * (MAX_CONDITIONS // 4))) == 5
    nested = "boulot"
    for _level in range(MAX_DEPTH // 2):
        nested = f"NOT (sale {nested} case:*)"
    assert talks.count(nested) + talks.count(f"code:* {nested[4:]}") == 5
    assert talks.count(f"text:{'|'.join(['xx'] * 5_000)}|boulot") == 3


def test_words_are_bound_and_never_sql(talks: Project) -> None:
    assert talks.count("""text:"x') OR 1=1 --" """) == 0
    assert talks.where("""text:"x') OR 1=1 --" """).params == ("x or 1 1",)


def plan(project: Project, query: str) -> list[str]:
    where = project.where(query)
    rows = project.conn.execute(
        f"EXPLAIN QUERY PLAN {segments.IN_ORDER.format(where=where.sql)}", (*where.params, 100, 0)
    )
    return [row[3] for row in rows]


def test_conditions_use_the_indices(study: Project) -> None:
    assert "SEARCH c USING INDEX codings_code (code_id=?)" in plan(study, 'code:"dirty work" role:AS')
    assert "SEARCH c USING INDEX codings_coder (coder_id=?)" in plan(study, "coder:camille")
    assert "SEARCH c USING INTEGER PRIMARY KEY (rowid=?)" in plan(study, "speaker:e")
    assert any("c USING" in step and "(document_id=?)" in step for step in plan(study, "doc:*1*"))
    for query in ('code:"dirty work" role:AS', "coder:camille", "speaker:e"):
        steps = plan(study, query)
        assert not any(step == "SCAN c" for step in steps)
        # The texts of the documents are never passed by.
        assert "SCAN documents USING COVERING INDEX documents_list" in steps


def test_documents_are_listed_without_passing_through_their_texts(study: Project) -> None:
    asked: list[str] = []
    study.conn.set_trace_callback(asked.append)
    documents.every(study.conn)
    study.conn.set_trace_callback(None)
    [listing] = [sql for sql in asked if "FROM documents" in sql]
    steps = [row[3] for row in study.conn.execute(f"EXPLAIN QUERY PLAN {listing}")]
    assert steps == ["SCAN documents USING COVERING INDEX documents_list"]


@pytest.mark.parametrize(
    ("asked", "hint"), [("personne:x", "speaker"), ("TYPE:x", "kind"), ("texte:x", "text"), ("codeuse:x", "coder")]
)
def test_french_names_of_fields_lead_to_those_that_are_written(asked: str, hint: str, project: Project) -> None:
    with pytest.raises(UnknownName) as raised:
        project.query(asked)
    assert raised.value.hint == f"Did you mean: {hint}?"


def test_people_and_cases_are_called_as_after_par(project: Project) -> None:
    assert parse("locutrice:x") == parse("speaker:x")
    assert parse("cas:Delmas") == parse("case:Delmas") != parse('"cas":Delmas')
    assert project.count_by("", "Locuteur") == project.count_by("", "speaker")
