"""Questions about units, and text that segments share: SQL against memory and a naive reading, and by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.coding import Segment
from qualcode.model.query import And, Node
from qualcode.model.query_shared import Shared
from qualcode.model.query_units import ByUnit
from qualcode.project import Project, open_project
from qualcode.storage import segments, units_sql
from tests.storage.query_project import NAMES, TEXTS, build, units
from tests.unit.query.naive import common, holds, meetings, meets, speaking
from tests.unit.query.trees import conditions, questions, trees

LEAVES = conditions(TEXTS, st.sampled_from([*NAMES, "role", "âge"]))


@pytest.fixture(scope="module", params=[1, 2, 3])
def study(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A generated project, to read."""
    path = tmp_path_factory.mktemp("study") / "s.qualcode"
    build(path, request.param)
    with open_project(path) as project:
        yield project


Held = dict[tuple[object, ...], list[Segment]]


def held(study: Project, unit: str, every: list[Segment]) -> Held:
    """All units of a kind with their segments, read from the tables of the file."""
    conn = study.conn
    found: Held = {}
    if unit in ("turn", "paragraph", "sentence"):
        for document, pieces in units(study)[unit].items():
            for start, end in pieces:
                found[document, start, end] = [
                    one
                    for one in every
                    if one.document_id == document and set(range(one.start, one.end)) & set(range(start, end))
                ]
    elif unit == "document":
        for (document,) in conn.execute("SELECT id FROM documents"):
            found[(document,)] = [one for one in every if one.document_id == document]
    elif unit == "case":
        for (case,) in conn.execute("SELECT case_id FROM case_documents UNION SELECT case_id FROM case_speakers"):
            found[(case,)] = [
                one
                for one in every
                if conn.execute(
                    """SELECT EXISTS (SELECT 1 FROM case_documents WHERE case_id = ? AND document_id = ?) OR EXISTS
                         (SELECT 1 FROM case_speakers WHERE case_id = ? AND speaker_id = ?)""",
                    (case, one.document_id, case, one.speaker_id),
                ).fetchone()[0]
            ]
    else:
        for voice, document, name, case in conn.execute(
            """SELECT s.id, s.document_id, s.name, (SELECT min(k.id) FROM case_speakers AS l JOIN cases AS k
                 ON k.id = l.case_id WHERE l.speaker_id = s.id AND k.kind = 'person')
               FROM speakers AS s WHERE NOT s.interviewer"""
        ):
            found.setdefault((case,) if case else (document, name), []).extend(
                one for one in every if one.speaker_id == voice
            )
    return found


@given(question=questions(LEAVES))
def test_sql_and_memory_find_the_same_segments_of_units(study: Project, question: ByUnit) -> None:
    every = study.cached("every", lambda: study.query())
    corpus, pieces = study.cached("corpus", study.corpus), study.cached("pieces", lambda: units(study))
    members = study.cached(f"held {question.unit}", lambda: held(study, question.unit, every))
    met = {unit: ones for unit, ones in members.items() if holds(question.question, ones, every, pieces)}
    wanted = set().union(*(speaking(question.question, ones, every, pieces) for ones in met.values()))
    found = segments.ids(study.conn, study.condition(question))
    assert found == [one.id for one in every if one.id in wanted]
    assert found == [one.id for one in every if question.matches(one, corpus)]
    assert len(study.met(question).units) == len(met)
    statement = units_sql.statement(question, study.condition)
    assert len(study.conn.execute(statement.sql, statement.params).fetchall()) == len(met)


def test_every_unit_there_is_may_lack_a_code(study: Project) -> None:
    every = study.query()
    for unit in ("turn", "paragraph", "sentence", "speaker", "document", "case"):
        members = held(study, unit, every)
        with_any, without = study.units(f"* BY {unit}"), study.units(f"NOT * BY {unit}")
        assert len(with_any) == sum(map(bool, members.values()))
        assert len(without) == sum(not ones for ones in members.values())
        assert {one.name for one in with_any}.isdisjoint(one.name for one in without)
        assert sorted(one.segments for one in with_any) == sorted(
            tuple(one.id for one in every if one in ones) for ones in members.values() if ones
        )


@given(left=trees(LEAVES), right=trees(LEAVES), third=st.one_of(st.none(), LEAVES), beside=LEAVES)
def test_passages_are_the_ranges_that_segments_share(
    study: Project, left: Node, right: Node, third: Node | None, beside: Node
) -> None:
    every = study.cached("every", lambda: study.query())
    pieces = study.cached("pieces", lambda: units(study))
    shared = Shared(left, right) if third is None else Shared(Shared(left, right), third)
    naive: dict[tuple[int, int, int], list[set[int]]] = {}
    for meeting in (one for segment in every for one in meetings(shared, segment, every, pieces)):
        if meets(beside, meeting[0], every, pieces):
            characters = common(meeting)
            place = (meeting[0].document_id, min(characters), max(characters) + 1)
            sides = naive.setdefault(place, [set() for _side in meeting])
            for side, one in zip(sides, meeting, strict=True):
                side.add(one.id)
    order = list(study.vocabulary().documents)
    found = study.passages_of(And((shared, beside)))
    assert [(one.document_id, one.start, one.end) for one in found] == sorted(
        naive, key=lambda place: (order.index(place[0]), *place[1:])
    )
    for passage in found:
        assert [set(side) for side in passage.segments] == naive[passage.document_id, passage.start, passage.end]
        assert passage.quote == study.text(passage.document_id)[passage.start : passage.end]
